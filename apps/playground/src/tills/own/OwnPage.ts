/**
 * What every view of loyalkit's own till may ask for: the till, what is true at the service, and the words.
 */
import { createContext, useContext } from "solid-js"
import type { PageShop } from "../../shop/PageShop.ts"
import type { Speech } from "../../text/Language.ts"
import type { OwnTill } from "./OwnTill.ts"

export interface OwnPage {
  readonly till: OwnTill
  readonly page: PageShop
  readonly speech: Speech
}

export const OwnContext = createContext<OwnPage>()

export const useOwn = (): OwnPage => {
  const page = useContext(OwnContext)
  if (page === undefined) throw new Error("a view stands outside of loyalkit's own till")
  return page
}
