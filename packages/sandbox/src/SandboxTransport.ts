/**
 * The in-process door: core's `Transport`, with the sandbox at the other end and no network between.
 *
 * It fails as a real transport would: a refused connection is *not sent*, and everything else that brings no
 * whole reply is *unknown*, with the words that undici has for it.
 */
import {
  Transport,
  TransportFailure,
  type TransportReply,
  type TransportRequest,
} from "@loyalkit/core/Transport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Delivery, Request } from "./Call.ts"
import { httpDate } from "./internal/HttpDate.ts"
import * as Sandbox from "./Sandbox.ts"

/** Any base URL works; only the path matters. This one is for those who want no other. */
export const BASE_URL = "https://sandbox.invalid"

const requestOf = ({ body, headers, url }: TransportRequest): Request => ({
  verb: "POST",
  path: new URL(url).pathname,
  apikey: Object.entries(headers).find(([name]) => name.toLowerCase() === "apikey")?.[1],
  body,
})

const lost = (detail: string) => Effect.fail(new TransportFailure({ fate: "unknown", detail }))

const carryOut = (
  delivery: Delivery,
  sandbox: Sandbox.Sandbox["Service"],
): Effect.Effect<TransportReply, TransportFailure> => {
  switch (delivery._tag) {
    case "Replied": {
      const { body, retryAfter, status } = delivery.reply
      const reply = { status, body, ...(retryAfter === undefined ? {} : { retryAfter }) }
      return Effect.map(sandbox.clock, ({ now }) => ({ ...reply, date: httpDate(now) }))
    }
    case "Cut":
      return lost("body cut short")
    case "Refused":
      return Effect.fail(new TransportFailure({ fate: "not-sent", detail: delivery.code ?? "ECONNREFUSED" }))
    case "NotHttp":
      return lost("HPE_INVALID_CONSTANT")
    case "Closed":
      return lost("UND_ERR_SOCKET")
    case "Reset":
      return lost("ECONNRESET")
    case "Silent":
      return Effect.never
    default:
      return delivery satisfies never
  }
}

const invalidUrl = () => new TransportFailure({ fate: "not-sent", detail: "invalid URL" })

/** A transport to the sandbox at hand. */
export const layer: Layer.Layer<Transport, never, Sandbox.Sandbox> = Layer.effect(
  Transport,
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.Sandbox
    return Transport.of({
      send: (request) =>
        Effect.flatMap(Effect.try({ try: () => requestOf(request), catch: invalidUrl }), (call) =>
          Effect.flatMap(sandbox.handle(call), (delivery) => carryOut(delivery, sandbox)),
        ),
    })
  }),
)

/**
 * A transport with a sandbox of its own behind it, and the sandbox beside it to drive.
 *
 * @example
 * ```ts
 * import * as SandboxTransport from "@loyalkit/sandbox/SandboxTransport"
 *
 * const service = SandboxTransport.layerWith({ seed: "7", behaviour: { saleEnds: "point" } })
 * ```
 */
export const layerWith = (options: Sandbox.Options = {}): Layer.Layer<Transport | Sandbox.Sandbox> =>
  Layer.provideMerge(layer, Sandbox.layer(options))
