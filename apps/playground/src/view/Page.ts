/**
 * What every view beside the tills may ask for: which till is looked at, what is true at the service, what needs a person, and the words.
 */
import { createContext, useContext } from "solid-js"
import type { Offline } from "../offline/Offline.ts"
import type { CasesView } from "../shop/CasesView.ts"
import type { ServiceView } from "../shop/ServiceView.ts"
import type { Speech } from "../text/Language.ts"
import type { Tills } from "../tills/Tills.ts"

export interface Page {
  readonly tills: Tills
  readonly service: ServiceView
  readonly cases: CasesView
  readonly speech: Speech
  readonly offline: Offline
}

export const PageContext = createContext<Page>()

export const usePage = (): Page => {
  const page = useContext(PageContext)
  if (page === undefined) throw new Error("a view stands outside of the page")
  return page
}
