/**
 * What an answer of Evotor's cloud means that is not 200, and how long its limits ask to wait.
 *
 * What `X-RateLimit-Reset` counts is not documented: seconds from now, or a time in seconds or milliseconds. Whatever it is, nobody waits for longer than ten minutes.
 */
import { maskText } from "@loyalkit/core/Masking"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import {
  CloudBusy,
  CloudRefused,
  CloudUnreachable,
  CloudUnreadable,
  StoreNotPaid,
  TokenRefused,
  type CloudError,
} from "./CloudError.ts"

type Headers = Readonly<Record<string, string | undefined>>

/** Between two requests where the cloud does not say; and the longest wait that is believed. Our judgment. */
const USUAL_WAIT = 60_000
const LONGEST_WAIT = 600_000
/** The longest pause within a reading; a longer one ends in 429, and the reading with it. Our judgment. */
const LONGEST_PAUSE = 60_000

/** As much of the cloud's words as fits a log line. */
const MAX_DETAIL = 200

const Errors = Schema.fromJsonString(
  Schema.Struct({
    errors: Schema.Array(
      Schema.Struct({
        code: Schema.optional(Schema.Unknown),
        reason: Schema.optional(Schema.Unknown),
        subject: Schema.optional(Schema.Unknown),
      }),
    ),
  }),
)
const decode = Schema.decodeUnknownOption(Errors)

const detailOf = (body: string): string =>
  Option.match(decode(body), {
    onNone: () => "no words",
    onSome: ({ errors }) =>
      maskText(errors.map(({ code, reason, subject }) => [code, reason, subject].join(" ")).join("; ")).slice(
        0,
        MAX_DETAIL,
      ),
  })

/** Numbers as large as that are times: of the year 2001, in seconds and in milliseconds. */
const TIME_IN_SECONDS = 1_000_000_000
const TIME_IN_MILLIS = TIME_IN_SECONDS * 1_000

const waitOf = (headers: Headers, now: number): number => {
  const told = headers["retry-after"] ?? headers["x-ratelimit-reset"] ?? ""
  if (!/^\s*\d+\s*$/.test(told)) return USUAL_WAIT
  const given = Number(told)
  if (given >= TIME_IN_MILLIS) return given - now
  return given >= TIME_IN_SECONDS ? given * 1_000 - now : given * 1_000
}

const within = (wait: number, longest: number): number => Math.max(0, Math.min(longest, wait))

/** Waits, where the answer says that it was the last one for now. */
export const pauseOf = (headers: Headers): Effect.Effect<void> =>
  Number(headers["x-ratelimit-remaining"] ?? "1") > 0
    ? Effect.void
    : Effect.flatMap(Clock.currentTimeMillis, (now) =>
        Effect.sleep(within(waitOf(headers, now), LONGEST_PAUSE)),
      )

/** What such an answer means. */
export const failureOf = (
  status: number,
  headers: Headers,
  body: string,
  store: string | undefined,
): Effect.Effect<CloudError> =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    if (status === 401 || status === 403) return new TokenRefused({ detail: detailOf(body) })
    if (status === 402 && store !== undefined) return new StoreNotPaid({ store })
    if (status === 429) return new CloudBusy({ retryAfter: within(waitOf(headers, now), LONGEST_WAIT) })
    if (status === 408 || status >= 500) return new CloudUnreachable({ detail: `HTTP ${status}` })
    if (status < 400) return new CloudUnreadable({ detail: `HTTP ${status}` })
    return new CloudRefused({ status, detail: detailOf(body) })
  })
