/**
 * Many worlds of one seed and profile, one after the other, and what came of them together.
 */
import { HABITS } from "./baseline/Baseline.ts"
import { playBaseline } from "./baseline/PlayBaseline.ts"
import type { Violation } from "./judge/Violation.ts"
import * as Tally from "./report/Tally.ts"
import { generate } from "./script/Generate.ts"
import type { Profile, Script } from "./script/Script.ts"
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

/** The script of one world of a seed. */
export const scriptOf = (seed: string, world: number, profile: Profile): Script =>
  generate(`${seed}/${profile}/${world}`, profile)

/** The baselines play one in so many worlds: enough for a rate. */
const BASELINES_PLAY = 4

const compare = (script: Script, tally: Tally.Tally): void => {
  for (const habit of HABITS)
    Tally.add(tally, { ...Tally.empty(), harm: { [habit.name]: playBaseline(script, habit) } })
}

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
    compare(scriptOf(seed, world, profile), tally)
  return { tally, failed, millis: (system + user) / 1_000 }
}
