/**
 * What every request goes through before and after its route: its ID, who may call, its body, and one form for every failure.
 *
 * The API's own declaration knows nothing of bad JSON, of a wrong method or of a page that may not call. Here each of these becomes
 * the error body of `/v1`, with its status, length and charset.
 */
import { languageOf } from "@loyalkit/core/Callers"
import { maskText } from "@loyalkit/core/Masking"
import { wrongFieldsOf } from "@loyalkit/core/WrongFields"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import { MaxBodySize } from "effect/http/HttpIncomingMessage"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServerError } from "effect/http/HttpServerError"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { HttpApiSchemaError } from "effect/http-api/HttpApiError"
import type * as Types from "effect/Types"
import { makeCallers, makeGate, type Access } from "./Admission.ts"
import * as Body from "./Body.ts"
import { CurrentRequest, type RequestFacts } from "./CurrentRequest.ts"
import * as Failing from "./Failing.ts"
import * as RequestIds from "./RequestIds.ts"
import * as RequestLog from "./RequestLog.ts"
import * as RequestSpan from "./RequestSpan.ts"
import { knownPath, pathOf } from "./Routes.ts"

type Response = HttpServerResponse.HttpServerResponse

const JSON_UTF_8 = "application/json; charset=utf-8"

/** What a page may send besides the plain headers, and how long it may remember that: a day. */
const preflight = {
  "access-control-allow-methods": "GET, POST",
  "access-control-allow-headers": "authorization, content-type, x-loyalkit-token, accept-language",
  "access-control-max-age": "86400",
}

/** No such path, or one that is not for this method. */
const unknownRoute = (facts: RequestFacts, { method, url }: HttpServerRequest): Response => {
  const known = knownPath(pathOf(url))
  if (known === undefined || known.methods.includes(method))
    return Failing.respond(Failing.ofEdge(facts, "NOT_FOUND"))
  return HttpServerResponse.setHeader(
    Failing.respond(Failing.ofEdge(facts, "METHOD_NOT_ALLOWED")),
    "allow",
    known.methods.join(", "),
  )
}

const bodyFields: Readonly<Record<Body.BodyTrouble, string>> = {
  "too-large": `Expected at most ${Body.MAX_BODY} bytes`,
  "too-many": `Expected at most ${Body.MAX_VALUES} values`,
  "not-utf-8": "Expected UTF-8",
  cut: "Expected a whole body",
}

const badBody = (facts: RequestFacts, trouble: Body.BodyTrouble): Response =>
  Failing.respond(
    Failing.ofEdge(facts, trouble === "too-large" ? "TOO_LARGE" : "BAD_REQUEST", [
      { field: "body", message: bodyFields[trouble] },
    ]),
  )

/** A route's failure that no endpoint declared: a wrong request, or an error of ours. */
const fromCause = (
  facts: RequestFacts,
  request: HttpServerRequest,
  cause: Cause.Cause<unknown>,
): Effect.Effect<Response> => {
  const error = Cause.squash(cause)
  if (error instanceof HttpServerError && error.reason._tag === "RouteNotFound")
    return Effect.succeed(unknownRoute(facts, request))
  if (HttpApiSchemaError.is(error) && error.kind !== "Body" && error.kind !== "ResponseHeaders")
    return Effect.succeed(
      Failing.respond(Failing.ofEdge(facts, "BAD_REQUEST", wrongFieldsOf(error.cause.issue))),
    )
  return Effect.as(
    Effect.annotateLogs(Effect.logError("An error of the gateway's own."), {
      requestId: facts.id,
      detail: maskText(Cause.pretty(cause)),
    }),
    Failing.respond(Failing.ofEdge(facts, "INTERNAL")),
  )
}

const isOurs = (path: string): boolean => path === "/v1" || path.startsWith("/v1/")

/** The response as it leaves: every answer of `/v1` says its charset, and a page that may read it is named. */
const finish = (response: Response, origin: string | undefined, path: string): Response => {
  const extra: Record<string, string> = {}
  if (isOurs(path) || response.headers["content-type"] === "application/json")
    extra["content-type"] = JSON_UTF_8
  if (response.status === 401) extra["www-authenticate"] = "Bearer"
  if (origin !== undefined) {
    extra["access-control-allow-origin"] = origin
    extra["vary"] = "origin"
  }
  return HttpServerResponse.setHeaders(response, extra)
}

/** The edge, as a layer over every route of a router. */
export const layer = (access: Access) =>
  HttpRouter.middleware(
    Effect.gen(function* () {
      const gate = makeGate(access)
      const callerOf = makeCallers(access)
      const nextId = yield* RequestIds.make
      // It lets nothing through, but the router's type asks for a middleware that might.
      return (route): Effect.Effect<Response, Types.unhandled, HttpServerRequest> =>
        Effect.flatMap(HttpServerRequest, (request) => {
          const path = pathOf(request.url)
          const facts: RequestFacts = {
            id: nextId(),
            language: languageOf(request.headers["accept-language"]),
            noted: {},
          }
          const admitted = gate(request)
          const origin = "origin" in admitted ? admitted.origin : undefined
          return respondTo(route, request, path, facts, admitted, callerOf).pipe(
            Effect.map((response) => finish(response, origin, path)),
            RequestLog.logged(request.method, path, facts),
            RequestSpan.traced(request, path, facts),
          )
        })
    }),
    { global: true },
  )

const respondTo = <E, R>(
  route: Effect.Effect<Response, E, R>,
  request: HttpServerRequest,
  path: string,
  facts: RequestFacts,
  admitted: ReturnType<ReturnType<typeof makeGate>>,
  callerOf: ReturnType<typeof makeCallers>,
): Effect.Effect<Response, never, R> => {
  if ("refused" in admitted) {
    return Effect.succeed(Failing.respond(Failing.ofEdge(facts, "FORBIDDEN", [admitted.refused])))
  }
  if (request.method === "OPTIONS" && admitted.origin !== undefined)
    return Effect.succeed(
      HttpServerResponse.jsonUnsafe(
        { ok: true, requestId: facts.id },
        { headers: Headers.fromInput(preflight) },
      ),
    )
  const routed = (taken: HttpServerRequest) =>
    taken === request ? route : Effect.provideService(route, HttpServerRequest, taken)
  // Nobody's body is read: the route refuses them by their token, and memory is for tills.
  const answered =
    isOurs(path) && callerOf(request.headers) !== undefined
      ? Effect.matchEffect(Body.readBody(request), {
          onFailure: (trouble) => Effect.succeed(badBody(facts, trouble)),
          onSuccess: routed,
        })
      : route
  return answered.pipe(
    // At once: each change of a fiber's context costs as much as a small step of its work.
    Effect.updateContext((context: Context.Context<R>) =>
      // What reads a body by itself, an adapter's face, keeps to the same limit.
      Context.add(Context.add(context, CurrentRequest, facts), MaxBodySize, Body.maxBody),
    ),
    Effect.catchCause((cause) =>
      Cause.hasInterruptsOnly(cause) ? Effect.interrupt : fromCause(facts, request, cause),
    ),
  )
}
