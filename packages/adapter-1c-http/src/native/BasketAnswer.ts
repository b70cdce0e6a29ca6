/**
 * The answer to a calculation: the lines as they came, with what changes of them, and what the customer may spend and will earn.
 *
 * A discount is spread so that the lines make up exactly the total that the service will charge; limits are spread the same way, so that their sum is exactly
 * what may be spent. РМК takes a line over only where its percent of the discount differs from the till's.
 */
import { allocate, type AllocatedLine } from "@loyalkit/core/Allocation"
import type { Level, Quote } from "@loyalkit/core/Domain"
import { Kopecks, moneyAsPoints, toNumber, zeroKopecks, type Points } from "@loyalkit/core/Money"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import type { Json } from "./Answers.ts"
import type { Basket, BasketLine } from "./Basket.ts"
import { dateOf, NO_DATE } from "./Reading.ts"
import { EARN_LATER, willEarn } from "./Texts.ts"

/** What 1C calls our discount and our points: references of ours, that its catalogues do not have. */
const DISCOUNT_REF = "0d6b1f52-3b0e-4a5e-8a51-6c1c0a7e1c02"
const POINTS_REF = "0d6b1f52-3b0e-4a5e-8a51-6c1c0a7e1c01"

const NUMBERS = [
  "Price",
  "Amount",
  "Count",
  "PackagesCount",
  "AmountOfAutomaticDiscount",
  "AmountOfManualDiscount",
  "PercentOfAutomaticDiscount",
  "PercentOfManualDiscount",
  "TotalAmount",
  "VATAmount",
]
const THINGS = ["Item", "Variant", "Package", "LineUID", "VATRate", "Order"]

/** Deeper than any thing of 1C's: a reference and a name. What goes on without end would end us. */
const DEEPEST = 16

const isJson = (value: unknown, depth = 0): value is Json =>
  value === null ||
  ["boolean", "number", "string"].includes(typeof value) ||
  (depth < DEEPEST &&
    (Array.isArray(value)
      ? value.every((inner) => isJson(inner, depth + 1))
      : Predicate.isObject(value) && Object.values(value).every((inner) => isJson(inner, depth + 1))))

const numberIn = (raw: BasketLine["raw"], key: string): number => {
  const value = raw[key]
  const number = typeof value === "string" ? Number(value.replace(/\s/g, "").replace(",", ".")) : value
  return typeof number === "number" && Number.isFinite(number) ? number : 0
}

/** A line as it came: its things as they were, and every number that РМК reads, be it only a 0. */
const echoed = ({ raw }: BasketLine): Record<string, Json> => {
  const row: Record<string, Json> = {}
  for (const key of THINGS) {
    const value = raw[key]
    if (isJson(value)) row[key] = value
  }
  for (const key of NUMBERS) row[key] = numberIn(raw, key)
  return row
}

/** The line at another amount: the tax moves with it, half up. */
const priced = (line: BasketLine, discount: Kopecks, percent: number): Record<string, Json> => {
  const row = echoed(line)
  const amount = Kopecks.make(line.amount - discount)
  const before = Math.round(numberIn(line.raw, "Amount") * 100)
  const tax = Math.round(numberIn(line.raw, "VATAmount") * 100)
  const taxNow = before > 0 ? Math.floor((2 * tax * amount + before) / (2 * before)) : 0
  return {
    ...row,
    Amount: toNumber(amount),
    TotalAmount: toNumber(amount),
    VATAmount: taxNow / 100,
    AmountOfAutomaticDiscount: toNumber(discount),
    PercentOfAutomaticDiscount: percent,
  }
}

const noList: ReadonlyArray<Json> = []

/** What every answer has; lists that are not ours stay empty. */
const answer = (goods: ReadonlyArray<Json>, messages: ReadonlyArray<string>) => ({
  Goods: goods,
  DiscountsList: noList,
  PromocodesList: noList,
  BonusesToAccrue: noList,
  Gifts: noList,
  CurrentDiscounts: noList,
  PossibleOnPayDiscouns: noList,
  Messages: messages.map((text) => message(text, false)),
  MaxBonusPay: 0,
  MaxBonusPayRows: noList,
})

const message = (text: string, afterSale: boolean) => ({ AfterSale: afterSale, MessageText: text })

/** The lines just as they came: without a card, for a return, and while nothing can be asked. */
export const plainEcho = ({ lines }: Basket, messages: ReadonlyArray<string> = []) =>
  answer(lines.map(echoed), messages)

/** The lines without a discount of ours that a card before this one had brought. */
export const withoutDiscount = ({ lines }: Basket, messages: ReadonlyArray<string> = []) =>
  answer(
    lines.map((line) => (line.discounted ? priced(line, zeroKopecks, 0) : echoed(line))),
    messages,
  )

/** Each line's part of something, exact to the hundredth; nothing where the lines cannot take it. */
const spread = (
  lines: ReadonlyArray<AllocatedLine>,
  points: Points,
  minLine: Kopecks,
): ReadonlyMap<string, Points> =>
  Result.match(allocate({ lines, points, minLine }), {
    onFailure: () => new Map(),
    onSuccess: (shares) => new Map(shares.map(({ id, points }) => [id, points])),
  })

const costing = ({ lines }: Basket): ReadonlyArray<BasketLine> => lines.filter(({ amount }) => amount > 0)

const limitsOf = (basket: Basket, { maxSpend }: Quote, { maxSpendPercent }: Level, minLine: Kopecks) => {
  const shares = spread(costing(basket), maxSpend, minLine)
  return basket.lines.map(({ id, raw }): Json => {
    const share = shares.get(id)
    const lineUid = raw["LineUID"]
    return {
      КлючСвязи: isJson(lineUid) ? lineUid : id,
      Сумма: share === undefined ? 0 : toNumber(share),
      ПроцентОплаты: maxSpend === 0 ? 0 : (maxSpendPercent ?? 100),
    }
  })
}

const earningsOf = (basket: Basket, { earn }: Quote): ReadonlyArray<Json> => {
  const shares = spread(costing(basket), earn, zeroKopecks)
  const day = dateOf(basket.time ?? "")
  const whole = shares.size === 0 ? [{ place: 1, points: earn }] : []
  const byLine = basket.lines.flatMap(({ id }, index) => {
    const points = shares.get(id)
    return points === undefined || points === 0 ? [] : [{ place: index + 1, points }]
  })
  return [...whole, ...byLine].map(({ place, points }) => ({
    KeyRelation: place,
    Discount: { Ref: POINTS_REF, Name: "Баллы" },
    BonusProgramm: { Ref: null, Name: null },
    BonusCount: toNumber(points),
    AccuralDate: day === undefined ? NO_DATE : `${day.slice(0, 10)}T00:00:00`,
    WriteOffDate: NO_DATE,
  }))
}

export interface QuotedOptions {
  readonly minLine: Kopecks
  /** Of the client's level. */
  readonly level: Level
  /** Is a promise of points one that is kept? */
  readonly tellEarning: boolean
  readonly messages: ReadonlyArray<string>
}

/** Points: the lines as they are worth, the limit by line, and what will be earned where nothing is spent. */
export const cashback = (basket: Basket, quote: Quote, shown: Points, options: QuotedOptions) => {
  const { level, messages, minLine, tellEarning } = options
  const base = withoutDiscount(basket, messages)
  const earns = tellEarning && shown === 0 && quote.earn > 0
  return {
    ...base,
    Messages: earns
      ? [...base.Messages, message(willEarn(quote.earn), false), message(EARN_LATER, true)]
      : base.Messages,
    BonusesToAccrue: earns ? earningsOf(basket, quote) : noList,
    MaxBonusPay: toNumber(quote.maxSpend),
    MaxBonusPayRows: limitsOf(basket, quote, level, minLine),
  }
}

/** A discount: the lines with their share of it. */
export const discounted = (basket: Basket, quote: Quote, { messages }: QuotedOptions) => {
  const { percent } = quote
  const shares = spread(costing(basket), moneyAsPoints(quote.discount ?? zeroKopecks), zeroKopecks)
  const of = ({ id }: BasketLine) => Kopecks.make(shares.get(id) ?? 0)
  return {
    ...answer(
      basket.lines.map((line) => priced(line, of(line), percent)),
      messages,
    ),
    DiscountsList: basket.lines.flatMap((line, index): ReadonlyArray<Json> =>
      of(line) === 0
        ? []
        : [
            {
              KeyRelation: index + 1,
              Discount: { Ref: DISCOUNT_REF, Name: `Скидка по уровню ${String(percent).replace(".", ",")}%` },
              DiscountValue: percent,
              Amount: toNumber(of(line)),
              MinimalPriceRestriction: false,
              Comment: "",
              LineUID: line.id,
              Return: false,
            },
          ],
    ),
  }
}
