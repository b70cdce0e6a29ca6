/**
 * One line of log and two metrics for each request, without anything that names a person.
 *
 * The path is the declared one, without the receipt in it; of an unknown path only the words that are ours, since a till may send a phone, a
 * code or a name in it by mistake. Bodies are never logged.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Metric from "effect/Metric"
import type { RequestFacts } from "./CurrentRequest.ts"
import { knownPath, knownWords } from "./Routes.ts"

const NANOS_PER_MILLI = 1_000_000n

/** In milliseconds: the steps' budgets, and what a till would call slow. */
const BOUNDARIES = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000]

/** The two series of an answer. Kept, since to name them anew costs more than to count. There are as many as paths, statuses and codes. */
interface Series {
  readonly requests: Metric.Counter<number>
  readonly durations: Metric.Histogram<number>
}

const known = new Map<string, Series>()

const seriesOf = (route: string, status: number, code: string): Series => {
  const name = `${route} ${status} ${code}`
  const kept = known.get(name)
  if (kept !== undefined) return kept
  const series = {
    requests: Metric.counter("loyalkit.gateway.requests", {
      description: "Requests by path, status and code",
      incremental: true,
      attributes: { route, status: String(status), code },
    }),
    durations: Metric.histogram("loyalkit.gateway.request.millis", {
      description: "How long requests took, in milliseconds",
      boundaries: BOUNDARIES,
      attributes: { route },
    }),
  }
  known.set(name, series)
  return series
}

/** Pings come every few seconds and say nothing new. */
const QUIET = "/v1/ping"

const OTHER = "other"

/** The longest part of an unknown path that is repeated. */
const SHOWN = 120

/** The parts of paths that are ours or an adapter's; any other may be a till's data. */
const WORDS: ReadonlySet<string> = new Set([
  "",
  ...knownWords,
  "docs",
  "hs",
  "loyaltyservice",
  "metrics",
  "openapi.json",
  "sandbox",
])

const shown = (path: string): string =>
  path
    .slice(0, SHOWN)
    .split("/")
    .map((part) => (WORDS.has(part) ? part : "•"))
    .join("/")

const tell = (method: string, path: string, facts: RequestFacts, status: number, millis: number) =>
  Effect.withFiber((fiber) => {
    const route = knownPath(path)?.path ?? OTHER
    const where = route === OTHER ? shown(path) : route
    const code = facts.noted.code ?? "OK"
    const { durations, requests } = seriesOf(route, status, code)
    requests.updateUnsafe(1, fiber.context)
    durations.updateUnsafe(millis, fiber.context)
    const line = route === QUIET && status === 200 ? Effect.logDebug : Effect.logInfo
    return Effect.annotateLogs(line(`${method} ${where}`), {
      requestId: facts.id,
      status,
      code,
      millis,
      ...(facts.noted.caller === undefined ? {} : { caller: facts.noted.caller }),
    })
  })

/** Tells of a request when it is answered. */
export const logged =
  (method: string, path: string, facts: RequestFacts) =>
  <E, R>(answer: Effect.Effect<HttpServerResponse, E, R>): Effect.Effect<HttpServerResponse, E, R> =>
    Clock.clockWith((clock) => {
      const begun = clock.monotonicTimeNanosUnsafe()
      return Effect.tap(answer, ({ status }) =>
        tell(
          method,
          path,
          facts,
          status,
          Number((clock.monotonicTimeNanosUnsafe() - begun) / NANOS_PER_MILLI),
        ),
      )
    })
