/** What every view of the workplace may ask for: the workplace, the shop that it stands in, and the words. */
import { createContext, createMemo, useContext, type Accessor } from "solid-js"
import type { PageShop } from "../../../shop/PageShop.ts"
import { en, type Words } from "../../../text/1c/en.ts"
import { ru } from "../../../text/1c/ru.ts"
import type { Speech } from "../../../text/Language.ts"
import type { Workplace } from "../Workplace.ts"

export interface WorkplacePlace {
  readonly workplace: Workplace
  readonly page: PageShop
  readonly speech: Speech
}

export const WorkplaceContext = createContext<WorkplacePlace>()

/** The words of the language that the page speaks. */
export const wordsOf = (speech: Speech): Words => ({ en, ru })[speech.language()]

export const useWorkplace = (): WorkplacePlace & { readonly words: Accessor<Words> } => {
  const place = useContext(WorkplaceContext)
  if (place === undefined) throw new Error("a view stands outside of the 1C workplace")
  return { ...place, words: createMemo(() => wordsOf(place.speech)) }
}
