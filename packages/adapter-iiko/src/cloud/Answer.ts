/**
 * What stands in an answer of iikoCloud: JSON, or an error by its status and its words.
 *
 * The status does not say everything: a blocked key was seen with 401 and with 400, so the words are looked at first. What is refused as
 * wrong is never asked again: iiko blocks keys for that.
 */
import { maskText } from "@loyalkit/core/Masking"
import type { TransportReply } from "@loyalkit/core/Transport"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import {
  CloudBusy,
  CloudRefused,
  CloudUnreachable,
  CloudUnreadable,
  KeyBlocked,
  KeyNeedsV2,
  KeyRefused,
  type CloudError,
} from "./CloudError.ts"
import { maybe } from "./Wire.ts"

/** As much of the cloud's words as fits a log line. */
const MAX_DETAIL = 200

/** The longest `Retry-After` that is believed, in milliseconds: an hour. Our judgment. */
const MAX_RETRY_AFTER = 3_600_000

const ErrorBody = Schema.Struct({ errorDescription: maybe(Schema.String), error: maybe(Schema.String) })
const decodeError = Schema.decodeUnknownOption(ErrorBody)

/** Words of an error, fit for a log. */
export const shown = (text: string): string =>
  maskText(text.replaceAll(/\s+/g, " ").trim()).slice(0, MAX_DETAIL)

const parse = (body: string): Option.Option<unknown> =>
  Option.liftThrowable((text: string): unknown => JSON.parse(text))(body)

/** Of an answer's `Retry-After`: seconds, as seen. A date, which nobody has seen here, is left to the backoff. */
const retryAfterOf = ({ retryAfter = "" }: TransportReply): number | undefined =>
  /^\s*\d+\s*$/.test(retryAfter) ? Math.min(Number(retryAfter) * 1_000, MAX_RETRY_AFTER) : undefined

const keyErrorOf = (description: string) => {
  if (description.includes("/api/v2/access_token")) return new KeyNeedsV2()
  return /has been blocked/i.test(description) ? new KeyBlocked() : undefined
}

const failureOf = (reply: TransportReply): CloudError => {
  const { status } = reply
  const json = parse(reply.body)
  const body = Option.getOrUndefined(Option.flatMap(json, (value) => decodeError(value)))
  const description = body?.errorDescription ?? ""
  const key = keyErrorOf(description)
  if (key !== undefined) return key
  const code = body?.error ?? undefined
  const detail = shown(description) === "" ? (code ?? "no words") : shown(description)
  if (status === 401 || status === 403) return new KeyRefused({ detail })
  if (status === 429) {
    const retryAfter = retryAfterOf(reply)
    return new CloudBusy(retryAfter === undefined ? {} : { retryAfter })
  }
  if (status === 408 || status >= 500) return new CloudUnreachable({ status, detail: `HTTP ${status}` })
  if (status < 400) return new CloudUnreadable({ detail: `HTTP ${status}` })
  return new CloudRefused({ status, detail, ...(code === undefined ? {} : { code }) })
}

/** The JSON of an answer. */
export const jsonOf = (reply: TransportReply): Result.Result<unknown, CloudError> => {
  if (reply.status !== 200) return Result.fail(failureOf(reply))
  return Option.match(parse(reply.body), {
    onNone: () => Result.fail(new CloudUnreadable({ detail: "no JSON" })),
    onSome: (json) => Result.succeed(json),
  })
}
