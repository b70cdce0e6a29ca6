/**
 * How long a call may take, and whether it may be tried again.
 *
 * A look-up may be repeated as often as its budget allows: asking twice harms nobody. A hold is repeated only
 * where the first request provably was not sent. A sale is never repeated here, so `once` takes no options.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { Unavailable, type CallError } from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import { within } from "./TimeLimit.ts"

type Call<A, E> = Effect.Effect<A, E>

const silence = (budget: number) => () =>
  Effect.fail(new Unavailable({ class: "unknown", detail: `no answer within ${budget} ms` }))

/** One try inside the budget, which a time-out ends with an unknown fate. */
export const once = <A, E>(call: Call<A, E>, budget: number): Call<A, E | Unavailable> =>
  within(call, budget, silence(budget))

/** A `Retry-After` is obeyed where it fits into the budget; where it does not, the caller hears of it at once. */
const waitFor = (error: CallError, backoff: Duration.Duration): number =>
  Math.max(Duration.toMillis(backoff), error._tag === "RateLimited" ? (error.retryAfter ?? 0) : 0)

/**
 * Tries again with growing waits and jitter while `retryable` says so, at most `policy.maxAttempts` times and
 * never past the budget. A wait that would outlast the budget is not begun.
 */
export const repeatedly = <A, E extends CallError>(
  call: Call<A, E>,
  options: {
    readonly policy: PolicyConfig
    readonly budget: number
    readonly retryable: (error: E) => boolean
  },
): Call<A, E | Unavailable> => {
  const { budget, policy, retryable } = options
  const again = (start: bigint, clock: Clock.Clock) => {
    const spent = () => Number(clock.monotonicTimeNanosUnsafe() - start) / 1e6
    return Schedule.min([Schedule.exponential(policy.retryBase), Schedule.spaced(policy.retryCap)]).pipe(
      Schedule.jittered,
      Schedule.upTo({ times: policy.maxAttempts - 1 }),
      Schedule.setInputType<E>(),
      Schedule.modifyDelay(({ duration, input }) => Effect.succeed(waitFor(input, duration))),
      Schedule.while(
        ({ duration, input }) => retryable(input) && spent() + Duration.toMillis(duration) < budget,
      ),
    )
  }
  return Clock.clockWith((clock) => {
    const start = clock.monotonicTimeNanosUnsafe()
    // The schedule is made only once something failed: a call that succeeds pays nothing for it.
    return once(
      Effect.catch(call, (error) =>
        retryable(error) ? Effect.retry(failingFirst(error, call), again(start, clock)) : Effect.fail(error),
      ),
      budget,
    )
  })
}

/** `call`, except that its first run is the failure that was already seen. */
const failingFirst = <A, E>(error: E, call: Call<A, E>): Call<A, E> => {
  let seen = true
  return Effect.suspend(() => {
    const now = seen ? Effect.fail(error) : call
    seen = false
    return now
  })
}

/** For questions: anything but an answer may be asked again. */
export const ifUnanswered = (error: CallError): boolean => error.commitState !== "rejected"

/** For what must not happen twice: only if the request never left. */
export const ifNotSent = (error: CallError): boolean => error.commitState === "not-sent"
