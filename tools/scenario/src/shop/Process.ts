/**
 * The process in which the engine runs, through all its lives: a gateway's, or that of a till which has the engine inside it.
 *
 * A kill is as abrupt as it gets: from then on none of its fibers runs and none of its timers fires. Nothing is cleaned up, released or written down.
 * What it had sent arrives, and its answers reach nobody. The next life begins from the journal alone, with a monotonic clock that counts anew.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import { Transport } from "@loyalkit/core/Transport"
import * as Engine from "@loyalkit/gateway/Engine"
import type { Settings } from "@loyalkit/gateway/Settings"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import type { Chance } from "../time/Chance.ts"
import * as Runtime from "../time/Runtime.ts"
import type { Timeline } from "../time/Timeline.ts"
import type { PlainAnswer, PlainRequest } from "./Exchange.ts"
import type { ReaderStatus } from "@loyalkit/adapter-1c-http/odata/ReaderStatus"
import type { Around, EngineContext, Gateway, Served } from "./Gateway.ts"

/** How far apart the monotonic clocks of two lives are, at most: they mean nothing to each other. */
const CLOCKS_APART_MILLIS = 100_000_000

export interface Process {
  readonly isUp: () => boolean
  /** Which life it is, counted from 1; the last one while it is down. */
  readonly life: () => number
  readonly kill: () => void
  readonly start: () => void
  /** From now on it serves so, in this life and in all that come. */
  readonly serve: (gateway: Gateway) => void
  /** Hands a request to the gateway, once there is one; `done` gets its answer, or nothing where it died over it. */
  readonly exchange: (request: PlainRequest, done: (answer: PlainAnswer | undefined) => void) => void
  /** Asks the engine from within; `done` gets nothing where it died over it. */
  readonly ask: <A, E>(
    ask: Effect.Effect<A, E, EngineContext>,
    done: (exit: Exit.Exit<A, E> | undefined) => void,
  ) => void
  /** How its reading of 1C's receipts stands; nothing where it reads none. */
  readonly reading: () => ReaderStatus | undefined
  /** What the process itself knows of a receipt, with the age of its hold; nothing while it is down. */
  readonly look: <A, E>(look: (checkout: Checkout["Service"]) => Effect.Effect<A, E>) => A | undefined
}

export interface ProcessOptions {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly settings: Settings
  /** Nothing: it begins with its engine alone. */
  readonly gateway: Gateway | undefined
  /** What its gateway finds in the shop. */
  readonly around: Omit<Around, "late">
  readonly journalOf: (life: number, isAlive: () => boolean) => Journal["Service"]
  readonly transportOf: (life: number, isAlive: () => boolean) => Transport["Service"]
  /** Told of each beginning and each end. */
  readonly changed: (isUp: boolean, life: number) => void
}

/** Something that a life has from some moment on, and who waits for it. */
interface Coming<A> {
  value?: A
  readonly waiting: Array<(value: A) => void>
}

interface Life {
  readonly number: number
  /** When it began, by the timeline. */
  readonly since: number
  isAlive: boolean
  readonly engine: Coming<Context.Context<EngineContext>>
  readonly served: Coming<Served>
  /** Who is told that it died. */
  readonly mourners: Set<() => void>
}

const newLife = (number: number, since: number, isAlive: boolean): Life => ({
  number,
  since,
  isAlive,
  engine: { waiting: [] },
  served: { waiting: [] },
  mourners: new Set(),
})

export const make = (options: ProcessOptions): Process => {
  const { chance, settings, timeline } = options
  let { gateway } = options
  let life = newLife(0, timeline.now(), false)

  const contextOf = (of: Life) =>
    Runtime.context({
      timeline,
      chance,
      clock: { wall: () => 0, origin: timeline.now() - chance.between(0, CLOCKS_APART_MILLIS) },
      isAlive: () => of.isAlive,
    })

  const arrived = <A>(coming: Coming<A>, value: A): void => {
    coming.value = value
    for (const waiting of coming.waiting) timeline.soon(() => waiting(value))
    coming.waiting.length = 0
  }
  const once = <A>({ value, waiting }: Coming<A>, go: (value: A) => void): void => {
    if (value === undefined) waiting.push(go)
    else go(value)
  }
  /** What comes of it, if the life is not over by then. That it fails is a defect of the shop. */
  const built = <A>(of: Life, building: Effect.Effect<A, unknown>, coming: Coming<A>): void =>
    void Effect.runForkWith(Context.empty())(building).addObserver((exit) => {
      if (!of.isAlive) return
      if (Exit.isFailure(exit)) throw new Error(`the gateway did not start: ${Cause.pretty(exit.cause)}`)
      arrived(coming, exit.value)
    })

  const mount = (of: Life, serve: Gateway): void =>
    once(of.engine, (engine) => {
      if (!of.isAlive) return
      const around = { ...options.around, late: timeline.now() - of.since }
      const serving = Effect.provideService(serve(settings, around), Scope.Scope, Scope.makeUnsafe())
      built(of, Effect.provideContext(serving, engine), of.served)
    })

  const begin = (of: Life): void => {
    const isAlive = () => of.isAlive
    const runtime = contextOf(of)
    const journal = Layer.succeed(Journal, options.journalOf(of.number, isAlive))
    const engine = Engine.layer(settings).pipe(
      Layer.provideMerge(journal),
      Layer.provide(Layer.succeed(Transport, options.transportOf(of.number, isAlive))),
    )
    const building = Effect.map(Layer.buildWithScope(engine, Scope.makeUnsafe()), (services) =>
      Context.merge(runtime, services),
    )
    built(of, Effect.provideContext(building, runtime), of.engine)
    if (gateway !== undefined) mount(of, gateway)
  }

  /** Begins something in the life that is now; `done` is told once, also where that life ends over it. */
  const inThisLife = <A>(
    begin: (of: Life, end: (value: A) => void) => void,
    done: (value: A | undefined) => void,
  ): void => {
    const of = life
    let isDone = false
    const end = (value: A | undefined): void => {
      if (isDone) return
      isDone = true
      of.mourners.delete(died)
      done(value)
    }
    const died = () => end(undefined)
    if (!of.isAlive) return void timeline.soon(died)
    of.mourners.add(died)
    begin(of, (value) => {
      if (of.isAlive) end(value)
    })
  }

  return {
    isUp: () => life.isAlive,
    life: () => life.number,
    kill: () => {
      if (!life.isAlive) return
      life.isAlive = false
      for (const died of life.mourners) timeline.soon(died)
      options.changed(false, life.number)
    },
    start: () => {
      if (life.isAlive) return
      life = newLife(life.number + 1, timeline.now(), true)
      options.changed(true, life.number)
      begin(life)
    },
    serve: (next) => {
      gateway = next
      if (life.isAlive && life.served.value === undefined) mount(life, next)
    },
    exchange: (request, done) =>
      inThisLife<PlainAnswer>((of, end) => {
        once(of.served, ({ handle }) =>
          once(of.engine, (engine) => {
            if (of.isAlive) Effect.runForkWith(engine)(handle(request, end))
          }),
        )
      }, done),
    ask: <A, E>(ask: Effect.Effect<A, E, EngineContext>, done: (exit: Exit.Exit<A, E> | undefined) => void) =>
      inThisLife<Exit.Exit<A, E>>((of, end) => {
        once(of.engine, (engine) => {
          if (of.isAlive) Effect.runForkWith(engine)(ask).addObserver(end)
        })
      }, done),
    reading: () => {
      const status = life.isAlive ? life.served.value?.reading : undefined
      return status === undefined ? undefined : Effect.runSync(status)
    },
    look: (look) => {
      const engine = life.engine.value
      if (!life.isAlive || engine === undefined) return undefined
      const exit = Effect.runSyncExitWith(engine)(look(Context.get(engine, Checkout)))
      return Exit.isSuccess(exit) ? exit.value : undefined
    },
  }
}
