/**
 * Loaded into a server's process before its own program: tells the benchmark what that process has used, when it is asked.
 *
 * Asked for its processor time it answers at once; asked for its memory it first collects its garbage, so that what is told
 * is what it keeps. And it ends the process when the benchmark's is gone.
 */
import { memoryUsage } from "node:process"

/** What a process has used. */
export interface Used {
  /** Processor time since its start, in microseconds. */
  readonly processor: number
  /** Resident memory, in bytes. */
  readonly memory: number
}

/** `memory` collects the garbage first, which is no good while a server is being measured. */
export type Asked = "processor" | "memory"

const used = (): Used => {
  const { system, user } = process.cpuUsage()
  return { processor: system + user, memory: memoryUsage.rss() }
}

process.on("message", (asked: Asked) => {
  // As where memory runs out: an ordinary collection keeps the pages it emptied for what comes next, 100 MB and more of them.
  if (asked === "memory") void globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" })
  process.send?.(used())
})
process.on("disconnect", () => process.exit())
// A server that has nothing left to do may end all the same.
process.channel?.unref()
