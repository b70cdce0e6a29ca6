/**
 * 1C:Enterprise at the till over HTTP: `@loyalkit/adapter-1c-http`.
 *
 * The native protocol serves the cashier's workplace, and the reader settles from 1C's receipts what that protocol cannot tell. Where both
 * are on, they share what they know of cards and write-offs.
 */
import type { Callers } from "@loyalkit/core/Callers"
import type { Checkout } from "@loyalkit/core/Checkout"
import type { Journal } from "@loyalkit/core/Journal"
import type { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type { HttpClient } from "effect/http/HttpClient"
import type { HttpRouter } from "effect/http/HttpRouter"
import { FileSystem } from "effect/FileSystem"
import * as Layer from "effect/Layer"
import { CardBook } from "./CardBook.ts"
import * as JoinedReceipts from "./joining/JoinedReceipts.ts"
import { WriteOffBook } from "./joining/WriteOffBook.ts"
import * as Cards from "./native/Cards.ts"
import * as NativeHttp from "./native/NativeHttp.ts"
import { Visits } from "./native/Visits.ts"
import { Joining } from "./odata/Joining.ts"
import { Reader } from "./odata/Reader.ts"
import { complete, type OdataSettings } from "./odata/Settings.ts"
import { Settings1C, type NativeSettings } from "./Settings.ts"

export { NativeSettings, Settings1C } from "./Settings.ts"

/** What the routes need of the engine and of whoever serves them. */
export type FaceServices = HttpRouter | Checkout | LoyalClient | Journal | Callers | FileSystem

/** What the adapter's own rooms share: one for both ways in, since they take turns on a client by it. */
const shared = Layer.mergeAll(WriteOffBook.layer, Cards.Cards.layer, Visits.layer)

/** Without the native protocol nobody else knows a card or writes points off. */
const alone = Layer.mergeAll(CardBook.none, Joining.fromDocument)
const joined = Layer.mergeAll(Cards.bookLayer, JoinedReceipts.layer)

/** A password that cannot be read is a wrong setting: it ends the start, with a message that names it. */
const readPassword = (path: string) =>
  Effect.flatMap(FileSystem, (files) => files.readFileString(path)).pipe(
    Effect.mapError(
      ({ message }) => new Error(`adapters.1c.odata.passwordFile: ${path} cannot be read (${message})`),
    ),
    Effect.orDie,
  )

const readBack = (settings: OdataSettings) =>
  Layer.unwrap(Effect.map(complete(settings, readPassword), Reader.layer))

/**
 * The native protocol, and receipts read back beside it, over an `HttpClient` of one's own; with the reader at hand, for whoever looks at it. The
 * client must not follow redirects: a login is not carried to another address.
 */
export const joinedRoutes = (
  native: NativeSettings,
  odata: OdataSettings,
): Layer.Layer<Reader, never, FaceServices | HttpClient> => {
  const tellEarning = native.tellEarning ?? true
  const till = NativeHttp.layer({ ...native, tellEarning, isReadBack: true })
  return Layer.merge(till, Layer.provide(readBack(odata), joined)).pipe(Layer.provide(shared))
}

const routes = ({ native, odata }: Settings1C): Layer.Layer<never, never, FaceServices> => {
  const overFetch = Layer.provide(FetchHttpClient.layer)
  if (!native.enabled)
    return odata === undefined ? Layer.empty : overFetch(Layer.provide(readBack(odata), alone))
  if (odata !== undefined) return overFetch(joinedRoutes(native, odata))
  const tellEarning = native.tellEarning ?? false
  // Whoever has an earning told has a way of their own that commits it.
  return Layer.provide(NativeHttp.layer({ ...native, tellEarning, isReadBack: tellEarning }), shared)
}

/** What a gateway serves: a name, the schema of a section of its settings, and routes that need the engine. */
export const face = { name: "1c", settings: Settings1C, routes } as const
