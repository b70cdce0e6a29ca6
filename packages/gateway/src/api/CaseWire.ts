/**
 * What needs a person, as `/v1/cases` tells it, and what a person says of it.
 */
import { BonusPoints, Rubles, Time } from "@loyalkit/core/Amounts"
import { ClientId } from "@loyalkit/core/Domain"
import * as Schema from "effect/Schema"
import { Difference, Sale } from "./ReceiptWire.ts"

/** The kinds that may be asked for. */
export const CaseKind = Schema.Literals([
  "doubt",
  "return",
  "rejected",
  "difference",
  "printedNotWrittenOff",
  "damaged",
])

const about = {
  /** Names the case in `resolve`. Opaque. */
  id: Schema.String,
  point: Schema.String,
  receiptId: Schema.String,
  since: Time,
}

const kind = <const K extends typeof CaseKind.Type, F extends Schema.Struct.Fields>(name: K, fields: F) =>
  Schema.Struct({ ...about, kind: Schema.Literal(name), ...fields })

/** The balance as the service showed it to a request that names a hold of ours, to one that does not, and to the first again. */
const Look = Schema.Struct({
  at: Time,
  held: BonusPoints,
  withHold: BonusPoints,
  without: BonusPoints,
  withHoldAgain: BonusPoints,
  /** Was it begun when the sale's request could no longer be executed? */
  afterWindow: Schema.Boolean,
  /** Had the hold certainly not ended by itself? */
  unexpired: Schema.Boolean,
  /** What it proved, or why nothing, in the language asked for. */
  verdict: Schema.String,
})

/** One case with its evidence, told apart by `kind`. */
export const Case = Schema.Union([
  kind("doubt", {
    clientId: ClientId,
    amount: Rubles,
    points: BonusPoints,
    /** The balance that was seen before the sale was sent. */
    balance: BonusPoints,
    detail: Schema.String,
    looked: Schema.optionalKey(Look),
    /** Why only a person can decide it now. Left out while it is still being settled by itself. */
    left: Schema.optionalKey(Schema.String),
  }),
  kind("rejected", {
    clientId: Schema.optionalKey(ClientId),
    amount: Rubles,
    points: BonusPoints,
    detail: Schema.String,
  }),
  kind("difference", { difference: Difference, sale: Sale }),
  kind("printedNotWrittenOff", { amount: Rubles, points: BonusPoints, detail: Schema.String }),
  kind("return", {
    returnId: Schema.String,
    amount: Rubles,
    lines: Schema.optionalKey(
      Schema.Array(
        Schema.Struct({ id: Schema.String, name: Schema.optionalKey(Schema.String), amount: Rubles }),
      ),
    ),
    /** What was spent or earned, where it is known. */
    sale: Schema.optionalKey(Sale),
  }),
  kind("damaged", { detail: Schema.String }),
]).annotate({ identifier: "Case" })
export type Case = typeof Case.Type

export const CasesQuery = Schema.Struct({ kind: Schema.optionalKey(CaseKind) })

export const ExportQuery = Schema.Struct({
  kind: Schema.optionalKey(CaseKind),
  language: Schema.optionalKey(Schema.Literals(["ru", "en"])),
})

export const CasePath = Schema.Struct({ id: Schema.NonEmptyString })

/** What a person says. For a doubt `committed` or `notCommitted` with `then`, for every other case `done`. */
export const ResolveRequest = Schema.Struct({
  verdict: Schema.Literals(["committed", "notCommitted", "done"]),
  /** Who says so. Kept for good, so no phone. */
  by: Schema.NonEmptyString,
  note: Schema.optionalKey(Schema.NullOr(Schema.String)),
  /** With `notCommitted`: send the sale again, or close the receipt without one. */
  then: Schema.optionalKey(Schema.NullOr(Schema.Literals(["send", "close"]))),
})
