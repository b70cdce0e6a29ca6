/**
 * What an effect runs on in a world: its clock, its scheduler, its chance, and no logger.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Random from "effect/Random"
import * as References from "effect/References"
import * as Scheduler from "effect/Scheduler"
import type { Chance } from "./Chance.ts"
import type { Timeline } from "./Timeline.ts"
import * as VirtualClock from "./VirtualClock.ts"
import * as VirtualScheduler from "./VirtualScheduler.ts"

export interface RuntimeOptions {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly clock: VirtualClock.Offsets
  readonly isAlive: () => boolean
}

/** Services that every fiber of a process finds in its context. Spans and logs are off: nobody reads them. */
export const context = ({ chance, clock, isAlive, timeline }: RuntimeOptions): Context.Context<never> =>
  Context.empty().pipe(
    Context.add(Clock.Clock, VirtualClock.make(timeline, clock, isAlive)),
    Context.add(Scheduler.Scheduler, VirtualScheduler.make(timeline, isAlive)),
    Context.add(Random.Random, chance.random),
    Context.add(References.TracerEnabled, false),
    Context.add(References.CurrentLoggers, new Set()),
  )
