/**
 * One line of log and two metrics for each request, without anything that names a person.
 *
 * The path is the declared one, without the receipt in it; of an unknown path long numbers are masked, since a till may send a phone in it by
 * mistake. Bodies are never logged.
 */
import { maskText } from "@loyalkit/core/Masking"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Metric from "effect/Metric"
import type { RequestFacts } from "./CurrentRequest.ts"
import { knownPath } from "./Routes.ts"

const NANOS_PER_MILLI = 1_000_000n

/** In milliseconds: the steps' budgets, and what a till would call slow. */
const BOUNDARIES = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000]

const requests = Metric.counter("loyalkit.gateway.requests", {
  description: "Requests by path, status and code",
  incremental: true,
})
const durations = Metric.histogram("loyalkit.gateway.request.millis", {
  description: "How long requests took, in milliseconds",
  boundaries: BOUNDARIES,
})

/** Pings come every few seconds and say nothing new. */
const QUIET = "/v1/ping"

const OTHER = "other"

/** The longest part of an unknown path that is repeated: enough to see what was mistyped. */
const SHOWN = 120

const shown = (path: string): string => maskText(path.slice(0, SHOWN))

/** Tells of a request when it is answered. */
export const logged =
  (method: string, path: string, facts: RequestFacts) =>
  <E, R>(answer: Effect.Effect<HttpServerResponse, E, R>): Effect.Effect<HttpServerResponse, E, R> =>
    Effect.flatMap(Clock.monotonicTimeNanos, (begun) =>
      Effect.tap(answer, ({ status }) =>
        Effect.flatMap(Clock.monotonicTimeNanos, (ended) => {
          const millis = Number((ended - begun) / NANOS_PER_MILLI)
          const route = knownPath(path)?.path ?? OTHER
          const where = route === OTHER ? shown(path) : route
          const code = facts.noted.code ?? "OK"
          return Effect.withFiber((fiber) => {
            const attributes = { route, status: String(status), code }
            Metric.withAttributes(requests, attributes).updateUnsafe(1, fiber.context)
            Metric.withAttributes(durations, { route }).updateUnsafe(millis, fiber.context)
            const line = route === QUIET && status === 200 ? Effect.logDebug : Effect.logInfo
            return Effect.annotateLogs(line(`${method} ${where}`), {
              requestId: facts.id,
              status,
              code,
              millis,
              ...(facts.noted.caller === undefined ? {} : { caller: facts.noted.caller }),
            })
          })
        }),
      ),
    )
