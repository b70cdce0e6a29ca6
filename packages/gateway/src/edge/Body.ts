/**
 * Reads a request's body as `/v1` promises: JSON in UTF-8 whatever its `Content-Type` says, a BOM tolerated, 1 MiB at most.
 *
 * Old platforms send a BOM, no type, or a form's. So the body is read here, once, and the handlers get a request whose text is
 * already there.
 */
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import type { HttpServerError } from "effect/http/HttpServerError"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"

/** The largest body in bytes (gateway's API, "Rules"). */
export const MAX_BODY = 1_048_576

/** Why a body cannot be taken. */
export type BodyTrouble = "too-many" | "too-large" | "not-utf-8" | "cut"

const strict = new TextDecoder("utf-8", { fatal: true })

/** {@link MAX_BODY} as effect's readers take it. */
export const maxBody = ByteSize.bytes(MAX_BODY)

const declaresTooMuch = ({ headers }: HttpServerRequest): boolean =>
  Number(headers["content-length"] ?? 0) > MAX_BODY

/**
 * The most values in a body: a receipt of as many lines as core takes has some 12,000. Each wrong one costs its share of an answer that keeps
 * every other till waiting. Our judgment.
 */
export const MAX_VALUES = 20_000

/** So small a body has not so many. */
const HARMLESS = MAX_VALUES

const COMMA = 0x2c

/** Values are set apart by commas; those inside of texts count too, and leave room enough. */
const hasTooMany = (bytes: ArrayBuffer): boolean => {
  if (bytes.byteLength <= HARMLESS) return false
  let count = 1
  for (const byte of new Uint8Array(bytes)) if (byte === COMMA) count++
  return count > MAX_VALUES
}

/** As which the body is read, where a request says something else; what says nothing is taken for it anyway. */
const JSON_TYPE = "application/json"

/** The same request, as one of JSON. One that says so is left as it is: another is read more slowly wherever it goes. */
const asJson = (request: HttpServerRequest): HttpServerRequest => {
  const type = request.headers["content-type"]
  if (type === undefined || type === JSON_TYPE || type.startsWith(`${JSON_TYPE};`)) return request
  // What it inherits stays alive: the handlers see the real request but for this, and the body that was read already.
  return Object.create(request, {
    headers: { value: Headers.set(request.headers, "content-type", JSON_TYPE) },
  })
}

const isUtf8 = (bytes: ArrayBuffer): boolean => {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}

const troubleOf = ({ reason }: HttpServerError): BodyTrouble =>
  reason._tag === "RequestParseError" && reason.reason === "BodyTooLarge" ? "too-large" : "cut"

const taken = (
  request: HttpServerRequest,
  bytes: ArrayBuffer,
): Effect.Effect<HttpServerRequest, BodyTrouble> => {
  if (bytes.byteLength > MAX_BODY) return Effect.fail("too-large")
  if (hasTooMany(bytes)) return Effect.fail("too-many")
  return isUtf8(bytes) ? Effect.succeed(asJson(request)) : Effect.fail("not-utf-8")
}

/** The request with its body read, within effect's `MaxBodySize`; one without a body as it is. */
export const readBody = (request: HttpServerRequest): Effect.Effect<HttpServerRequest, BodyTrouble> => {
  if (declaresTooMuch(request)) return Effect.fail("too-large")
  if (request.method !== "POST") return Effect.succeed(request)
  // Read once: the request keeps its bytes, and gives its text without a BOM.
  return Effect.matchEffect(request.arrayBuffer, {
    onFailure: (error) => Effect.fail(troubleOf(error)),
    onSuccess: (bytes) => taken(request, bytes),
  })
}
