/**
 * A shop for tests over real sockets: a gateway on a port, over undici and a journal in a file, and the sandbox on another port as
 * its service. All of it in the test's process; `Process` has a gateway in one of its own.
 */
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import type { PolicyConfig } from "@loyalkit/core/Policy"
import { SandboxServer } from "@loyalkit/sandbox/node"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import { DEFAULT_SEED, type Options, Sandbox } from "@loyalkit/sandbox/Sandbox"
import type { Fault } from "@loyalkit/sandbox/Fault"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import * as Effect from "effect/Effect"
import { formatAddress, HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Engine from "../../src/Engine.ts"
import * as GatewayHttp from "../../src/GatewayHttp.ts"
import { type LimitTable, serve } from "../../src/node/HttpServing.ts"
import * as JournalPlace from "../../src/node/JournalPlace.ts"
import type { Settings, Till } from "../../src/Settings.ts"
import { caller, type Caller, type Headers } from "./Caller.ts"

export const world = sampleWorld(DEFAULT_SEED)
export const [anna, boris, vera, grigory, darya] = world.clients
export const [cafe, bakery] = world.points

/** What finds a client. */
export const phoneOf = ({ phone }: { readonly phone: number }): string => String(phone)

/** Patience for tests: doubts end in a second, faults strike as often as a test likes. */
export const impatient: Partial<PolicyConfig> = {
  doubtWindow: 500,
  probing: 500,
  settleBase: 50,
  settleCap: 200,
  retryBase: 10,
  breakerFailures: 1_000,
}

/** A till with a token made of its name. */
export const till = (name: string, role: Till["role"] = "till", point = cafe.id): Till => ({
  name,
  role,
  point,
  token: Redacted.make(tokenOf(name)),
})
export const tokenOf = (name: string): string => `token-of-${name}-0000`

/** A folder for a journal. */
export const makeFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "loyalkit-gateway-"))
export const removeFolder = (path: string): Promise<void> => rm(path, { recursive: true, force: true })

/** The service of a town, on a port. */
export interface Service {
  readonly url: string
  readonly sandbox: Sandbox["Service"]
  readonly close: () => Promise<void>
}

export const openService = async (options: Options = {}): Promise<Service> => {
  const runtime = ManagedRuntime.make(SandboxServer.layer({ port: 0 }, options))
  const [sandbox, { address }] = await runtime.runPromise(Effect.all([Sandbox, HttpServer]))
  return { url: formatAddress(address), sandbox, close: () => runtime.dispose() }
}

type Call = "client" | "recalc" | "hold" | "release" | "retail"

export interface Shop extends Caller {
  readonly url: string
  readonly sandbox: Sandbox["Service"]
  /** Another caller, with these headers on every call. */
  readonly caller: (headers?: Headers) => Caller
  /** Strikes the service's next calls of that name, so often; always where no number is given. */
  readonly strike: (method: Call, fault: Fault, times?: number) => Promise<void>
  /** Mends the service. */
  readonly mend: () => Promise<void>
  /** How many sales the service has made of each amount, in rubles. */
  readonly sales: () => Promise<ReadonlyArray<{ readonly amount: number; readonly spend: number }>>
  readonly close: () => Promise<void>
}

export interface ShopOptions {
  readonly settings?: Partial<Settings>
  readonly limits?: Partial<LimitTable>
  readonly sandbox?: Options
  /** In place of the one in a file. */
  readonly journal?: (real: Layer.Layer<Journal, JournalError>) => Layer.Layer<Journal, JournalError>
}

const quiet = Layer.merge(Logger.layer([]), Layer.succeed(References.TracerEnabled, false))

/** Opens a shop. */
export const openShop = async (options: ShopOptions = {}): Promise<Shop> => {
  const service = await openService(options.sandbox)
  const data = await makeFolder()
  const settings: Settings = {
    service: { _tag: "LoyalClient", url: service.url, apiKey: Redacted.make(DEFAULT_KEY) },
    point: cafe.id,
    host: "127.0.0.1",
    port: 0,
    data,
    tills: [],
    origins: [],
    adapters: [],
    log: { level: "info", format: "text" },
    ...options.settings,
    policy: { ...impatient, ...options.settings?.policy },
  }
  const { journal = (real) => real } = options
  const routes = GatewayHttp.layer(settings).pipe(
    Layer.provide(Engine.layer(settings)),
    Layer.provide([journal(JournalPlace.layer(settings)), UndiciTransport.layer()]),
  )
  const runtime = ManagedRuntime.make(serve(routes, settings, options.limits).pipe(Layer.provide(quiet)))
  const url = formatAddress((await runtime.runPromise(HttpServer)).address)
  const callers: Array<Caller> = []
  const newCaller = (headers: Headers = {}): Caller => {
    const made = caller(url, headers)
    callers.push(made)
    return made
  }
  const run = Effect.runPromise
  return {
    ...newCaller(),
    url,
    sandbox: service.sandbox,
    caller: newCaller,
    strike: async (method, fault, times) => {
      const often = times === undefined ? {} : { times }
      await run(service.sandbox.addFault({ match: { method }, fault, ...often }))
    },
    mend: async () => void (await run(service.sandbox.removeFaults())),
    sales: async () =>
      (await run(service.sandbox.ledger())).flatMap((entry) =>
        entry.kind === "sold" ? [{ amount: entry.amount / 100, spend: entry.spend / 100 }] : [],
      ),
    close: async () => {
      for (const one of callers) one.hangUp()
      await runtime.dispose()
      await service.close()
      await removeFolder(data)
    },
  }
}
