/**
 * What an integrator still has to set up at Evotor, for the gateway's doctor: is the token taken, are the stores there, are they paid for?
 */
import { good, open, wrong, type Finding } from "@loyalkit/core/Finding"
import type { SecretUnreadable } from "@loyalkit/core/SecretFile"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type { CloudError } from "./cloud/CloudError.ts"
import * as EvotorCloud from "./cloud/EvotorCloud.ts"
import type { CloudSettings } from "./cloud/Settings.ts"
import { doorTokens, ownToken } from "./Cloud.ts"
import { pointOf } from "./sales/Points.ts"
import type { SettingsEvotor } from "./Settings.ts"
import type { WebhooksSettings } from "./webhooks/Settings.ts"

const SETTINGS = { en: "Evotor settings", ru: "Настройки Эвотора" }
const CLOUD = { en: "Evotor's cloud", ru: "Облако Эвотора" }
const STORES = { en: "Evotor's stores", ru: "Магазины Эвотора" }

const handedOver = open(CLOUD, {
  en: "its token is handed over to the running gateway, so nothing is asked here. Set adapters.evotor.cloud.tokenFile to have it asked",
  ru: "токен передаётся работающему шлюзу, поэтому здесь ничего не спрошено. Чтобы проверить, укажите adapters.evotor.cloud.tokenFile",
})

const unreadable = ({ detail, path, setting }: SecretUnreadable): Finding =>
  wrong(SETTINGS, {
    en: `${setting}: ${path} cannot be read (${detail}). Correct the path, or the file's rights`,
    ru: `${setting}: ${path} не читается (${detail}). Исправьте путь или права`,
  })

/** What keeps the gateway from starting; nothing where both can be read. */
const doorsLooked = (
  webhooks: WebhooksSettings,
): Effect.Effect<ReadonlyArray<Finding>, never, FileSystem> => {
  const { applicationToken, userToken } = doorTokens(webhooks)
  return Effect.map(
    Effect.forEach([applicationToken, userToken], (token) =>
      Effect.match(token, { onFailure: (error) => [unreadable(error)], onSuccess: () => [] }),
    ),
    (found) => found.flat(),
  )
}

const problem = (error: CloudError): Finding => {
  switch (error._tag) {
    case "TokenRefused":
      return wrong(CLOUD, {
        en: `the token is refused (${error.detail}). Correct it in adapters.evotor.cloud, or install the application anew`,
        ru: `токен не принят (${error.detail}). Исправьте его в adapters.evotor.cloud или установите приложение заново`,
      })
    case "StoreNotPaid":
      return wrong(STORES, {
        en: `${error.store}: no documents, the application is not paid for on all of its terminals`,
        ru: `${error.store}: документов нет, приложение оплачено не на всех терминалах`,
      })
    case "CloudRefused":
      return wrong(STORES, {
        en: `the question is refused (HTTP ${error.status}; ${error.detail}). Check adapters.evotor.cloud.stores`,
        ru: `запрос отклонён (HTTP ${error.status}; ${error.detail}). Проверьте adapters.evotor.cloud.stores`,
      })
    case "CloudBusy":
    case "CloudUnreachable":
    case "CloudUnreadable":
      return wrong(CLOUD, {
        en: error.message,
        ru: `нет пригодного ответа (${error._tag}). Проверьте adapters.evotor.cloud.url и доступ в интернет`,
      })
  }
}

const looked = Effect.fnUntraced(function* (
  webhooks: WebhooksSettings,
  cloud: CloudSettings,
): Effect.fn.Return<ReadonlyArray<Finding>, CloudError | SecretUnreadable, FileSystem | EvotorHttp> {
  const token = yield* ownToken(cloud)
  if (token === undefined) return [handedOver]
  const client = yield* EvotorCloud.make(cloud)
  const seen = yield* client.stores(token)
  const stores = cloud.stores.length > 0 ? cloud.stores : seen
  const now = yield* Clock.currentTimeMillis
  const findings = yield* Effect.forEach(stores, (store) =>
    Effect.match(
      client.documents(token, store, now, () => Effect.void),
      {
        onFailure: problem,
        onSuccess: () =>
          pointOf(webhooks, { store }) === undefined
            ? open(STORES, {
                en: `${store}: it has no point of sale. Add it, or its terminals, to adapters.evotor.webhooks.points`,
                ru: `${store}: нет точки продаж. Добавьте его или его терминалы в adapters.evotor.webhooks.points`,
              })
            : good(STORES, { en: `${store}: its documents can be read`, ru: `${store}: документы читаются` }),
      },
    ),
  )
  return [
    good(CLOUD, {
      en: `the token is taken, stores: ${seen.length}`,
      ru: `токен принят, магазинов: ${seen.length}`,
    }),
    ...findings,
  ]
})

type EvotorHttp = Effect.Services<ReturnType<typeof EvotorCloud.make>>

const cloudLooked = (
  webhooks: WebhooksSettings,
  cloud: CloudSettings,
): Effect.Effect<ReadonlyArray<Finding>, never, FileSystem> =>
  looked(webhooks, cloud).pipe(
    Effect.provide(FetchHttpClient.layer),
    Effect.catch((error) =>
      Effect.succeed([error._tag === "SecretUnreadable" ? unreadable(error) : problem(error)]),
    ),
  )

/** Reads the doors' tokens and asks the cloud; where the settings do not name it, nothing is asked. */
export const check = ({
  cloud,
  webhooks,
}: SettingsEvotor): Effect.Effect<ReadonlyArray<Finding>, never, FileSystem> => {
  if (webhooks === undefined) return Effect.succeed([])
  const doors = doorsLooked(webhooks)
  if (cloud === undefined) return doors
  return Effect.zipWith(doors, cloudLooked(webhooks, cloud), (one, other) => [...one, ...other])
}
