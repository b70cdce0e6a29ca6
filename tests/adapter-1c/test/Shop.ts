/**
 * A shop whose tills speak 1C's protocol: the adapter on a port, over the real engine and a journal on disk, with a sandbox for the service.
 *
 * The gateway can be stopped and started again over the same journal, as after a power cut; the service goes on meanwhile.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { face } from "@loyalkit/adapter-1c-http"
import { Callers } from "@loyalkit/core/Callers"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { ClientId, PointId } from "@loyalkit/core/Domain"
import type { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import { Percent, Points } from "@loyalkit/core/Money"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Policy from "@loyalkit/core/Policy"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import * as SandboxTransport from "@loyalkit/sandbox/SandboxTransport"
import type { Method } from "@loyalkit/sandbox/Call"
import type { Fault } from "@loyalkit/sandbox/Fault"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { createServer } from "node:http"
import { DatabaseSync } from "node:sqlite"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

const KEY = "sandbox-key"
export const POINT = PointId.make("point-1")
export const ELSEWHERE = PointId.make("point-2")

/** The people of the fixtures: one with points, one by another card, one with a discount. */
export const CARD = "2900000000018"
export const PHONE = "79990000001"
export const CLIENT = ClientId.make("client-1")
export const OTHER = ClientId.make("client-2")

export interface World {
  /** Of the first client, in hundredths. */
  readonly balance?: number
  /** Of the first client. */
  readonly level?: "points" | "discount"
}

const world = ({ balance = 878_50, level = "points" }: World) => ({
  apikey: KEY,
  points: [
    { id: POINT, title: "Магазин 1" },
    { id: ELSEWHERE, title: "Магазин 2" },
  ],
  levels: [
    {
      id: "points",
      title: "Баллы",
      type: "cashback" as const,
      percent: Percent.make(10),
      maxSpendPercent: Percent.make(30),
    },
    {
      id: "discount",
      title: "Скидка",
      type: "discount" as const,
      percent: Percent.make(5),
      maxSpendPercent: Percent.make(0),
    },
  ],
  clients: [
    {
      id: CLIENT,
      name: "Тестов Тест",
      phone: Number(PHONE),
      card: CARD,
      email: "test@example.test",
      birthday: "1990-05-01",
      codes: ["123456", "654321"],
      level,
      balance: Points.make(level === "discount" ? 0 : balance),
    },
    {
      id: OTHER,
      name: "Тестова Проба",
      phone: 79990000002,
      card: "2900000000025",
      level: "points",
      balance: Points.make(0),
    },
  ],
})

/** Till 1 and till 2 of one point, each by its token; the token is the password. */
const tills: Readonly<Record<string, { readonly name: string; readonly point?: PointId }>> = {
  "test-token": { name: "first", point: POINT },
  "test-token-2": { name: "second", point: POINT },
  "test-token-3": { name: "elsewhere", point: ELSEWHERE },
  "token-without-point": { name: "nowhere" },
}

const callers = Layer.succeed(
  Callers,
  Callers.of({
    of: ({ authorization = "" }) => {
      const pair = Buffer.from(authorization.replace(/^Basic /i, ""), "base64").toString("utf8")
      const till = tills[pair.slice(pair.indexOf(":") + 1)]
      return till === undefined ? undefined : { role: "till", ...till }
    },
  }),
)

const gateway = (journal: string, settings: unknown, policy: Partial<Policy.PolicyConfig>) => {
  const engine = Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
    Layer.provideMerge(LoyalClient.layer({ url: SandboxTransport.BASE_URL, apiKey: Redacted.make(KEY) })),
    Layer.provide(Policy.layer(policy)),
    Layer.provideMerge(SqliteJournal.layer({ path: journal })),
  )
  const routes = face.routes(Schema.decodeUnknownSync(face.settings)(settings))
  return HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }).pipe(
    Layer.provide(callers),
    Layer.provideMerge(engine),
    Layer.provideMerge(NodeHttpServer.layer(createServer, { port: 0, gracefulShutdownTimeout: 300 })),
    Layer.orDie,
  )
}

export interface Options extends World {
  /** The adapter's section of the settings. */
  readonly settings?: unknown
  readonly policy?: Partial<Policy.PolicyConfig>
}

export const open = async ({ policy = {}, settings = {}, ...people }: Options = {}) => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-1c-"))
  const service = ManagedRuntime.make(
    SandboxTransport.layerWith({ seed: "1c", apikey: KEY, world: world(people) }),
  )
  const sandbox = await service.runPromise(Sandbox.Sandbox)
  const begin = async () => {
    const runtime = ManagedRuntime.make(
      gateway(join(folder, "journal.sqlite"), settings, policy).pipe(
        Layer.provide(SandboxTransport.layer),
        Layer.provide(Layer.succeed(Sandbox.Sandbox, sandbox)),
      ),
    )
    const address = await runtime.runPromise(Effect.map(HttpServer, ({ address }) => address))
    return { runtime, port: address._tag === "UnixPathAddress" ? 0 : address.port }
  }
  let running = await begin()

  const state = () => Effect.runPromise(sandbox.state)
  return {
    port: () => running.port,
    stop: () => running.runtime.dispose(),
    /** Stops the gateway and starts it again over what it had written down. */
    restart: async () => {
      await running.runtime.dispose()
      running = await begin()
    },
    run: <A, E>(effect: Effect.Effect<A, E, Checkout | Cases | LoyalClient | Journal>) =>
      running.runtime.runPromise(effect),
    breakNext: (method: Method, fault: Fault, times = 1) =>
      Effect.runPromise(sandbox.addFault({ match: { method }, times, fault })),
    sales: async () =>
      (await Effect.runPromise(sandbox.ledger())).flatMap((entry) => (entry.kind === "sold" ? [entry] : [])),
    calls: () => Effect.runPromise(sandbox.calls),
    balance: async (client: ClientId = CLIENT) =>
      (await state()).clients.find(({ id }) => id === client)?.balance ?? Number.NaN,
    held: async (client: ClientId = CLIENT) =>
      ((await state()).clients.find(({ id }) => id === client)?.holds ?? []).map(
        ({ points }): number => points,
      ),
    /** Every small fact that the journal remembers, as its file has it. Only while the gateway is stopped. */
    facts: (): string => {
      const db = new DatabaseSync(join(folder, "journal.sqlite"))
      const rows = db.prepare("SELECT name, value FROM facts").all()
      db.close()
      return JSON.stringify(rows)
    },
    cases: () => running.runtime.runPromise(Cases.use((cases) => cases.list())),
    close: async () => {
      await running.runtime.dispose()
      await service.dispose()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Shop = Awaited<ReturnType<typeof open>>
