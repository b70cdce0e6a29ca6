/**
 * An adapter's routes served inside the page: what a gateway serves on a port is here behind a web handler, over the shop's engine and journal.
 */
import { Callers, type Caller, type RequestHeaders } from "@loyalkit/core/Callers"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { layerNoop, type FileSystem } from "effect/FileSystem"
import * as HttpEffect from "effect/http/HttpEffect"
import * as HttpRouter from "effect/http/HttpRouter"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as Layer from "effect/Layer"
import { MinimumLogLevel } from "effect/References"
import * as Scope from "effect/Scope"
import * as PagePolicy from "../engine/PagePolicy.ts"
import type { Shop } from "../engine/Shop.ts"

/** What routes may need: a page has no files, and knows who calls. */
export type RouteServices = Shop | HttpRouter.HttpRouter | Callers | FileSystem

export interface Served<A> {
  readonly handler: (request: Request) => Promise<Response>
  /** What the routes' layer has beside them. */
  readonly services: Context.Context<A>
  readonly close: Effect.Effect<void>
}

/** Serves until it is closed. */
export const serve = Effect.fnUntraced(function* <A, E>(
  routes: Layer.Layer<A, E, RouteServices>,
  callerOf: (headers: RequestHeaders) => Caller | undefined,
): Effect.fn.Return<Served<A>, E, Shop> {
  const shop = yield* Effect.context<Shop>()
  const scope = yield* Scope.make()
  const served = routes.pipe(
    Layer.provide([
      Layer.succeed(Callers, Callers.of({ of: callerOf })),
      layerNoop({}),
      Layer.succeedContext(shop),
      Layer.orDie(PagePolicy.layer),
    ]),
    Layer.provideMerge(HttpRouter.layer),
  )
  const services: Context.Context<A | HttpRouter.HttpRouter> = yield* Layer.buildWithScope(served, scope)
  // A gateway's log has a line for each request; here each is seen beside its till.
  const router: Context.Context<HttpRouter.HttpRouter> = Context.add(services, MinimumLogLevel, "Warn")
  return {
    handler: HttpEffect.toWebHandlerWith<HttpRouter.HttpRouter, HttpServerRequest | Scope.Scope>(router)(
      Context.get(router, HttpRouter.HttpRouter).asHttpEffect(),
    ),
    services,
    close: Scope.close(scope, Exit.void),
  }
})
