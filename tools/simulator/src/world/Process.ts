/**
 * One process of the engine, through all its lives.
 *
 * A crash is as abrupt as it gets: from that step on, none of its fibers runs and none of its timers fires. Nothing
 * is cleaned up, released or written down. What it had sent arrives, and its replies reach nobody. The next life
 * begins from the journal alone, with a monotonic clock that counts from somewhere else.
 */
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Policy from "@loyalkit/core/Policy"
import { Transport } from "@loyalkit/core/Transport"
import { BASE_URL } from "@loyalkit/sandbox/SandboxTransport"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import type { Chance } from "@loyalkit/scenario/time/Chance"
import * as Runtime from "@loyalkit/scenario/time/Runtime"
import type { Timeline } from "@loyalkit/scenario/time/Timeline"
import type { Disk } from "./Disk.ts"
import type { Moment } from "./Moment.ts"
import type { Network } from "./Network.ts"
import { Subject } from "./Subject.ts"

/** The services of an engine. */
export type Engine = Checkout | Cases

/** A process that could not start, for example since the journal could not be read, is started again after so long. */
const START_AGAIN_MILLIS = 5_000

/** How a process dies, and when. */
export interface Crash {
  readonly steps: number
  readonly down: number
  /** The power fails: the share of what was not synced that survives. */
  readonly keeps?: number
}

export interface Process {
  /**
   * Runs an effect in the process as it is now, or once it has started. `done` gets its exit, or nothing where
   * the process died meanwhile. Gives what interrupts it.
   */
  readonly run: <A, E>(
    subject: string,
    effect: Effect.Effect<A, E, Engine>,
    done: (exit: Exit.Exit<A, E> | undefined) => void,
  ) => () => void
  /** Dies so many steps later. A step is one side of a journal or network operation. */
  readonly crash: (crash: Crash) => void
  /** Sets the wall clock so many milliseconds ahead of the true time. */
  readonly jump: (to: number) => void
  /** Which life it is. */
  readonly life: () => number
  /** Dies now. */
  readonly kill: (down: number) => void
}

export interface ProcessOptions {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly network: Network
  readonly disk: Disk
  readonly policy: Partial<Policy.PolicyConfig>
  /** The power of all processes on this disk fails together. */
  readonly powerCut: (keeps: number, down: number) => void
  /** Told of each crash: where, and of what. */
  readonly crashed: (moment: Moment, what: string, isPowerCut: boolean) => void
  /** Told of a start that failed. */
  readonly startFailed: (detail: string) => void
}

interface Life {
  readonly number: number
  alive: boolean
  ready: Context.Context<Engine> | undefined
  /** Who is told that it died. */
  readonly mourners: Set<() => void>
}

const newLife = (number: number): Life => ({ number, alive: true, ready: undefined, mourners: new Set() })

const config = { url: BASE_URL, apiKey: Redacted.make(DEFAULT_KEY) }

export const make = (options: ProcessOptions): Process => {
  const { chance, disk, network, timeline } = options
  let wall = chance.between(-3_600_000, 3_600_000)
  let pending: Crash | undefined
  let left = 0
  let life: Life = newLife(0)
  /** Who came while it was down. */
  const waiting = new Set<() => void>()

  const kill = (down: number): void => {
    life.alive = false
    pending = undefined
    const { mourners, number } = life
    life = newLife(number + 1)
    for (const died of mourners) timeline.soon(died)
    const next = life
    timeline.after(down, () => {
      if (next === life) start()
    })
  }

  /** One step of the process. True: it dies here. */
  const dies = (of: Life, moment: Moment, what: () => string): boolean => {
    if (!of.alive) return true
    if (pending === undefined || --left > 0) return false
    const crash = pending
    options.crashed(moment, what(), crash.keeps !== undefined)
    if (crash.keeps === undefined) kill(crash.down)
    else options.powerCut(crash.keeps, crash.down)
    return true
  }

  const guarded = <A, E>(
    of: Life,
    kind: "an append" | "a read",
    what: () => string,
    operation: Effect.Effect<A, E>,
  ): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      if (dies(of, `before ${kind}`, what)) return Effect.never
      return Effect.flatMap(operation, (value) =>
        dies(of, `after ${kind}`, what) ? Effect.never : Effect.succeed(value),
      )
    })

  const transportOf = (of: Life): Transport["Service"] => ({
    send: (request) =>
      Effect.flatMap(Subject, (subject) => {
        const method = () => request.url.slice(request.url.lastIndexOf("/") + 1)
        if (dies(of, "before a request", method)) return Effect.never
        return Effect.callback((resume) => {
          network.send(request, subject, (exit) => {
            if (!dies(of, "as a reply comes", method)) resume(exit)
          })
          if (dies(of, "with a request under way", method)) return
        })
      }),
  })

  const journalOf = (of: Life): Journal["Service"] => {
    const { journal } = disk
    const reading = <A, E>(what: string, operation: Effect.Effect<A, E>) =>
      guarded(of, "a read", () => what, operation)
    const writing = <A, E>(what: () => string, operation: Effect.Effect<A, E>) =>
      guarded(of, "an append", what, operation)
    return {
      ...journal,
      append: (append) =>
        writing(() => append.events.map(({ _tag }) => _tag).join(" + "), journal.append(append)),
      load: (key) => reading("load", journal.load(key)),
      list: (query) => reading("list", journal.list(query)),
      counts: reading("counts", journal.counts),
      sequence: reading("sequence", journal.sequence),
      movedSince: (query) => reading("movedSince", journal.movedSince(query)),
      remember: (name, value) => writing(() => "remember", journal.remember(name, value)),
      recall: (name) => reading("recall", journal.recall(name)),
      purge: (before) => writing(() => "purge", journal.purge(before)),
      sync: writing(() => "sync", journal.sync),
    }
  }

  const runtimeOf = (of: Life) =>
    Runtime.context({
      timeline,
      chance,
      clock: { wall: () => wall, origin: timeline.now() - chance.between(0, 100_000_000) },
      isAlive: () => of.alive,
    })

  const start = (): void => {
    const of = life
    const layer = Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
      Layer.provide(LoyalClient.layer(config)),
      Layer.provide(Policy.layer(options.policy)),
      Layer.provide(Layer.succeed(Transport, transportOf(of))),
      Layer.provide(Layer.succeed(Journal, journalOf(of))),
    )
    const runtime = runtimeOf(of)
    const building = Layer.buildWithScope(layer, Scope.makeUnsafe())
    Effect.runForkWith(runtime)(building).addObserver((exit) => {
      if (!of.alive) return
      if (Exit.isFailure(exit)) {
        options.startFailed(Cause.pretty(exit.cause))
        return kill(START_AGAIN_MILLIS)
      }
      of.ready = Context.merge(runtime, exit.value)
      for (const begin of waiting) timeline.soon(begin)
      waiting.clear()
    })
  }

  const run: Process["run"] = (subject, effect, done) => {
    let interrupted = false
    let interrupt = (): void => {}
    const begin = (): void => {
      if (interrupted) return
      const of = life
      if (of.ready === undefined) return void waiting.add(begin)
      const died = () => done(undefined)
      of.mourners.add(died)
      const begun = Effect.runForkWith(of.ready)(Effect.provideService(effect, Subject, subject))
      interrupt = () => {
        if (of.alive) begun.interruptUnsafe()
      }
      begun.addObserver((exit) => {
        if (!of.alive || !of.mourners.delete(died)) return
        done(exit)
      })
    }
    begin()
    return () => {
      interrupted = true
      interrupt()
    }
  }

  start()
  return {
    run,
    kill,
    crash: (crash) => {
      if (pending !== undefined) return
      pending = crash
      left = crash.steps
    },
    jump: (to) => {
      wall = to
    },
    life: () => life.number,
  }
}
