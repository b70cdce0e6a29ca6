/**
 * What every view beside the tills may ask for: which till is looked at, all that is to be seen of the shop, what a person decides, and the words.
 */
import { createContext, useContext } from "solid-js"
import type { Offline } from "../offline/Offline.ts"
import type { PageShop } from "../shop/PageShop.ts"
import type { Verdicts } from "../shop/Verdicts.ts"
import type { Speech } from "../text/Language.ts"
import type { Tills } from "../tills/Tills.ts"

export interface Page {
  readonly tills: Tills
  readonly shop: PageShop
  readonly verdicts: Verdicts
  readonly speech: Speech
  readonly offline: Offline
}

export const PageContext = createContext<Page>()

export const usePage = (): Page => {
  const page = useContext(PageContext)
  if (page === undefined) throw new Error("a view stands outside of the page")
  return page
}
