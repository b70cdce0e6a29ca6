/** What every view of the terminal may ask for: the terminal, what is true at the service, and the words. */
import { createContext, createMemo, useContext, type Accessor } from "solid-js"
import type { PageShop } from "../../../shop/PageShop.ts"
import { en, type Words } from "../../../text/evotor/en.ts"
import { ru } from "../../../text/evotor/ru.ts"
import type { Speech } from "../../../text/Language.ts"
import type { Terminal } from "../Terminal.ts"

export interface TerminalPlace {
  readonly terminal: Terminal
  readonly page: PageShop
  readonly speech: Speech
}

export const TerminalContext = createContext<TerminalPlace>()

/** The words of the language that the page speaks. */
const wordsOf = (speech: Speech): Words => ({ en, ru })[speech.language()]

export const useTerminal = (): TerminalPlace & { readonly words: Accessor<Words> } => {
  const place = useContext(TerminalContext)
  if (place === undefined) throw new Error("a view stands outside of the terminal")
  return { ...place, words: createMemo(() => wordsOf(place.speech)) }
}
