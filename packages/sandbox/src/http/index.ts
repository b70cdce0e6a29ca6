/**
 * The HTTP door: the service and its admin API as layers of effect's `HttpRouter`.
 *
 * Node serves them on a port (`@loyalkit/sandbox/node`); a test or a page through a web handler:
 *
 * @example
 * ```ts
 * import { SandboxHttp } from "@loyalkit/sandbox/http"
 * import { Sandbox } from "@loyalkit/sandbox"
 * import * as Layer from "effect/Layer"
 * import * as HttpRouter from "effect/http/HttpRouter"
 *
 * const { handler } = HttpRouter.toWebHandler(SandboxHttp.pipe(Layer.provideMerge(Sandbox.layer())))
 * const response = await handler(new Request("http://sandbox.invalid/sandbox/clock"))
 * response.status // => 200
 * ```
 */
import * as Layer from "effect/Layer"
import * as AdminApi from "./AdminApi.ts"
import * as ServiceDoor from "./ServiceDoor.ts"

/** All routes: the service's own, and the admin API under `/sandbox`. They need a `Sandbox` and a router. */
export const SandboxHttp = Layer.mergeAll(AdminApi.layer, ServiceDoor.layer)
