/**
 * The gateway's routes on a port of Node's, within its limits.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as Layer from "effect/Layer"
import { createServer, type Server } from "node:http"
import * as RequestIds from "../edge/RequestIds.ts"
import { routerConfig } from "../GatewayHttp.ts"
import type { Settings } from "../Settings.ts"
import * as Connections from "./Connections.ts"
import * as Limits from "./Limits.ts"
import * as UnreadableRequests from "./UnreadableRequests.ts"

/** The soft limit on open files, where the system tells one. */
const descriptors = (): number => {
  const report: unknown = process.report.getReport()
  const limits = report as { readonly userLimits?: { readonly open_files?: { readonly soft?: unknown } } } // Node's documented report
  const soft = limits.userLimits?.open_files?.soft
  return typeof soft === "number" ? soft : Number.POSITIVE_INFINITY
}

const mostConnections = (): number =>
  Math.max(16, Math.min(Limits.MAX_CONNECTIONS, descriptors() - Limits.RESERVED_DESCRIPTORS))

const open = (nextId: () => string): Server => {
  const server = createServer({
    headersTimeout: Limits.HEADERS_TIMEOUT,
    requestTimeout: Limits.REQUEST_TIMEOUT,
    keepAliveTimeout: Limits.KEEP_ALIVE,
    connectionsCheckingInterval: Limits.CHECK_EVERY,
    maxHeaderSize: Limits.MAX_HEADERS,
    noDelay: true,
  })
  UnreadableRequests.answerThem(server, Connections.watch(server, mostConnections()), nextId)
  return server
}

/** Serves routes at the settings' address; gives the `HttpServer`, whose address tells the port. */
export const serve = <A, E, R>(
  routes: Layer.Layer<A, E, R>,
  { host, port }: Pick<Settings, "host" | "port">,
) =>
  Layer.unwrap(
    Effect.map(RequestIds.make, (nextId) => {
      const server = open(nextId)
      const listening = NodeHttpServer.layer(() => server, {
        host,
        port,
        gracefulShutdownTimeout: Limits.GRACE,
      })
      // Between the grace and the end: a client that does not go by itself must not keep the gateway from stopping.
      const cutting = Layer.effectDiscard(
        Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections())),
      )
      return HttpRouter.serve(routes, { routerConfig, disableLogger: true, disableListenLog: true }).pipe(
        Layer.provideMerge(Layer.provideMerge(cutting, listening)),
      )
    }),
  )
