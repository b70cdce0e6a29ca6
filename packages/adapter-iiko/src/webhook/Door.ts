/**
 * The webhook's route, `POST /iiko/webhook`: the token, the body, the inbox, and an answer within moments.
 *
 * A slow answer, or one that is not 200, brings bursts of repeats. So nothing is done here but to keep what came; where that fails the cloud
 * is told so, and tells again.
 */
import type { Inbox } from "@loyalkit/core/Inbox"
import { showsSecret } from "@loyalkit/core/Secret"
import { bodyOf, keep } from "@loyalkit/core/WebhookDoor"
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import { readPush } from "./Events.ts"
import { entryOf, type NewsSettings } from "./OrderNews.ts"
import { LONGEST_TOKEN } from "./Settings.ts"

/** The path, behind whatever leads here. */
export const PATH = "/iiko/webhook"

/** The largest body: a hundred orders of a restaurant's size. Our judgment. */
const MAX_BODY = ByteSize.bytes(4 * 1_048_576)

const answer = (status: number, message: string) =>
  HttpServerResponse.jsonUnsafe(status === 200 ? { ok: true } : { ok: false, message }, { status })

const unknown = HttpServerResponse.setHeader(
  answer(401, "Expected the webhook's token as Authorization"),
  "www-authenticate",
  "Bearer",
)
const wrongVerb = HttpServerResponse.setHeader(answer(405, "Expected POST"), "allow", "POST")
const tooLarge = answer(413, "Expected at most 4 MiB")
const unreadable = answer(400, "Expected a JSON list of events")
const full = answer(503, "Not now; tell it again")
const taken = answer(200, "")

/** Adds the route. */
export const open = Effect.fnUntraced(function* (
  settings: NewsSettings,
  token: Redacted.Redacted,
  inbox: Inbox,
) {
  const router = yield* HttpRouter.HttpRouter

  const take = Effect.fnUntraced(function* (body: string) {
    const push = readPush(body, settings)
    if (Option.isNone(push)) {
      yield* Effect.logWarning("A push of iikoCloud cannot be read: no JSON, or too many events.")
      return unreadable
    }
    const { broken, news } = push.value
    if (broken.length > 0)
      yield* Effect.annotateLogs(
        Effect.logWarning("Events of iikoCloud cannot be read; the others are taken."),
        {
          count: broken.length,
          first: broken[0],
        },
      )
    const entries = news.map(({ eventType, news }) => entryOf(eventType, news))
    return (yield* keep(inbox, "iikoCloud", entries)) ? taken : full
  })

  const handle = Effect.gen(function* () {
    const request = yield* HttpServerRequest
    if (!showsSecret(request.headers["authorization"], token, LONGEST_TOKEN)) return unknown
    if (request.method !== "POST") return wrongVerb
    const body = yield* bodyOf(request, MAX_BODY)
    if (Option.isSome(body)) return yield* take(body.value)
    yield* Effect.logWarning("A push of iikoCloud cannot be read: it broke off, or has more than 4 MiB.")
    return tooLarge
  })

  yield* router.addAll([HttpRouter.route("*", PATH, handle, { uninterruptible: true })])
})
