/**
 * The gateway's process, through all its lives: the real routes of `/v1` and of every adapter, over the real engine.
 *
 * A kill is as abrupt as it gets: from then on none of its fibers runs and none of its timers fires. Nothing is cleaned up, released or written down.
 * What it had sent arrives, and its answers reach nobody. The next life begins from the journal alone, with a monotonic clock that counts anew.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import { Transport } from "@loyalkit/core/Transport"
import { Engine, GatewayHttp, type Settings } from "@loyalkit/gateway"
import * as Faces from "@loyalkit/gateway/faces/Faces"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpEffect from "effect/http/HttpEffect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import type { Chance } from "../time/Chance.ts"
import * as Runtime from "../time/Runtime.ts"
import type { Timeline } from "../time/Timeline.ts"
import * as Exchange from "./Exchange.ts"

/** How far apart the monotonic clocks of two lives are, at most: they mean nothing to each other. */
const CLOCKS_APART_MILLIS = 100_000_000

export interface Process {
  readonly isUp: () => boolean
  /** Which life it is, counted from 1; the last one while it is down. */
  readonly life: () => number
  readonly kill: () => void
  readonly start: () => void
  /** Hands a request to the gateway; `done` gets its answer, or nothing where it died over it. */
  readonly exchange: (
    request: Exchange.PlainRequest,
    done: (answer: Exchange.PlainAnswer | undefined) => void,
  ) => void
  /** What the process itself knows of a receipt, with the age of its hold; nothing while it is down. */
  readonly look: <A, E>(look: (checkout: Checkout["Service"]) => Effect.Effect<A, E>) => A | undefined
}

export interface ProcessOptions {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly settings: Settings
  readonly journalOf: (life: number, isAlive: () => boolean) => Journal["Service"]
  readonly transportOf: (life: number, isAlive: () => boolean) => Transport["Service"]
  /** Told of each beginning and each end. */
  readonly changed: (isUp: boolean, life: number) => void
}

interface Ready {
  readonly context: Context.Context<Checkout>
  readonly handle: (
    request: Exchange.PlainRequest,
    done: (answer: Exchange.PlainAnswer) => void,
  ) => Effect.Effect<void>
}

interface Life {
  readonly number: number
  isAlive: boolean
  ready?: Ready
  /** Who came before it was ready. */
  readonly waiting: Array<() => void>
  /** Who is told that it died. */
  readonly mourners: Set<() => void>
}

/** The routes as the gateway's own server has them, without what only a port needs. */
const routes = (settings: Settings) => {
  const point = Engine.pointOf(settings)
  const access = { ...settings, ...(point === undefined ? {} : { point }) }
  return Layer.mergeAll(GatewayHttp.layer(access), Faces.layer(settings)).pipe(
    Layer.provide(GatewayHttp.callers(access)),
    Layer.provideMerge(Engine.layer(settings)),
    Layer.provideMerge(HttpRouter.layer),
    Layer.provide(Layer.succeed(HttpRouter.RouterConfig, GatewayHttp.routerConfig)),
    Layer.provide(HttpServer.layerServices),
  )
}

export const make = (options: ProcessOptions): Process => {
  const { chance, settings, timeline } = options
  let life: Life = { number: 0, isAlive: false, waiting: [], mourners: new Set() }

  const contextOf = (of: Life) =>
    Runtime.context({
      timeline,
      chance,
      clock: { wall: () => 0, origin: timeline.now() - chance.between(0, CLOCKS_APART_MILLIS) },
      isAlive: () => of.isAlive,
    })

  const begin = (of: Life): void => {
    const isAlive = () => of.isAlive
    const runtime = contextOf(of)
    const app = routes(settings).pipe(
      Layer.provide([
        Layer.succeed(Journal, options.journalOf(of.number, isAlive)),
        Layer.succeed(Transport, options.transportOf(of.number, isAlive)),
      ]),
    )
    const building = Layer.buildWithScope(app, Scope.makeUnsafe())
    Effect.runForkWith(runtime)(building).addObserver((exit) => {
      if (!of.isAlive) return
      if (Exit.isFailure(exit)) throw new Error(`the gateway did not start: ${Cause.pretty(exit.cause)}`)
      const router = Context.get(exit.value, HttpRouter.HttpRouter)
      of.ready = {
        context: Context.merge(runtime, exit.value),
        handle: (request, done) =>
          HttpEffect.toHandled(router.asHttpEffect(), (_, response) =>
            Effect.sync(() => done(Exchange.answerOf(response))),
          ).pipe(
            Effect.provideContext(exit.value),
            Effect.provideService(HttpServerRequest, Exchange.requestOf(request)),
          ),
      }
      for (const waiting of of.waiting) timeline.soon(waiting)
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
      life = { number: life.number + 1, isAlive: true, waiting: [], mourners: new Set() }
      options.changed(true, life.number)
      begin(life)
    },
    exchange: (request, done) => {
      const of = life
      let isDone = false
      const end = (answer: Exchange.PlainAnswer | undefined): void => {
        if (isDone) return
        isDone = true
        of.mourners.delete(died)
        done(answer)
      }
      const died = () => end(undefined)
      if (!of.isAlive) return void timeline.soon(died)
      of.mourners.add(died)
      const go = (): void => {
        if (!of.isAlive || of.ready === undefined) return
        Effect.runForkWith(of.ready.context)(
          of.ready.handle(request, (answer) => {
            if (of.isAlive) end(answer)
          }),
        )
      }
      if (of.ready === undefined) of.waiting.push(go)
      else go()
    },
    look: (look) => {
      if (!life.isAlive || life.ready === undefined) return undefined
      const { context } = life.ready
      const exit = Effect.runSyncExitWith(context)(look(Context.get(context, Checkout)))
      return Exit.isSuccess(exit) ? exit.value : undefined
    },
  }
}
