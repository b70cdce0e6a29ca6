/**
 * A shop for tests: the gateway's routes behind a web handler, over the engine, a journal in memory and a sandbox in place of the service.
 */
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import { Sandbox, SandboxTransport } from "@loyalkit/sandbox"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Engine from "../src/Engine.ts"
import * as GatewayHttp from "../src/GatewayHttp.ts"
import type { Settings } from "../src/Settings.ts"
import type { Body } from "./sockets/Form.ts"

export const world = Engine.sandboxWorld
export const anna = String(world.clients[0].phone)

export const defaults: Settings = {
  service: { _tag: "Sandbox" },
  host: "127.0.0.1",
  port: 0,
  tills: [],
  origins: [],
  policy: {},
  adapters: [],
  log: { level: "error", format: "text" },
}

/** An answer as a test looks at it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

export interface Shop {
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
  readonly sandbox: Sandbox.Sandbox["Service"]
  readonly run: <A, E>(effect: Effect.Effect<A, E>) => Promise<A>
  readonly close: () => Promise<void>
}

/** Opens a shop. */
export const openShop = async (
  overrides: Partial<Settings> = {},
  sandboxOptions: Sandbox.Options = {},
): Promise<Shop> => {
  const settings = { ...defaults, ...overrides }
  const point = Engine.pointOf(settings)
  let sandbox: Sandbox.Sandbox["Service"] | undefined
  const known = Layer.effectDiscard(Effect.map(Sandbox.Sandbox, (service) => void (sandbox = service)))
  const app = GatewayHttp.layer({ ...settings, ...(point === undefined ? {} : { point }) }).pipe(
    Layer.merge(known),
    Layer.provide(Engine.layer(settings)),
    Layer.provide(Layer.mergeAll(layerMemory, SandboxTransport.layerWith(sandboxOptions))),
    Layer.provide(HttpServer.layerServices),
  )
  const { dispose, handler } = HttpRouter.toWebHandler(app, {
    routerConfig: GatewayHttp.routerConfig,
    disableLogger: true,
  })
  const call: Shop["call"] = async (method, path, body, headers = {}) => {
    const response = await handler(
      new Request(`http://127.0.0.1${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
    )
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
  }
  await call("GET", "/v1/ping")
  if (sandbox === undefined) throw new Error("the shop did not open")
  return { call, sandbox, run: Effect.runPromise, close: dispose }
}
