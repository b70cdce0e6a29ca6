/**
 * What a scenario comes to: what the tills heard, how each receipt stands, what the ledger has, who has how many points, what is left to people.
 *
 * Short enough to be read by the person who reviews it, and complete enough that a sale too many or too few cannot hide.
 */
import { ReceiptId } from "@loyalkit/core/Domain"
import { KopecksFromWire, PointsFromWire } from "@loyalkit/core/Money"
import * as Schema from "effect/Schema"
import { Phone, Place } from "./Step.ts"

/** How a receipt stands (the words of `ReceiptView`). */
const State = Schema.Literals([
  "open",
  "identified",
  "quoted",
  "held",
  "queued",
  "committing",
  "doubt",
  "committed",
  "rejected",
  "cancelled",
])

export const Outcome = Schema.Struct({
  /** One word for each `send`, in their order: `ok`, a `status` or a `state`, an error's code, an HTTP status, or why nothing was heard. */
  heard: Schema.Array(Schema.String),
  receipts: Schema.Array(
    Schema.Struct({
      receipt: ReceiptId,
      point: Place,
      state: State,
      /** Who said so, where no answer did. */
      judge: Schema.optionalKey(Schema.Literals(["witness", "person"])),
    }),
  ),
  /** The ledger's sales, in their order: whose receipt it is, or that another system made it. One of ours without a receipt is one too many. */
  sales: Schema.Array(
    Schema.Struct({
      receipt: Schema.optionalKey(ReceiptId),
      elsewhere: Schema.optionalKey(Schema.Literal(true)),
      client: Phone,
      point: Place,
      amount: KopecksFromWire,
      total: KopecksFromWire,
      spend: PointsFromWire,
      earn: PointsFromWire,
    }),
  ),
  /** Everybody whose points were touched. `held` is left out where nothing is. */
  clients: Schema.Array(
    Schema.Struct({ client: Phone, balance: PointsFromWire, held: Schema.optionalKey(PointsFromWire) }),
  ),
  /** What a person has to look at. `why`: why a doubt is theirs; without one it is still being settled. */
  cases: Schema.Array(
    Schema.Struct({
      receipt: ReceiptId,
      kind: Schema.Literals(["doubt", "return", "rejected", "difference", "printedNotWrittenOff", "damaged"]),
      why: Schema.optionalKey(Schema.String),
    }),
  ),
})
export interface Outcome extends Schema.Schema.Type<typeof Outcome> {}
