/**
 * A whole run: its worlds, shared out over threads.
 */
import { Worker } from "node:worker_threads"
import * as Tally from "./report/Tally.ts"
import type { Profile } from "./script/Script.ts"
import { VISITS } from "./script/Visits.ts"
import type { Answer, Task } from "./Worker.ts"
import type { Failed } from "./Worlds.ts"

export interface RunOptions {
  readonly seed: string
  readonly profile: Profile
  /** At least so many receipts. */
  readonly checkouts: number
  readonly threads: number
  readonly sabotage: string | undefined
  /** Ends with the first world in which something happened that must not. */
  readonly stopsAtFirst?: boolean
}

export interface Ran {
  readonly tally: Tally.Tally
  /** In the order of the worlds. */
  readonly failed: ReadonlyArray<Failed>
  /** Checkouts a second and core. */
  readonly rate: number
}

const inThread = (task: Task): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./Worker.ts", import.meta.url), { workerData: task })
    worker.once("message", (answer: Answer) => resolve(answer))
    worker.once("error", reject)
    worker.once("exit", (code) => reject(new Error(`a thread ended with code ${code} and no result`)))
  })

export const run = async ({
  checkouts,
  profile,
  sabotage,
  seed,
  stopsAtFirst,
  threads,
}: RunOptions): Promise<Ran> => {
  const worlds = Math.ceil(checkouts / VISITS)
  const step = Math.min(threads, worlds)
  const answers = await Promise.all(
    Array.from({ length: step }, (_, from) =>
      inThread({ seed, profile, from, step, until: worlds, goesOn: stopsAtFirst !== true, sabotage }),
    ),
  )
  const tally = Tally.empty()
  for (const answer of answers) Tally.add(tally, answer.tally)
  const failed = answers.flatMap((answer) => answer.failed).toSorted((a, b) => a.world - b.world)
  const millis = answers.reduce((sum, answer) => sum + answer.millis, 0)
  return { tally, failed, rate: Math.round((tally.receipts * 1_000) / Math.max(1, millis)) }
}
