/**
 * How the admin API reads its requests and writes its answers: by schema, and strictly, so that a mistyped field
 * is reported and not ignored.
 */
import * as ByteSize from "effect/ByteSize"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { MaxBodySize } from "effect/http/HttpIncomingMessage"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Schema from "effect/Schema"
import * as Strict from "../internal/Strict.ts"

/** The largest body of the admin API, in bytes: a world of some 100,000 clients. Our judgment. */
export const MAX_ADMIN_BODY = 32 * 1_048_576

/** The admin API says no: with which status, why, and what is wrong with which field. */
export class Refusal extends Data.TaggedError("Refusal")<{
  readonly status: 400 | 403 | 404 | 405 | 413 | 503
  readonly error: string
  /** The header `Allow` of a 405. */
  readonly allow?: string
  readonly fields?: Strict.Wrong
}> {}

/** The 400 that says what is wrong with which field. */
export const refusalOf = (fields: Strict.Wrong): Refusal =>
  new Refusal({ status: 400, error: Strict.inWords(fields), fields })

const tooLarge = () =>
  new Refusal({ status: 413, error: `The body is larger than ${MAX_ADMIN_BODY} bytes, or was cut short.` })
const notJson = () => new Refusal({ status: 400, error: "The body is not JSON." })

/** The request's body. An empty one counts as `{}`. */
export const read = <A>(schema: Schema.ConstraintDecoder<A>) => {
  const decode = Strict.decoder(schema)
  return Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const text = yield* request.text.pipe(
      Effect.provideService(MaxBodySize, ByteSize.bytes(MAX_ADMIN_BODY)),
      Effect.mapError(tooLarge),
    )
    const body = yield* Effect.try({
      try: (): unknown => (text.trim() === "" ? {} : JSON.parse(text)),
      catch: notJson,
    })
    return yield* Effect.mapError(Effect.fromResult(decode(body)), refusalOf)
  })
}

/** The request's query. */
export const query = <A>(schema: Schema.ConstraintDecoder<A>) => {
  const decode = Strict.decoder(schema)
  return Effect.flatMap(HttpServerRequest.ParsedSearchParams, (params) =>
    Effect.mapError(Effect.fromResult(decode(params)), refusalOf),
  )
}

/** An answer in the shape of its schema. What does not fit it is a defect of ours. */
export const answer = <A, I>(schema: Schema.ConstraintCodec<A, I>, status = 200) => {
  const encode = Schema.encodeEffect(schema)
  return (value: A): Effect.Effect<HttpServerResponse.HttpServerResponse> =>
    Effect.map(Effect.orDie(encode(value)), (body) => HttpServerResponse.jsonUnsafe(body, { status }))
}

/** Turns a refusal into its answer. */
export const answered = <R>(
  handler: Effect.Effect<HttpServerResponse.HttpServerResponse, Refusal, R>,
): Effect.Effect<HttpServerResponse.HttpServerResponse, never, R> =>
  Effect.catch(handler, ({ allow, error, fields, status }) =>
    Effect.succeed(
      HttpServerResponse.jsonUnsafe(
        { error, ...(fields === undefined ? {} : { fields }) },
        { status, ...(allow === undefined ? {} : { headers: { allow } }) },
      ),
    ),
  )
