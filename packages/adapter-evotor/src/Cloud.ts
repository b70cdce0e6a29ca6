/**
 * What the gateway does for Evotor besides `/v1`: hears its cloud, asks it, and settles what a terminal never closed.
 */
import type { Checkout } from "@loyalkit/core/Checkout"
import * as Inbox from "@loyalkit/core/Inbox"
import { Journal, type JournalError } from "@loyalkit/core/Journal"
import { secretOf, type SecretUnreadable } from "@loyalkit/core/SecretFile"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import type { HttpClient } from "effect/http/HttpClient"
import type { HttpRouter } from "effect/http/HttpRouter"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as Reconciling from "./cloud/Reconciling.ts"
import type { CloudSettings } from "./cloud/Settings.ts"
import * as Keeping from "./Keeping.ts"
import * as Refunds from "./refunds/Refunds.ts"
import * as KnownSales from "./sales/KnownSales.ts"
import * as Sales from "./sales/Sales.ts"
import * as CloudTokens from "./webhooks/CloudTokens.ts"
import { TokenForm, type WebhooksSettings } from "./webhooks/Settings.ts"
import * as Webhooks from "./webhooks/Webhooks.ts"
import * as Working from "./Working.ts"

/** Under this name the inbox is remembered. */
const INBOX = "evotor.cloud"

export type CloudServices = HttpRouter | HttpClient | FileSystem | Checkout | Journal
export type CloudFailure = SecretUnreadable | JournalError

/** The token of the settings, where they have one. */
export const ownToken = ({
  token,
  tokenFile,
}: CloudSettings): Effect.Effect<Redacted.Redacted | undefined, SecretUnreadable, FileSystem> =>
  token === undefined && tokenFile === undefined
    ? Effect.succeed(undefined)
    : secretOf("adapters.evotor.cloud.tokenFile", token, tokenFile, {
        fits: (text) => /^\S+$/.test(text),
        expected: "the token alone, in one line",
      })

const AT = "adapters.evotor.webhooks"

/** The two tokens that Evotor's cloud shows at the doors. */
export const doorTokens = ({
  applicationToken,
  applicationTokenFile,
  userToken,
  userTokenFile,
}: WebhooksSettings) => ({
  applicationToken: secretOf(`${AT}.applicationTokenFile`, applicationToken, applicationTokenFile, TokenForm),
  userToken: secretOf(`${AT}.userTokenFile`, userToken, userTokenFile, TokenForm),
})

const make = Effect.fnUntraced(function* (webhooks: WebhooksSettings, cloud: CloudSettings | undefined) {
  const journal = yield* Journal
  const known = KnownSales.make(journal)
  const handed = CloudTokens.make(journal)
  const foreign = Keeping.foreignSales()
  const own = cloud === undefined ? undefined : yield* ownToken(cloud)
  const inbox = yield* Inbox.make({
    name: INBOX,
    rest: Duration.seconds(webhooks.settleAfter),
    work: Working.make({
      sales: yield* Sales.make(webhooks, known),
      refunds: yield* Refunds.make({ settings: webhooks, known, isForeign: foreign.has }),
      tokens: handed,
    }),
  })
  const keeping = Keeping.make(inbox, foreign)
  yield* Webhooks.open(
    {
      ...webhooks,
      ...(yield* Effect.all(doorTokens(webhooks))),
      // Without `cloud` nobody would ask by it.
      hasOwnToken: cloud === undefined || own !== undefined,
    },
    keeping,
    handed,
  )
  if (cloud === undefined) return
  const tokens =
    own === undefined ? Effect.map(handed.all, (all) => all.map(({ token }) => token)) : Effect.succeed([own])
  yield* Effect.forkScoped(Reconciling.forEver({ settings: cloud, extras: webhooks, keeping, tokens }))
})

/** The routes and what stands behind them, for as long as the layer lives. */
export const layer = (
  webhooks: WebhooksSettings,
  cloud?: CloudSettings,
): Layer.Layer<never, CloudFailure, CloudServices> => Layer.effectDiscard(make(webhooks, cloud))
