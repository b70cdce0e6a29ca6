/**
 * What to print on the receipt and what to tell the cashier, in Russian and English.
 *
 * Every till prints in its own way: one takes lines of text, another an XML, a third draws. So the text is a
 * list of typed blocks, which an adapter maps to its till's; {@link render} makes plain lines of them for a
 * printer of so many columns. Texts avoid counting words ("5 баллов"), which Russian would inflect.
 */
import type { Quote, ReceiptId, Sale } from "./Domain.ts"
import { format, formatPoints, subtract, zeroPoints, type Language, type Points } from "./Money.ts"
import type { Block } from "./receipt-text/Block.ts"

const text = (words: string, align: "left" | "center" = "left"): Block => ({
  type: "text",
  text: words,
  align,
})
const row = (left: string, right: string): Block => ({ type: "row", left, right })
const divider: Block = { type: "divider" }

const words = {
  ru: {
    title: "Программа лояльности",
    spent: "Списано баллов",
    earned: "Начислено баллов",
    discount: "Скидка",
    balance: "Баллов на счёте",
    spending: "Списание баллов",
    maySpend: "Можно списать баллов",
    willEarn: "Будет начислено баллов",
    toPay: "К оплате",
    inDoubt: "Операция с баллами уточняется. Баланс обновится позже.",
    later: "Баллы за эту покупку будут начислены позже.",
  },
  en: {
    title: "Loyalty programme",
    spent: "Points spent",
    earned: "Points earned",
    discount: "Discount",
    balance: "Points balance",
    spending: "Points to spend",
    maySpend: "Points you can spend",
    willEarn: "Points you will earn",
    toPay: "To pay",
    inDoubt: "The points are being settled. The balance will follow.",
    later: "The points for this purchase will be credited later.",
  },
} as const satisfies Record<Language, object>

const framed = (language: Language, blocks: ReadonlyArray<Block>): ReadonlyArray<Block> =>
  blocks.length === 0 ? [] : [divider, text(words[language].title, "center"), ...blocks, divider]

/**
 * What a created sale puts on the receipt: points spent, points earned or the discount, and the balance where
 * it is known to be the one after the sale. Nothing to say gives no blocks.
 *
 * @example
 * ```ts
 * import { Kopecks, Percent, Points } from "@loyalkit/core/Money"
 * import * as ReceiptText from "@loyalkit/core/ReceiptText"
 *
 * const sale = {
 *   type: "cashback",
 *   amount: Kopecks.make(100_000),
 *   total: Kopecks.make(90_000),
 *   percent: Percent.make(5),
 *   spend: Points.make(10_000)
 * } as const
 * const blocks = ReceiptText.committed({ sale, language: "en" })
 * ReceiptText.render(blocks, { columns: 32 })[2] // => "Points spent                 100"
 * ```
 */
export const committed = (options: {
  readonly sale: Sale
  readonly balance?: Points
  readonly language: Language
}): ReadonlyArray<Block> => {
  const { balance, language, sale } = options
  const { balance: balanceName, discount, earned, spent } = words[language]
  const rows: Array<Block> = []
  if (sale.spend !== undefined && sale.spend > 0) rows.push(row(spent, formatPoints(sale.spend, language)))
  if (sale.earn !== undefined && sale.earn > 0) rows.push(row(earned, formatPoints(sale.earn, language)))
  if (sale.type === "discount" && sale.total < sale.amount) {
    rows.push(row(discount, format(subtract(sale.amount, sale.total), language)))
  }
  if (balance !== undefined) rows.push(row(balanceName, formatPoints(balance, language)))
  return framed(language, rows)
}

/**
 * What to print while a sale is in doubt: the points asked for and that they are being settled, with the
 * receipt's ID to scan when the customer asks later. It promises neither outcome.
 */
export const inDoubt = (options: {
  readonly points: Points
  readonly receipt: ReceiptId
  readonly language: Language
}): ReadonlyArray<Block> => {
  const { language, points, receipt } = options
  const asked = points > 0 ? [row(words[language].spending, formatPoints(points, language))] : []
  return framed(language, [
    ...asked,
    text(words[language].inDoubt),
    { type: "barcode", kind: "qr", data: receipt },
  ])
}

/** What a quote promises: how many points are to be spent, or may be, or will be earned. */
const promised = (quote: Quote, points: Points, language: Language): ReadonlyArray<Block> => {
  const { discount: discountName, maySpend, spending, toPay, willEarn } = words[language]
  if (quote.type === "discount") {
    const { amount, total = amount } = quote
    if (total >= amount) return []
    return [row(discountName, format(subtract(amount, total), language)), row(toPay, format(total, language))]
  }
  if (points > 0) return [row(spending, formatPoints(points, language))]
  return [
    ...(quote.maxSpend > 0 ? [row(maySpend, formatPoints(quote.maxSpend, language))] : []),
    ...(quote.earn > 0 ? [row(willEarn, formatPoints(quote.earn, language))] : []),
  ]
}

/**
 * What a bill says before the sale: the balance, and the points that may be spent and would be earned, or the discount. With `points`
 * the customer has chosen to spend so many: then nothing is earned. Nothing to say gives no blocks.
 *
 * @example
 * ```ts
 * import { Kopecks, Percent, Points } from "@loyalkit/core/Money"
 * import * as ReceiptText from "@loyalkit/core/ReceiptText"
 *
 * const quote = {
 *   type: "cashback",
 *   percent: Percent.make(5),
 *   amount: Kopecks.make(100_000),
 *   maxSpend: Points.make(30_000),
 *   earn: Points.make(5_000)
 * } as const
 * const blocks = ReceiptText.preview({ quote, language: "en" })
 * ReceiptText.render(blocks, { columns: 32 })[2] // => "Points you can spend         300"
 * ```
 */
export const preview = (options: {
  readonly quote: Quote
  readonly balance?: Points
  readonly points?: Points
  readonly language: Language
}): ReadonlyArray<Block> => {
  const { balance, language, points = zeroPoints, quote } = options
  const account = balance === undefined ? [] : [row(words[language].balance, formatPoints(balance, language))]
  return framed(language, [
    ...(quote.type === "discount" ? [] : account),
    ...promised(quote, points, language),
  ])
}

/** What to print while an earning waits for the service to come back. */
export const queued = (options: { readonly language: Language }): ReadonlyArray<Block> =>
  framed(options.language, [text(words[options.language].later)])

export type { Block } from "./receipt-text/Block.ts"
export { cashierMessage } from "./receipt-text/CashierMessage.ts"
export { render, type RenderOptions } from "./receipt-text/PlainText.ts"
