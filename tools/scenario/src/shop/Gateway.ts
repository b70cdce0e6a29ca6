/**
 * What the shop's process serves beside its engine: the gateway's real routes, `/v1` and every adapter, without what only a port needs.
 *
 * Apart from the shop, since it is the heavy half: a page whose till drives the engine itself opens a shop without it, and brings it when one
 * of its tills needs a gateway.
 */
import { Reader } from "@loyalkit/adapter-1c-http/odata/Reader"
import type { ReaderStatus } from "@loyalkit/adapter-1c-http/odata/ReaderStatus"
import type { PointId } from "@loyalkit/core/Domain"
import type { Journal } from "@loyalkit/core/Journal"
import * as Engine from "@loyalkit/gateway/Engine"
import * as Faces from "@loyalkit/gateway/faces/Faces"
import * as GatewayHttp from "@loyalkit/gateway/GatewayHttp"
import type { Settings } from "@loyalkit/gateway/Settings"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpEffect from "effect/http/HttpEffect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type { Place } from "../format/Step.ts"
import type { Infobase } from "../infobase/Infobase.ts"
import * as ReadBack from "../infobase/ReadBack.ts"
import * as Exchange from "./Exchange.ts"

/** What an engine has for those who serve it. */
export type EngineContext = Engine.EngineServices | Journal

/** Answers one request. */
export type Handle = (
  request: Exchange.PlainRequest,
  done: (answer: Exchange.PlainAnswer) => void,
) => Effect.Effect<void>

/** What stands around the process. */
export interface Around {
  /** 1C, where the shop has one. */
  readonly infobase: Infobase | undefined
  readonly pointOf: (place: Place) => PointId
  /** How long the process has lived without a gateway, in milliseconds. */
  readonly late: number
}

export interface Served {
  readonly handle: Handle
  /** How the reading of 1C's receipts stands, where there are any. */
  readonly reading: Effect.Effect<ReaderStatus> | undefined
}

/** Serves an engine for as long as the scope lives. */
export type Gateway = (
  settings: Settings,
  around: Around,
) => Effect.Effect<Served, never, EngineContext | Scope.Scope>

/** Every adapter that can serve without settings of its own. */
const adapters = (): Settings["adapters"] =>
  Faces.builtIn.flatMap(({ name, settings }) =>
    Option.match(Schema.decodeUnknownOption(settings)({}), {
      onNone: () => [],
      onSome: (decoded) => [{ name, settings: decoded }],
    }),
  )

/** 1C's adapter by its name. */
const NAME_1C = "1c"

/** The adapters' routes; where receipts are read back 1C's are those that ask the shop's own infobase. */
const faces = (
  settings: Settings,
  { infobase, late, pointOf }: Around,
): Layer.Layer<never, never, Faces.FaceServices> => {
  if (infobase === undefined) return Faces.layer(settings)
  const others = Faces.builtIn.filter(({ name }) => name !== NAME_1C)
  return Layer.merge(Faces.layerOf(others, settings), ReadBack.routes(infobase, pointOf, late))
}

/** The routes as the gateway's own server has them. */
const routes = (settings: Settings, around: Around) => {
  const point = Engine.pointOf(settings)
  const access = { ...settings, ...(point === undefined ? {} : { point }) }
  return Layer.mergeAll(GatewayHttp.layer(access), faces(settings, around)).pipe(
    Layer.provide(GatewayHttp.callers(access)),
    Layer.provideMerge(HttpRouter.layer),
    Layer.provide(Layer.succeed(HttpRouter.RouterConfig, GatewayHttp.routerConfig)),
    Layer.provide(HttpServer.layerServices),
  )
}

/** The whole gateway. */
export const gateway: Gateway = Effect.fnUntraced(function* (settings, around) {
  const built = yield* Layer.build(routes({ ...settings, adapters: adapters() }, around))
  const engine = yield* Effect.context<EngineContext>()
  const router = Context.get(built, HttpRouter.HttpRouter)
  const handled = router.asHttpEffect()
  const handle: Handle = (request, done) =>
    HttpEffect.toHandled(handled, (_, response) => Effect.sync(() => done(Exchange.answerOf(response)))).pipe(
      Effect.provideContext(Context.merge(engine, built)),
      Effect.provideService(HttpServerRequest, Exchange.requestOf(request)),
    )
  return { handle, reading: Option.getOrUndefined(Context.getOption(built, Reader))?.status }
})
