/**
 * What can happen to a checkout, as the journal writes it down.
 *
 * A checkout's state is nothing but these events folded (`checkout/CheckoutState.ts`), so after a crash the
 * next process knows what the last one knew. Events are plain JSON and never name a person: who the customer
 * is stands beside them, as `Personal`, and is deleted when the checkout is settled.
 *
 * Stored for months and read by later versions: add optional fields and new tags, never change the meaning of
 * an old one.
 */
import * as Schema from "effect/Schema"
import { ClientAccount, Hold, HoldId, Person, Purchase, Quote, ReceiptLines, Sale } from "../Domain.ts"
import { Kopecks, Points } from "../Money.ts"

/** Wall-clock time in milliseconds since 1970. For people and for purging; no decision about a hold rests on it. */
const at = Schema.Int

/** The client was found. Drops quote and hold of a client found before. */
const Identified = Schema.TaggedStruct("Identified", {
  at,
  account: ClientAccount,
  /** The journal's `sequence` before the service was asked: what moved later may not be in the balance. */
  since: Schema.optionalKey(Schema.Int),
})

/**
 * A customer was asked for and not found: whoever was known before is not the one. Where the service was away what the cashier typed stands
 * beside the events, so that an earning can be queued.
 */
const SearchKept = Schema.TaggedStruct("SearchKept", { at })

/** What the purchase is worth. Replaces an earlier quote. */
const Quoted = Schema.TaggedStruct("Quoted", { at, purchase: Purchase, quote: Quote })

/** The service refused what the quote allowed: the same purchase must be quoted anew. */
const QuoteOutdated = Schema.TaggedStruct("QuoteOutdated", { at })

/** Points were reserved. */
const Held = Schema.TaggedStruct("Held", { at, hold: Hold })

/** A hold was asked for and its fate is not known: it may live on unseen, and block our own spend, until its time is over. */
const HoldUnknown = Schema.TaggedStruct("HoldUnknown", {
  at,
  points: Points,
  askedMinutes: Schema.Int,
  detail: Schema.String,
})

/** A hold is no longer ours to use. `abandoned`: its release brought no answer, so it ends by its own time. */
const HoldEnded = Schema.TaggedStruct("HoldEnded", {
  at,
  hold: HoldId,
  why: Schema.Literals(["released", "replaced", "expired", "abandoned"]),
})

/** What the till asked to commit. The same again gets the recorded answer; another one is a conflict. */
export const CommitRequest = Schema.Struct({
  amount: Kopecks,
  points: Points,
  /** When the till sold, in milliseconds since 1970, where it has a queue of its own. */
  soldAt: Schema.optionalKey(Schema.Int),
})
export interface CommitRequest extends Schema.Schema.Type<typeof CommitRequest> {}

/** An earning waits for the service: `error` is why it could not be sent. `request.soldAt` is the time of the sale. */
const EarningQueued = Schema.TaggedStruct("EarningQueued", {
  at,
  request: CommitRequest,
  error: Schema.String,
  detail: Schema.String,
})

/**
 * What was seen before a commit, so that its fate can be read off afterwards (docs/design.md, "The table that
 * decides a doubt"): the balance before the hold, the hold that lives, and what the service promised.
 */
export const Witness = Schema.Struct({
  balance: Points,
  /** The journal's `sequence` before the balance was asked for. */
  since: Schema.optionalKey(Schema.Int),
  hold: Schema.optionalKey(Hold),
  earn: Schema.optionalKey(Points),
})
export interface Witness extends Schema.Schema.Type<typeof Witness> {}

/** A sale is about to be created. Durable before the request is sent; without an outcome behind it, it is a doubt. */
const CommitIntended = Schema.TaggedStruct("CommitIntended", {
  at,
  attempt: Schema.Int,
  request: CommitRequest,
  account: ClientAccount,
  witness: Witness,
  /** Sent again, after the request before it was proven to have created nothing. */
  again: Schema.optionalKey(Schema.Literal(true)),
})

/**
 * The sale is not the one that was asked for and shown: another total, or another number of points. `asked` and
 * `spent` are there where the points differ.
 */
export const Difference = Schema.Struct({
  shown: Kopecks,
  charged: Kopecks,
  asked: Schema.optionalKey(Points),
  spent: Schema.optionalKey(Points),
})
export interface Difference extends Schema.Schema.Type<typeof Difference> {}

/** Who said what became of a doubt: the witness, or a person by name. */
export const Judge = Schema.Union([
  Schema.Struct({ by: Schema.Literal("witness") }),
  Schema.Struct({
    by: Schema.Literal("person"),
    name: Schema.NonEmptyString,
    note: Schema.optionalKey(Schema.String),
  }),
])
export type Judge = typeof Judge.Type

/** The service created the sale. With a `judge` its answer was never seen: `sale` is what was asked for. */
const Committed = Schema.TaggedStruct("Committed", {
  at,
  sale: Sale,
  difference: Schema.optionalKey(Difference),
  judge: Schema.optionalKey(Judge),
})

/** The request provably created nothing. The checkout is where it was before, and the till may try again. */
const CommitRefused = Schema.TaggedStruct("CommitRefused", {
  at,
  commitState: Schema.Literals(["not-sent", "rejected"]),
  error: Schema.String,
  detail: Schema.String,
})

/** The request's fate is not known: a doubt. Never sent again without proof. */
const CommitUnknown = Schema.TaggedStruct("CommitUnknown", {
  at,
  error: Schema.String,
  detail: Schema.String,
})

/** One point is held beside a doubt, so that there is a hold whose age is certain. */
const WitnessHeld = Schema.TaggedStruct("WitnessHeld", { at, hold: HoldId, points: Points })

/** The balance was asked for with the witness, without it, and with it again. Kept for a person, and as the next baseline. */
const DoubtLooked = Schema.TaggedStruct("DoubtLooked", {
  at,
  hold: HoldId,
  size: Points,
  withHold: Points,
  without: Points,
  withHoldAgain: Points,
  afterWindow: Schema.Boolean,
  unexpired: Schema.Boolean,
  /** What the table said. */
  verdict: Schema.String,
})

/** The doubt window is over: the last request can no longer be executed (docs/design.md, "What is assumed"). */
const WindowOver = Schema.TaggedStruct("WindowOver", { at })

/** It is proven that the last request created nothing, and that it never will. */
const NotCreated = Schema.TaggedStruct("NotCreated", { at, judge: Judge })

/** Nothing that can be seen decides this doubt any more. */
const LeftToPerson = Schema.TaggedStruct("LeftToPerson", { at, why: Schema.String })

/** It ends without a sale: the service refuses this client or sale, or a person closed it. */
const Rejected = Schema.TaggedStruct("Rejected", {
  at,
  error: Schema.String,
  detail: Schema.String,
  judge: Schema.optionalKey(Judge),
})

/** A person has dealt with a case that is not a doubt. */
const CaseClosed = Schema.TaggedStruct("CaseClosed", {
  at,
  kind: Schema.Literals(["difference", "printedNotWrittenOff", "return", "rejected"]),
  returnId: Schema.optionalKey(Schema.NonEmptyString),
  name: Schema.NonEmptyString,
  note: Schema.optionalKey(Schema.String),
})

/** The receipt is closed without a sale: by the till, or (`abandoned`) because its till never came back. */
const Cancelled = Schema.TaggedStruct("Cancelled", {
  at,
  why: Schema.optionalKey(Schema.Literal("abandoned")),
})

/** A spending commit was refused while the till may have printed the discount already: a case, closed by a later success. */
const PrintedNotWrittenOff = Schema.TaggedStruct("PrintedNotWrittenOff", {
  at,
  request: CommitRequest,
  error: Schema.String,
  detail: Schema.String,
})

/** Goods came back. LoyalClient has no refund: a case for a person. Once per `returnId`. With `lines`, `amount` is their sum. */
const ReturnNoted = Schema.TaggedStruct("ReturnNoted", {
  at,
  returnId: Schema.NonEmptyString,
  amount: Kopecks,
  lines: Schema.optionalKey(ReceiptLines),
})

/** Anything that can happen to a checkout. */
export const JournalEvent = Schema.Union([
  Identified,
  SearchKept,
  Quoted,
  QuoteOutdated,
  Held,
  HoldUnknown,
  HoldEnded,
  EarningQueued,
  CommitIntended,
  Committed,
  CommitRefused,
  CommitUnknown,
  WitnessHeld,
  DoubtLooked,
  WindowOver,
  NotCreated,
  LeftToPerson,
  Rejected,
  Cancelled,
  PrintedNotWrittenOff,
  ReturnNoted,
  CaseClosed,
])
export type JournalEvent = typeof JournalEvent.Type

/** Who the customer is, and what the cashier typed to find them. Deleted when the checkout is settled. */
export const Personal = Schema.Struct({
  search: Schema.optionalKey(Schema.String),
  person: Schema.optionalKey(Person),
})
export interface Personal extends Schema.Schema.Type<typeof Personal> {}
