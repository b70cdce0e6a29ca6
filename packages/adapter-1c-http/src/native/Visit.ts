/**
 * What is remembered of a card at a till, from its calculation to the last write-off: numbers only, nothing that names a person.
 *
 * The protocol has no receipt, so one is made up for each visit, and for each further write-off of it. It outlives a restart
 * of the gateway between calculation and write-off as a small fact in the journal.
 */
import { ClientId, ReceiptId } from "@loyalkit/core/Domain"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Schema from "effect/Schema"

/** One write-off. Its checkout is named by its place among them. */
export const Part = Schema.Struct({
  points: Points,
  /** How much of the purchase it stands for; 0 where that is not known. */
  amount: Kopecks,
  /** When it came, in milliseconds since 1970. */
  at: Schema.Int,
  /** When it was answered; left out while it is under way, and where the gateway died on it. */
  answered: Schema.optionalKey(Schema.Int),
  /** The till has called for this card since: so the same again is no repetition on the way. */
  followed: Schema.optionalKey(Schema.Literal(true)),
  /** Its receipt had been committed from the document before: nothing more is spent for it. */
  late: Schema.optionalKey(Schema.Literal(true)),
})
export interface Part extends Schema.Schema.Type<typeof Part> {}

/** What the last calculation said of a line that costs something: `points` are shown as spent. */
export const Calculated = Schema.Struct({ amount: Kopecks, points: Points })
export interface Calculated extends Schema.Schema.Type<typeof Calculated> {}

/** A customer's purchase at a till, as far as the protocol tells. */
export const Visit = Schema.Struct({
  /** Made up; names its checkouts. */
  id: Schema.NonEmptyString,
  /** Of the card. */
  guid: Schema.String,
  client: Schema.optionalKey(ClientId),
  begun: Schema.Int,
  /** When the till last calculated it. */
  calculated: Schema.optionalKey(Schema.Int),
  /** The next calculation begins another: the card was put away, or written off from. A write-off may still come. */
  closed: Schema.optionalKey(Schema.Literal(true)),
  /** The card was taken anew since: a write-off would be another purchase's. */
  over: Schema.optionalKey(Schema.Literal(true)),
  lines: Schema.Array(Calculated),
  parts: Schema.Array(Part),
})
export interface Visit extends Schema.Schema.Type<typeof Visit> {}

/** How every receipt that is made up here begins. */
export const PREFIX = "1c-"

/** The receipt of a visit's part. */
export const receiptOf = ({ id }: Visit, part: number): ReceiptId => ReceiptId.make(`${PREFIX}${id}-${part}`)

/** May a calculation go on with it? */
export const isOpen = ({ closed, parts }: Visit): boolean => closed === undefined && parts.length === 0
