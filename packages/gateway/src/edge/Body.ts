/**
 * Reads a request's body as `/v1` promises: JSON in UTF-8 whatever its `Content-Type` says, a BOM tolerated, 1 MiB at most.
 *
 * Old platforms send a BOM, no type, or a form's. So the body is read here, once, and the handlers get a request whose text is
 * already there.
 */
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import { MaxBodySize } from "effect/http/HttpIncomingMessage"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"

/** The largest body in bytes (gateway's API, "Rules"). */
export const MAX_BODY = 1_048_576

/** Why a body cannot be taken. */
export type BodyTrouble = "too-large" | "not-utf-8" | "cut"

const withoutBom = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false })

const decode = (bytes: ArrayBuffer): Effect.Effect<string, BodyTrouble> =>
  Effect.try({ try: () => withoutBom.decode(bytes), catch: (): BodyTrouble => "not-utf-8" })

/** {@link MAX_BODY} as effect's readers take it. */
export const maxBody = ByteSize.bytes(MAX_BODY)

const declaresTooMuch = ({ headers }: HttpServerRequest): boolean =>
  Number(headers["content-length"] ?? 0) > MAX_BODY

/** The same request with its text at hand, and JSON by its type. */
const withText = (request: HttpServerRequest, text: string): HttpServerRequest =>
  // What it inherits stays alive: the handlers see the real request but for these two.
  Object.create(request, {
    text: { value: Effect.succeed(text) },
    headers: { value: Headers.set(request.headers, "content-type", "application/json") },
  })

/** The request with its body read; one without a body as it is. */
export const readBody = (request: HttpServerRequest): Effect.Effect<HttpServerRequest, BodyTrouble> => {
  if (declaresTooMuch(request)) return Effect.fail("too-large")
  if (request.method !== "POST") return Effect.succeed(request)
  return request.arrayBuffer.pipe(
    Effect.provideService(MaxBodySize, maxBody),
    Effect.mapError((error): BodyTrouble =>
      error.reason._tag === "RequestParseError" && error.reason.reason === "BodyTooLarge" ? "too-large" : "cut",
    ),
    Effect.filterOrFail(({ byteLength }) => byteLength <= MAX_BODY, (): BodyTrouble => "too-large"),
    Effect.flatMap(decode),
    Effect.map((text) => withText(request, text)),
  )
}
