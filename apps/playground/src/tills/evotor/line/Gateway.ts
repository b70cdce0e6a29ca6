/**
 * loyalkit's gateway in the page: its own `/v1`, over the shop's engine and journal. What an integrator runs on a port is here behind a web handler.
 */
import type { PointId } from "@loyalkit/core/Domain"
import * as GatewayHttp from "@loyalkit/gateway/GatewayHttp"
import { Reach } from "@loyalkit/gateway/Reach"
import * as Exit from "effect/Exit"
import * as HttpServer from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { Bridge } from "../../../bridge/Bridge.ts"
import type { Shop } from "../../../engine/Shop.ts"
import { serve } from "../../../shop/Serving.ts"

export type Gateway = (request: Request) => Promise<Response>

export interface Access {
  /** What the terminal sends as `X-Loyalkit-Token`. */
  readonly token: string
  /** The point of whoever has the token. */
  readonly point: PointId
}

export const createGateway = (bridge: Bridge<Shop>, { point, token }: Access): Gateway => {
  const routes = GatewayHttp.layer({
    tills: [{ name: "evotor", role: "till", token: Redacted.make(token), point }],
    origins: [],
  }).pipe(Layer.provide([Reach.layer, HttpServer.layerServices]))
  // Who calls is known to the gateway itself.
  const mounted = bridge.run(serve(routes, () => undefined))
  return (request) =>
    mounted.then((exit) =>
      Exit.isSuccess(exit) ? exit.value.handler(request) : new Response(null, { status: 500 }),
    )
}
