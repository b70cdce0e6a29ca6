/** The lines under a receipt's total: what was spent, or will be earned. Without a client the event is skipped. */
import type { EvotorCallback } from "./Sdk.ts"
import { standing } from "./Standing.ts"
import type { Terminal } from "./Terminal.ts"
import { printedLines } from "./Texts.ts"
import type { Visit, Visits } from "./Visit.ts"

/** The event does not say which receipt is printed, so the terminal is asked which one is open. */
const linesNow = ({ book, language, openPurchase, ui }: Terminal): Promise<ReadonlyArray<string>> =>
  book.read().then(({ open }) =>
    open === undefined
      ? []
      : openPurchase().then((purchase) => {
          if (purchase === undefined || purchase.receiptId !== open.receipt) return []
          const answered = standing(open, purchase)
          return ui.print === undefined ? printedLines(language, answered) : ui.print(answered)
        }),
  )

export const printListener =
  (terminal: Terminal, visits: Visits, afterwards: () => void) =>
  (callback: EvotorCallback): void => {
    const { sdk } = terminal
    const serve = (visit: Visit) =>
      visit.wait(linesNow(terminal)).then((lines) => {
        if (lines.length === 0) return
        const texts = lines.map((line) => new sdk.PrintableText(line))
        const extra = new sdk.SetPrintExtra(new sdk.PrintExtraPlacePrintGroupSummary(), texts)
        const result = new sdk.PrintExtraRequiredEventResult([extra])
        visit.answer((waiting) => waiting.onResult(result))
      })
    void visits.serve(callback, undefined, serve).then(afterwards)
  }
