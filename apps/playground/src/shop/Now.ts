/**
 * The page's look at the clock, for countdowns: one for all of them.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../bridge/Bridge.ts"

/** How often the countdowns look at the clock: they show seconds, and must not skip one. */
const TICK = "200 millis"

const clocks = Effect.all({ monotonic: Clock.monotonicTimeNanos, wall: Clock.currentTimeMillis })

/** A moment on both clocks: nanoseconds from anywhere, and milliseconds since 1970. */
export type Moment = Effect.Success<typeof clocks>

export const createNow = <R>(bridge: Bridge<R>): Accessor<Moment> => {
  const [now, setNow] = createSignal<Moment>({ monotonic: 0n, wall: 0 })
  const read = Effect.flatMap(clocks, (time) => Effect.sync(() => setNow(time)))
  bridge.follow(Effect.repeat(read, Schedule.spaced(TICK)))
  return now
}
