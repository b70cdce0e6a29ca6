/**
 * The terminal's receipt on paper, with the discount as it spread it over the positions, and the lines that the application had printed under the total.
 */
import { zeroKopecks, type Language } from "@loyalkit/core/Money"
import type { PaperWords } from "../../text/paper/en.ts"
import type { PrintedReceipt } from "../../view/paper/Paper.ts"
import { amountOf, distributed, totalOf, toPayOf, type Position, type Receipt } from "./pos/Receipt.ts"

export interface Printing {
  readonly receipt: Receipt
  readonly point: string | undefined
  readonly language: Language
  readonly words: PaperWords
}

export const printedOn = ({ language, point, receipt, words }: Printing): PrintedReceipt | undefined => {
  const { closed, discount, number, positions } = receipt
  if (closed === undefined) return undefined
  const parts = distributed(receipt)
  const lineOf = (position: Position) => ({
    name: position.good.name[language],
    quantity: position.quantity,
    unit: position.good.unit,
    price: position.good.price,
    amount: amountOf(position),
    discount: parts.get(position.uuid) ?? zeroKopecks,
  })
  const toPay = toPayOf(receipt)
  return {
    ...(point === undefined ? {} : { point }),
    title: [words.receipt(String(number))],
    at: closed.at,
    lines: positions.map(lineOf),
    ...(discount > 0 ? { sum: totalOf(receipt), discount } : {}),
    total: toPay,
    paid: [{ by: closed.byCard ? words.card : words.cash, amount: toPay }],
    added: { is: "lines", lines: closed.printed },
  }
}
