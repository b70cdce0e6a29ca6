/**
 * The webhook's token, from the settings or from its file. A file has to hold what the settings would take: an empty one, or a few letters, would let
 * anybody who guesses them tell of sales.
 */
import { SecretUnreadable, secretOf } from "@loyalkit/core/SecretFile"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import * as Redacted from "effect/Redacted"
import { EXPECTED_TOKEN, isToken, type WebhookSettings } from "./Settings.ts"

const SETTING = "adapters.iiko.webhook.tokenFile"

/** The token that the cloud has to show. */
export const tokenOf = ({
  token,
  tokenFile,
}: Pick<WebhookSettings, "token" | "tokenFile">): Effect.Effect<
  Redacted.Redacted,
  SecretUnreadable,
  FileSystem
> =>
  Effect.filterOrFail(
    secretOf(SETTING, token, tokenFile),
    (secret) => isToken(Redacted.value(secret)),
    () => new SecretUnreadable({ setting: SETTING, path: tokenFile ?? "", detail: EXPECTED_TOKEN }),
  )
