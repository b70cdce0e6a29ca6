/**
 * What the webhooks have to be told: the two tokens that Evotor shows, whose receipts are whose points, and how long the terminal goes first.
 *
 * A section of a settings file decodes to this. Tokens may stand in files of their own.
 */
import { PointId } from "@loyalkit/core/Domain"
import type { SecretForm } from "@loyalkit/core/SecretFile"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { EvotorId } from "../sales/Points.ts"

/** The longest token that Evotor takes from us (its documentation, `user/verify`). */
export const LONGEST_TOKEN = 128

const TOKEN = /^[\w.~+/=-]{16,128}$/

/** What a token is like, in the settings and in a file. */
export const TokenForm: SecretForm = {
  fits: (secret) => TOKEN.test(secret),
  expected: `16 to ${LONGEST_TOKEN} of A-Z a-z 0-9 . _ ~ + / = -`,
}

const Token = Schema.RedactedFromValue(
  Schema.String.check(Schema.isPattern(TOKEN, { expected: TokenForm.expected })),
)
const file = Schema.optionalKey(Schema.NonEmptyString)

const isOne = (one: unknown, other: unknown): boolean => (one === undefined) !== (other === undefined)

/** The schema of the section `webhooks`. */
export const WebhooksSettings = Schema.Struct({
  /** Shown by Evotor where it tells of users, installations and subscriptions; the same stands in the developer's cabinet. */
  applicationToken: Schema.optionalKey(Token),
  applicationTokenFile: file,
  /** Shown by Evotor where it tells of documents. Ours to choose: Evotor is given it when a user installs the application. */
  userToken: Schema.optionalKey(Token),
  userTokenFile: file,
  /** Evotor's users who may install the application. None: everybody who gets it. */
  users: Schema.Array(Schema.NonEmptyString).pipe(Schema.withDecodingDefaultKey(Effect.succeed([]))),
  /** The key under which the terminal part writes into a receipt. */
  extrasKey: Schema.NonEmptyString.pipe(Schema.withDecodingDefaultKey(Effect.succeed("loyalkit"))),
  /** Our application: what others wrote into receipts is passed over. Left out: whatever has our key is ours. */
  appUuid: Schema.optionalKey(EvotorId),
  /** Points of sale by the UUID of a terminal or a store; the terminal counts before its store. */
  points: Schema.Record(EvotorId, PointId).pipe(Schema.withDecodingDefaultKey(Effect.succeed({}))),
  /** The point of all others. */
  defaultPoint: Schema.optionalKey(PointId),
  /** So many seconds the terminal goes first, before a sale is settled from its document. Our judgment: its own queue repeats with every event. */
  settleAfter: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 3_600 })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(120)),
  ),
}).check(
  Schema.makeFilter((given) => [
    ...(isOne(given.applicationToken, given.applicationTokenFile)
      ? []
      : [{ path: ["applicationToken"], issue: "Expected either it or applicationTokenFile" }]),
    ...(isOne(given.userToken, given.userTokenFile)
      ? []
      : [{ path: ["userToken"], issue: "Expected either it or userTokenFile" }]),
    ...(given.defaultPoint === undefined && Object.keys(given.points).length === 0
      ? [{ path: ["points"], issue: "Expected at least one store or terminal, or defaultPoint" }]
      : []),
  ]),
)
export interface WebhooksSettings extends Schema.Schema.Type<typeof WebhooksSettings> {}
