/**
 * What a fault does to a connection, where there is one to do it to.
 *
 * On a port the sandbox can close, reset or cut a socket; `node/NodeConnection` does. Behind a web handler there is
 * no socket: there the reply begins and its body breaks off, which leaves a caller just as much in doubt.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Stream from "effect/Stream"
import type { Delivery, Reply } from "../Call.ts"

/** A delivery that is not a whole reply. */
export type Broken = Exclude<Delivery, { readonly _tag: "Replied" }>

/** How a connection breaks. */
export class Connection extends Context.Reference<{
  readonly break: (
    delivery: Broken,
  ) => Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpServerRequest>
}>("@loyalkit/sandbox/http/Connection", {
  defaultValue: () => ({
    break: (delivery: Broken) =>
      delivery._tag === "Silent" ? Effect.never : Effect.succeed(brokenOff(delivery)),
  }),
}) {}

/** The reader of a body meets this where a socket would have been closed. */
class BrokenOff extends Data.TaggedError("BrokenOff")<{}> {
  override get message(): string {
    return "The sandbox broke the connection off, as its fault rule says."
  }
}

/** The first half of a reply's body, as bytes: it is cut on the wire, where nobody looks at characters. */
export const firstHalf = ({ body }: Reply): Uint8Array => {
  const bytes = new TextEncoder().encode(body)
  return bytes.subarray(0, Math.floor(bytes.length / 2))
}

const brokenOff = (delivery: Broken): HttpServerResponse.HttpServerResponse => {
  const end = Stream.fail(new BrokenOff())
  if (delivery._tag !== "Cut") return HttpServerResponse.stream(end, { contentType: "application/json" })
  const { contentType, status } = delivery.reply
  return HttpServerResponse.stream(Stream.concat(Stream.succeed(firstHalf(delivery.reply)), end), {
    status,
    contentType,
  })
}
