/**
 * A receipt of the terminal: positions, one discount for the whole of it, and everybody's extras.
 *
 * The discount is a sum for the whole receipt, from which the positions' parts are made and never the other way round: 19.31 × 200 at 10 % off is
 * 3475.80, and 3476.00 where each position were rounded by itself.
 */
import { allocate } from "@loyalkit/core/Allocation"
import { Kopecks, min, moneyAsPoints, pointsAsMoney, subtract, sum, zeroKopecks } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import { STEP, type Good } from "../../../shop/Goods.ts"
import { MOST, stock } from "./Stock.ts"

export interface Position {
  readonly uuid: string
  readonly good: Good
  /** In thousandths. */
  readonly quantity: number
}

/** A receipt that was printed. */
export interface Closed {
  /** In milliseconds since 1970. */
  readonly at: number
  readonly byCard: boolean
  /** What an application had printed under the total. */
  readonly printed: ReadonlyArray<string>
}

export interface Receipt {
  readonly number: number
  readonly uuid: string
  readonly positions: ReadonlyArray<Position>
  /** Of the whole receipt, everybody's part. */
  readonly discount: Kopecks
  /** The part of it that another application put there. */
  readonly promotion: Kopecks
  readonly extra: Readonly<Record<string, unknown>>
  readonly closed?: Closed
}

/** Before the first receipt of this page. */
const BEFORE = 7_000
const PREFIX = "e7070000-0000-4000-8000-"
const DIGITS = 12

const numbered = (number: number): string => String(number).padStart(DIGITS, "0")

const uuidOf = (number: number): string => `${PREFIX}${numbered(number)}`

/** The number of a receipt of this terminal; nothing where it is another till's. */
export const numberOf = (uuid: string): number | undefined =>
  uuid.startsWith(PREFIX) ? Number(uuid.slice(PREFIX.length)) : undefined

const position = (good: Good, quantity: number): Position => ({
  uuid: `90510000-0000-4000-8000-${numbered(stock.indexOf(good))}`,
  good,
  quantity,
})

/** The receipt after `number`. */
export const receiptAfter = (number = BEFORE): Receipt => ({
  number: number + 1,
  uuid: uuidOf(number + 1),
  positions: stock.filter(({ initially }) => initially > 0).map((good) => position(good, good.initially)),
  discount: zeroKopecks,
  promotion: zeroKopecks,
  extra: {},
})

const WHOLE = 1_000
const HALF = 500

/** Price times quantity, half up to the kopeck. */
export const amountOf = ({ good, quantity }: Pick<Position, "good" | "quantity">): Kopecks =>
  Kopecks.make(Math.floor((good.price * quantity + HALF) / WHOLE))

/** Of all positions, before the receipt's discount. */
export const totalOf = ({ positions }: Pick<Receipt, "positions">): Kopecks => sum(positions.map(amountOf))

export const toPayOf = (receipt: Receipt): Kopecks => subtract(totalOf(receipt), receipt.discount)

/** The receipt's discount over its positions, in kopecks by their IDs. */
export const distributed = ({ discount, positions }: Receipt): ReadonlyMap<string, Kopecks> => {
  if (discount === 0) return new Map()
  const lines = positions.map((one) => ({ id: one.uuid, amount: amountOf(one) }))
  const shares = allocate({ lines, points: moneyAsPoints(discount), minLine: zeroKopecks })
  return new Map(Result.getOrThrow(shares).map(({ id, points }) => [id, pointsAsMoney(points)]))
}

/** With so much of a good, in thousandths; none takes it off. A discount never becomes more than there is. */
export const withQuantity = (receipt: Receipt, good: Good, quantity: number): Receipt => {
  const given = Math.min(MOST, Math.max(0, quantity))
  const isThere = receipt.positions.some((one) => one.good === good)
  const changed = isThere
    ? receipt.positions.map((one) => (one.good === good ? position(good, given) : one))
    : [...receipt.positions, position(good, given)]
  const positions = changed.filter((one) => one.quantity > 0)
  const total = totalOf({ positions })
  return {
    ...receipt,
    positions,
    discount: min(receipt.discount, total),
    promotion: min(receipt.promotion, total),
  }
}

/** One more of a good, or one less. */
export const stepped = (receipt: Receipt, good: Good, by: 1 | -1): Receipt => {
  const now = receipt.positions.find((one) => one.good === good)?.quantity ?? 0
  return withQuantity(receipt, good, now + by * STEP[good.unit])
}

/** What was typed as a quantity, in thousandths; nothing where it is none. Pieces are whole. */
export const typedQuantity = (typed: string, { unit }: Good): number | undefined => {
  const count = Number(typed.trim().replace(",", "."))
  if (typed.trim() === "" || !Number.isFinite(count) || count < 0) return undefined
  return unit === "piece" ? Math.round(count) * WHOLE : Math.round(count * WHOLE)
}
