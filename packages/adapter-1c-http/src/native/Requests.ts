/**
 * Reads a request as 1C makes it: the method from the end of the path, the query however it was glued, a body on any verb and of any type.
 */
import * as Base64 from "effect/encoding/Base64"
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import type { Headers } from "effect/http/Headers"
import { MaxBodySize } from "effect/http/HttpIncomingMessage"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as Result from "effect/Result"

/** The largest body: the most lines that a receipt may have, at some 1,500 bytes each. */
const MAX_BODY = ByteSize.bytes(4 * 1_048_576)

const SERVICE = "/hs/loyaltyservice"

/** The method that a URL calls, in lower case; nothing where it is no URL of the service. With or without a slash around it. */
export const methodOf = (url: string): string | undefined => {
  const path = (url.split(/[?#]/, 1)[0] ?? "").toLowerCase()
  const at = path.lastIndexOf(SERVICE)
  if (at < 0) return undefined
  const method = path.slice(at + SERVICE.length).replace(/^\/+|\/+$/g, "")
  return method.includes("/") ? undefined : method
}

/** The query's parameters; a missing one is empty. A `%` that encodes nothing stands for itself. */
export const paramsOf = (url: string): ((name: string) => string) => {
  const query = url.slice(url.indexOf("?") + 1)
  const params = new URLSearchParams(url.includes("?") ? query : "")
  return (name) => params.get(name) ?? ""
}

const utf8 = new TextDecoder("utf-8")

/** The body's text without a byte order mark; nothing where it is larger than anything here. */
export const bodyOf = (request: HttpServerRequest): Effect.Effect<string | undefined> =>
  request.arrayBuffer.pipe(
    Effect.provideService(MaxBodySize, MAX_BODY),
    Effect.map((bytes): string | undefined => utf8.decode(bytes)),
    Effect.orElseSucceed(() => undefined),
  )

/** The login of a `Basic` header: two workplaces with one token are two tills by it. */
export const loginOf = (headers: Headers): string => {
  const encoded = /^basic +(\S+)$/i.exec((headers["authorization"] ?? "").trim())?.[1]
  const pair = encoded === undefined ? undefined : Result.getOrUndefined(Base64.decodeString(encoded))
  return pair === undefined ? "" : pair.slice(0, Math.max(0, pair.indexOf(":")))
}
