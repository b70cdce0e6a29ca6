/**
 * The doors for Evotor's cloud, `/evotor/…`: the token, the body, the inbox, and an answer within moments.
 *
 * Evotor waits ten seconds for a 200 and tells again without one. So nothing is done here but to keep what came. A stranger's body is not read, and nothing that
 * names a person is kept.
 */
import type { JournalError } from "@loyalkit/core/Journal"
import { bodyOf } from "@loyalkit/core/WebhookDoor"
import * as ByteSize from "effect/ByteSize"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { ExtrasSettings } from "../documents/OurExtra.ts"
import { MAX_DOCUMENTS, readAll, type Form } from "../documents/Reading.ts"
import type { Keeping } from "../Keeping.ts"
import { entryOfEvent } from "../Told.ts"
import * as Answers from "./Answers.ts"
import type { CloudTokens } from "./CloudTokens.ts"
import { doorOf, isShown, keysOf, type Door } from "./Doors.ts"
import { eventIn, formOf, handedIn, jsonOf, userIn } from "./Requests.ts"

/** The beginning of every address; what stands behind it is Evotor's. */
export const PREFIX = "/evotor"

/** The largest body: what Evotor's own cloud takes and gives (the notes, section 10). */
const MAX_BODY = ByteSize.bytes(10 * 1_048_576)

/** What the doors go by. */
export interface DoorSettings extends ExtrasSettings {
  readonly applicationToken: Redacted.Redacted
  readonly userToken: Redacted.Redacted
  /** Evotor's users who may install the application; none: everybody. */
  readonly users: ReadonlyArray<string>
  /** The settings have a token of their own: what is handed over is not needed. */
  readonly hasOwnToken: boolean
}

type Answer = Effect.Effect<HttpServerResponse.HttpServerResponse>

const logged = (error: JournalError) =>
  Effect.logError("The token of Evotor's cloud cannot be kept; it is handed over again.").pipe(
    Effect.annotateLogs({ error: error._tag, detail: error.message }),
    Effect.as(Answers.notNow),
  )

/** Adds the routes. */
export const open = Effect.fnUntraced(function* (
  settings: DoorSettings,
  keeping: Keeping,
  tokens: CloudTokens,
) {
  const router = yield* HttpRouter.HttpRouter
  const { applicationToken, hasOwnToken, userToken, users } = settings
  const keys = {
    application: { tokens: [applicationToken], refused: Answers.wrongApplicationToken },
    user: { tokens: [userToken], refused: Answers.wrongUserToken },
    either: { tokens: [applicationToken, userToken], refused: Answers.wrongApplicationToken },
  }
  const kept = Effect.map((isKept: boolean) => (isKept ? Answers.taken : Answers.notNow))
  const mayInstall = (user: string) => users.length === 0 || users.includes(user)
  const stranger = (user: string): Answer =>
    Effect.logWarning(
      "A user of Evotor's whom the settings do not name installs the application: see adapters.evotor.webhooks.users.",
    ).pipe(Effect.annotateLogs({ user }), Effect.as(Answers.unknownUser))

  const user = (json: unknown): Answer =>
    Option.match(userIn(json), {
      onNone: () => Effect.succeed(Answers.missing("userId")),
      onSome: ({ userId }) =>
        mayInstall(userId)
          ? Effect.succeed(
              HttpServerResponse.jsonUnsafe({ userId, hasBilling: false, token: Redacted.value(userToken) }),
            )
          : stranger(userId),
    })

  const cloudToken = (json: unknown): Answer =>
    Option.match(handedIn(json), {
      onNone: () => Effect.succeed(Answers.missing("token")),
      onSome: ({ token, userId }) => {
        if (!mayInstall(userId)) return stranger(userId)
        if (hasOwnToken) return Effect.succeed(Answers.taken)
        return Effect.matchEffect(tokens.put(userId, token), {
          onSuccess: () => Effect.succeed(Answers.taken),
          onFailure: logged,
        })
      },
    })

  const event = (json: unknown): Answer =>
    Option.match(eventIn(json), {
      onNone: () => Effect.succeed(Answers.missing("id")),
      onSome: ({ id, ...happened }) =>
        Effect.flatMap(Clock.currentTimeMillis, (now) =>
          kept(keeping.entries([entryOfEvent(id, { at: now, ...happened })])),
        ),
    })

  const documents = (json: unknown, form: Form, store: string | undefined): Answer =>
    Array.isArray(json) && json.length > MAX_DOCUMENTS
      ? Effect.as(
          Effect.logWarning(`A call of Evotor's cloud has more than ${MAX_DOCUMENTS} documents.`),
          Answers.tooLarge,
        )
      : kept(keeping.documents(readAll(json, form, store, settings)))

  const take = (door: Door, json: unknown): Answer => {
    switch (door._tag) {
      case "User":
        return user(json)
      case "CloudToken":
        return cloudToken(json)
      case "Event":
        return event(json)
      case "Receipts":
        return documents(json, "receipts", undefined)
      case "Documents":
        return documents(json, "documents", door.store)
    }
  }

  const handle = Effect.gen(function* () {
    const request = yield* HttpServerRequest
    const door = doorOf(request.url)
    if (door === undefined) return Answers.noSuchPath
    const key = keys[keysOf(door)]
    if (!isShown(request.headers["authorization"], key.tokens)) return key.refused
    if (request.method !== "POST" && request.method !== "PUT") return Answers.wrongVerb
    const body = yield* bodyOf(request, MAX_BODY)
    if (Option.isNone(body)) {
      yield* Effect.logWarning("A call of Evotor's cloud broke off, or has more than 10 MiB.")
      return Answers.tooLarge
    }
    const contentType = request.headers["content-type"] ?? ""
    const json = Option.orElse(jsonOf(body.value), () =>
      door._tag === "User" || door._tag === "CloudToken" ? formOf(body.value, contentType) : Option.none(),
    )
    if (Option.isSome(json)) return yield* take(door, json.value)
    yield* Effect.logWarning("A call of Evotor's cloud is no JSON.").pipe(
      Effect.annotateLogs({ door: door._tag }),
    )
    return Answers.noJson
  })

  yield* router.addAll([HttpRouter.route("*", `${PREFIX}/*`, handle, { uninterruptible: true })])
})
