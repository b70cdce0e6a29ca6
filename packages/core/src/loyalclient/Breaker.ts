/**
 * Stops calling a service that is down, so that each till does not wait out its budget at each step.
 *
 * The one place where core's main entry uses a module of effect that may change in a patch release
 * (`effect/persistence/CircuitBreaker`); its version is pinned, and only this file knows it.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as CircuitBreaker from "effect/persistence/CircuitBreaker"
import type * as Scope from "effect/Scope"
import * as Cause from "effect/Cause"
import * as Option from "effect/Option"
import { Unavailable, type CallError } from "../LoyaltyError.ts"
import { Policy } from "../Policy.ts"

export interface Breaker {
  /** Runs a call, or fails at once where the circuit is open: then nothing was sent. */
  readonly guard: <A, E extends CallError>(call: Effect.Effect<A, E>) => Effect.Effect<A, E | Unavailable>
  /** Is the circuit closed, as far as is known? A reading for people and health pages. */
  readonly online: Effect.Effect<boolean>
}

const KEY = "loyalclient"
const OPEN = "circuit open: it did not answer lately"

/** Only "nobody there" and "nothing usable" say that the service is down. A refusal is an answer. */
const saysDown = (error: CallError): boolean => error._tag === "Unavailable" || error._tag === "Malformed"

const classify = (exit: Exit.Exit<unknown, CallError>): CircuitBreaker.Outcome => {
  if (Exit.isSuccess(exit)) return CircuitBreaker.success
  const error = Cause.findErrorOption(exit.cause)
  if (Option.isNone(error)) return CircuitBreaker.ignored
  return saysDown(error.value) ? CircuitBreaker.failure() : CircuitBreaker.success
}

export const make: Effect.Effect<Breaker, never, Scope.Scope> = Effect.gen(function* () {
  const policy = yield* Policy
  const breaker = yield* CircuitBreaker.make({
    tripPolicy: CircuitBreaker.consecutive(policy.breakerFailures),
    openDuration: policy.breakerOpen,
  })
  const judged = <A, E extends CallError>(call: Effect.Effect<A, E>): Effect.Effect<A, E | Unavailable> =>
    Effect.mapError(breaker.execute(call, { key: KEY, classify }), (error) =>
      error instanceof CircuitBreaker.CircuitBreakerError
        ? new Unavailable({ class: "not-sent", detail: OPEN })
        : error,
    )

  const online = breaker.state(KEY).pipe(
    Effect.map((state) => state._tag === "Closed"),
    Effect.orElseSucceed(() => true),
  )

  // While all goes well the breaker has nothing to count, and no call pays for it. The first failure is
  // handed to it, and from then on it sees every call, until one succeeds with the circuit closed.
  let trouble = false
  const watched = <A, E extends CallError>(call: Effect.Effect<A, E>) =>
    Effect.tap(judged(call), () => Effect.map(online, (closed) => void (trouble = !closed)))
  // Counting a failure must never change it: a circuit that others opened meanwhile would say "not sent" of a
  // request that was.
  const counted = <E extends CallError>(error: E) => Effect.ignore(judged(Effect.fail(error)))
  const unwatched = <A, E extends CallError>(call: Effect.Effect<A, E>) =>
    Effect.tapError(call, (error) => {
      if (!saysDown(error)) return Effect.void
      trouble = true
      return counted(error)
    })

  return {
    guard: (call) => Effect.suspend(() => (trouble ? watched(call) : unwatched(call))),
    online,
  } satisfies Breaker
}).pipe(Effect.provide(CircuitBreaker.layerStoreMemory()))
