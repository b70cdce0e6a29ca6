/**
 * What tills send of a receipt, and what they get of it: the bodies of `/v1/receipts` and `/v1/clients`.
 *
 * In a request `null` counts as left out, since 1C and some JSON libraries write it so. An answer never has one.
 */
import {
  BonusPoints,
  PointsSent,
  QuantitySent,
  Rubles,
  RublesSent,
  Time,
  TimeSent,
} from "@loyalkit/core/Amounts"
import { ClientId, MAX_LINES, ProgrammeType, ReceiptId } from "@loyalkit/core/Domain"
import { Percent } from "@loyalkit/core/Money"
import { MAX_HOLD_MINUTES } from "@loyalkit/core/Policy"
import * as Schema from "effect/Schema"

/** A field of a request that may be left out, or be `null`. */
const mayLack = <S extends Schema.Constraint>(schema: S) => Schema.optionalKey(Schema.NullOr(schema))

/** The longest search: a phone, a card, or a code. Our judgment. */
const MAX_SEARCH = 256

const Search = Schema.NonEmptyString.check(Schema.isMaxLength(MAX_SEARCH))

/** The path's part that names the receipt. */
export const ReceiptPath = Schema.Struct({ receiptId: ReceiptId })

export const SearchRequest = Schema.Struct({
  /** A phone, a card, or the code in the client's app. */
  search: Search,
})

const Line = Schema.Struct({
  id: Schema.NonEmptyString,
  name: mayLack(Schema.String),
  quantity: QuantitySent,
  price: RublesSent,
  amount: RublesSent,
  /** Takes no points. */
  excluded: mayLack(Schema.Boolean),
})
export type Line = typeof Line.Type

const Lines = mayLack(Schema.Array(Line).check(Schema.isMaxLength(MAX_LINES)))

export const QuoteRequest = Schema.Struct({
  /** What the customer owes after all other discounts and before points or the loyalty discount. With lines, their sum. */
  amount: RublesSent,
  lines: Lines,
})

export const HoldRequest = Schema.Struct({
  points: PointsSent.check(Schema.isGreaterThan(0, { expected: "points, more than zero" })),
  /** The till's time for the hold. */
  minutes: mayLack(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: MAX_HOLD_MINUTES }))),
})

export const CommitRequest = Schema.Struct({
  amount: RublesSent,
  /** 0 earns. */
  points: PointsSent,
  /** Finds the client first, where nobody did yet. */
  search: mayLack(Search),
  /** When the till sold, where it has a queue of its own. */
  soldAt: mayLack(TimeSent),
})

export const ReturnRequest = Schema.Struct({
  /** The till's own ID of the return. */
  returnId: Schema.NonEmptyString,
  amount: RublesSent,
  lines: Lines,
})

/** The customer, as a till may show them. */
export const Client = Schema.Struct({
  id: ClientId,
  name: Schema.optionalKey(Schema.String),
  /** Masked but for the last four digits. */
  phone: Schema.optionalKey(Schema.String),
  birthday: Schema.optionalKey(Schema.String),
  photo: Schema.optionalKey(Schema.String),
  balance: BonusPoints,
  level: Schema.Struct({
    title: Schema.optionalKey(Schema.String),
    type: ProgrammeType,
    percent: Percent,
    maxSpendPercent: Schema.optionalKey(Percent),
  }),
}).annotate({ identifier: "Client" })

const quoteFields = {
  type: ProgrammeType,
  percent: Percent,
  amount: Rubles,
  /** The most points that can be spent. */
  maxSpend: BonusPoints,
  /** What would be earned if none are. */
  earn: BonusPoints,
  discount: Schema.optionalKey(Rubles),
  total: Schema.optionalKey(Rubles),
}

/** What the purchase is worth; with lines, the most that each can take. */
export const Quote = Schema.Struct({
  ...quoteFields,
  lines: Schema.optionalKey(Schema.Array(Schema.Struct({ id: Schema.String, maxSpend: BonusPoints }))),
}).annotate({ identifier: "Quote" })

/** `secondsLeft`: how long the till may count on it; 0 where that is not certain. */
export const Hold = Schema.Struct({ points: BonusPoints, secondsLeft: Schema.Int }).annotate({
  identifier: "Hold",
})

/** A line's share of the held points, and what is left to pay of it. */
export const Share = Schema.Struct({ id: Schema.String, points: BonusPoints, payable: Rubles })

/** The operation that the service created: points were spent, or earned, or a discount was given. */
export const Sale = Schema.Struct({
  amount: Rubles,
  /** What was left to pay by other means. */
  total: Rubles,
  percent: Percent,
  type: ProgrammeType,
  spend: Schema.optionalKey(BonusPoints),
  earn: Schema.optionalKey(BonusPoints),
}).annotate({ identifier: "Sale" })

/** The sale is not the one that was shown and asked for. */
export const Difference = Schema.Struct({
  shown: Rubles,
  charged: Rubles,
  asked: Schema.optionalKey(BonusPoints),
  spent: Schema.optionalKey(BonusPoints),
}).annotate({ identifier: "Difference" })

/** A piece of the receipt's text, for the till to print in its own way. */
export const PrintBlock = Schema.Union([
  Schema.Struct({
    type: Schema.Literal("text"),
    text: Schema.String,
    align: Schema.Literals(["left", "center"]),
  }),
  Schema.Struct({ type: Schema.Literal("row"), left: Schema.String, right: Schema.String }),
  Schema.Struct({
    type: Schema.Literal("barcode"),
    kind: Schema.Literals(["qr", "code128"]),
    data: Schema.String,
  }),
  Schema.Struct({ type: Schema.Literal("divider") }),
]).annotate({ identifier: "PrintBlock" })

/** Where a receipt stands. */
export const State = Schema.Literals([
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

/** Everything that is known of a receipt. */
export const receiptFields = {
  state: State,
  client: Schema.optionalKey(Client),
  quote: Schema.optionalKey(Schema.Struct(quoteFields)),
  hold: Schema.optionalKey(Hold),
  sale: Schema.optionalKey(Sale),
  difference: Schema.optionalKey(Difference),
  /** A sale was sent and its fate is not known. With `left` only a person can say. */
  doubt: Schema.optionalKey(
    Schema.Struct({
      since: Time,
      amount: Rubles,
      points: BonusPoints,
      detail: Schema.String,
      left: Schema.optionalKey(Schema.String),
    }),
  ),
  /** An earning that waits for the service. */
  waiting: Schema.optionalKey(Schema.Struct({ since: Time, amount: Rubles, detail: Schema.String })),
  /** Why it ended without a sale. */
  rejected: Schema.optionalKey(Schema.Struct({ detail: Schema.String })),
  returns: Schema.optionalKey(Schema.Array(Schema.Struct({ returnId: Schema.String, amount: Rubles }))),
}
