/**
 * iiko at the till: `@loyalkit/adapter-iiko`.
 *
 * The bridge serves a plugin of iikoFront, the webhook settles from the cloud what a plugin never told. Whichever way an order comes, it is one
 * order for both.
 */
import type { Callers } from "@loyalkit/core/Callers"
import type { Checkout } from "@loyalkit/core/Checkout"
import type { Journal } from "@loyalkit/core/Journal"
import type { FileSystem } from "effect/FileSystem"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type { HttpRouter } from "effect/http/HttpRouter"
import * as Layer from "effect/Layer"
import { check } from "./Check.ts"
import * as ArbusHttp from "./front/ArbusHttp.ts"
import * as FrontHttp from "./front/FrontHttp.ts"
import type { FrontSettings } from "./front/Settings.ts"
import { Transactions } from "./front/Transactions.ts"
import { Orders } from "./orders/Orders.ts"
import { SettingsIiko } from "./Settings.ts"
import * as Webhook from "./webhook/Webhook.ts"

export { FrontSettings } from "./front/Settings.ts"
export { SettingsIiko } from "./Settings.ts"

/** What the routes need of the engine and of whoever serves them. */
export type FaceServices = HttpRouter | Checkout | Journal | Callers | FileSystem

const bridge = (front: FrontSettings) =>
  front.enabled
    ? Layer.merge(FrontHttp.layer(front), ArbusHttp.layer(front)).pipe(Layer.provide(Transactions.layer))
    : Layer.empty

/** A secret that cannot be read is a wrong setting, and a journal that cannot be used nothing to serve over: it ends the start, with a message. */
const webhook = ({ cloud, discountTypes, front, paymentTypes, webhook }: SettingsIiko) =>
  webhook === undefined
    ? Layer.empty
    : Webhook.layer({
        webhook,
        paymentTypes,
        discountTypes,
        redemption: front.redemption,
        ...(cloud === undefined ? {} : { cloud }),
      }).pipe(Layer.provide(FetchHttpClient.layer), Layer.orDie)

const routes = (settings: SettingsIiko): Layer.Layer<never, never, FaceServices> =>
  Layer.merge(bridge(settings.front), webhook(settings)).pipe(Layer.provide(Orders.layer))

/** What a gateway serves: a name, the schema of a section of its settings, routes that need the engine, and a check for its doctor. */
export const face = { name: "iiko", settings: SettingsIiko, routes, check } as const
