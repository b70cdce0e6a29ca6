/**
 * Many worlds of one seed and profile, one after the other, and what came of them together.
 */
import type { Violation } from "./judge/Violation.ts"
import { playBaselines, scriptOf } from "./OneWorld.ts"
import * as Tally from "./report/Tally.ts"
import type { Profile } from "./script/Script.ts"
import { play } from "./world/World.ts"

export interface Order {
  readonly seed: string
  readonly profile: Profile
  /** The worlds from this number on, each `step`-th, below `until`. */
  readonly from: number
  readonly step: number
  readonly until: number
  /** Play on after a world in which something happened that must not? */
  readonly goesOn: boolean
}

/** A world in which something happened that must not. */
export interface Failed {
  readonly world: number
  readonly violations: ReadonlyArray<Violation>
}

export interface Result {
  readonly tally: Tally.Tally
  readonly failed: ReadonlyArray<Failed>
  /** Processor time, in milliseconds. */
  readonly millis: number
}

/** The baselines play one in so many worlds: enough for a rate. */
const BASELINES_PLAY = 4

export const playAll = ({ from, goesOn, profile, seed, step, until }: Order): Result => {
  const tally = Tally.empty()
  const failed: Array<Failed> = []
  const begun = process.threadCpuUsage()
  for (let world = from; world < until; world += step) {
    const script = scriptOf(seed, world, profile)
    const played = play(script)
    Tally.add(tally, played.tally)
    if (played.violations.length === 0) continue
    failed.push({ world, violations: played.violations })
    if (!goesOn) break
  }
  const { system, user } = process.threadCpuUsage(begun)
  // What others do where our assumptions do not hold says nothing of either.
  if (profile === "broken-assumption") return { tally, failed, millis: (system + user) / 1_000 }
  for (let world = from; world < until; world += step * BASELINES_PLAY)
    Tally.add(tally, playBaselines(scriptOf(seed, world, profile)))
  return { tally, failed, millis: (system + user) / 1_000 }
}
