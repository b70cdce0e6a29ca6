/**
 * A gateway of the native protocol alone, as a process that can be killed: for the conformance suite.
 *
 * It says `ready <port>` when it can answer. Beside the protocol, which tells no receipt's outcome, it shows what its journal has.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { face } from "@loyalkit/adapter-1c-http"
import { Callers } from "@loyalkit/core/Callers"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { PointId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import * as Policy from "@loyalkit/core/Policy"
import { viewOf } from "@loyalkit/core/ReceiptView"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServer } from "effect/http/HttpServer"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { createServer } from "node:http"

/** What the driver says, by the environment. */
export interface Start {
  readonly url: string
  readonly apiKey: string
  readonly journal: string
  readonly times: Partial<Policy.PolicyConfig>
  /** Points of sale by the tokens of their tills. */
  readonly tills: Readonly<Record<string, string>>
}

/** A receipt that was made up for a visit. */
export interface Outcome {
  readonly point: string
  readonly state: string
  readonly amount: number
  readonly sale?: { readonly total: number; readonly spend: number }
}

// The driver's own words.
const start = JSON.parse(process.env["NATIVE_START"] ?? "{}") as Start

const callers = Layer.succeed(
  Callers,
  Callers.of({
    of: ({ authorization = "" }) => {
      const token = Buffer.from(authorization.replace(/^Basic /i, ""), "base64")
        .toString("utf8")
        .replace(/^.*:/, "")
      const point = start.tills[token]
      return point === undefined ? undefined : { name: token, role: "till", point: PointId.make(point) }
    },
  }),
)

const outcomes = Effect.gen(function* () {
  const journal = yield* Journal
  const checkout = yield* Checkout
  const listed = [...(yield* journal.list({})), ...(yield* journal.list({ status: "settled" }))]
  const now = yield* Clock.monotonicTimeNanos
  return yield* Effect.forEach(listed, ({ key }) =>
    Effect.map(checkout.get(key), (snapshot): Outcome => {
      const { quote, sale, state } = viewOf(snapshot, now)
      return {
        point: key.point,
        state,
        amount: sale?.amount ?? quote?.amount ?? 0,
        ...(sale === undefined ? {} : { sale: { total: sale.total, spend: sale.spend ?? 0 } }),
      }
    }),
  )
})

const shown = Layer.effectDiscard(
  Effect.gen(function* () {
    const router = yield* HttpRouter.HttpRouter
    const context = yield* Effect.context<Journal | Checkout>()
    yield* router.add(
      "GET",
      "/outcomes",
      outcomes.pipe(
        Effect.map((list) => HttpServerResponse.jsonUnsafe(list)),
        Effect.orDie,
        Effect.provideContext(context),
      ),
    )
  }),
)

const settings = Schema.decodeUnknownSync(face.settings)({ native: { tellEarning: true } })

const engine = Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
  Layer.provideMerge(LoyalClient.layer({ url: start.url, apiKey: Redacted.make(start.apiKey) })),
  Layer.provide([Policy.layer(start.times), UndiciTransport.layer()]),
  Layer.provideMerge(SqliteJournal.layer({ path: start.journal })),
)

const server = HttpRouter.serve(Layer.merge(face.routes(settings), shown), {
  disableLogger: true,
  disableListenLog: true,
}).pipe(
  Layer.provide(callers),
  Layer.provideMerge(engine),
  Layer.provideMerge(NodeHttpServer.layer(createServer, { port: 0 })),
)

const announce = Effect.map(HttpServer, ({ address }) => {
  process.stdout.write(`ready ${address._tag === "UnixPathAddress" ? 0 : address.port}\n`)
})

Effect.runFork(Layer.launch(Layer.effectDiscard(announce).pipe(Layer.provide(server))))
