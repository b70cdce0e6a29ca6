/**
 * loyalkit's bridge for a plugin of iikoFront in the page: the adapter's own face, over the shop's engine and journal.
 *
 * What an integrator's gateway serves on a port is here behind a web handler; only who calls is known to the page.
 */
import { face } from "@loyalkit/adapter-iiko"
import type { PointId } from "@loyalkit/core/Domain"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import type { Bridge } from "../../../bridge/Bridge.ts"
import type { Shop } from "../../../engine/Shop.ts"
import { serve } from "../../../shop/Serving.ts"

export interface Gateway {
  readonly answer: (request: Request) => Effect.Effect<Response>
}

export interface GatewayOptions {
  /** What the plugin sends as `X-Loyalkit-Token`. */
  readonly token: string
  /** The point of whoever has the token. */
  readonly point: () => PointId
}

/** Nothing at all is a whole configuration. */
const settings = Schema.decodeUnknownEffect(face.settings)({})

export const createGateway = (bridge: Bridge<Shop>, { point, token }: GatewayOptions): Gateway => {
  const mounted = bridge.run(
    Effect.flatMap(Effect.orDie(settings), (settings) =>
      serve(face.routes(settings), (headers) =>
        headers["x-loyalkit-token"] === token ? { name: "iiko", role: "till", point: point() } : undefined,
      ),
    ),
  )
  return {
    answer: (request) =>
      Effect.promise(() =>
        mounted.then((exit) =>
          Exit.isSuccess(exit) ? exit.value.handler(request) : new Response(null, { status: 500 }),
        ),
      ),
  }
}
