/**
 * The reader of receipts and the engine, as a process that can be killed: for the conformance suite.
 *
 * It says `ready <port>` when it can answer. It reads when it is told to, since the suite does not wait for a poll, and shows what the engine's journal has: the
 * way in itself tells a till nothing.
 */
import { CardBook } from "@loyalkit/adapter-1c-http/CardBook"
import { Joining } from "@loyalkit/adapter-1c-http/odata/Joining"
import { Reader } from "@loyalkit/adapter-1c-http/odata/Reader"
import { complete, OdataSettings } from "@loyalkit/adapter-1c-http/odata/Settings"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import * as Policy from "@loyalkit/core/Policy"
import { viewOf } from "@loyalkit/core/ReceiptView"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

/** What the driver says, by the environment. */
export interface Start {
  readonly url: string
  readonly apiKey: string
  readonly journal: string
  readonly times: Partial<Policy.PolicyConfig>
  /** The reader's section of the settings. */
  readonly odata: Readonly<Record<string, unknown>>
}

/** Where a receipt stands. */
export interface KnownReceipt {
  readonly point: string
  readonly receipt: string
  readonly state: string
  readonly sale?: {
    readonly totalKopecks: number
    readonly spentHundredths: number
    readonly earnedHundredths: number
  }
  readonly returns: ReadonlyArray<string>
}

/** What the engine has. */
export interface Known {
  readonly receipts: ReadonlyArray<KnownReceipt>
  readonly cases: ReadonlyArray<{ readonly kind: string; readonly receipt: string }>
}

// The driver's own words.
const start = JSON.parse(process.env["READER_START"] ?? "{}") as Start

const known = Effect.gen(function* () {
  const journal = yield* Journal
  const checkout = yield* Checkout
  const listed = [...(yield* journal.list({})), ...(yield* journal.list({ status: "settled" }))]
  const now = yield* Clock.monotonicTimeNanos
  const receipts = yield* Effect.forEach(listed, ({ key }) =>
    Effect.map(checkout.get(key), (snapshot): KnownReceipt => {
      const { returns, sale, state } = viewOf(snapshot, now)
      const sold =
        sale === undefined
          ? {}
          : {
              sale: {
                totalKopecks: sale.total,
                spentHundredths: sale.spend ?? 0,
                earnedHundredths: sale.earn ?? 0,
              },
            }
      return { ...key, state, ...sold, returns: returns.map(({ returnId }) => returnId) }
    }),
  )
  const cases = yield* (yield* Cases).list()
  return { receipts, cases: cases.map(({ key, kind }) => ({ kind, receipt: key.receipt })) } satisfies Known
})

const settings = Effect.flatMap(Schema.decodeUnknownEffect(OdataSettings)(start.odata), (settings) =>
  complete(settings, () => Effect.die(new Error("there is a password"))),
)

const engine = Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
  Layer.provideMerge(LoyalClient.layer({ url: start.url, apiKey: Redacted.make(start.apiKey) })),
  Layer.provide(UndiciTransport.layer()),
  Layer.provideMerge(Policy.layer(start.times)),
  Layer.provideMerge(SqliteJournal.layer({ path: start.journal })),
)

const reader = Layer.unwrap(Effect.map(settings, (ready) => Reader.layer(ready))).pipe(
  Layer.provide([CardBook.none, Joining.fromDocument, FetchHttpClient.layer]),
)

const runtime = ManagedRuntime.make(Layer.provideMerge(reader, engine))

const readNow = Effect.flatMap(Reader, (reader) => reader.readNow)

const server = createServer((request, response) => {
  // A reading that fails is told by the log, and by what is not settled after it.
  const answer = request.url === "/read" ? Effect.andThen(Effect.ignore(readNow), known) : known
  runtime.runPromise(answer).then(
    (found) => response.end(JSON.stringify(found)),
    (cause: unknown) => response.writeHead(500).end(String(cause)),
  )
})

await runtime.runPromise(known)
server.listen(0, "127.0.0.1", () => {
  // A server that listens on TCP has such an address.
  const { port } = server.address() as AddressInfo
  process.stdout.write(`ready ${port}\n`)
})
