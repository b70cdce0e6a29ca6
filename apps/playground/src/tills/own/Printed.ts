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
  readonly blocks: (language: Language) => ReadonlyArray<Block>
}

const soldAs = (at: number, sale: Sale): Told => ({
  at,
  points: sale.spend ?? zeroPoints,
  discount: sale.type === "discount" ? subtract(sale.amount, sale.total) : zeroKopecks,
  total: sale.total,
  blocks: (language) => committed({ sale, language }),
})

/** What the customer was shown before, of a sale that nobody has answered. */
const shownAs = (
  at: number,
  { amount, points }: CommitRequest,
  quote: Quote | undefined,
  blocks: Told["blocks"],
): Told => {
  const isQuoted = quote?.type === "discount" && quote.amount === amount
  const discount = isQuoted ? subtract(amount, quote.total ?? amount) : zeroKopecks
  const total = subtract(subtract(amount, discount), pointsAsMoney(points))
  return { at, points, discount, total, blocks }
}

/** What the till knew when it printed; nothing where it has not printed. */
export const toldBy = (receipt: ReceiptId, events: ReadonlyArray<JournalEvent>): Told | undefined => {
  let quote: Quote | undefined
  let request: CommitRequest | undefined
  for (const event of events) {
    if (event._tag === "Quoted") quote = event.quote
    if (event._tag === "CommitIntended") request = event.request
    if (event._tag === "Committed") return soldAs(event.at, event.sale)
    if (event._tag === "EarningQueued")
      return shownAs(event.at, event.request, quote, (language) => queued({ language }))
    if (request === undefined) continue
    const { points } = request
    if (event._tag === "CommitUnknown")
      return shownAs(event.at, request, quote, (language) => inDoubt({ points, receipt, language }))
    if (event._tag === "Rejected")
      return shownAs(event.at, { ...request, points: zeroPoints }, undefined, () => [])
  }
  return undefined
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
  told: { at, blocks, discount, points, total },
  words,
}: Printing): PrintedReceipt => ({
  ...(point === undefined ? {} : { point }),
  title: [words.receipt(String(number))],
  at,
  lines: linesOf(purchase, points, language),
  ...(total === purchase.amount ? {} : { sum: purchase.amount }),
  points: pointsAsMoney(points),
  discount,
  total,
  paid: [{ by: words.paid, amount: total }],
  added: { is: "blocks", blocks: blocks(language) },
})
