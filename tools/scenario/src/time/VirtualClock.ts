/**
 * The clock of one process: a wall clock that may be wrong and may jump, and a monotonic one that starts anew
 * with each process. Both go on with the world's time.
 */
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Timeline } from "./Timeline.ts"

const NANOS_PER_MILLI = 1_000_000

export interface Offsets {
  /** By how many milliseconds the wall clock is ahead of the world's time. It may change. */
  readonly wall: () => number
  /** What the monotonic clock counts from, in the world's milliseconds. */
  readonly origin: number
}

/** `isAlive` is asked before a sleeper wakes: a dead process sleeps on. */
export const make = (timeline: Timeline, offsets: Offsets, isAlive: () => boolean): Clock.Clock => {
  const currentTimeMillisUnsafe = () => Math.floor(timeline.now() + offsets.wall())
  const currentTimeNanosUnsafe = () => BigInt(currentTimeMillisUnsafe()) * BigInt(NANOS_PER_MILLI)
  const monotonicTimeNanosUnsafe = () =>
    BigInt(Math.round((timeline.now() - offsets.origin) * NANOS_PER_MILLI))
  return {
    currentTimeMillisUnsafe,
    currentTimeMillis: Effect.sync(currentTimeMillisUnsafe),
    currentTimeNanosUnsafe,
    currentTimeNanos: Effect.sync(currentTimeNanosUnsafe),
    monotonicTimeNanosUnsafe,
    monotonicTimeNanos: Effect.sync(monotonicTimeNanosUnsafe),
    sleep: (duration) => {
      const millis = Duration.toMillis(duration)
      if (millis <= 0) return Effect.yieldNow
      if (!Number.isFinite(millis)) return Effect.never
      return Effect.callback((resume) => {
        // Whole milliseconds only, so that no clock is ahead of another by a fraction.
        const forget = timeline.after(Math.ceil(millis), () => {
          if (isAlive()) resume(Effect.void)
        })
        return Effect.sync(forget)
      })
    },
  }
}
