/**
 * What a till's process is told when it may begin.
 */
import { ReceiptId } from "@loyalkit/core/Domain"
import * as Schema from "effect/Schema"

/** A command that succeeded, as the till printed it. */
export const Acknowledged = Schema.Struct({
  receipt: ReceiptId,
  /** The event that must be in the journal from then on. */
  event: Schema.Literals(["Committed", "Cancelled"]),
})
export interface Acknowledged extends Schema.Schema.Type<typeof Acknowledged> {}

/** New receipts in one life at most; their numbers go on in the next. */
export const RECEIPTS_PER_LIFE = 100

const Order = Schema.Struct({
  /** The service. */
  url: Schema.String,
  /** The journal's file. */
  path: Schema.String,
  /** The number of the first new receipt. */
  from: Schema.Int,
  /** What the journal must have, by what the dead process said. */
  acknowledged: Schema.Array(Acknowledged),
  /** Sell until killed, or bring everything that is left to its end? */
  task: Schema.Literals(["sell", "finish"]),
})
export interface Order extends Schema.Schema.Type<typeof Order> {}

const Line = Schema.fromJsonString(Order)
export const decode = Schema.decodeUnknownSync(Line)
export const encode = Schema.encodeSync(Line)
