/**
 * What the plugin sends, as `docs/iiko-bridge.md` says. `null` counts as left out, since .NET writes it so: it is taken away before this.
 */
import { PointsSent, RublesSent, TimeSent } from "@loyalkit/core/Amounts"
import { Kopecks } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { OrderIdSent } from "../orders/OrderId.ts"

/** The longest name or ID of anything here. Our judgment: iiko's are UUIDs and short names. */
const MAX_NAME = 256

const Name = Schema.NonEmptyString.check(Schema.isMaxLength(MAX_NAME))
const name = Schema.optionalKey(Name)

const rubles = RublesSent.pipe(Schema.withDecodingDefaultKey(Effect.succeed(0)))
const points = PointsSent.pipe(Schema.withDecodingDefaultKey(Effect.succeed(0)))

const isAmount = Schema.is(Kopecks)
const TOO_MUCH = "Expected no more in all than the largest amount"

/** The order as iiko has it at that moment. */
export const OrderSent = Schema.Struct({
  status: Schema.Literals(["New", "Bill", "Closed", "Deleted"]),
  sum: RublesSent,
  pointsPaid: points,
  pointsDiscount: rubles,
  loyaltyDiscount: rubles,
  excluded: rubles,
  number: Schema.optionalKey(Schema.Union([Schema.String, Schema.Finite])),
  terminal: name,
  register: name,
  stornedOrderId: Schema.optionalKey(OrderIdSent),
  closedAt: Schema.optionalKey(TimeSent),
}).check(
  // Each of them is money, and together they may be more than there is.
  Schema.makeFilter(({ loyaltyDiscount, pointsDiscount, sum }) =>
    isAmount(sum + loyaltyDiscount + pointsDiscount) ? [] : [{ path: ["sum"], issue: TOO_MUCH }],
  ),
)
export interface OrderSent extends Schema.Schema.Type<typeof OrderSent> {}

const order = Schema.optionalKey(OrderSent)

/** The opaque text that `pay` gave along. More than any of ours has. */
const rollbackData = Schema.optionalKey(Schema.String.check(Schema.isMaxLength(4_096)))

/** The plugin's own ID of a return: as long as core takes it. */
const returnId = Schema.NonEmptyString.check(Schema.isMaxLength(128))

export const Nothing = Schema.Struct({})
export const CheckIn = Schema.Struct({ search: Name, order })
/** With the order where there is one. */
export const MayHaveOrder = Schema.Struct({ order })
export const WithOrder = Schema.Struct({ order: OrderSent })
export const Added = Schema.Struct({ order: OrderSent, sum: PointsSent })
export const Pay = Schema.Struct({
  order: OrderSent,
  sum: PointsSent,
  isPrepay: Schema.optionalKey(Schema.Boolean),
  customData: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(4_096))),
}).check(
  Schema.makeFilter(({ order, sum }) =>
    isAmount(order.pointsPaid + sum) ? [] : [{ path: ["sum"], issue: TOO_MUCH }],
  ),
)
export const Cancel = Schema.Struct({ sum: PointsSent, order, rollbackData })
export const Return = Schema.Struct({ returnId, sum: PointsSent, order, rollbackData })
export const ReturnWithoutOrder = Schema.Struct({
  returnId,
  sum: PointsSent,
  orderId: Schema.optionalKey(OrderIdSent),
})
export const Storned = Schema.Struct({
  returnId,
  sum: Schema.optionalKey(RublesSent),
  newOrderId: Schema.optionalKey(OrderIdSent),
})

/** What a printer may have: 57 mm paper has 32 columns, 80 mm 42 or 48. Our judgment of both ends. */
export const COLUMNS = { least: 16, most: 128, usual: 42 } as const

export const Printing = Schema.Struct({
  order: OrderSent,
  columns: Schema.Int.check(Schema.isBetween({ minimum: COLUMNS.least, maximum: COLUMNS.most })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(COLUMNS.usual)),
  ),
})

/** The parts of a path. */
export const OrderPath = Schema.Struct({ id: OrderIdSent })
export const PaymentPath = Schema.Struct({ id: OrderIdSent, transactionId: Name })

/** The waiter app's check-in (arbus.atlassian.net, IIKOWAITER, page 1900709). */
export const ArbusCheckIn = Schema.Struct({ Value: Name, WaiterPin: Schema.optionalKey(Schema.String) })
