/**
 * The bridge as routes: `/iiko/front/…`, one for each moment of an order's life (`docs/iiko-bridge.md`).
 *
 * Whoever calls has a till's token. A call that has begun goes on to its end, whoever hangs up.
 */
import { Callers, languageOf, type Caller } from "@loyalkit/core/Callers"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import { maskText } from "@loyalkit/core/Masking"
import { toNumber } from "@loyalkit/core/Money"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import { fail, proceed, respond, type Sending } from "./Answers.ts"
import { version } from "../Version.ts"
import type { Services } from "./Calls.ts"
import { bodyOf, type Trouble } from "./Requests.ts"
import { routes, type Run } from "./Routes.ts"
import type { FrontSettings } from "./Settings.ts"
import * as Texts from "./Texts.ts"

const PREFIX = "/iiko/front"

const isJournal = ({ _tag }: CheckoutError): boolean =>
  _tag === "JournalUnavailable" || _tag === "JournalCorrupt"

/** The engine's failure in the cashier's words. A journal that cannot be used is our own trouble: the call has to come again. */
const failed = (error: CheckoutError, sending: Sending): HttpServerResponse => {
  const text = { ru: cashierMessage(error, "ru"), en: cashierMessage(error, "en") }
  return isJournal(error)
    ? respond(fail(text, { retry: true }), { ...sending, status: 503 })
    : respond(fail(text), sending)
}

const troubled = (trouble: Trouble, sending: Sending): HttpServerResponse =>
  trouble._tag === "TooLarge"
    ? respond(fail(Texts.TOO_LARGE), { ...sending, status: 413 })
    : respond(fail(Texts.badField(trouble.fields.map(({ field }) => field).join(", "))), {
        ...sending,
        status: 400,
        fields: trouble.fields,
      })

const broken = (cause: Cause.Cause<never>, sending: Sending) =>
  Cause.hasInterruptsOnly(cause)
    ? Effect.interrupt
    : Effect.as(
        Effect.logError("A call of iiko's plugin broke off.", maskText(Cause.pretty(cause))),
        respond(fail(Texts.BROKEN), { ...sending, status: 500 }),
      )

const unknownTill = (sending: Sending): HttpServerResponse =>
  respond(fail(Texts.UNKNOWN_TILL), { ...sending, status: 401, headers: { "www-authenticate": "Bearer" } })

const wrongMethod = (methods: ReadonlyArray<string>, sending: Sending): HttpServerResponse =>
  respond(fail(Texts.WRONG_METHOD), { ...sending, status: 405, headers: { allow: methods.join(", ") } })

/** There is no such route: said to a till that is known, like all else. */
const nowhere = ({ callers }: Serving) =>
  Effect.map(HttpServerRequest, ({ headers }) => {
    const sending = { language: languageOf(headers["accept-language"]) }
    return callers.of(headers) === undefined
      ? unknownTill(sending)
      : respond(fail(Texts.WRONG_ADDRESS), { ...sending, status: 404 })
  })

interface Serving {
  readonly settings: FrontSettings
  readonly callers: Callers["Service"]
}

/** What a call comes to, whoever calls. */
const answered = (run: Run, methods: ReadonlyArray<string>, { callers, settings }: Serving) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest
    const sending = { language: languageOf(request.headers["accept-language"]) }
    const caller: Caller | undefined = callers.of(request.headers)
    if (caller === undefined) return unknownTill(sending)
    if (!methods.includes(request.method)) return wrongMethod(methods, sending)
    const params = yield* HttpRouter.params
    const body = request.method === "GET" ? Effect.succeed({}) : bodyOf(request)
    return yield* Effect.flatMap(body, (body) => run({ settings, caller, ...sending, params, body })).pipe(
      Effect.map((answer) => respond(answer, sending)),
      Effect.catch((error) =>
        Effect.succeed("engine" in error ? failed(error.engine, sending) : troubled(error, sending)),
      ),
      Effect.catchCause((cause) => broken(cause, sending)),
    )
  })

/** The plugin asks it when it starts, and writes it into its log. */
const ping: Run = ({ settings: { denomination, onReturn, prepayments, redemption } }) =>
  Effect.succeed(
    proceed({ version, redemption, onReturn, prepayments, denomination: toNumber(denomination) }),
  )

/** The layer of the routes. */
export const layer = (settings: FrontSettings) =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const router = yield* HttpRouter.HttpRouter
      const context = yield* Effect.context<Services>()
      const serving = { settings, callers: yield* Callers }
      const served = (path: `/${string}`, run: Run, methods: ReadonlyArray<string>) =>
        HttpRouter.route(
          "*",
          `${PREFIX}${path}`,
          Effect.provideContext(answered(run, methods, serving), context),
          { uninterruptible: true },
        )
      yield* router.addAll([
        served("/ping", ping, ["GET", "POST"]),
        ...routes.map(({ path, run }) => served(path, run, ["POST"])),
        HttpRouter.route("*", `${PREFIX}/*`, nowhere(serving)),
      ])
    }),
  )
