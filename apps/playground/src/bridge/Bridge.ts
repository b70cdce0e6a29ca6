/**
 * The one crossing between Effect and the page: effects go in, promises and signals come out.
 *
 * Views know nothing of Effect, and the engine knows nothing of Solid. What follows something for as long as a
 * view lives is interrupted when that view goes.
 */
import type * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { onCleanup } from "solid-js"

export interface Bridge<R> {
  /** Runs an effect to its end, and never throws. */
  readonly run: <A, E>(effect: Effect.Effect<A, E, R>) => Promise<Exit.Exit<A, E>>
  /** Runs an effect until Solid's current owner is disposed of. */
  readonly follow: (effect: Effect.Effect<unknown, never, R>) => void
}

/** Builds the layer once, for the page's life. */
export const make = <R>(layer: Layer.Layer<R>): Bridge<R> => {
  const runtime = ManagedRuntime.make(layer)
  return {
    run: (effect) => runtime.runPromiseExit(effect),
    follow: (effect) => {
      const fiber = runtime.runFork(effect)
      onCleanup(() => void runtime.runFork(Fiber.interrupt(fiber)))
    },
  }
}
