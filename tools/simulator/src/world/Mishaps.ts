/**
 * What happens to our own processes: they die, their disk fails, somebody sets their clock.
 */
import type { Trouble } from "../script/Script.ts"
import type { Timeline } from "@loyalkit/scenario/time/Timeline"
import type { Disk } from "./Disk.ts"
import type { Process } from "./Process.ts"

export interface MishapsOptions {
  readonly timeline: Timeline
  readonly disk: Disk
  readonly process: (index: number) => Process
  readonly met: (what: string) => void
}

/** Lets those of a script's troubles happen, each at its time. */
export const happen = (troubles: ReadonlyArray<Trouble>, options: MishapsOptions): void => {
  for (const trouble of troubles) options.timeline.after(trouble.at, () => begin(trouble, options))
}

const begin = (trouble: Trouble, { disk, met, process, timeline }: MishapsOptions): void => {
  switch (trouble.kind) {
    case "crash":
      return process(trouble.process).crash(trouble)
    case "disk":
      if (trouble.what === "one-append") return disk.failsNext()
      disk.breaks(trouble.what)
      return void timeline.after(trouble.lasts, () => disk.breaks(undefined))
    case "jump":
      met("clock: set")
      return process(trouble.process).jump(trouble.to)
    case "fault":
    case "weather":
    case "sale":
    case "meanwhile":
    case "granted":
    case "hold":
      return
  }
}
