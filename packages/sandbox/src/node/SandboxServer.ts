/**
 * The sandbox on a port.
 */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as HttpRouter from "effect/http/HttpRouter"
import * as Layer from "effect/Layer"
import { createServer } from "node:http"
import { AnyHost, isLoopback } from "../http/AdminGuard.ts"
import { SandboxHttp } from "../http/index.ts"
import { Pages } from "../http/Pages.ts"
import * as Sandbox from "../Sandbox.ts"
import * as NodeConnection from "./NodeConnection.ts"

/** Where it listens. */
export interface Address {
  /** 0: whichever port is free. */
  readonly port: number
  /**
   * `127.0.0.1` by default: the admin API has no key, so it is for this machine only, also by the name that a
   * caller uses for it. With an address that others reach, any name will do.
   */
  readonly host?: string
  /**
   * `false`: each connection is for one request only. So whoever calls after the server has stopped is certainly
   * refused, and never writes into a connection whose end it has not heard of yet.
   */
  readonly keepAlive?: boolean
  /** Web pages that may call, the admin API too, by their origins (`https://shop.example`); none by default. */
  readonly origins?: ReadonlyArray<string>
}

/** What is being answered when the server stops gets so many milliseconds; silent calls would wait for ever. */
const SHUTDOWN_MILLIS = 300

const serverOf = (keepAlive: boolean) => () =>
  keepAlive ? createServer() : Object.assign(createServer(), { maxRequestsPerSocket: 1 })

/** Serves a sandbox that is provided from outside; gives the `HttpServer`, whose address tells the port. */
export const serve = ({ host = "127.0.0.1", keepAlive = true, origins = [], port }: Address) =>
  HttpRouter.serve(SandboxHttp, { disableLogger: true, disableListenLog: true }).pipe(
    Layer.provide([
      NodeConnection.layer,
      Layer.succeed(AnyHost, !isLoopback(host)),
      Layer.succeed(Pages, origins),
    ]),
    Layer.provideMerge(
      NodeHttpServer.layer(serverOf(keepAlive), { host, port, gracefulShutdownTimeout: SHUTDOWN_MILLIS }),
    ),
  )

/** A sandbox of its own on a port, and the sandbox beside it to drive. */
export const layer = (address: Address, options: Sandbox.Options = {}) =>
  Layer.provideMerge(serve(address), Sandbox.layer(options))
