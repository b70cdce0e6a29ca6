/** What every view of the till may ask for: the till, the shop that it stands in, and the words. */
import { createContext, createMemo, useContext, type Accessor } from "solid-js"
import type { PageShop } from "../../../shop/PageShop.ts"
import type { Words } from "../../../text/iiko/en.ts"
import { wordsOf } from "../../../text/iiko/Words.ts"
import type { Speech } from "../../../text/Language.ts"
import type { Till } from "../Till.ts"

export interface TillViewPlace {
  readonly till: Till
  readonly page: PageShop
  readonly speech: Speech
}

export const TillContext = createContext<TillViewPlace>()

export const useTill = (): TillViewPlace & { readonly words: Accessor<Words> } => {
  const place = useContext(TillContext)
  if (place === undefined) throw new Error("a view stands outside of the iiko till")
  return { ...place, words: createMemo(() => wordsOf(place.speech)) }
}
