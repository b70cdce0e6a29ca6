/**
 * A shop: a LoyalClient on a port with customers enough for every test to have its own, and the real gateway before it.
 */
import { ClientId, PointId } from "@loyalkit/core/Domain"
import { Percent, Points } from "@loyalkit/core/Money"
import { Sandbox } from "@loyalkit/sandbox"
import type { Fault, FaultRule } from "@loyalkit/sandbox/Fault"
import { SandboxServer } from "@loyalkit/sandbox/node"
import type { World } from "@loyalkit/sandbox/World"
import * as Effect from "effect/Effect"
import { formatAddress, HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { type Gateway, startGateway } from "./GatewayProcess.ts"

export const TOKEN = "token-of-the-1c-till"
const API_KEY = "bsl-tests-key"
const POINT = PointId.make("point-of-the-bsl-tests")

/** More than the tests of a file meet. */
const CUSTOMERS = 2_000
const BALANCE = 1_500
/** Every second customer has a discount instead of points. */
const LEVELS = ["gold", "friends"] as const
export type Level = (typeof LEVELS)[number]

const phoneOf = (index: number): number => 79_000_100_000 + index

const world: World = {
  apikey: API_KEY,
  points: [{ id: POINT, title: "Магазин" }],
  levels: [
    {
      id: "gold",
      title: "Золото",
      type: "cashback",
      percent: Percent.make(10),
      maxSpendPercent: Percent.make(30),
    },
    {
      id: "friends",
      title: "Друзья",
      type: "discount",
      percent: Percent.make(15),
      maxSpendPercent: Percent.make(0),
    },
  ],
  clients: Array.from({ length: CUSTOMERS }, (_, index) => ({
    id: ClientId.make(`client-${index}`),
    name: "Анна Соколова",
    phone: phoneOf(index),
    card: String(2_200_000_100_000 + index),
    level: LEVELS[index % 2] ?? "gold",
    balance: Points.make(index % 2 === 0 ? BALANCE * 100 : 0),
  })),
}

export interface Customer {
  readonly id: string
  readonly phone: string
  readonly card: string
}

/** A sale in the service's ledger, in rubles and points. */
export interface LedgerSale {
  readonly amount: number
  readonly total: number
  readonly spend: number
  readonly earn: number
}

export interface Shop {
  readonly gateway: Gateway
  /** Somebody whom no other test knows. */
  readonly customer: (level?: Level) => Customer
  /** All that the service has sold to somebody. */
  readonly sales: (customer: Customer) => Promise<ReadonlyArray<LedgerSale>>
  /** A client's next calls of that method meet this fault. */
  readonly breakNext: (
    customer: Customer,
    method: "client" | "recalc" | "hold" | "release" | "retail",
    fault: Fault,
  ) => Promise<void>
  /** Nobody listens at the service's port any more; and again. */
  readonly away: () => Promise<void>
  readonly back: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Short times, so that doubts and queues are soon settled. */
const POLICY = { doubtWindow: 1_000, settleBase: 50, settleCap: 500, breakerOpen: 500, commitBudget: 2_000 }

export const openShop = async (): Promise<Shop> => {
  const sandboxes = ManagedRuntime.make(Sandbox.layer({ world }))
  const sandbox = await sandboxes.runPromise(Sandbox.Sandbox)
  const listen = async (port: number) => {
    const door = ManagedRuntime.make(
      Layer.provide(SandboxServer.serve({ port }), Layer.succeed(Sandbox.Sandbox, sandbox)),
    )
    return { door, address: await door.runPromise(Effect.map(HttpServer, ({ address }) => address)) }
  }
  const first = await listen(0)
  const port = first.address._tag === "UnixPathAddress" ? 0 : first.address.port
  let door: typeof first.door | undefined = first.door
  const gateway = await startGateway({
    LOYALCLIENT_URL: formatAddress(first.address),
    LOYALCLIENT_APIKEY: API_KEY,
    LOYALKIT_POLICY: JSON.stringify(POLICY),
    LOYALKIT_TILLS: JSON.stringify([{ name: "1c", token: TOKEN, point: POINT, role: "till" }]),
  })
  let next = 0
  const away = async () => {
    await door?.dispose()
    door = undefined
  }
  return {
    gateway,
    customer: (level = "gold") => {
      next += 2
      const index = next - (level === "gold" ? 2 : 1)
      return { id: `client-${index}`, phone: String(phoneOf(index)), card: String(2_200_000_100_000 + index) }
    },
    sales: async ({ id }) => {
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
    breakNext: async ({ id }, method, fault) => {
      const rule: FaultRule = { match: { method, client: id }, times: 1, fault }
      await Effect.runPromise(sandbox.addFault(rule))
    },
    away,
    back: async () => void (door ??= (await listen(port)).door),
    close: async () => {
      await gateway.stop()
      await away()
      await sandboxes.dispose()
    },
  }
}
