/**
 * The gateway's routes as a layer for effect's `HttpRouter`: Node serves them on a port, a test or a page through a web handler.
 *
 * Beside `/v1` it has the OpenAPI document. What needs Node, or is heavy, such as the page that shows that document, is added in `node/`.
 */
import { Callers } from "@loyalkit/core/Callers"
import * as Effect from "effect/Effect"
import type { RouterConfig } from "effect/http/FindMyWay"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import * as Layer from "effect/Layer"
import { Authorization, Caller } from "./api/Caller.ts"
import type { Failure } from "./api/Failures.ts"
import { GatewayApi } from "./api/GatewayApi.ts"
import { makeCallers, type Access } from "./edge/Admission.ts"
import { CurrentRequest } from "./edge/CurrentRequest.ts"
import * as Edge from "./edge/Edge.ts"
import * as Failing from "./edge/Failing.ts"
import * as Cases from "./handlers/Cases.ts"
import * as Clients from "./handlers/Clients.ts"
import * as Gateway from "./handlers/Gateway.ts"
import * as Receipts from "./handlers/Receipts.ts"

/** A receipt's ID that is too long must be told so, and not that there is no such path. */
export const routerConfig: Partial<RouterConfig> = { maxParamLength: 4_096, caseSensitive: true }

/** Who calls, for the routes of every face. */
export const callers = (access: Access) => Layer.sync(Callers, () => Callers.of({ of: makeCallers(access) }))

const authorization = Layer.effect(
  Authorization,
  Effect.map(Callers, (known) => {
    const unknown = Effect.flatMap(CurrentRequest, (facts) =>
      Failing.refuse(facts, "UNAUTHORIZED", [{ field: "token", message: "Expected a known token" }]),
    )
    const admit = <A, E>(answer: Effect.Effect<A, E, Caller>) =>
      Effect.flatMap(HttpServerRequest, ({ headers }): Effect.Effect<A, E | Failure> => {
        const caller = known.of(headers)
        return caller === undefined ? unknown : Effect.provideService(answer, Caller, caller)
      })
    // Whichever way a token comes, it is found in the same place: so the one that wins cannot differ.
    return { token: admit, bearer: admit, basic: admit }
  }),
)

/** All routes of `/v1` and `/openapi.json`, for those whom `access` lets in. They need the engine, and a router with {@link routerConfig}. */
export const layer = (access: Access) =>
  HttpApiBuilder.layer(GatewayApi, { openapiPath: "/openapi.json" }).pipe(
    Layer.provide([Gateway.layer, Clients.layer, Receipts.layer, Cases.layer]),
    Layer.provide(Layer.provide(authorization, callers(access))),
    Layer.merge(Edge.layer(access)),
  )
