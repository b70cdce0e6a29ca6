/**
 * What the webhook has to be told: its token, how long the plugin goes first, and whose orders are whose points.
 *
 * A section of a settings file decodes to this. The token may stand in a file of its own.
 */
import { PointId } from "@loyalkit/core/Domain"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Uuid } from "../cloud/Wire.ts"

/** The longest token; what is longer is not compared. Our judgment. */
export const LONGEST_TOKEN = 256

/** The shortest: what is guessed by trying is shorter. Our judgment; a till's token has as many. */
const SHORTEST_TOKEN = 16

export const EXPECTED_TOKEN = `Expected ${SHORTEST_TOKEN} to ${LONGEST_TOKEN} characters in one line, without spaces around`

/** May it be the webhook's token? */
export const isToken = (text: string): boolean =>
  text.trim() === text &&
  !/[\r\n]/.test(text) &&
  text.length >= SHORTEST_TOKEN &&
  text.length <= LONGEST_TOKEN

const Token = Schema.RedactedFromValue(
  Schema.String.check(Schema.makeFilter((text) => isToken(text) || EXPECTED_TOKEN)),
)

const whole = (minimum: number, maximum: number, fallback: number) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(fallback)),
  )

const PublicUrl = Schema.String.check(
  Schema.makeFilter(
    (text) =>
      (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) ||
      "Expected an address such as https://loyalty.example/iiko/webhook",
  ),
)

/** The schema of the section `webhook`. */
export const WebhookSettings = Schema.Struct({
  /** What the cloud shows; the same stands in iikoWeb, or is set there by `url`. */
  token: Schema.optionalKey(Token),
  tokenFile: Schema.optionalKey(Schema.NonEmptyString),
  /** Where the cloud reaches this webhook. With `cloud`, the cloud is told so at start, unless somebody else has its one address. */
  url: Schema.optionalKey(PublicUrl),
  /** So long the plugin goes first, before an order is settled by what the cloud says. Our judgment: its own queue repeats within a minute. */
  settleAfterSeconds: whole(0, 3_600, 120),
  /** Points of sale by terminal group, for the case of points that nobody was checked in for. */
  points: Schema.Record(Uuid, PointId).pipe(Schema.withDecodingDefaultKey(Effect.succeed({}))),
  /** The same for any other group. */
  defaultPoint: Schema.optionalKey(PointId),
  /** With `cloud`: how often it is asked for orders that stand open here. Our judgment. 0: never. */
  reconcileMinutes: whole(0, 1_440, 15),
}).check(
  Schema.makeFilter(({ token, tokenFile }) =>
    (token === undefined) === (tokenFile === undefined)
      ? [{ path: ["token"], issue: "Expected either it or tokenFile" }]
      : [],
  ),
)
export interface WebhookSettings extends Schema.Schema.Type<typeof WebhookSettings> {}

/** How the till's order becomes a purchase, for whoever reads it from the cloud. */
export interface OrderReading {
  /** Types of payment that are points, by ID. */
  readonly paymentTypes: ReadonlyArray<string>
  /** Types of discount that are the loyalty programme's, by ID. */
  readonly discountTypes: ReadonlyArray<string>
  /** Are points a payment, or a type posted as a discount, which has lowered the order's sum already? */
  readonly redemption: "payment" | "discount"
}
