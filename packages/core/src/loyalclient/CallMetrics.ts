/**
 * How many calls of the service there are, how each ended, and how long it took.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Metric from "effect/Metric"
import * as Option from "effect/Option"
import type { CallError } from "../LoyaltyError.ts"

/** How a call ended, by what it says about its last request (docs/design.md, 4). */
type Outcome = "done" | "not-sent" | "rejected" | "unknown"

/** In milliseconds: around a good answer (20–100), around the budgets (1 500, 2 000, 5 000), and between. Our judgment. */
const DURATIONS = [5, 10, 20, 50, 100, 200, 500, 1_000, 1_500, 2_000, 5_000, 10_000]

const outcomeOf = (exit: Exit.Exit<unknown, CallError>): Outcome => {
  if (Exit.isSuccess(exit)) return "done"
  const error = Cause.findErrorOption(exit.cause)
  return Option.isSome(error) ? error.value.commitState : "unknown"
}

/**
 * Counts the calls of one method by outcome, and takes their time, retries included.
 * On every call's path: no fiber, no allocation but the closures.
 */
export const measureCall = (method: string) => {
  const called = (outcome: Outcome) =>
    Metric.counter("loyalkit.calls", {
      description: "Calls of the loyalty service",
      attributes: { method, outcome },
      incremental: true,
    })
  const calls: Readonly<Record<Outcome, Metric.Counter<number>>> = {
    done: called("done"),
    "not-sent": called("not-sent"),
    rejected: called("rejected"),
    unknown: called("unknown"),
  }
  const duration = Metric.histogram("loyalkit.call.duration", {
    description: "How long a call took, its retries included",
    attributes: { method, unit: "ms" },
    boundaries: DURATIONS,
  })
  return <A, E extends CallError>(call: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.withFiber((fiber) => {
      const clock = Context.get(fiber.context, Clock.Clock)
      const start = clock.monotonicTimeNanosUnsafe()
      return Effect.onExitPrimitive(call, (exit) => {
        calls[outcomeOf(exit)].updateUnsafe(1, fiber.context)
        duration.updateUnsafe(Number(clock.monotonicTimeNanosUnsafe() - start) / 1e6, fiber.context)
        return undefined
      })
    })
}
