/**
 * The sandbox's clock: the clock it was given, moved forward and stopped at will. It never goes back.
 */
import type * as Clock from "effect/Clock"

export interface Time {
  /** Milliseconds since 1970, as the sandbox sees it. */
  readonly now: () => number
  readonly running: () => boolean
  readonly advance: (millis: number) => void
  /** Stops the clock; only `advance` moves it then. */
  readonly pause: () => void
  /** Goes on from where it stopped. */
  readonly resume: () => void
}

export const make = (clock: Clock.Clock): Time => {
  let offset = 0
  let paused: number | undefined
  let latest = 0
  const outside = () => clock.currentTimeMillisUnsafe()
  return {
    // The clock outside may be set back; what was done here cannot be undone, so then time stands.
    now: () => (latest = Math.max(latest, (paused ?? outside()) + offset)),
    running: () => paused === undefined,
    advance: (millis) => {
      offset += millis
    },
    pause: () => {
      paused ??= outside()
    },
    resume: () => {
      offset -= paused === undefined ? 0 : outside() - paused
      paused = undefined
    },
  }
}
