/** What an operator sees of a bad day: everything that happened, and nobody by name. */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Otlp from "@loyalkit/core/Otlp"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Metric from "effect/Metric"
import * as References from "effect/References"
import * as Redacted from "effect/Redacted"
import * as Tracer from "effect/Tracer"
import { createServer } from "node:http"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const world = sampleWorld("1")
const [anna] = world.clients
const spelled = "+7 (900) 000-00-01"
const secrets = [
  anna.name,
  ...anna.name.split(" "),
  anna.card,
  anna.email,
  anna.birthday,
  anna.photo,
  ...(anna.codes ?? []),
  String(anna.phone),
  spelled,
  // Long enough not to be a part of some nanosecond.
  "9000000001",
  "000-00-01",
  world.apikey,
].filter((secret) => secret !== undefined)

const collectorKey = "collector-key-1"

/** The strings of somebody's that are found in a text. */
const leaked = (text: string): ReadonlyArray<string> => secrets.filter((secret) => text.includes(secret))

const quoting = JSON.stringify({
  search: [`Карта ${anna.card}, телефон ${spelled}, ${anna.email} заблокированы`],
})

/** A day on which everything goes wrong that can: each receipt meets something else. */
const badDay = Effect.gen(function* () {
  const checkout = yield* Checkout
  const client = yield* LoyalClient
  const upToHold = Effect.fnUntraced(function* (id: string, search: string) {
    const key = Shop.receipt(id)
    yield* checkout.identify(key, search)
    yield* checkout.quote(key, Shop.purchase(400))
    yield* checkout.hold(key, { points: Shop.points(100) })
    return key
  })
  const request = { amount: Shop.rubles(400), points: Shop.points(100) }

  yield* checkout.commit(yield* upToHold("sold", Shop.anna), request)
  yield* checkout.noteReturn(Shop.receipt("sold"), { returnId: "back-1", amount: Shop.rubles(10) })
  yield* checkout.cancel(yield* upToHold("cancelled", anna.card ?? ""))

  const faults = [
    { kind: "status", status: 422, executed: false, body: quoting },
    { kind: "status", status: 400, executed: false, body: quoting },
    { kind: "status", status: 401, executed: false, body: quoting },
    { kind: "status", status: 500, executed: false, body: quoting },
    { kind: "wrong-shape", executed: false },
    { kind: "html", executed: false },
  ] as const
  for (const fault of faults) {
    // A refusal is heard at once; what is no answer is asked for three times.
    yield* Shop.breakNext("client", fault, fault.kind === "status" && fault.status < 500 ? 1 : 3)
    yield* Effect.flip(checkout.identify(Shop.receipt("refused"), Shop.anna))
  }
  const stranger = yield* Effect.flip(client.findClient({ search: "79999999999", point: Shop.cafe }))
  assert.strictEqual(stranger._tag, "ClientNotFound")

  const refused = yield* upToHold("not-written-off", Shop.anna)
  yield* Shop.breakNext("retail", { kind: "status", status: 422, executed: false, body: quoting })
  assert.strictEqual((yield* Effect.flip(checkout.commit(refused, request)))._tag, "FieldsRejected")

  const doubtful = yield* upToHold("in-doubt", Shop.anna)
  yield* Shop.breakNext("retail", { kind: "status", status: 503, executed: true, body: quoting })
  assert.strictEqual((yield* Effect.flip(checkout.commit(doubtful, request)))._tag, "CommitInDoubt")

  // An earning without a witness is a person's as soon as the settler has seen it.
  const left = Shop.receipt("left-to-a-person")
  yield* checkout.identify(left, Shop.boris)
  yield* Shop.breakNext("retail", { kind: "status", status: 503, executed: true, body: quoting })
  const earning = { amount: Shop.rubles(400), points: Shop.points(0) }
  assert.strictEqual((yield* Effect.flip(checkout.commit(left, earning)))._tag, "CommitInDoubt")
  yield* Effect.repeat(Effect.andThen(Effect.sleep(1), Aftermath.leftBecause(left)), {
    until: (why) => why !== undefined,
  })
})

/** The engine with little patience: real time passes here. */
const shop = Shop.shop({}, { retryBase: 1, retryCap: 1, breakerFailures: 1_000 })

/** Everything is logged, however small. */
const talkative = Layer.succeed(References.MinimumLogLevel, "All")

/** Counts by name and attributes, as `calls{method=retail,outcome=unknown}`. */
const counts = Effect.map(Metric.snapshot, (metrics) =>
  Object.fromEntries(
    metrics.map(({ attributes, id, state }) => [
      `${id}{${Object.entries(attributes ?? {})
        .map((pair) => pair.join("="))
        .join(",")}}`,
      "count" in state ? Number(state.count) : undefined,
    ]),
  ),
)

describe("of a bad day an operator sees", () => {
  it.live("spans, logs and metrics, and nobody's phone, name, card, e-mail or key", () =>
    Effect.gen(function* () {
      const spans: Array<Tracer.NativeSpan> = []
      const logs: Array<string> = []
      const watching = Layer.mergeAll(
        talkative,
        Layer.succeed(Metric.MetricRegistry, new Map()),
        Layer.succeed(
          Tracer.Tracer,
          Tracer.make({
            span: (options) => {
              const span = new Tracer.NativeSpan(options)
              spans.push(span)
              return span
            },
          }),
        ),
        Logger.layer(
          [Logger.formatJson, Logger.formatLogFmt, Logger.formatSimple].map((logger) =>
            Logger.map(logger, (line) => void logs.push(line)),
          ),
        ),
      )
      const metrics = yield* badDay.pipe(
        Effect.andThen(counts),
        Effect.provide(Layer.provideMerge(shop, watching)),
      )

      const told = spans.map((span) => {
        const { status } = span
        const failure =
          status._tag === "Ended" && Exit.isFailure(status.exit)
            ? Cause.prettyErrors(status.exit.cause).map((error) => `${error.message} ${error.stack}`)
            : []
        return [span.name, ...span.attributes.entries(), ...span.events, ...failure].join("\n")
      })
      assert.deepStrictEqual(leaked(told.join("\n")), [])
      assert.deepStrictEqual(leaked(logs.join("\n")), [])
      assert.deepStrictEqual(leaked(JSON.stringify(metrics)), [])

      const commit = spans.find(
        ({ attributes, name }) => name === "Checkout.commit" && attributes.get("receipt") === "sold",
      )
      assert.strictEqual(commit?.attributes.get("point"), Shop.cafe)
      const retail = spans.find(
        ({ attributes, name }) => name === "LoyalClient.retail" && attributes.get("receipt") === "sold",
      )
      assert.strictEqual(retail?.traceId, commit?.traceId)

      assert.isTrue(logs.some((line) => line.includes("a doubt") && line.includes("in-doubt")))
      assert.isTrue(logs.some((line) => line.includes("a case") && line.includes("not-written-off")))
      assert.deepInclude(metrics, {
        "loyalkit.calls{method=findClient,outcome=done}": 5,
        "loyalkit.calls{method=findClient,outcome=rejected}": 4,
        "loyalkit.calls{method=findClient,outcome=unknown}": 3,
        "loyalkit.calls{method=retail,outcome=done}": 1,
        "loyalkit.calls{method=retail,outcome=rejected}": 1,
        "loyalkit.calls{method=retail,outcome=unknown}": 2,
        "loyalkit.call.duration{method=retail,unit=ms}": 4,
        "loyalkit.commits{outcome=committed}": 1,
        "loyalkit.commits{outcome=refused}": 1,
        "loyalkit.commits{outcome=doubt}": 2,
        "loyalkit.cases{kind=doubt}": 1,
        "loyalkit.cases{kind=printedNotWrittenOff}": 1,
        "loyalkit.cases{kind=return}": 1,
        "loyalkit.holds{fate=taken}": 4,
      })
    }),
  )

  it.live("at a collector the same, and closing sends what is left", () =>
    Effect.gen(function* () {
      const collector = yield* receiver
      const exporting = Otlp.layer({
        url: collector.url,
        serviceName: "till-7",
        serviceVersion: "1.2.3",
        attributes: { "shop.name": "Садовая" },
        headers: { authorization: Redacted.make(collectorKey) },
        interval: 60_000,
      }).pipe(Layer.provide(FetchHttpClient.layer))
      const watching = Layer.mergeAll(talkative, Layer.succeed(Metric.MetricRegistry, new Map()))
      yield* badDay.pipe(
        Effect.provide(shop.pipe(Layer.provideMerge(exporting), Layer.provideMerge(watching))),
      )

      const paths = collector.received.map(({ path }) => path)
      assert.sameMembers(Array.from(new Set(paths)), ["/v1/traces", "/v1/metrics", "/v1/logs"])
      assert.isTrue(collector.received.every(({ authorization }) => authorization === collectorKey))
      const bodies = collector.received.map(({ body }) => body).join("\n")
      assert.deepStrictEqual(leaked(bodies), [])
      assert.notInclude(bodies, collectorKey)
      for (const expected of [
        '"Checkout.commit"',
        '"LoyalClient.retail"',
        '"receipt"',
        '"in-doubt"',
        '"loyalkit.calls"',
        '"loyalkit.call.duration"',
        '"loyalkit.commits"',
        '"service.name"',
        '"till-7"',
        '"1.2.3"',
        '"Садовая"',
        "a doubt",
      ]) {
        assert.include(bodies, expected)
      }
    }).pipe(Effect.scoped),
  )

  it.live("nothing less where the logger throws: the sale is sold all the same", () =>
    Effect.gen(function* () {
      const throwing = Logger.layer([
        Logger.make(() => {
          throw new Error("the log's disk is full")
        }),
      ])
      yield* badDay.pipe(Effect.provide(Layer.provideMerge(shop, Layer.merge(talkative, throwing))))
    }),
  )
})

interface Received {
  readonly path: string | undefined
  readonly authorization: string | undefined
  readonly body: string
}

/** A collector on a real socket that keeps what it is sent. */
const receiver = Effect.acquireRelease(
  Effect.callback<{ readonly url: string; readonly received: Array<Received>; readonly close: () => void }>(
    (resume) => {
      const received: Array<Received> = []
      const server = createServer((request, response) => {
        const chunks: Array<Uint8Array> = []
        request.on("data", (chunk: Uint8Array) => chunks.push(chunk))
        request.on("end", () => {
          const { headers, url } = request
          received.push({
            path: url,
            authorization: headers.authorization,
            body: Buffer.concat(chunks).toString(),
          })
          response.setHeader("content-type", "application/json").end("{}")
        })
      })
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        resume(
          Effect.succeed({
            url: `http://127.0.0.1:${port}`,
            received,
            close: () => server.close().closeAllConnections(),
          }),
        )
      })
    },
  ),
  ({ close }) => Effect.sync(close),
)
