/**
 * A café whose cloud tells of its orders: the webhook on a port, the real engine over a journal on disk, the sandbox as LoyalClient.
 *
 * The disk, the service and the cloud outlive the process; a life of the process is one `living`. Time is the test's own.
 */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { CloudSettings } from "@loyalkit/adapter-iiko/cloud/Settings"
import { OrderIdSent, type OrderId } from "@loyalkit/adapter-iiko/orders/OrderId"
import { Orders } from "@loyalkit/adapter-iiko/orders/Orders"
import { WebhookSettings } from "@loyalkit/adapter-iiko/webhook/Settings"
import * as Webhook from "@loyalkit/adapter-iiko/webhook/Webhook"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import type { PointId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Policy from "@loyalkit/core/Policy"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import { BASE_URL, layerWith } from "@loyalkit/sandbox/SandboxTransport"
import type { Transport } from "@loyalkit/core/Transport"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { TestClock } from "effect/testing"
import { createServer } from "node:http"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FakeCloud } from "./FakeCloud.ts"
import { LOYALTY_DISCOUNT, ORGANIZATION, POINTS_TYPE, posId } from "./Fixtures.ts"
import { countedFetch } from "./OwnTime.ts"

const world = sampleWorld("1")
export const cafe: PointId = world.points[0].id
/** Gold: 7.5 % cashback, the whole receipt may be paid by points, 1 500 points. */
export const anna = "79000000001"

export const TOKEN = "our-own-token-of-the-webhook"

export interface Outside {
  readonly path: string
  readonly sandbox: Layer.Layer<Sandbox.Sandbox | Transport>
  readonly cloud: FakeCloud
}

/** When the day begins: shortly before the fixtures' orders. */
export const MORNING = 1_768_467_000_000

/** A disk, the service and the cloud. */
export const outside = Effect.gen(function* () {
  yield* TestClock.setTime(MORNING)
  const folder = yield* Effect.acquireRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "loyalkit-iiko-"))),
    (path) => Effect.promise(() => rm(path, { recursive: true })),
  )
  const context = yield* Layer.build(layerWith({ seed: "1" }))
  return {
    path: join(folder, "journal.db"),
    sandbox: Layer.succeedContext(context),
    cloud: yield* FakeCloud.make,
  } satisfies Outside
})

export interface Life {
  readonly webhook?: Readonly<Record<string, unknown>>
  /** Does it know the cloud, beside hearing of it? */
  readonly hasCloud?: boolean
  readonly redemption?: "payment" | "discount"
  /** Those that are points; one by default. */
  readonly paymentTypes?: ReadonlyArray<string>
  readonly journal?: (journal: Journal["Service"]) => Partial<Journal["Service"]>
  /** Hears every line of the log. */
  readonly heard?: (line: string) => void
}

/** What is asked of the journal: whatever is done in the background asks it. */
const asked = { now: 0, ever: 0 }
const counted = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.acquireUseRelease(
    Effect.sync(() => {
      asked.now++
      asked.ever++
    }),
    () => effect,
    () => Effect.sync(() => asked.now--),
  )

/** The gateway's process, as far as the webhook goes. */
const process = ({ cloud, path, sandbox }: Outside, life: Life) => {
  const settings = {
    webhook: Schema.decodeUnknownSync(WebhookSettings)({ token: TOKEN, ...life.webhook }),
    redemption: life.redemption ?? "payment",
    paymentTypes: life.paymentTypes ?? [POINTS_TYPE],
    discountTypes: [LOYALTY_DISCOUNT],
    ...(life.hasCloud === true
      ? {
          cloud: Schema.decodeUnknownSync(CloudSettings)({
            url: cloud.url,
            organization: ORGANIZATION,
            apiLogin: "demo-api-login",
          }),
        }
      : {}),
  } as const
  const journal = Layer.effect(
    Journal,
    Effect.map(Journal, (journal) => {
      const own = Journal.of({ ...journal, ...life.journal?.(journal) })
      return Journal.of({
        ...own,
        append: (append) => counted(own.append(append)),
        load: (key) => counted(own.load(key)),
        list: (query) => counted(own.list(query)),
        remember: (name, value) => counted(own.remember(name, value)),
        recall: (name) => counted(own.recall(name)),
        sync: counted(own.sync),
      })
    }),
  ).pipe(Layer.provide(SqliteJournal.layer({ path })))
  const engine = Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
    Layer.provideMerge(LoyalClient.layer({ url: BASE_URL, apiKey: Redacted.make(world.apikey) })),
    Layer.provideMerge(journal),
    Layer.provideMerge(sandbox),
    Layer.provide(Policy.layer({})),
  )
  return HttpRouter.serve(Webhook.layer(settings), { disableLogger: true, disableListenLog: true }).pipe(
    Layer.provideMerge(Orders.layer),
    Layer.provide([countedFetch, NodeFileSystem.layer]),
    Layer.provideMerge(engine),
    Layer.provideMerge(NodeHttpServer.layer(createServer, { port: 0, gracefulShutdownTimeout: 300 })),
    Layer.orDie,
  )
}

export type Inside = Orders | Checkout | Cases | Journal | Sandbox.Sandbox | HttpServer

/** One life of the process, until the body ends. */
export const living =
  (outside: Outside, life: Life = {}) =>
  <A, E>(body: Effect.Effect<A, E, Inside>) =>
    Effect.provide(body, Layer.fresh(process(outside, life))).pipe(
      Effect.provide(
        Logger.layer(life.heard === undefined ? [] : [Logger.map(Logger.formatJson, life.heard)]),
      ),
      Effect.provideService(References.MinimumLogLevel, "All"),
    )

export const port = Effect.map(HttpServer, ({ address }) =>
  address._tag === "UnixPathAddress" ? 0 : address.port,
)

/** Pushes as the cloud does; gives the status. */
export const push = (
  body: unknown,
  authorization: string | null = `Bearer ${TOKEN}`,
  method = "POST",
): Effect.Effect<number, never, HttpServer> =>
  Effect.flatMap(port, (port) =>
    Effect.promise(async () => {
      const response = await fetch(`http://127.0.0.1:${port}/iiko/webhook`, {
        method,
        headers: {
          "content-type": "application/json",
          ...(authorization === null ? {} : { authorization }),
        },
        ...(method === "POST" ? { body: typeof body === "string" ? body : JSON.stringify(body) } : {}),
      })
      await response.text()
      return response.status
    }),
  )

export const orderOf = (n: number): OrderId => Schema.decodeUnknownSync(OrderIdSent)(posId(n))

/** What the plugin does when a guest is recognised, and when points are paid: in rubles. */
export const checkIn = Effect.fnUntraced(function* (n: number, points = 0, amount = 1000) {
  const orders = yield* Orders
  const checkout = yield* Checkout
  const key = yield* orders.begin(orderOf(n), cafe)
  yield* checkout.identify(key, anna)
  if (points === 0) return key
  yield* checkout.quote(key, { amount: Kopecks.make(amount * 100) })
  yield* checkout.hold(key, { points: Points.make(points * 100) })
  return key
})

/** What the plugin does when the order is closed: in rubles. */
export const closedAtTill = (n: number, amount: number, points: number) =>
  Effect.flatMap(Orders, (orders) =>
    orders.close(orderOf(n), { amount: Kopecks.make(amount * 100), points: Points.make(points * 100) }),
  )

/** The sales that the service has: amount and points in rubles. */
export const sales = Effect.gen(function* () {
  const sandbox = yield* Sandbox.Sandbox
  return (yield* sandbox.ledger()).flatMap((entry) =>
    entry.kind === "sold" ? [{ amount: entry.amount / 100, points: entry.spend / 100 }] : [],
  )
})

/** Anna's held points as the service has them, in points. */
export const held = Effect.gen(function* () {
  const { clients } = yield* (yield* Sandbox.Sandbox).state
  return (clients.find((client) => String(client.phone) === anna)?.holds ?? []).map(
    ({ points }) => points / 100,
  )
})

export const stateOf = (n: number) =>
  Effect.flatMap(Orders, (orders) => Effect.map(orders.find(orderOf(n)), (found) => found?.state._tag))

const moment = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 3)))

/** So many moments without a word to the journal, and nothing is done any more. */
const QUIET = 5

const quiet = Effect.gen(function* () {
  let [still, before] = [0, asked.ever]
  while (still < QUIET) {
    yield* moment
    still = asked.now === 0 && asked.ever === before ? still + 1 : 0
    before = asked.ever
  }
})

/** Time goes by, and what is done in the background then is done. */
export const seconds = (count: number) =>
  Effect.andThen(quiet, Effect.andThen(TestClock.adjust(`${count} seconds`), quiet))
