/**
 * One span for each request, where spans are collected, without anything that names a person.
 *
 * The HTTP server's own span has the whole address, where a till may put a phone by mistake, and every header. This one has the declared
 * path, as the log has it.
 */
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as HttpTraceContext from "effect/http/HttpTraceContext"
import * as Option from "effect/Option"
import * as References from "effect/References"
import type { RequestFacts } from "./CurrentRequest.ts"
import { knownPath } from "./Routes.ts"

/** Puts everything that happens for a request under its span. */
export const traced =
  ({ headers, method }: HttpServerRequest, path: string, facts: RequestFacts) =>
  <E, R>(answer: Effect.Effect<HttpServerResponse, E, R>): Effect.Effect<HttpServerResponse, E, R> =>
    Effect.flatMap(References.TracerEnabled, (isEnabled) => {
      if (!isEnabled) return answer
      const route = knownPath(path)?.path ?? "other"
      return answer.pipe(
        Effect.tap(({ status }) => Effect.annotateCurrentSpan("http.response.status_code", status)),
        Effect.withSpan(`${method} ${route}`, {
          kind: "server",
          parent: Option.getOrUndefined(HttpTraceContext.fromHeaders(headers)),
          attributes: { "http.request.method": method, "http.route": route, "loyalkit.request.id": facts.id },
        }),
      )
    })
