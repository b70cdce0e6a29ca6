/**
 * An order of iikoFront: its dishes by guest, its payments, and its status.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { subtract, sum, zeroKopecks, type Kopecks } from "@loyalkit/core/Money"
import { lineAmount } from "../../../shop/Amounts.ts"
import { goods, MOST, STEP, type Good } from "../../../shop/Goods.ts"

export type Status = "New" | "Bill" | "Closed" | "Deleted"

export type Guest = 1 | 2
export const guests: ReadonlyArray<Guest> = [1, 2]

export interface Dish {
  readonly good: Good
  readonly guest: Guest
  /** In thousandths. */
  readonly quantity: number
}

export const paymentKinds = ["cash", "card", "points"] as const
export type PaymentKind = (typeof paymentKinds)[number]

export interface Payment {
  readonly id: string
  readonly kind: PaymentKind
  readonly sum: Kopecks
  readonly isProcessed: boolean
  /** Of a processed payment: what its cancel and its return name. */
  readonly transaction?: string
  /** `SetRollbackData` of the plugin. */
  readonly rollbackData?: string
}

export interface Order {
  readonly id: string
  readonly number: number
  readonly table: number
  /** Where it is sold: an order has one point of sale. */
  readonly point: PointId
  readonly status: Status
  readonly dishes: ReadonlyArray<Dish>
  readonly payments: ReadonlyArray<Payment>
  /** Our flexible-sum discount, for guests of a discount programme. */
  readonly discount: Kopecks
  /** Milliseconds since 1970. */
  readonly closedAt?: number
  /** The order's copy that a storno made. */
  readonly stornoId?: string
}

const HEX = 12

/** iiko's IDs are UUIDs; these are counted, so that each visit has the same. */
export const uuid = (kind: "order" | "payment" | "transaction" | "return", count: number): string => {
  const prefix = { order: "6f1c0d52", payment: "9a7e31c4", transaction: "c3d8b0f6", return: "b2a94e17" }[kind]
  return `${prefix}-0000-4000-8000-${String(count).padStart(HEX, "0")}`
}

/** The first order's number, and how many tables the hall has: as a visitor would meet them in the middle of a day. */
export const FIRST = 1_001
const TABLES = 9

const half = (good: Good): number => (good.initially > STEP[good.unit] ? good.initially / 2 : good.initially)

/** What two guests have on a new order: what all tills of the page begin with. */
const firstDishes = (): ReadonlyArray<Dish> => {
  const [coffee, croissant, ...rest] = goods.filter(({ initially }) => initially > 0)
  const of = (guest: Guest, list: ReadonlyArray<Good | undefined>) =>
    list.flatMap((good) =>
      good === undefined ? [] : [{ good, guest, quantity: good === coffee ? half(good) : good.initially }],
    )
  return [...of(1, [coffee, croissant]), ...of(2, [coffee, ...rest])]
}

export const newOrder = (number: number, point: PointId): Order => ({
  id: uuid("order", number),
  number,
  table: 1 + ((number - FIRST + 4) % TABLES),
  point,
  status: "New",
  dishes: firstDishes(),
  payments: [],
  discount: zeroKopecks,
})

/** One step more or less of a dish for a guest; a dish of nothing goes. */
export const changed = (
  dishes: ReadonlyArray<Dish>,
  good: Good,
  guest: Guest,
  by: 1 | -1,
): ReadonlyArray<Dish> => {
  const step = by * STEP[good.unit]
  const isIt = (dish: Dish) => dish.good === good && dish.guest === guest
  if (!dishes.some(isIt)) return by > 0 ? [...dishes, { good, guest, quantity: step }] : dishes
  return dishes
    .map((dish) =>
      isIt(dish) ? { ...dish, quantity: Math.min(MOST, Math.max(0, dish.quantity + step)) } : dish,
    )
    .filter(({ quantity }) => quantity > 0)
}

export const priceOf = ({ good, quantity }: Dish): Kopecks => lineAmount(good.price, quantity)

/** Before the loyalty discount. */
export const fullSum = ({ dishes }: Order): Kopecks => sum(dishes.map(priceOf))

/** What takes no points. */
export const excludedSum = ({ dishes }: Order): Kopecks =>
  sum(dishes.filter(({ good }) => good.excluded === true).map(priceOf))

/** `ResultSum`: what is to be paid. */
export const resultSum = (order: Order): Kopecks => subtract(fullSum(order), order.discount)

export const paidSum = ({ payments }: Order): Kopecks => sum(payments.map((payment) => payment.sum))

/** What no payment covers yet. */
export const restOf = (order: Order): Kopecks => {
  const rest = subtract(resultSum(order), paidSum(order))
  return rest > 0 ? rest : zeroKopecks
}

/** Payments of our type that are processed; without the one that a call is about. */
export const pointsPaid = ({ payments }: Order, current?: string): Kopecks =>
  sum(
    payments
      .filter(({ id, isProcessed, kind }) => kind === "points" && isProcessed && id !== current)
      .map((payment) => payment.sum),
  )
