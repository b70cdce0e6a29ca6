/**
 * РМК's receipt on paper: goods with the discount and the points that 1C took off each. What loyalkit says goes to the cashier's screen, none of it
 * to the printer.
 */
import { pointsAsMoney, type Language } from "@loyalkit/core/Money"
import type { PaperWords } from "../../text/paper/en.ts"
import type { PrintedReceipt } from "../../view/paper/Paper.ts"
import { documentNumber } from "./rmk/Numbers.ts"
import { gross, totalsOf, type Line } from "./rmk/Receipt.ts"
import type { Sheet } from "./Sheet.ts"

export interface Printing {
  readonly sheet: Sheet
  readonly point: string | undefined
  readonly language: Language
  readonly words: PaperWords
}

export const printedSheet = ({
  language,
  point,
  sheet: { lines, number, printed },
  words,
}: Printing): PrintedReceipt | undefined => {
  if (printed === undefined) return undefined
  const totals = totalsOf(lines)
  const lineOf = (line: Line) => ({
    name: line.good.name[language],
    quantity: line.quantity,
    unit: line.good.unit,
    price: line.good.price,
    amount: gross(line),
    points: pointsAsMoney(line.bonus),
    discount: line.discount,
  })
  return {
    ...(point === undefined ? {} : { point }),
    title: [words.receipt(documentNumber(number))],
    at: printed.at,
    lines: lines.map(lineOf),
    ...(totals.toPay === totals.gross ? {} : { sum: totals.gross }),
    points: pointsAsMoney(totals.bonus),
    discount: totals.discount,
    total: totals.toPay,
    paid: [{ by: printed.byCard ? words.card : words.cash, amount: totals.toPay }],
    added: { is: "blocks", blocks: [] },
  }
}
