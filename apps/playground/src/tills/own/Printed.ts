/**
 * The own till's receipt on paper: printed when the engine first says how the sale stands, and never changed by what becomes of it later.
 *
 * So what is on it is read from the record up to that event, and nothing that was written after it.
 */
import { allocate } from "@loyalkit/core/Allocation"
import type { Purchase, Quote, ReceiptId, Sale } from "@loyalkit/core/Domain"
import type { CommitRequest, JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import {
  pointsAsMoney,
  subtract,
  zeroKopecks,
  zeroPoints,
  type Kopecks,
  type Language,
  type Points,
} from "@loyalkit/core/Money"
import { defaults } from "@loyalkit/core/Policy"
import { committed, inDoubt, queued, type Block } from "@loyalkit/core/ReceiptText"
import * as Result from "effect/Result"
import { goods } from "../../shop/Goods.ts"
import type { PaperWords } from "../../text/paper/en.ts"
import type { PrintedLine, PrintedReceipt } from "../../view/paper/Paper.ts"

/** How the sale stood when the paper came out. */
export interface Told {
  readonly at: number
  readonly points: Points
  readonly discount: Kopecks
  readonly total: Kopecks
  readonly is:
    | { readonly _tag: "Sold"; readonly sale: Sale }
    | { readonly _tag: "InDoubt" | "Queued" | "Refused" }
}

const soldAs = (at: number, sale: Sale): Told => ({
  at,
  points: sale.spend ?? zeroPoints,
  discount: sale.type === "discount" ? subtract(sale.amount, sale.total) : zeroKopecks,
  total: sale.total,
  is: { _tag: "Sold", sale },
})

/** What the customer was shown before, of a sale that nobody has answered. */
const shownAs = (
  at: number,
  { amount, points }: CommitRequest,
  quote: Quote | undefined,
  _tag: "InDoubt" | "Queued" | "Refused",
): Told => {
  const isQuoted = quote?.type === "discount" && quote.amount === amount
  const discount = isQuoted ? subtract(amount, quote.total ?? amount) : zeroKopecks
  const total = subtract(subtract(amount, discount), pointsAsMoney(points))
  return { at, points, discount, total, is: { _tag } }
}

/** What the till knew when it printed; nothing where it has not printed. */
export const toldBy = (events: ReadonlyArray<JournalEvent>): Told | undefined => {
  let quote: Quote | undefined
  let request: CommitRequest | undefined
  for (const event of events) {
    const { at } = event
    if (event._tag === "Quoted") quote = event.quote
    if (event._tag === "CommitIntended") request = event.request
    if (event._tag === "Committed") return soldAs(at, event.sale)
    if (event._tag === "EarningQueued") return shownAs(at, event.request, quote, "Queued")
    if (request === undefined) continue
    if (event._tag === "CommitUnknown") return shownAs(at, request, quote, "InDoubt")
    if (event._tag === "Rejected")
      return shownAs(at, { ...request, points: zeroPoints }, undefined, "Refused")
  }
  return undefined
}

const blocksOf = ({ is, points }: Told, receipt: ReceiptId, language: Language): ReadonlyArray<Block> => {
  switch (is._tag) {
    case "Sold":
      return committed({ sale: is.sale, language })
    case "InDoubt":
      return inDoubt({ points, receipt, language })
    case "Queued":
      return queued({ language })
    case "Refused":
      return []
  }
}

const linesOf = (
  { lines = [] }: Purchase,
  points: Points,
  language: Language,
): ReadonlyArray<PrintedLine> => {
  const shares = Result.match(allocate({ lines, points, minLine: defaults.minLine }), {
    onFailure: () => new Map<string, Kopecks>(),
    onSuccess: (all) => new Map(all.map((share) => [share.id, pointsAsMoney(share.points)])),
  })
  return lines.flatMap(({ amount, id, price, quantity }) => {
    const good = goods.find((one) => one.id === id)
    if (good === undefined) return []
    const share = shares.get(id) ?? zeroKopecks
    return [{ name: good.name[language], quantity, unit: good.unit, price, amount, points: share }]
  })
}

export interface Printing {
  readonly receipt: ReceiptId
  readonly number: number
  readonly point: string | undefined
  readonly purchase: Purchase
  readonly told: Told
  readonly language: Language
  readonly words: PaperWords
}

export const printedReceipt = ({
  language,
  number,
  point,
  purchase,
  receipt,
  told,
  words,
}: Printing): PrintedReceipt => ({
  ...(point === undefined ? {} : { point }),
  title: [words.receipt(String(number))],
  at: told.at,
  lines: linesOf(purchase, told.points, language),
  ...(told.total === purchase.amount ? {} : { sum: purchase.amount }),
  points: pointsAsMoney(told.points),
  discount: told.discount,
  total: told.total,
  paid: [{ by: words.paid, amount: told.total }],
  added: { is: "blocks", blocks: blocksOf(told, receipt, language) },
})
