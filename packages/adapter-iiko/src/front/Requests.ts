/**
 * Reads a request of the plugin: JSON in UTF-8 whatever its `Content-Type` says, a byte order mark tolerated, `null` taken for left out.
 */
import { wrongFieldsOf, type WrongField } from "@loyalkit/core/WrongFields"
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import { MaxBodySize } from "effect/http/HttpIncomingMessage"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/** The largest body in bytes: an order is some hundred, with `customData` and `rollbackData` some thousand. Our judgment. */
export const MAX_BODY = 65_536

export type Trouble =
  | { readonly _tag: "TooLarge" }
  | { readonly _tag: "Wrong"; readonly fields: ReadonlyArray<WrongField> }

const strict = new TextDecoder("utf-8", { fatal: true })

const wrong = (message: string): Trouble => ({ _tag: "Wrong", fields: [{ field: "body", message }] })

/** A body of nothing is an empty object: some calls have nothing to say. */
const parsed = (text: string): unknown =>
  text.trim() === "" ? {} : JSON.parse(text, (_, value: unknown) => (value === null ? undefined : value))

const jsonOf = (bytes: ArrayBuffer): Result.Result<unknown, Trouble> =>
  Result.try({
    try: () => parsed(strict.decode(bytes)),
    catch: () => wrong("Expected JSON in UTF-8"),
  })

/** The body as JSON. */
export const bodyOf = (request: HttpServerRequest): Effect.Effect<unknown, Trouble> => {
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY) return Effect.fail({ _tag: "TooLarge" })
  return request.arrayBuffer.pipe(
    Effect.provideService(MaxBodySize, ByteSize.bytes(MAX_BODY)),
    Effect.mapError(({ reason }): Trouble =>
      reason._tag === "RequestParseError" && reason.reason === "BodyTooLarge"
        ? { _tag: "TooLarge" }
        : wrong("Expected a whole body"),
    ),
    Effect.flatMap((bytes) =>
      bytes.byteLength > MAX_BODY
        ? Effect.fail({ _tag: "TooLarge" } as const)
        : Effect.fromResult(jsonOf(bytes)),
    ),
  )
}

/** What a part of a request says, by its schema. */
export const reader = <A, E>(schema: Schema.Codec<A, E>) => {
  const decode = Schema.decodeUnknownResult(schema, { errors: "all" })
  return (given: unknown): Effect.Effect<A, Trouble> =>
    Effect.fromResult(
      Result.mapError(decode(given), ({ issue }): Trouble => ({
        _tag: "Wrong",
        fields: wrongFieldsOf(issue),
      })),
    )
}
