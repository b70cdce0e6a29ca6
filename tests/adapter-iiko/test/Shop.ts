/**
 * A café whose tills speak the bridge's contract: the adapter over the real engine, with a sandbox for the service.
 *
 * The gateway can be stopped and started again over the same journal, as after a power cut; the service goes on meanwhile.
 */
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId, type ClientId, type PointId } from "@loyalkit/core/Domain"
import { Journal, JournalUnavailable } from "@loyalkit/core/Journal"
import * as MemoryJournal from "@loyalkit/core/journal/MemoryJournal"
import type { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import type * as Policy from "@loyalkit/core/Policy"
import type { Method } from "@loyalkit/sandbox/Call"
import type { Fault } from "@loyalkit/sandbox/Fault"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import * as SandboxTransport from "@loyalkit/sandbox/SandboxTransport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ANNA_ID, HALL, KEY, world, type Till } from "./People.ts"
import { engineOf, inPage, onPort } from "./Serving.ts"

export * from "./People.ts"

const memoryJournal = () =>
  Effect.runPromise(Effect.provide(Effect.service(Journal), MemoryJournal.layerMemory))

/** What a call has to say. What it has not is not there: a test that reads it fails. */
export interface Data {
  readonly client: object
  readonly quote: { readonly maxPoints: number; readonly earn: number }
  readonly status: string
  readonly lines: ReadonlyArray<string>
  readonly kept: boolean
}

/** What the bridge answers. */
export interface Answer {
  readonly status: number
  readonly action: string
  readonly message?: string
  readonly keepInOrder?: boolean
  readonly retry?: boolean
  readonly rollbackData?: string
  readonly fields?: ReadonlyArray<{ readonly field: string; readonly message: string }>
  readonly data: Data
}

export interface Options {
  /** Anna's, in hundredths. */
  readonly balance?: number
  /** The adapter's section of the settings. */
  readonly settings?: unknown
  readonly policy?: Partial<Policy.PolicyConfig>
  readonly seed?: string
  /** As in a page: no port, and a journal in memory. */
  readonly page?: boolean
}

export const open = async ({
  balance = 1_000_00,
  page = false,
  policy = {},
  seed = "iiko",
  settings = {},
}: Options = {}) => {
  const folder = page ? undefined : await mkdtemp(join(tmpdir(), "loyalkit-iiko-"))
  const service = ManagedRuntime.make(
    SandboxTransport.layerWith({ seed, apikey: KEY, world: world(balance) }),
  )
  const sandbox = await service.runPromise(Sandbox.Sandbox)
  let isJournalBroken = false
  const broken = Effect.suspend(() =>
    isJournalBroken ? Effect.fail(new JournalUnavailable({ detail: "the disk is gone" })) : Effect.void,
  )
  const journal =
    folder === undefined
      ? Layer.effect(
          Journal,
          Effect.map(Effect.succeed(await memoryJournal()), (memory) =>
            Journal.of({
              ...memory,
              append: (append) => Effect.andThen(broken, memory.append(append)),
              load: (key) => Effect.andThen(broken, memory.load(key)),
              recall: (name) => Effect.andThen(broken, memory.recall(name)),
            }),
          ),
        )
      : SqliteJournal.layer({ path: join(folder, "journal.sqlite") })
  const begin = async () => {
    const runtime = ManagedRuntime.make(
      engineOf(journal, policy).pipe(Layer.provide(Layer.succeed(Sandbox.Sandbox, sandbox))),
    )
    const served = await (page ? inPage : onPort)(settings, await runtime.context())
    const stop = async () => {
      await served.stop()
      await runtime.dispose()
    }
    return { runtime, send: served.send, stop }
  }
  let running = await begin()

  const raw: (path: string, init?: RequestInit) => Promise<Response> = (path, init = {}) =>
    running.send(path, init)
  /** A call of the plugin. */
  const call = async (
    path: string,
    body?: unknown,
    till: Till = "hall-1",
    language = "ru",
  ): Promise<Answer> => {
    const response = await raw(`/iiko/front/${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-loyalkit-token": `token-${till}`,
        "accept-language": language,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { ...((await response.json()) as Omit<Answer, "status">), status: response.status }
  }

  const run = <A, E>(effect: Effect.Effect<A, E, Checkout | Cases | LoyalClient | Journal>) =>
    running.runtime.runPromise(effect)
  const inSandbox = <A, E>(effect: Effect.Effect<A, E>) => Effect.runPromise(effect)
  return {
    raw,
    call,
    run,
    /** Stops the gateway and starts it again over what it had written down. */
    restart: async () => {
      await running.stop()
      running = await begin()
    },
    breakNext: (method: Method, fault: Fault, times = 1) =>
      inSandbox(sandbox.addFault({ match: { method }, times, fault })),
    /** Only as in a page: the journal can be neither read nor written from now on, or again. */
    breakJournal: (isBroken: boolean) => {
      isJournalBroken = isBroken
    },
    /** Nothing answers from now on, until {@link repair}. */
    breakAll: () => inSandbox(sandbox.addFault({ match: {}, times: 1_000_000, fault: { kind: "refuse" } })),
    repair: () => inSandbox(sandbox.removeFaults()),
    advance: (minutes: number) => inSandbox(sandbox.advance(`${minutes} minutes`)),
    sales: async () =>
      (await inSandbox(sandbox.ledger())).flatMap((entry) =>
        entry.kind === "sold"
          ? [
              {
                amount: Number(entry.amount),
                spend: Number(entry.spend),
                client: entry.client,
                point: entry.point,
              },
            ]
          : [],
      ),
    calls: () => inSandbox(sandbox.calls),
    balance: async (client: ClientId = ANNA_ID) =>
      (await inSandbox(sandbox.state)).clients.find(({ id }) => id === client)?.balance ?? Number.NaN,
    /** What is held of anybody's, in hundredths. */
    held: async () =>
      (await inSandbox(sandbox.state)).clients.flatMap(({ holds }) =>
        holds.map(({ points }): number => points),
      ),
    cases: () => run(Cases.use((cases) => cases.list())),
    state: (receipt: string, point: PointId = HALL) =>
      run(
        Checkout.use((checkout) =>
          Effect.map(checkout.get({ point, receipt: ReceiptId.make(receipt) }), ({ state }) => state),
        ),
      ),
    close: async () => {
      await running.stop()
      await service.dispose()
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Shop = Awaited<ReturnType<typeof open>>

/** A test in a shop of its own. */
export const inShop =
  (test: (shop: Shop) => Promise<void>, options: Options = {}) =>
  async (): Promise<void> => {
    const shop = await open(options)
    try {
      await test(shop)
    } finally {
      await shop.close()
    }
  }

let orders = 0
/** An order's ID that no other test has. */
export const newOrder = (): string => `00000000-0000-4000-8000-${String(++orders).padStart(12, "0")}`
