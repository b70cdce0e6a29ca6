/** The bridge over the real engine, on a port or as in a page. */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { face } from "@loyalkit/adapter-iiko"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import type { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Policy from "@loyalkit/core/Policy"
import { routerConfig } from "@loyalkit/gateway/GatewayHttp"
import * as SandboxTransport from "@loyalkit/sandbox/SandboxTransport"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { createServer } from "node:http"
import { callers, KEY } from "./People.ts"

export const engineOf = (journal: Layer.Layer<Journal, unknown>, policy: Partial<Policy.PolicyConfig>) =>
  Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
    Layer.provideMerge(LoyalClient.layer({ url: SandboxTransport.BASE_URL, apiKey: Redacted.make(KEY) })),
    Layer.provide(Policy.layer(policy)),
    Layer.provideMerge(journal),
    Layer.provide(SandboxTransport.layer),
    Layer.orDie,
  )

type Engine = Layer.Success<ReturnType<typeof engineOf>>
type Send = (path: string, init: RequestInit) => Promise<Response>

/** The bridge over an engine that runs, on a port or as in a page; and how it is stopped. */
export interface Served {
  readonly send: Send
  readonly stop: () => Promise<void>
}

export const onPort = async (settings: unknown, engine: Context.Context<Engine>): Promise<Served> => {
  const routes = face.routes(Schema.decodeUnknownSync(face.settings)(settings))
  const runtime = ManagedRuntime.make(
    HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true, routerConfig }).pipe(
      Layer.provide([callers, NodeFileSystem.layer, Layer.succeedContext(engine)]),
      Layer.provideMerge(NodeHttpServer.layer(createServer, { port: 0, gracefulShutdownTimeout: 300 })),
      Layer.orDie,
    ),
  )
  const address = await runtime.runPromise(Effect.map(HttpServer, ({ address }) => address))
  const port = address._tag === "UnixPathAddress" ? 0 : address.port
  return {
    send: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    stop: () => runtime.dispose(),
  }
}

export const inPage = async (settings: unknown, engine: Context.Context<Engine>): Promise<Served> => {
  const routes = face.routes(Schema.decodeUnknownSync(face.settings)(settings))
  const { dispose, handler } = HttpRouter.toWebHandler(
    routes.pipe(Layer.provide([callers, FileSystem.layerNoop({}), Layer.succeedContext(engine)])),
    { disableLogger: true, routerConfig },
  )
  return { send: (path, init) => handler(new Request(`http://till.test${path}`, init)), stop: dispose }
}
