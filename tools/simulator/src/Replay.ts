/**
 * A script played with every line of what happens, so that two plays of it can be compared to the byte.
 */
import { createHash } from "node:crypto"
import type { Failure } from "./FailureFile.ts"
import type { Script } from "./script/Script.ts"
import { play, type Played } from "./world/World.ts"

export { shrinkScript } from "./shrink/ShrinkScript.ts"
export { scriptOf } from "./OneWorld.ts"

export interface Traced {
  readonly played: Played
  /** The journal, the ledger, the answers, the faults and the crashes, in their order. */
  readonly trace: ReadonlyArray<string>
  readonly digest: string
}

export const traced = (script: Script): Traced => {
  const trace: Array<string> = []
  const played = play(script, (line) => void trace.push(line))
  return { played, trace, digest: createHash("sha256").update(trace.join("\n")).digest("hex") }
}

/** A script's failure, as it is written to a file. */
export const failureOf = (script: Script, sabotage: string | undefined): Failure => {
  const { digest, played } = traced(script)
  return { script, ...(sabotage === undefined ? {} : { sabotage }), violations: played.violations, digest }
}
