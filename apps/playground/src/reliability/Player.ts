/**
 * The worker that plays worlds, one each time it is asked, so that the page stays quick and a pause is a pause.
 */
import { playOne, type Played, type Profile } from "@loyalkit/simulator/OneWorld"

/** What the page asks for. */
export interface Order {
  /** Of the page's own: an answer to an order that was taken back is known by it. */
  readonly run: number
  readonly seed: string
  readonly profile: Profile
  readonly world: number
}

/** What came of it: plain data. */
export interface Came extends Played {
  readonly run: number
  readonly world: number
}

// Failures are the ordinary case here, nobody reads where they were made, and a stack trace is the dearest part of one.
Object.assign(Error, { stackTraceLimit: 0 })

// Only `Playing` starts this file, and sends nothing else.
addEventListener("message", ({ data: { profile, run, seed, world } }: MessageEvent<Order>) => {
  postMessage({ ...playOne(seed, world, profile), run, world } satisfies Came)
})
