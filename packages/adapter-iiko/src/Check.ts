/**
 * What an integrator still has to set up in iiko, for the gateway's doctor.
 */
import { wrong, type Finding } from "@loyalkit/core/Finding"
import type { SecretUnreadable } from "@loyalkit/core/SecretFile"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import { IikoCloud } from "./cloud/IikoCloud.ts"
import * as SetupCheck from "./cloud/SetupCheck.ts"
import type { SettingsIiko } from "./Settings.ts"
import { tokenOf } from "./webhook/Token.ts"

const unreadable = ({ detail, path, setting }: SecretUnreadable): ReadonlyArray<Finding> => [
  wrong(
    { en: "iiko settings", ru: "Настройки iiko" },
    {
      en: `${setting}: ${path} cannot be read (${detail}). Correct the path, or the file's rights`,
      ru: `${setting}: ${path} не читается (${detail}). Исправьте путь или права`,
    },
  ),
]

const tokenFile = ({ webhook }: SettingsIiko): Effect.Effect<ReadonlyArray<Finding>, never, FileSystem> =>
  webhook === undefined
    ? Effect.succeed([])
    : Effect.match(tokenOf(webhook), { onFailure: unreadable, onSuccess: () => [] })

const organization = ({
  cloud,
  discountTypes,
  front,
  paymentTypes,
  webhook,
}: SettingsIiko): Effect.Effect<ReadonlyArray<Finding>, never, FileSystem> =>
  cloud === undefined
    ? Effect.succeed([])
    : SetupCheck.check({
        terminalGroups: cloud.terminalGroups,
        paymentTypes,
        discountTypes,
        denomination: front.denomination,
        ...(webhook === undefined ? {} : { webhook: webhook.url === undefined ? {} : { url: webhook.url } }),
      }).pipe(
        Effect.provide(IikoCloud.layer(cloud).pipe(Layer.provide(FetchHttpClient.layer))),
        Effect.catchTag("SecretUnreadable", (error) => Effect.succeed(unreadable(error))),
      )

/** Looks at the webhook's token, and at the organization as iikoCloud has it where the settings name the cloud. */
export const check = (settings: SettingsIiko): Effect.Effect<ReadonlyArray<Finding>, never, FileSystem> =>
  Effect.zipWith(tokenFile(settings), organization(settings), (token, cloud) => [...token, ...cloud])
