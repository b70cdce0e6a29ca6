/**
 * The gateway's routes on a port of Node's, within its limits.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as Effect from "effect/Effect"
import * as HttpMiddleware from "effect/http/HttpMiddleware"
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

/** The limits by their names in `Limits`. */
export type LimitTable = Readonly<Record<keyof typeof Limits, number>>

const mostConnections = ({ MAX_CONNECTIONS, RESERVED_DESCRIPTORS }: LimitTable): number =>
  Math.max(16, Math.min(MAX_CONNECTIONS, descriptors() - RESERVED_DESCRIPTORS))

const open = (
  limits: LimitTable,
  nextId: () => string,
  tell: (answered: UnreadableRequests.Answered) => void,
): { readonly server: Server; readonly connections: Connections.Connections } => {
  const server = createServer({
    headersTimeout: limits.HEADERS_TIMEOUT,
    requestTimeout: limits.REQUEST_TIMEOUT,
    keepAliveTimeout: limits.KEEP_ALIVE,
    connectionsCheckingInterval: limits.CHECK_EVERY,
    maxHeaderSize: limits.MAX_HEADERS,
    // Node's own answer to a request without one has no body; the edge's has.
    requireHostHeader: false,
    noDelay: true,
  })
  // Neither has what Node does with an expectation that it does not know. Nobody needs it to be met (RFC 9110, 10.1.1).
  server.on("checkExpectation", (request, response) => server.emit("request", request, response))
  const connections = Connections.watch(server, mostConnections(limits))
  UnreadableRequests.answerThem(server, connections, nextId, tell)
  return { server, connections }
}

/**
 * Nothing here is ever upgraded, though some clients offer it with every request. Without a listener Node takes such a request as
 * any other; with one it takes the connection out of all limits.
 */
const neverUpgrade = (server: Server) => Effect.sync(() => void server.removeAllListeners("upgrade"))

/**
 * Before the server waits for its connections to end: those that wait for nothing go at once, and after the grace the others are cut. One
 * whose body never ends would otherwise keep its request, and so the gateway, for ever.
 */
const ending = (server: Server, connections: Connections.Connections, { GRACE }: LimitTable) =>
  Effect.sync(() => {
    connections.closeIdle()
    setTimeout(() => server.closeAllConnections(), GRACE).unref()
  })

const logUnreadable = ({ requestId, ...about }: UnreadableRequests.Answered) =>
  Effect.annotateLogs(Effect.logInfo("unreadable"), { requestId, ...about })

/** Serves routes at the settings' address; gives the `HttpServer`, whose address tells the port. */
export const serve = <A, E, R>(
  routes: Layer.Layer<A, E, R>,
  { host, port }: Pick<Settings, "host" | "port">,
  overrides: Partial<LimitTable> = {},
) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const limits: LimitTable = { ...Limits, ...overrides }
      const run = Effect.runForkWith(yield* Effect.context())
      const { connections, server } = open(
        limits,
        yield* RequestIds.make,
        (answered) => void run(logUnreadable(answered)),
      )
      const listening = NodeHttpServer.layer(() => server, {
        host,
        port,
        gracefulShutdownTimeout: limits.GRACE + limits.AFTER_GRACE,
      })
      return HttpRouter.serve(routes, { routerConfig, disableLogger: true, disableListenLog: true }).pipe(
        // The edge has a span of its own.
        Layer.provide(Layer.succeed(HttpMiddleware.TracerDisabledWhen, () => true)),
        Layer.tap(() => neverUpgrade(server)),
        Layer.tap(() => Effect.addFinalizer(() => ending(server, connections, limits))),
        Layer.provideMerge(listening),
      )
    }),
  )
