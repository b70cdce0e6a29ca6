/**
 * iikoWaiter's own contract for an external loyalty system, as routes: the waiter app's till plugin calls them, and needs no plugin of ours for that.
 *
 * 204: the guest is with the order. 200 with a text: they are not, and the waiter reads why (arbus.atlassian.net, space IIKOWAITER, page 1900709).
 */
import { Callers, languageOf } from "@loyalkit/core/Callers"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import { maskText } from "@loyalkit/core/Masking"
import type { Language } from "@loyalkit/core/Money"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import { Orders } from "../orders/Orders.ts"
import type { Answer } from "./Answers.ts"
import type { Call, Handled, Services } from "./Calls.ts"
import { checkIn, takeOff } from "./CheckIn.ts"
import { bodyOf, reader, type Trouble } from "./Requests.ts"
import type { EngineFailure } from "./Routes.ts"
import type { FrontSettings } from "./Settings.ts"
import * as Texts from "./Texts.ts"
import * as Wire from "./Wire.ts"

const PATH = "/iiko/arbus/orders/:id/checkin"

type Response = HttpServerResponse.HttpServerResponse

const said = (text: string, status: 200 | 400 | 401 | 405 | 413 | 500 | 503 = 200): Response =>
  HttpServerResponse.text(JSON.stringify({ WaiterMessage: text }), {
    status,
    contentType: "application/json; charset=utf-8",
  })

const bound = HttpServerResponse.empty({ status: 204 })

const ofAnswer = ({ action, message }: Answer, language: Language): Response =>
  action === "proceed" ? bound : said((message ?? Texts.BROKEN)[language])

const ofFailure = (error: Trouble | EngineFailure, language: Language): Response => {
  if ("engine" in error) {
    const isOurs = error.engine._tag === "JournalUnavailable" || error.engine._tag === "JournalCorrupt"
    return said(cashierMessage(error.engine, language), isOurs ? 503 : 200)
  }
  return error._tag === "TooLarge"
    ? said(Texts.TOO_LARGE[language], 413)
    : said(Texts.badField(error.fields.map(({ field }) => field).join(", "))[language], 400)
}

type Rest = Omit<Call<unknown, unknown>, "path" | "body">

const readPath = reader(Wire.OrderPath)
const readCheckIn = reader(Wire.ArbusCheckIn)

const handled = (
  method: string,
  rest: Rest,
  request: HttpServerRequest,
): Effect.Effect<Answer, Trouble | EngineFailure, Services | HttpRouter.RouteContext> =>
  Effect.gen(function* () {
    const path = yield* readPath(yield* HttpRouter.params)
    const { alone } = yield* Orders
    const inTurn = (handle: Handled) =>
      Effect.mapError(alone(path.id)(handle), (engine): EngineFailure => ({ engine }))
    if (method === "DELETE") return yield* inTurn(takeOff({ ...rest, path, body: {} }))
    const { Value: search } = yield* readCheckIn(yield* bodyOf(request))
    return yield* inTurn(checkIn({ ...rest, path, body: { search } }))
  })

/** The layer of the routes. */
export const layer = (settings: FrontSettings) =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const router = yield* HttpRouter.HttpRouter
      const callers = yield* Callers
      const context = yield* Effect.context<Services>()
      const answer = Effect.gen(function* () {
        const request = yield* HttpServerRequest
        const { headers, method } = request
        const language = languageOf(headers["accept-language"])
        const caller = callers.of(headers)
        if (caller === undefined) return said(Texts.UNKNOWN_TILL[language], 401)
        if (method !== "POST" && method !== "DELETE") return said(Texts.WRONG_METHOD[language], 405)
        return yield* handled(method, { settings, caller, language }, request).pipe(
          Effect.map((answer) => ofAnswer(answer, language)),
          Effect.catch((error) => Effect.succeed(ofFailure(error, language))),
          Effect.catchCause((cause) =>
            Cause.hasInterruptsOnly(cause)
              ? Effect.interrupt
              : Effect.as(
                  Effect.logError("A call of iikoWaiter broke off.", maskText(Cause.pretty(cause))),
                  said(Texts.BROKEN[language], 500),
                ),
          ),
        )
      })
      yield* router.addAll([
        HttpRouter.route("*", PATH, Effect.provideContext(answer, context), { uninterruptible: true }),
      ])
    }),
  )
