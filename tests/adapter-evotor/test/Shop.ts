/**
 * A shop with Evotor's terminals: the gateway's routes on a port, the real engine over a journal on disk, the sandbox as LoyalClient.
 *
 * A terminal is played by what it asks of `/v1`. The disk, the service and the cloud outlive the process; a life of the process is one `living`. Time is the test's own.
 */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Cloud from "@loyalkit/adapter-evotor/Cloud"
import { SettingsEvotor } from "@loyalkit/adapter-evotor/Settings"
import type { SaleExtra } from "@loyalkit/adapter-evotor/terminal"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId, type CheckoutKey, type PointId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Policy from "@loyalkit/core/Policy"
import type { Transport } from "@loyalkit/core/Transport"
import * as GatewayHttp from "@loyalkit/gateway/GatewayHttp"
import { Reach } from "@loyalkit/gateway/Reach"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import { BASE_URL, layerWith } from "@loyalkit/sandbox/SandboxTransport"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import * as Schema from "effect/Schema"
import { TestClock } from "effect/testing"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { countedFetch, countedJournal, wholeMillis } from "./OwnTime.ts"
import { receiptId, STORE, type Json } from "./Papers.ts"

const world = sampleWorld("1")
const [first, second] = world.points.map(({ id }): PointId => id)
if (first === undefined || second === undefined) throw new Error("the sample world has two points")
export const cafe: PointId = first
export const bakery: PointId = second
/** Gold: 7.5 % cashback, the whole receipt may be paid by points, 1 500 points. */
export const anna = "79000000001"
/** Of a programme that takes 15 % off. */
export const grigory = String(world.clients[3].phone)

export const APPLICATION_TOKEN = "application-token-0000000000000000001"
export const USER_TOKEN = "usertoken-0000000000000000000000001"
export const TILL_TOKEN = "the-token-of-the-terminal"

/** When the day begins. */
export const MORNING = Date.UTC(2026, 0, 16, 9)

export interface Outside {
  readonly path: string
  readonly sandbox: Layer.Layer<Sandbox.Sandbox | Transport>
}

/** A disk and the service. */
export const outside = Effect.gen(function* () {
  yield* TestClock.setTime(MORNING)
  const folder = yield* Effect.acquireRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "loyalkit-evotor-"))),
    (path) => Effect.promise(() => rm(path, { recursive: true })),
  )
  const context = yield* Layer.build(layerWith({ seed: "1" }))
  return { path: join(folder, "journal.db"), sandbox: Layer.succeedContext(context) } satisfies Outside
})

export interface Life {
  /** Of the section `webhooks`, besides the tokens. */
  readonly webhooks?: Readonly<Record<string, unknown>>
  readonly cloud?: Readonly<Record<string, unknown>>
  readonly policy?: Partial<Policy.PolicyConfig>
  readonly journal?: (journal: Journal["Service"]) => Partial<Journal["Service"]>
  /** Hears every line of the log. */
  readonly heard?: (line: string) => void
}

const without = (what: unknown, fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== what))

/** The gateway's process, as far as Evotor goes. */
const process = ({ path, sandbox }: Outside, { cloud, journal, policy, webhooks }: Life) => {
  const settings = Schema.decodeUnknownSync(SettingsEvotor)({
    webhooks: without(undefined, {
      applicationToken: APPLICATION_TOKEN,
      userToken: USER_TOKEN,
      points: { [STORE]: cafe },
      ...webhooks,
    }),
    ...(cloud === undefined ? {} : { cloud }),
  })
  const disk = Layer.effect(
    Journal,
    Effect.map(Journal, (own) => countedJournal(Journal.of({ ...own, ...journal?.(own) }))),
  ).pipe(Layer.provide(SqliteJournal.layer({ path })))
  const engine = Layer.mergeAll(Checkout.layer, Cases.layer, Reach.layer).pipe(
    Layer.provideMerge(LoyalClient.layer({ url: BASE_URL, apiKey: Redacted.make(world.apikey) })),
    Layer.provideMerge(disk),
    Layer.provideMerge(sandbox),
    Layer.provideMerge(Policy.layer(policy ?? {})),
  )
  const access = {
    tills: [{ name: "terminal", token: Redacted.make(TILL_TOKEN), point: cafe, role: "till" as const }],
    origins: [],
  }
  const evotor =
    settings.webhooks === undefined ? Layer.empty : Cloud.layer(settings.webhooks, settings.cloud)
  const routes = Layer.mergeAll(GatewayHttp.layer(access), evotor)
  return HttpRouter.serve(routes, {
    disableLogger: true,
    disableListenLog: true,
    routerConfig: GatewayHttp.routerConfig,
  }).pipe(
    Layer.provide([countedFetch, NodeFileSystem.layer]),
    Layer.provideMerge(engine),
    Layer.provideMerge(NodeHttpServer.layer(createServer, { port: 0, gracefulShutdownTimeout: 300 })),
    Layer.orDie,
  )
}

export type Inside = Checkout | Cases | Journal | Sandbox.Sandbox | HttpServer

/** One life of the process, until the body ends. */
export const living =
  (outside: Outside, life: Life = {}) =>
  <A, E>(body: Effect.Effect<A, E, Inside>) =>
    Effect.provide(body, Layer.fresh(process(outside, life))).pipe(
      Effect.provide(
        Logger.layer(life.heard === undefined ? [] : [Logger.map(Logger.formatJson, life.heard)]),
      ),
      Effect.provideService(References.MinimumLogLevel, "All"),
      wholeMillis,
    )

/** One life in a world of its own. */
export const alive = <A, E>(body: Effect.Effect<A, E, Inside>, life: Life = {}) =>
  Effect.flatMap(outside, (world) => living(world, life)(body))

export const port = Effect.map(HttpServer, ({ address }) =>
  address._tag === "UnixPathAddress" ? 0 : address.port,
)

export interface Answer {
  readonly status: number
  readonly body: Json
}

export interface Call {
  readonly method?: string
  readonly path: string
  readonly body?: unknown
  readonly authorization?: string | null
  readonly headers?: Readonly<Record<string, string>>
}

const sent = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body))

/** Calls the gateway over its port. */
export const call = ({
  authorization = `Bearer ${USER_TOKEN}`,
  body,
  headers,
  method = "POST",
  path,
}: Call): Effect.Effect<Answer, never, HttpServer> =>
  Effect.flatMap(port, (port) =>
    Effect.promise(async () => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: {
          "content-type": "application/json",
          ...(authorization === null ? {} : { authorization }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: sent(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as Json }
    }),
  )

/** Where Evotor sends what, behind the address of the cabinet. */
export const PATHS = {
  second: "/evotor/documents",
  first: `/evotor/api/v1/inventories/stores/${STORE}/documents`,
  receipts: "/evotor/api/v2/receipts",
  verify: "/evotor/api/v1/user/verify",
  create: "/evotor/api/v1/user/create",
  token: "/evotor/api/v1/user/token",
  installation: "/evotor/api/v2/installation/event",
  subscription: "/evotor/api/v1/subscription/event",
} as const

/** Pushes documents of the second version, or receipts; gives the status. */
export const push = (body: unknown, to: "second" | "first" | "receipts" = "second") =>
  Effect.map(
    call({ method: to === "receipts" ? "POST" : "PUT", path: PATHS[to], body }),
    ({ status }) => status,
  )

/** A step of a terminal at `/v1`; anything but an answer is a defect of the test. */
export const step = (receipt: string, name: string, body: unknown = {}) =>
  Effect.flatMap(
    call({
      path: `/v1/receipts/${receipt}/${name}`,
      body,
      authorization: null,
      headers: { "x-loyalkit-token": TILL_TOKEN },
    }),
    (answer) => (answer.status === 200 ? Effect.succeed(answer.body) : Effect.die(answer)),
  )

/** What a terminal does before its receipt is closed: amounts in rubles. It gives what it writes into the receipt. */
export const begun = Effect.fnUntraced(function* (
  n: number,
  {
    amount,
    other = 0,
    points,
    search = anna,
  }: {
    readonly amount: number
    readonly points: number
    readonly other?: number
    readonly search?: string
  },
) {
  const receipt = receiptId(n)
  yield* step(receipt, "identify", { search })
  yield* step(receipt, "quote", { amount })
  if (points > 0) yield* step(receipt, "hold", { points })
  return {
    receiptId: receipt,
    type: "cashback",
    pointsHundredths: points * 100,
    discountKopecks: points * 100,
    otherKopecks: other * 100,
    amountKopecks: amount * 100,
  } satisfies SaleExtra
})

/** What it does when its receipt is closed, where it is still there to do it. */
export const committed = (n: number, amount: number, points: number) =>
  step(receiptId(n), "commit", { amount, points })

/** The sales that the service has: amount and points in rubles. */
export const sales = Effect.gen(function* () {
  const sandbox = yield* Sandbox.Sandbox
  return (yield* sandbox.ledger()).flatMap((entry) =>
    entry.kind === "sold" ? [{ amount: entry.amount / 100, points: entry.spend / 100 }] : [],
  )
})

/** Anna's held points as the service has them. */
export const held = Effect.gen(function* () {
  const { clients } = yield* (yield* Sandbox.Sandbox).state
  return (clients.find((client) => String(client.phone) === anna)?.holds ?? []).map(
    ({ points }) => points / 100,
  )
})

export const keyOf = (n: number, point: PointId = cafe): CheckoutKey => ({
  point,
  receipt: ReceiptId.make(receiptId(n)),
})

export const stateOf = (n: number) =>
  Effect.flatMap(Checkout, (checkout) => Effect.map(checkout.get(keyOf(n)), ({ state }) => state))

/** The cases that are open: of which kind, and for how much in rubles where they have an amount. */
export const cases = Effect.map(
  Effect.flatMap(Cases, (cases) => cases.list()),
  (all) =>
    all.map((one) => (one.kind === "return" ? `return ${one.returnId} ${one.amount / 100}` : one.kind)),
)
