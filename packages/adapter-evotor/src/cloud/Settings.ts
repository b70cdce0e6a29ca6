/**
 * What asking Evotor's cloud has to be told. `{}` is enough where Evotor hands its token over (`webhooks/CloudTokens`).
 *
 * A section of a settings file decodes to this. The token may stand in a file of its own.
 */
import { ServiceUrlFromText } from "@loyalkit/core/transport/ServiceUrl"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { EvotorId } from "../sales/Points.ts"

const DEFAULT_URL = "https://api.evotor.ru"

const whole = (minimum: number, maximum: number, fallback: number) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(fallback)),
  )

/** The schema of the section `cloud`. */
export const CloudSettings = Schema.Struct({
  url: ServiceUrlFromText.pipe(Schema.withDecodingDefaultKey(Effect.succeed(DEFAULT_URL))),
  /** Left out: the one that Evotor handed over. */
  token: Schema.optionalKey(Schema.RedactedFromValue(Schema.NonEmptyString)),
  tokenFile: Schema.optionalKey(Schema.NonEmptyString),
  /** The stores whose documents are read. None: all that the token sees. */
  stores: Schema.Array(EvotorId).pipe(Schema.withDecodingDefaultKey(Effect.succeed([]))),
  /** How often documents are read, in minutes. Our judgment: they are a net behind the webhooks. */
  every: whole(1, 1_440, 15),
  /** For one request. Our judgment. */
  requestSeconds: whole(1, 300, 30),
}).check(
  Schema.makeFilter(({ token, tokenFile }) =>
    token !== undefined && tokenFile !== undefined
      ? [{ path: ["token"], issue: "Expected either it or tokenFile" }]
      : [],
  ),
)
export interface CloudSettings extends Schema.Schema.Type<typeof CloudSettings> {}
