/**
 * Spans for what a till waits for: the calls, and the commands that make them.
 */
import * as Effect from "effect/Effect"

/**
 * A function with a span of this name, as `Effect.fn` makes it, but without the stack trace that `Effect.fn` takes
 * at each call: on a call's path that trace costs more than the span. For functions that give an effect.
 */
export const traced =
  (name: string) =>
  <Args extends ReadonlyArray<unknown>, A, E>(
    run: (...args: Args) => Effect.Effect<A, E>,
  ): ((...args: Args) => Effect.Effect<A, E>) =>
  (...args) =>
    Effect.withSpan(
      Effect.suspend(() => run(...args)),
      name,
      { captureStackTrace: false },
    )
