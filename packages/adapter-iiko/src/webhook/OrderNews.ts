/**
 * What an order of the cloud says of its end: closed with so much, or gone. Nothing where it is not over.
 *
 * Computed as it comes, so that the inbox keeps numbers and IDs only: an order of the cloud has the guest's name and phone in it.
 */
import { PointId } from "@loyalkit/core/Domain"
import type * as Inbox from "@loyalkit/core/Inbox"
import { Kopecks, moneyAsPoints, Points, sum } from "@loyalkit/core/Money"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Order, OrderInfo } from "../cloud/Wire.ts"
import { OrderId } from "../orders/OrderId.ts"
import type { OrderReading, WebhookSettings } from "./Settings.ts"

const Closed = Schema.Struct({
  status: Schema.Literal("Closed"),
  order: OrderId,
  /** Of the till's change, in milliseconds since 1970. */
  at: Schema.Int,
  /** What the guest owed before points and before the loyalty discount. */
  amount: Kopecks,
  points: Points,
  /** Where a case is opened for points that nobody was checked in for. */
  point: Schema.optionalKey(PointId),
})
const Deleted = Schema.Struct({ status: Schema.Literal("Deleted"), order: OrderId, at: Schema.Int })

/** An order that is over. */
export const OrderNews = Schema.Union([Closed, Deleted])
export type OrderNews = typeof OrderNews.Type

const Body = Schema.fromJsonString(OrderNews)
const decode = Schema.decodeUnknownOption(Body)
const encode = Schema.encodeSync(Body)

/** How orders are read, and whose they are. */
export type NewsSettings = OrderReading & Pick<WebhookSettings, "points" | "defaultPoint">

const ENDS: Readonly<Record<string, OrderNews["status"]>> = {
  Closed: "Closed",
  Deleted: "Deleted",
  // What a delivery's end is called.
  Cancelled: "Deleted",
}

const pointsIn = ({ payments }: Order, { paymentTypes }: OrderReading): Kopecks =>
  sum(
    (payments ?? [])
      .filter(
        ({ isPreliminary, paymentType }) => isPreliminary !== true && paymentTypes.includes(paymentType.id),
      )
      .map((payment) => payment.sum),
  )

const loyaltyDiscountIn = ({ discounts }: Order, { discountTypes }: OrderReading): Kopecks =>
  sum(
    (discounts ?? [])
      .filter(({ discountType }) => discountTypes.includes(discountType.id))
      .map((discount) => discount.sum),
  )

/** What a closed order was worth. Sums that are money each may together be more than there is. */
const worthOf = (
  order: Order,
  settings: NewsSettings,
): Result.Result<{ readonly amount: Kopecks; readonly points: Points }, string> => {
  const total = order.sum
  if (total === undefined || total === null) return Result.fail("a closed order without a sum")
  return Result.try({
    try: () => {
      const paid = pointsIn(order, settings)
      const lowered = settings.redemption === "discount" ? [paid] : []
      return {
        amount: sum([total, loyaltyDiscountIn(order, settings), ...lowered]),
        points: moneyAsPoints(paid),
      }
    },
    catch: () => "sums beyond all bounds",
  })
}

const pointOf = ({ terminalGroupId }: Order, { defaultPoint, points }: NewsSettings): PointId | undefined => {
  const group = terminalGroupId ?? ""
  return (Object.hasOwn(points, group) ? points[group] : undefined) ?? defaultPoint
}

/** The news in an order, if any; a failure says what a closed one lacks. */
export const newsOf = (
  info: OrderInfo,
  settings: NewsSettings,
): Result.Result<OrderNews | undefined, string> => {
  const order = info.order ?? undefined
  const status = order === undefined || !Object.hasOwn(ENDS, order.status) ? undefined : ENDS[order.status]
  if (order === undefined || status === undefined) return Result.succeed(undefined)
  const whose = { order: OrderId.make(info.posId ?? info.id), at: Math.trunc(info.timestamp) }
  if (status === "Deleted") return Result.succeed({ status, ...whose })
  const point = pointOf(order, settings)
  return Result.map(worthOf(order, settings), (worth) => ({
    status,
    ...whose,
    ...worth,
    ...(point === undefined ? {} : { point }),
  }))
}

/**
 * The news as the inbox keeps it: one order is one subject, and of two at one time the deletion is the later.
 *
 * @param eventType what told of it; events have no ID of their own
 */
export const entryOf = (eventType: string, news: OrderNews): Inbox.Entry => ({
  id: `${eventType}|${news.order}|${news.at}|${news.status}`,
  subject: news.order,
  order: news.at * 2 + (news.status === "Deleted" ? 1 : 0),
  body: encode(news),
})

/** The news in an entry of the inbox. */
export const newsIn = ({ body }: Inbox.Entry): OrderNews | undefined => Option.getOrUndefined(decode(body))
