/**
 * Turns an HTTP reply into an answer or one of the closed failures, by docs/design.md's four classes.
 *
 * Whatever is not certainly a refusal is unknown: a redirect, a 404 from some proxy, a 200 with HTML in it.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { FieldsRejected, Malformed, RateLimited, Unauthorized, Unavailable } from "../LoyaltyError.ts"
import { maskText } from "../Masking.ts"
import type { TransportReply } from "../Transport.ts"
import { readFields, rejection, type Rejection } from "./Rejection.ts"
import { Envelope } from "./Wire.ts"

export type ReplyError = Rejection | Unauthorized | RateLimited | Unavailable | Malformed

/** The longest `Retry-After` that is believed, in milliseconds: an hour. Our judgment. */
const MAX_RETRY_AFTER = 3_600_000

/** Seconds, or an HTTP date (RFC 9110, 10.2.3). */
const retryAfterMillis = (header: string, now: number): number | undefined => {
  // oxlint-disable-next-line eslint/no-restricted-globals -- reads a text, and no clock
  const millis = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isFinite(millis) ? Math.min(Math.max(0, millis), MAX_RETRY_AFTER) : undefined
}

const parseJson = (reply: TransportReply): Result.Result<unknown, Malformed> =>
  Result.try({
    try: (): unknown => JSON.parse(reply.body),
    catch: () => new Malformed({ status: reply.status, detail: reply.body === "" ? "empty" : "not JSON" }),
  })

const isEnvelope = Schema.is(Envelope)

/** Reads a 2xx whose body must be `success: true` and what `answer` demands. */
const accepted = <A, T>(
  reply: TransportReply,
  body: unknown,
  answer: Answer<A, T>,
): Result.Result<T, Unavailable | Malformed> => {
  const malformed = (detail: string) => Result.fail(new Malformed({ status: reply.status, detail }))
  if (!isEnvelope(body)) return malformed("`success` is missing")
  if (!body.success && !answer.admitsFalse) {
    const said = readFields(body).map(({ field, message }) => `${field}: ${message}`)
    return Result.fail(
      new Unavailable({ class: "unknown", detail: maskText(["success: false", ...said].join("; ")) }),
    )
  }
  return Result.match(answer.decode(body), {
    onFailure: (error) => malformed(maskText(error.message.replace(/\s+/g, " "))),
    onSuccess: (decoded) => Result.succeed(answer.map(decoded)),
  })
}

/** How one method's success is read. */
export interface Answer<A, T> {
  readonly decode: (body: unknown) => Result.Result<A, Schema.SchemaError>
  readonly map: (decoded: A) => T
  /** Is `success: false` with a 2xx an answer of this method? For `release` it is; anywhere else nobody knows what it means. */
  readonly admitsFalse: boolean
}

/** {@link Answer} from a schema and what is made of its type. */
export const answer = <S extends Schema.ConstraintDecoder<unknown>, T>(
  schema: S,
  map: (decoded: S["Type"]) => T,
): Answer<S["Type"], T> => ({ decode: Schema.decodeUnknownResult(schema), map, admitsFalse: false })

/** The answer of `release`, which is nothing but whether it succeeded. */
export const releaseAnswer: Answer<typeof Envelope.Type, boolean> = {
  ...answer(Envelope, ({ success }) => success),
  admitsFalse: true,
}

/** Reads a refusal that must name its fields to count as one. */
const refused = (reply: TransportReply): Rejection | Malformed =>
  Result.match(parseJson(reply), {
    onFailure: (error) => error,
    onSuccess: (body) => {
      const fields = readFields(body)
      return fields.length > 0
        ? rejection(reply.status, fields)
        : new Malformed({ status: reply.status, detail: "a refusal that names no field" })
    },
  })

const failure = (reply: TransportReply, now: () => number): ReplyError => {
  switch (reply.status) {
    case 422:
      return refused(reply)
    case 400: {
      const fields = Result.match(parseJson(reply), { onFailure: () => [], onSuccess: readFields })
      return new FieldsRejected({ status: 400, fields })
    }
    case 401:
    case 403:
      return new Unauthorized({ status: reply.status })
    case 429: {
      const wait = reply.retryAfter === undefined ? undefined : retryAfterMillis(reply.retryAfter, now())
      return new RateLimited(wait === undefined ? {} : { retryAfter: wait })
    }
    default:
      return new Unavailable({ class: "unknown", detail: `HTTP ${reply.status}` })
  }
}

/** The reply of one method, as its answer or its failure. */
export const read = <A, T>(reply: TransportReply, answer: Answer<A, T>): Effect.Effect<T, ReplyError> => {
  if (reply.status >= 200 && reply.status < 300) {
    return Effect.fromResult(Result.flatMap(parseJson(reply), (body) => accepted(reply, body, answer)))
  }
  return Clock.clockWith((clock) => Effect.fail(failure(reply, () => clock.currentTimeMillisUnsafe())))
}
