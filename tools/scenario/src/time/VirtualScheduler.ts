/**
 * Runs the fibers of one process on the world's timeline, in their order, and none of them once it is dead.
 */
import * as Scheduler from "effect/Scheduler"
import type { Timeline } from "./Timeline.ts"

/** A dead process's tasks are never run: no finaliser, no clean-up, as after a power cut. */
export const make = (timeline: Timeline, isAlive: () => boolean): Scheduler.Scheduler =>
  new Scheduler.MixedScheduler("async", (task) => {
    let wanted = true
    timeline.soon(() => {
      if (wanted && isAlive()) task()
    })
    return () => {
      wanted = false
    }
  })
