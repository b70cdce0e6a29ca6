/**
 * An ID for each request: short enough to be read out on the phone, and its own across restarts.
 */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

/** 36⁶: two starts of a shop's gateway hardly ever draw the same. */
const STARTS = 2_176_782_336

/** Gives the next ID at each call: which start of the gateway it was, and which request of it. */
export const make: Effect.Effect<() => string> = Effect.map(Random.nextIntBetween(0, STARTS), (start) => {
  const prefix = start.toString(36).padStart(6, "0")
  let count = 0
  return () => `${prefix}-${(++count).toString(36)}`
})
