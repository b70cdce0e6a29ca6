/**
 * The webhook of iikoCloud: what a plugin never told is settled from it, once.
 *
 * `Door` takes a push and keeps it, `Working` does it later, `Reconciling` asks for what was never pushed. The cloud is told of the address
 * where the settings name it.
 */
import * as Inbox from "@loyalkit/core/Inbox"
import { Journal, type JournalError } from "@loyalkit/core/Journal"
import type { SecretUnreadable } from "@loyalkit/core/SecretFile"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import type { HttpClient } from "effect/http/HttpClient"
import type { HttpRouter } from "effect/http/HttpRouter"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { isKeyError } from "../cloud/CloudError.ts"
import { IikoCloud } from "../cloud/IikoCloud.ts"
import type { CloudSettings } from "../cloud/Settings.ts"
import { Orders } from "../orders/Orders.ts"
import * as Door from "./Door.ts"
import type { NewsSettings } from "./OrderNews.ts"
import * as Reconciling from "./Reconciling.ts"
import type { OrderReading, WebhookSettings } from "./Settings.ts"
import { tokenOf } from "./Token.ts"
import * as Working from "./Working.ts"

export { PATH } from "./Door.ts"

/** Under this name the inbox is remembered. */
const INBOX = "iiko.webhook"

/** How often it is tried to tell the cloud of the address. Our judgment. */
const TELL_EVERY = "5 minutes"

/** What the webhook goes by. */
export interface WebhookConfig extends OrderReading {
  readonly webhook: WebhookSettings
  /** With it the cloud is asked and told; without, only heard. */
  readonly cloud?: CloudSettings
}

export type WebhookServices = HttpRouter | Orders | Journal
export type WebhookError = SecretUnreadable | JournalError

/** Tells the cloud where the webhook is, until it knows. */
const tellAddress = (uri: string, token: Redacted.Redacted) =>
  IikoCloud.use((cloud) => cloud.pointWebhook({ uri, token })).pipe(
    Effect.flatMap((isOurs) =>
      isOurs
        ? Effect.logInfo("iikoCloud pushes to the webhook here.")
        : Effect.logError(
            "iikoCloud pushes to somebody else's address, which was left so. Use a key of your own for the webhook; see loyalkit-gateway doctor.",
          ),
    ),
    Effect.tapError((error) =>
      Effect.annotateLogs(Effect.logWarning("iikoCloud could not be told of the webhook's address."), {
        error: error._tag,
        detail: error.message,
      }),
    ),
    Effect.retry({
      schedule: Schedule.spaced(TELL_EVERY),
      while: (error) => !isKeyError(error) && error._tag !== "CloudRefused",
    }),
    Effect.ignore,
  )

const make = Effect.fnUntraced(function* (config: WebhookConfig) {
  const { webhook } = config
  const token = yield* tokenOf(webhook)
  const orders = yield* Orders
  const settings: NewsSettings = { ...config, ...webhook }
  const inbox = yield* Inbox.make({
    name: INBOX,
    rest: Duration.seconds(webhook.settleAfterSeconds),
    work: Working.make(orders, config),
  })
  yield* Door.open(settings, token, inbox)
  return { inbox, settings, token }
})

const alone = (config: WebhookConfig): Layer.Layer<never, WebhookError, WebhookServices | FileSystem> =>
  Layer.effectDiscard(make(config))

const withCloud = (
  config: WebhookConfig,
  cloud: CloudSettings,
): Layer.Layer<never, WebhookError, WebhookServices | FileSystem | HttpClient> =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const { inbox, settings, token } = yield* make(config)
      const { reconcileMinutes, url } = config.webhook
      if (url !== undefined) yield* Effect.forkScoped(tellAddress(url, token))
      if (reconcileMinutes === 0) return
      const reconciling = {
        inbox,
        settings,
        journal: yield* Journal,
        cloud: yield* IikoCloud,
        terminalGroups: cloud.terminalGroups,
      }
      yield* Effect.forkScoped(Reconciling.forEver(reconciling, reconcileMinutes))
    }),
  ).pipe(Layer.provide(IikoCloud.layer(cloud)))

/** The route and what stands behind it, for as long as the layer lives. */
export const layer = (
  config: WebhookConfig,
): Layer.Layer<never, WebhookError, WebhookServices | FileSystem | HttpClient> =>
  config.cloud === undefined ? alone(config) : withCloud(config, config.cloud)
