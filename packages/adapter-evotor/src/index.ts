/**
 * Evotor at the till: `@loyalkit/adapter-evotor`.
 *
 * A terminal speaks to the gateway's `/v1` (`@loyalkit/adapter-evotor/terminal`). Here is what a gateway does besides: it hears Evotor's cloud, and asks it, and
 * settles from closed receipts what a terminal never told.
 */
import type { Checkout } from "@loyalkit/core/Checkout"
import type { Journal } from "@loyalkit/core/Journal"
import type { FileSystem } from "effect/FileSystem"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type { HttpRouter } from "effect/http/HttpRouter"
import * as Layer from "effect/Layer"
import { check } from "./Check.ts"
import * as Cloud from "./Cloud.ts"
import { SettingsEvotor } from "./Settings.ts"

export { SettingsEvotor } from "./Settings.ts"

/** What the routes need of the engine and of whoever serves them. */
export type FaceServices = HttpRouter | Checkout | Journal | FileSystem

/** A secret that cannot be read is a wrong setting, and a journal that cannot be used nothing to serve over: it ends the start, with a message. */
const routes = ({ cloud, webhooks }: SettingsEvotor): Layer.Layer<never, never, FaceServices> =>
  webhooks === undefined
    ? Layer.empty
    : Cloud.layer(webhooks, cloud).pipe(Layer.provide(FetchHttpClient.layer), Layer.orDie)

/** What a gateway serves: a name, the schema of a section of its settings, routes that need the engine, and a check for its doctor. */
export const face = { name: "evotor", settings: SettingsEvotor, routes, check } as const
