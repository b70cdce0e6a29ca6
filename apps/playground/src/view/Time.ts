/**
 * Virtual time, as it is written: what went by since the shop opened, and how long something still takes.
 */
import type { Speech } from "../text/Language.ts"

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const two = (value: number): string => String(value).padStart(2, "0")

/** `0:45`, `1:02:03`. */
export const short = (millis: number): string => {
  const [hours, minutes] = [Math.floor(millis / HOUR), Math.floor((millis % HOUR) / MINUTE)]
  const seconds = two(Math.floor((millis % MINUTE) / SECOND))
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${two(minutes)}:${seconds}`
}

/** To the millisecond: `0:45.010`. */
export const exact = (millis: number): string =>
  `${short(millis)}.${String(Math.floor(millis % SECOND)).padStart(3, "0")}`

/** How long something took: `90 ms`, `0:15.000`. */
export const took = (millis: number, speech: Speech): string =>
  millis < SECOND ? speech.t().calls.milliseconds(millis) : exact(millis)
