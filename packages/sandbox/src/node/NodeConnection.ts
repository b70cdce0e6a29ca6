/**
 * Faults done to a real socket: closed, reset, or cut in the middle of a reply.
 *
 * A listening port cannot refuse a single request: the connection stands before its first byte is read. So a
 * `refuse` resets it, and a caller rightly takes that for an unknown fate. To be refused, stop the sandbox.
 */
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as Layer from "effect/Layer"
import { ServerResponse } from "node:http"
import { type Broken, Connection, firstHalf } from "../http/Connection.ts"

const carryOut = (delivery: Broken, response: ServerResponse): void => {
  const { socket } = response
  switch (delivery._tag) {
    case "Silent":
      return
    case "Closed":
      socket?.destroy()
      return
    case "Refused":
    case "Reset":
      socket?.resetAndDestroy()
      return
    case "NotHttp":
      socket?.end("220 mail.example.com ESMTP\r\n")
      return
    case "Cut": {
      const { body, contentType, status } = delivery.reply
      response.writeHead(status, {
        "content-type": contentType,
        "content-length": Buffer.byteLength(body),
      })
      response.write(firstHalf(delivery.reply), () => socket?.destroy())
      return
    }
    default:
      return delivery satisfies never
  }
}

/** Breaks the sockets of a Node HTTP/1.1 server. */
export const layer = Layer.succeed(Connection, {
  break: (delivery) =>
    Effect.flatMap(HttpServerRequest, (request) => {
      const response = NodeHttpServerRequest.toServerResponse(request)
      // The sandbox's server speaks HTTP/1.1 only, so the other kind of response cannot come.
      if (!(response instanceof ServerResponse)) return Effect.never
      carryOut(delivery, response)
      // The server interrupts this when the connection is gone, or when it stops itself: then nobody is answered.
      return Effect.onInterrupt(Effect.never, () => Effect.sync(() => response.socket?.destroy()))
    }),
})
