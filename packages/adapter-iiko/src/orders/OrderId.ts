/**
 * What an order of iiko is called, and the receipts that it is to the engine.
 *
 * A cancelled receipt is cancelled for good, while a guest who was taken off an order may be checked in again. So an order is its first
 * receipt that is not cancelled: `<uuid>`, then `<uuid>.2`, `<uuid>.3`.
 */
import { ReceiptId } from "@loyalkit/core/Domain"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const EXPECTED = "an order's UUID, such as 6f1c0d52-3b0e-4a5e-8a51-6c1c0a7e1c03"

/** An order's UUID in lower case: the till and the cloud write the same one. */
export const OrderId = Schema.String.check(Schema.isPattern(UUID, { expected: EXPECTED })).pipe(
  Schema.brand("OrderId"),
)
export type OrderId = typeof OrderId.Type

/** {@link OrderId} as somebody sends it. */
export const OrderIdSent = Schema.String.pipe(Schema.decodeTo(OrderId, SchemaTransformation.toLowerCase()))

/** So many times a guest may be checked in anew after they were taken off. Our judgment: more is a mistake in a loop. */
export const MOST_RECEIPTS = 9

/** The `nth` receipt of an order, from 1. */
export const receiptOf = (order: OrderId, nth: number): ReceiptId =>
  ReceiptId.make(nth === 1 ? order : `${order}.${nth}`)
