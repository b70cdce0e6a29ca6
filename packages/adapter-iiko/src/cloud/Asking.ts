/**
 * One question to iikoCloud: within the limits, with a token, and again where asking twice harms nobody.
 *
 * What reads is asked again after no answer, 408, 429 and 5xx, inside a budget. What changes is asked again only where it certainly was not done: 429, and a token
 * that was too old. What the cloud calls wrong is never asked again.
 */
import { Transport, type TransportReply } from "@loyalkit/core/Transport"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import type * as Schema from "effect/Schema"
import * as SchemaParser from "effect/SchemaParser"
import { jsonOf, shown } from "./Answer.ts"
import { CloudUnreachable, CloudUnreadable, KeyRefused, type CloudError } from "./CloudError.ts"
import { limiter, type Group } from "./Limits.ts"
import type { CloudSettings, Credentials } from "./Settings.ts"
import * as Tokens from "./Tokens.ts"
import { Token } from "./Wire.ts"

/** All tries of a question together, in milliseconds; our judgment: nobody at a till waits for it. */
const BUDGET = 90_000
/** The wait before the second try, then twice as long each time, and the longest. Our judgment. */
const RETRY_BASE = "1 second"
const RETRY_CAP = "20 seconds"
const MAX_TRIES = 6

/** A question, and how its answer is read. */
export interface Question<A> {
  readonly path: string
  readonly body: unknown
  readonly group: Group
  readonly answer: Schema.ConstraintDecoder<A>
  readonly kind: "reads" | "changes"
}

export type Ask = <A>(question: Question<A>) => Effect.Effect<A, CloudError>

const isWorthIt = (kind: Question<unknown>["kind"], { _tag }: CloudError): boolean =>
  _tag === "CloudBusy" || (kind === "reads" && _tag === "CloudUnreachable")

const waitFor = (error: CloudError, backoff: Duration.Duration): number =>
  Math.max(Math.round(Duration.toMillis(backoff)), error._tag === "CloudBusy" ? (error.retryAfter ?? 0) : 0)

/** A wait that would outlast the budget is not begun. */
const again = (kind: Question<unknown>["kind"], start: bigint, clock: Clock.Clock) => {
  const spent = () => Number(clock.monotonicTimeNanosUnsafe() - start) / 1e6
  return Schedule.min([Schedule.exponential(RETRY_BASE), Schedule.spaced(RETRY_CAP)]).pipe(
    Schedule.jittered,
    Schedule.upTo({ times: MAX_TRIES - 1 }),
    Schedule.setInputType<CloudError>(),
    Schedule.modifyDelay(({ duration, input }) => Effect.succeed(waitFor(input, duration))),
    Schedule.while(
      ({ duration, input }) => isWorthIt(kind, input) && spent() + Duration.toMillis(duration) < BUDGET,
    ),
  )
}

const read = <A>(answer: Schema.ConstraintDecoder<A>, reply: TransportReply): Result.Result<A, CloudError> =>
  Result.flatMap(jsonOf(reply), (json) =>
    Result.mapError(
      SchemaParser.decodeUnknownResult(answer)(json),
      (issue) => new CloudUnreadable({ detail: shown(String(issue)) }),
    ),
  )

/** Asks as these credentials, over the transport of the context. */
export const make = Effect.fnUntraced(function* (
  settings: Pick<CloudSettings, "url" | "requestSeconds" | "limits">,
  credentials: Credentials,
): Effect.fn.Return<Ask, never, Transport> {
  const { send } = yield* Transport
  const limited = yield* limiter(settings.limits)
  // The cloud gives up after so many seconds by itself; its answer that says so has a moment more.
  const patience = (settings.requestSeconds + 2) * 1_000

  const post = <A>(path: string, body: unknown, answer: Schema.ConstraintDecoder<A>, token?: string) =>
    send({
      url: `${settings.url}${path}`,
      headers: {
        "content-type": "application/json",
        timeout: String(settings.requestSeconds),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      connection: "any",
    }).pipe(
      Effect.mapError(({ detail }): CloudError => new CloudUnreachable({ detail })),
      Effect.timeoutOrElse({
        duration: patience,
        orElse: () => Effect.fail(new CloudUnreachable({ detail: `no answer in ${patience / 1_000} s` })),
      }),
      Effect.flatMap((reply) => Effect.fromResult(read(answer, reply))),
    )

  const login = Tokens.loginOf(credentials)
  const tokens = Tokens.make(
    post(login.path, login.body, Token).pipe(
      Effect.map(({ token }) => token),
      // There is nothing in this request but the key.
      Effect.catchTag("CloudRefused", ({ detail }) => Effect.fail(new KeyRefused({ detail }))),
    ),
  )

  const once = Effect.fnUntraced(function* <A>({
    answer,
    body,
    group,
    path,
  }: Question<A>): Effect.fn.Return<A, CloudError> {
    const token = yield* tokens.current
    yield* limited(group)
    return yield* post(path, body, answer, token).pipe(
      Effect.catchTag("KeyRefused", () =>
        Effect.flatMap(tokens.instead(token), (fresh) => post(path, body, answer, fresh)),
      ),
      Effect.catchTag("KeyBlocked", () => tokens.block),
    )
  })

  return (question) =>
    Clock.clockWith((clock) =>
      Effect.retry(once(question), again(question.kind, clock.monotonicTimeNanosUnsafe(), clock)),
    ).pipe(Effect.withSpan("IikoCloud.ask", { attributes: { path: question.path } }))
})
