/**
 * One budget for a command that waits for others and makes several calls.
 *
 * A commit that first has to find a client or to take a hold anew still answers within its one budget: what
 * the first calls use is missing to the last, and so is the wait for another command on the receipt. So that a sale is not sent with no time left to hear of it, the
 * first calls together get at most half.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Unavailable } from "../LoyaltyError.ts"

/** A moment of the monotonic clock, in nanoseconds. */
export type Deadline = bigint

/** So many milliseconds from now. */
export const within = (millis: number): Effect.Effect<Deadline> =>
  Effect.map(Clock.monotonicTimeNanos, (now) => now + BigInt(millis) * 1_000_000n)

/** Whole milliseconds left; 0 where it is over. */
export const millisLeft = (deadline: Deadline): Effect.Effect<number> =>
  Effect.map(Clock.monotonicTimeNanos, (now) => (deadline <= now ? 0 : Number((deadline - now) / 1_000_000n)))

/** The budget of one call: its own or what is left, whichever is less. Fails, with nothing sent, where nothing is left. */
export const budget = (deadline: Deadline, own: number): Effect.Effect<number, Unavailable> =>
  Effect.flatMap(millisLeft(deadline), (left) =>
    left > 0
      ? Effect.succeed(Math.min(own, left))
      : Effect.fail(new Unavailable({ class: "not-sent", detail: "no time left in the step's budget" })),
  )
