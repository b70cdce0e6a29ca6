/**
 * A restaurant: a LoyalClient on a port with guests enough for every test to have its own, and before it the real gateway, in a process of its own.
 */
import { ClientId, PointId } from "@loyalkit/core/Domain"
import { Percent, Points } from "@loyalkit/core/Money"
import { Sandbox } from "@loyalkit/sandbox"
import type { Fault } from "@loyalkit/sandbox/Fault"
import { SandboxServer } from "@loyalkit/sandbox/node"
import type { World } from "@loyalkit/sandbox/World"
import * as Effect from "effect/Effect"
import { formatAddress, HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const TOKEN = "token-of-the-iiko-till"
const OFFICE = "token-of-the-iiko-office"
const API_KEY = "iiko-plugin-tests-key"
const POINT = PointId.make("point-of-the-plugin-tests")

const GUESTS = 200
/** Of every guest with points, in points. */
export const BALANCE = 1_000
const LEVELS = ["gold", "friends"] as const

const phoneOf = (index: number): number => 79_000_200_000 + index

const world: World = {
  apikey: API_KEY,
  points: [{ id: POINT, title: "Ресторан" }],
  levels: [
    {
      id: "gold",
      title: "Золото",
      type: "cashback",
      percent: Percent.make(10),
      maxSpendPercent: Percent.make(50),
    },
    {
      id: "friends",
      title: "Друзья",
      type: "discount",
      percent: Percent.make(15),
      maxSpendPercent: Percent.make(0),
    },
  ],
  clients: Array.from({ length: GUESTS }, (_, index) => ({
    id: ClientId.make(`guest-${index}`),
    name: "Анна Соколова",
    phone: phoneOf(index),
    card: String(2_200_000_200_000 + index),
    level: LEVELS[index % 2] ?? "gold",
    balance: Points.make(index % 2 === 0 ? BALANCE * 100 : 0),
  })),
}

export interface Guest {
  readonly id: string
  readonly phone: string
  readonly card: string
}

/** In rubles and points. */
export interface Sold {
  readonly amount: number
  readonly total: number
  readonly spend: number
  readonly earn: number
}

export interface Shop {
  readonly url: string
  /** Somebody whom no other test knows. */
  readonly guest: (level?: (typeof LEVELS)[number]) => Guest
  readonly sold: (guest: Guest) => Promise<ReadonlyArray<Sold>>
  /** Points that the guest cannot spend just now. */
  readonly held: (guest: Guest) => Promise<number>
  /** The guest's next call of that method meets this fault. */
  readonly breakNext: (guest: Guest, method: "recalc" | "hold" | "retail", fault: Fault) => Promise<void>
  /** The service cannot be reached while this goes on. */
  readonly away: <A>(during: () => Promise<A>) => Promise<A>
  /** What a person has to see to, of an order. */
  readonly cases: (order: string) => Promise<ReadonlyArray<string>>
  readonly logs: () => string
  readonly close: () => Promise<void>
}

const EXECUTABLE = fileURLToPath(new URL("../../../packages/gateway/dist/node/main.js", import.meta.url))
const READY = /gateway ready (http:\/\/\S+)/

/** Short times, so that doubts and queues are soon settled. */
const POLICY = { doubtWindow: 1_000, settleBase: 50, settleCap: 500, breakerOpen: 500 }

const startGateway = async (loyalclient: string, front: Readonly<Record<string, unknown>>) => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-iiko-gateway-"))
  const config = join(folder, "gateway.json")
  await writeFile(
    config,
    JSON.stringify({
      loyalclient: { url: loyalclient, apikey: API_KEY, point: POINT },
      host: "127.0.0.1",
      port: 0,
      data: join(folder, "data"),
      tills: [
        { name: "till", token: TOKEN },
        { name: "office", token: OFFICE, role: "operator" },
      ],
      policy: POLICY,
      faces: ["iiko"],
      adapters: { iiko: { front } },
    }),
  )
  let logs = ""
  const child = spawn(process.execPath, [EXECUTABLE, "--config", config], {
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const url = await new Promise<string>((ready, gone) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        logs += text
        const said = READY.exec(logs)?.[1]
        if (said !== undefined) ready(said)
      })
    child.once("close", () => gone(new Error(`the gateway ended before it was ready:\n${logs}`)))
  })
  const stop = async () => {
    const gone = once(child, "close")
    child.kill("SIGKILL")
    await gone
    await rm(folder, { recursive: true, force: true })
  }
  return { url, logs: () => logs, stop }
}

interface CaseSent {
  readonly kind: string
  readonly receiptId: string
}

/** A restaurant whose bridge has these settings. */
export const openShop = async (front: Readonly<Record<string, unknown>> = {}): Promise<Shop> => {
  const sandboxes = ManagedRuntime.make(Sandbox.layer({ world }))
  const sandbox = await sandboxes.runPromise(Sandbox.Sandbox)
  const door = ManagedRuntime.make(
    Layer.provide(SandboxServer.serve({ port: 0 }), Layer.succeed(Sandbox.Sandbox, sandbox)),
  )
  const address = await door.runPromise(Effect.map(HttpServer, ({ address }) => address))
  const gateway = await startGateway(formatAddress(address), front)
  let next = 0
  return {
    url: gateway.url,
    guest: (level = "gold") => {
      next += 2
      const index = next - (level === "gold" ? 2 : 1)
      return { id: `guest-${index}`, phone: String(phoneOf(index)), card: String(2_200_000_200_000 + index) }
    },
    sold: async ({ id }) => {
      const ledger = await Effect.runPromise(sandbox.ledger())
      return ledger.flatMap((entry) =>
        entry.kind === "sold" && entry.client === id
          ? [
              {
                amount: entry.amount / 100,
                total: entry.total / 100,
                spend: entry.spend / 100,
                earn: entry.earn / 100,
              },
            ]
          : [],
      )
    },
    held: async ({ id }) => {
      const { clients } = await Effect.runPromise(sandbox.state)
      const holds = clients.find((client) => client.id === id)?.holds ?? []
      return holds.reduce((sum, { points }) => sum + points / 100, 0)
    },
    away: async (during) => {
      await Effect.runPromise(sandbox.addFault({ fault: { kind: "refuse" } }))
      const told = await during()
      await Effect.runPromise(sandbox.removeFaults())
      return told
    },
    breakNext: async ({ id }, method, fault) =>
      void (await Effect.runPromise(sandbox.addFault({ match: { method, client: id }, times: 1, fault }))),
    cases: async (order) => {
      const reply = await fetch(`${gateway.url}/v1/cases`, { headers: { authorization: `Bearer ${OFFICE}` } })
      // The gateway's own answer, as `docs/gateway-api.md` says.
      const { cases } = (await reply.json()) as { readonly cases: ReadonlyArray<CaseSent> }
      return cases.flatMap(({ kind, receiptId }) => (receiptId.includes(order) ? [kind] : []))
    },
    logs: gateway.logs,
    close: async () => {
      await gateway.stop()
      await door.dispose()
      await sandboxes.dispose()
    },
  }
}
