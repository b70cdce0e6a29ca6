/**
 * What `pay` gives along for iiko to keep, and gets back with `cancel` and `return`: enough to answer after a restart, and for an order that iiko
 * calls by another ID by then (iiko/front.api.sdk, issue 127).
 *
 * It is opaque to iiko and proves nothing: whoever changes it can say no more with it than by calling for that order.
 */
import { Points } from "@loyalkit/core/Money"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { OrderId } from "../orders/OrderId.ts"

const RollbackData = Schema.fromJsonString(
  Schema.Struct({
    v: Schema.Literal(1),
    order: OrderId,
    transaction: Schema.NonEmptyString,
    /** What other payments of our type had paid by then, in hundredths. */
    before: Points.check(Schema.isGreaterThanOrEqualTo(0)),
  }),
)
export type RollbackData = typeof RollbackData.Type

const decode = Schema.decodeUnknownOption(RollbackData)

export const write = (data: Omit<RollbackData, "v">): string =>
  Schema.encodeSync(RollbackData)({ v: 1, ...data })

/** Nothing where it is none of ours, or not of this transaction. */
export const read = (text: string | undefined, transaction: string): RollbackData | undefined =>
  Option.getOrUndefined(Option.filter(decode(text), (data) => data.transaction === transaction))
