/**
 * What the client of iikoCloud has to be told: whose orders, with which key, and how often it may ask.
 *
 * A section of a settings file decodes to this. Secrets may stand in files of their own.
 */
import { secretOf, type SecretUnreadable } from "@loyalkit/core/SecretFile"
import { ServiceUrlFromText } from "@loyalkit/core/transport/ServiceUrl"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { Limits } from "./Limits.ts"
import { Uuid } from "./Wire.ts"

/** The cloud in Russia. Syrve's is https://api-eu.syrve.live. */
const DEFAULT_URL = "https://api-ru.iiko.services"

const secret = Schema.optionalKey(Schema.RedactedFromValue(Schema.NonEmptyString))
const file = Schema.optionalKey(Schema.NonEmptyString)

const isOne = (one: unknown, other: unknown): boolean => (one === undefined) !== (other === undefined)

/** The schema of the section `cloud`. */
export const CloudSettings = Schema.Struct({
  url: ServiceUrlFromText.pipe(Schema.withDecodingDefaultKey(Effect.succeed(DEFAULT_URL))),
  organization: Uuid,
  /** An older key, which logs in by itself. */
  apiLogin: secret,
  apiLoginFile: file,
  /** A newer key, which needs the application's ID and secret. */
  apiKey: secret,
  apiKeyFile: file,
  appId: Schema.optionalKey(Schema.NonEmptyString),
  clientSecret: secret,
  clientSecretFile: file,
  /** The groups of terminals at which the points are paid. None: all of the organization. */
  terminalGroups: Schema.Array(Uuid).pipe(Schema.withDecodingDefaultKey(Effect.succeed([]))),
  /** How long the cloud may take for an answer; what its documentation takes for an example. */
  requestSeconds: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 60 })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(15)),
  ),
  limits: Limits.pipe(Schema.withDecodingDefaultKey(Effect.succeed({}))),
}).check(
  Schema.makeFilter((given) => {
    const isV1 = given.apiLogin !== undefined || given.apiLoginFile !== undefined
    if (isV1)
      return [
        ...(isOne(given.apiLogin, given.apiLoginFile)
          ? []
          : [{ path: ["apiLogin"], issue: "Expected either it or apiLoginFile" }]),
        ...(given.apiKey === undefined && given.apiKeyFile === undefined
          ? []
          : [{ path: ["apiKey"], issue: "Expected either apiLogin, or apiKey with appId and clientSecret" }]),
      ]
    return [
      ...(isOne(given.apiKey, given.apiKeyFile)
        ? []
        : [{ path: ["apiKey"], issue: "Expected apiLogin or apiKey, by itself or as …File" }]),
      ...(given.appId === undefined ? [{ path: ["appId"], issue: "Expected with apiKey" }] : []),
      ...(isOne(given.clientSecret, given.clientSecretFile)
        ? []
        : [{ path: ["clientSecret"], issue: "Expected either it or clientSecretFile" }]),
    ]
  }),
)
export interface CloudSettings extends Schema.Schema.Type<typeof CloudSettings> {}

/** How a key logs in. */
export type Credentials =
  | { readonly _tag: "V1"; readonly apiLogin: Redacted.Redacted }
  | {
      readonly _tag: "V2"
      readonly apiKey: Redacted.Redacted
      readonly appId: string
      readonly clientSecret: Redacted.Redacted
    }

/** The key of the settings, from its file where it stands in one. */
export const credentialsOf = Effect.fnUntraced(function* (
  given: CloudSettings,
): Effect.fn.Return<Credentials, SecretUnreadable, FileSystem> {
  if (given.apiLogin !== undefined || given.apiLoginFile !== undefined) {
    const apiLogin = yield* secretOf("adapters.iiko.cloud.apiLoginFile", given.apiLogin, given.apiLoginFile)
    return { _tag: "V1", apiLogin }
  }
  return {
    _tag: "V2",
    apiKey: yield* secretOf("adapters.iiko.cloud.apiKeyFile", given.apiKey, given.apiKeyFile),
    // The schema has asked for it.
    appId: given.appId ?? "",
    clientSecret: yield* secretOf(
      "adapters.iiko.cloud.clientSecretFile",
      given.clientSecret,
      given.clientSecretFile,
    ),
  }
})
