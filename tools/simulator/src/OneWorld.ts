/**
 * One world of a seed, played by all three clients: ours, and the two usual ones.
 *
 * The playground's page plays worlds one at a time in a browser. So nothing that is reached from here needs Node: no files, no
 * threads, no sabotage.
 */
import { HABITS } from "./baseline/Baseline.ts"
import { playBaseline } from "./baseline/PlayBaseline.ts"
import * as Tally from "./report/Tally.ts"
import { generate } from "./script/Generate.ts"
import type { Profile, Script } from "./script/Script.ts"
import { play, type Played } from "./world/World.ts"

export type { Violation } from "./judge/Violation.ts"
export type { Harm, Tally } from "./report/Tally.ts"
export { VISITS } from "./script/Visits.ts"
export type { Played, Profile }

/** The script of one world of a seed. */
export const scriptOf = (seed: string, world: number, profile: Profile): Script =>
  generate(`${seed}/${profile}/${world}`, profile)

/** What the usual clients make of a script: their harm, and nothing else. */
export const playBaselines = (script: Script): Tally.Tally => {
  const tally = Tally.empty()
  for (const habit of HABITS) tally.harm[habit.name] = playBaseline(script, habit)
  return tally
}

/** One world of a seed, ours with the harm of the usual clients beside it. */
export const playOne = (seed: string, world: number, profile: Profile): Played => {
  const script = scriptOf(seed, world, profile)
  const { tally, violations } = play(script)
  Tally.add(tally, playBaselines(script))
  return { tally, violations }
}
