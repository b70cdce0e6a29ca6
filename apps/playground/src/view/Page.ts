/**
 * What every view may ask for: the till, what is true at the service, and the words.
 */
import { createContext, useContext } from "solid-js"
import type { Speech } from "../text/Language.ts"
import type { ServiceView } from "../till/ServiceView.ts"
import type { Till } from "../till/Till.ts"

export interface Page {
  readonly till: Till
  readonly service: ServiceView
  readonly speech: Speech
}

export const PageContext = createContext<Page>()

export const usePage = (): Page => {
  const page = useContext(PageContext)
  if (page === undefined) throw new Error("a view stands outside of the page")
  return page
}
