/**
 * `/metrics` for Prometheus: what the engine and the gateway count, and how many checkouts are not settled now.
 *
 * For operators, as cases are: the numbers tell how a shop does.
 */
import { Callers } from "@loyalkit/core/Callers"
import { Journal } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Metric from "effect/Metric"
import * as PrometheusMetrics from "effect/observability/PrometheusMetrics"
import { CurrentRequest } from "../edge/CurrentRequest.ts"
import * as Failing from "../edge/Failing.ts"

const unsettled = Metric.gauge("loyalkit.checkouts.unsettled", {
  description: "Checkouts that are not settled, by where they stand",
})

const TEXT = "text/plain; version=0.0.4; charset=utf-8"

const measured = Effect.fnUntraced(function* (journal: Journal["Service"]) {
  const counts = yield* journal.counts
  for (const [status, count] of Object.entries(counts))
    yield* Metric.update(Metric.withAttributes(unsettled, { status }), count)
  return HttpServerResponse.text(yield* PrometheusMetrics.format(), { contentType: TEXT })
})

/** The route, for operators. */
export const layer = HttpRouter.use(
  Effect.fnUntraced(function* (router) {
    const journal = yield* Journal
    const callers = yield* Callers
    yield* router.add(
      "GET",
      "/metrics",
      Effect.gen(function* () {
        const facts = yield* CurrentRequest
        const { headers } = yield* HttpServerRequest
        const caller = callers.of(headers)
        if (caller?.role !== "operator")
          return Failing.respond(Failing.ofEdge(facts, caller === undefined ? "UNAUTHORIZED" : "FORBIDDEN"))
        return yield* Effect.catch(measured(journal), (error) =>
          Effect.succeed(Failing.respond(Failing.ofCheckout(facts, error))),
        )
      }),
    )
  }),
)
