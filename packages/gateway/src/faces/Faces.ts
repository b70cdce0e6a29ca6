/**
 * The adapters that this gateway was built with, and the routes of those that its settings serve.
 *
 * An adapter knows nothing of the gateway: it has a name, the schema of its own settings, routes that need the engine and `Callers`, and perhaps a
 * check for the doctor. Here they are listed, and each gets the section of the settings that is its own.
 */
import { face as face1C } from "@loyalkit/adapter-1c-http"
import { face as faceEvotor } from "@loyalkit/adapter-evotor"
import { face as faceIiko } from "@loyalkit/adapter-iiko"
import type { Callers } from "@loyalkit/core/Callers"
import type { Cases } from "@loyalkit/core/Cases"
import type { Checkout } from "@loyalkit/core/Checkout"
import type { Finding } from "@loyalkit/core/Finding"
import type { Journal } from "@loyalkit/core/Journal"
import type { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Effect from "effect/Effect"
import type { FileSystem } from "effect/FileSystem"
import type { HttpRouter } from "effect/http/HttpRouter"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { settingsOf, type Face } from "../settings/Face.ts"
import type { Settings } from "../Settings.ts"

/** What an adapter's routes may need. */
export type FaceServices = HttpRouter | Checkout | Cases | LoyalClient | Journal | Callers | FileSystem

/** An adapter as the gateway serves it. */
export interface ServedFace<A> extends Face<A> {
  readonly routes: (settings: A) => Layer.Layer<never, never, FaceServices>
  /** Looks at what it needs outside, and says what is to be mended there: for the doctor, where nothing is served. */
  readonly check?: (settings: A) => Effect.Effect<ReadonlyArray<Finding>, never, FileSystem>
}

/** One of any settings: what they are is known inside only. */
export interface AnyFace extends Face<unknown> {
  readonly routesBy: (settings: Settings) => Layer.Layer<never, never, FaceServices>
  readonly checkBy: (settings: Settings) => Effect.Effect<ReadonlyArray<Finding>, never, FileSystem>
}

const nothing: Effect.Effect<ReadonlyArray<Finding>> = Effect.succeed([])

/** Makes an adapter one of a list. */
export const served = <A>(face: ServedFace<A>): AnyFace => ({
  name: face.name,
  settings: face.settings,
  routesBy: (settings) =>
    Option.match(settingsOf(face, settings), { onNone: () => Layer.empty, onSome: face.routes }),
  checkBy: (settings) =>
    Option.match(settingsOf(face, settings), {
      onNone: () => nothing,
      onSome: (own) => face.check?.(own) ?? nothing,
    }),
})

/** The routes of the adapters that are served. */
export const layerOf = (
  faces: ReadonlyArray<AnyFace>,
  settings: Settings,
): Layer.Layer<never, never, FaceServices> =>
  faces.reduce<Layer.Layer<never, never, FaceServices>>(
    (all, face) => Layer.merge(all, face.routesBy(settings)),
    Layer.empty,
  )

/** The adapters that are built in. */
export const builtIn: ReadonlyArray<AnyFace> = [served(face1C), served(faceEvotor), served(faceIiko)]

/** The routes of those of them that are served. */
export const layer = (settings: Settings) => layerOf(builtIn, settings)
