/**
 * Makes a quote from what the service says and what the receipt allows.
 */
import * as Effect from "effect/Effect"
import * as Allocation from "../Allocation.ts"
import type { Purchase, Quote } from "../Domain.ts"
import type { Recalc } from "../LoyalClient.ts"
import { min, percentOf, subtract, zeroPoints, type Kopecks, type Points } from "../Money.ts"

/** The most points that this receipt can take, by its lines or by its amount. */
const room = (purchase: Purchase, minLine: Kopecks): Points =>
  purchase.lines === undefined
    ? Allocation.capacity([{ id: "receipt", amount: purchase.amount }], minLine)
    : Allocation.capacity(purchase.lines, minLine)

/**
 * The quote of a purchase. For cashback, what may be spent is capped by what the lines can take. For a
 * discount nothing is spent or earned; the discount is the percentage, half up to the kopeck, and its total is
 * checked against the sale's later.
 */
export const make = (purchase: Purchase, recalc: Recalc, minLine: Kopecks): Quote => {
  const { percent, type } = recalc
  const { amount } = purchase
  if (type === "discount") {
    const discount = percentOf(amount, percent)
    const nothing = { maxSpend: zeroPoints, earn: zeroPoints }
    return { type, percent, amount, ...nothing, discount, total: subtract(amount, discount) }
  }
  return {
    type,
    percent,
    amount,
    maxSpend: atLeastZero(min(recalc.spend, room(purchase, minLine))),
    earn: recalc.earn,
  }
}

/** A service that is owed points says so with a minus; that is no reason to refuse an earning. */
const atLeastZero = (points: Points): Points => (points < 0 ? zeroPoints : points)

/** A quote as a till sees it. */
export interface QuoteResult {
  readonly quote: Quote
  /** With lines: the most points that each line can take. */
  readonly limits?: ReadonlyArray<Allocation.LineLimit>
}

/** The quote, with what each line can take where there are lines. */
export const result = ({ lines }: Purchase, quote: Quote, minLine: Kopecks): QuoteResult =>
  lines === undefined ? { quote } : { quote, limits: Allocation.limits(lines, minLine) }

/** Do the lines make up the receipt? */
export const checkLines = ({ amount, lines }: Purchase): Effect.Effect<void, Allocation.LinesError> =>
  lines === undefined ? Effect.void : Effect.fromResult(Allocation.checkLines(lines, amount))

/** How the points spread over the receipt's lines, where it has lines. */
export const shares = (
  { lines }: Purchase,
  points: Points,
  minLine: Kopecks,
): Effect.Effect<{ readonly shares?: ReadonlyArray<Allocation.LineShare> }, Allocation.AllocationError> =>
  lines === undefined
    ? Effect.succeed({})
    : Effect.map(Effect.fromResult(Allocation.allocate({ lines, points, minLine })), (shares) => ({ shares }))
