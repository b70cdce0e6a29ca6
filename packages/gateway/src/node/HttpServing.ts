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

/** The limits by their names in `Limits`. */
export type LimitTable = Readonly<Record<keyof typeof Limits, number>>

const mostConnections = ({ MAX_CONNECTIONS, RESERVED_DESCRIPTORS }: LimitTable): number =>
  Math.max(16, Math.min(MAX_CONNECTIONS, descriptors() - RESERVED_DESCRIPTORS))

const open = (
  limits: LimitTable,
  nextId: () => string,
  tell: (answered: UnreadableRequests.Answered) => void,
): Server => {
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
  UnreadableRequests.answerThem(server, Connections.watch(server, mostConnections(limits)), nextId, tell)
  return server
}

/**
 * Nothing here is ever upgraded, though some clients offer it with every request. Without a listener Node takes such a request as
 * any other; with one it takes the connection out of all limits.
 */
const neverUpgrade = (server: Server) => Effect.sync(() => void server.removeAllListeners("upgrade"))

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
      const server = open(limits, yield* RequestIds.make, (answered) => void run(logUnreadable(answered)))
      const listening = NodeHttpServer.layer(() => server, {
        host,
        port,
        gracefulShutdownTimeout: limits.GRACE,
      })
      // Between the grace and the end: a client that does not go by itself must not keep the gateway from stopping.
      const cutting = Layer.effectDiscard(
        Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections())),
      )
      return HttpRouter.serve(routes, { routerConfig, disableLogger: true, disableListenLog: true }).pipe(
        Layer.tap(() => neverUpgrade(server)),
        Layer.provideMerge(Layer.provideMerge(cutting, listening)),
      )
    }),
  )
