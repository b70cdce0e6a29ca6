/**
 * An Evotor terminal with the real loyalty part of its application, over a stand-in for the vendor's library, and the gateway's real `/v1`.
 */
import { createMemo } from "solid-js"
import { pointName } from "../../shop/PointName.ts"
import { paperWords } from "../../text/paper/Words.ts"
import type { OpenTill, TillPlace } from "../OpenTill.ts"
import "./evotor.css"
import "./screens.css"
import "./app.css"
import "./bench.css"
import { numberOf } from "./pos/Receipt.ts"
import { printedOn } from "./Printed.ts"
import { createTerminal } from "./Terminal.ts"
import { LinePanel } from "./view/LinePanel.tsx"
import { TerminalContext } from "./view/TerminalContext.ts"
import { TerminalPanel } from "./view/TerminalPanel.tsx"

export const open = (place: TillPlace): OpenTill => {
  const terminal = createTerminal(place)
  const { page, speech } = place
  const within = { terminal, page, speech }
  const { journal } = terminal
  const printed = createMemo(() =>
    printedOn({
      receipt: terminal.receipt(),
      point: pointName(place, place.firstPoint),
      language: speech.language(),
      words: paperWords(speech),
    }),
  )
  return {
    View: () => (
      <TerminalContext.Provider value={within}>
        <TerminalPanel />
      </TerminalContext.Provider>
    ),
    Beside: () => (
      <TerminalContext.Provider value={within}>
        <LinePanel />
      </TerminalContext.Provider>
    ),
    client: journal.client,
    journal: journal.kept,
    printed,
    receiptName: ({ receipt }) => {
      const number = numberOf(receipt)
      return number === undefined ? undefined : String(number)
    },
  }
}
