/**
 * «Сервер лояльности» as routes: `…/hs/loyaltyservice/<method>`, behind any prefix that an integrator may type.
 *
 * The router knows no "ends with", so each depth of a prefix is a route of its own. What the platform makes of address and method (with a slash, without, glued)
 * was never seen, so all of it is taken.
 */
import { Callers, type Caller } from "@loyalkit/core/Callers"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { HttpServerRequest } from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import { text } from "./Answers.ts"
import { calculate } from "./Calculate.ts"
import type { Method, Native, Services } from "./Calls.ts"
import { emptyAnswer } from "./EmptyAnswers.ts"
import * as LookUps from "./LookUps.ts"
import { bodyOf, loginOf, methodOf, paramsOf } from "./Requests.ts"
import * as Texts from "./Texts.ts"
import { unlock, writeOff } from "./WriteOff.ts"

/** Folders that may stand before `hs`: a reverse proxy's, a base's name. Our judgment. */
const DEEPEST = 4

const pathAt = (depth: number): `/${string}` =>
  depth === 0 ? "/hs/loyaltyservice*" : `/:prefix${depth}${pathAt(depth - 1)}`

/** The methods that change something: never by a GET, which anything on the way may repeat or fetch ahead. */
const CHANGING = new Set(["writeoffclientbonuses", "unlockclientbonuses"])

const refusal = (
  caller: Caller | undefined,
  verb: string,
  method: string,
): HttpServerResponse | undefined => {
  if (caller === undefined) return text(Texts.UNKNOWN_TILL, 401)
  if (caller.point === undefined) return text(Texts.NO_POINT, 403)
  return CHANGING.has(method) && verb !== "POST" ? text(Texts.WRONG_VERB, 405) : undefined
}

const nothing: Method = () => Effect.succeed(text("ok"))

/** The layer of the routes. */
export const layer = (native: Native) =>
  Layer.effectDiscard(
    Effect.gen(function* () {
      const router = yield* HttpRouter.HttpRouter
      const callers = yield* Callers
      const context = yield* Effect.context<Services>()
      const methods: Readonly<Record<string, Method>> = {
        "": nothing,
        ping: LookUps.ping,
        useautomaticdiscounts: LookUps.useAutomaticDiscounts,
        findclientcard: LookUps.findClientCard,
        getclientbonuses: LookUps.getClientBonuses,
        salesturnover: LookUps.salesTurnover,
        issueclientcard: LookUps.issueClientCard,
        getcardtypes: LookUps.getCardTypes,
        calculatediscounts: calculate,
        writeoffclientbonuses: writeOff(yield* Effect.scope),
        unlockclientbonuses: unlock,
      }

      const answer = Effect.gen(function* () {
        const request = yield* HttpServerRequest
        const method = methodOf(request.url) ?? ""
        const caller = callers.of(request.headers)
        const refused = refusal(caller, request.method, method)
        if (refused !== undefined) return refused
        if (caller?.point === undefined) return text(Texts.NO_POINT, 403)
        const known = Object.hasOwn(methods, method) ? methods[method] : undefined
        if (known === undefined) return emptyAnswer(method, native.version)
        const arrived = yield* Clock.currentTimeMillis
        const body = yield* bodyOf(request)
        if (body === undefined) return text(Texts.TOO_LARGE, 413)
        const till = { point: caller.point, name: caller.name, login: loginOf(request.headers) }
        return yield* Effect.provideContext(
          known({ native, till, param: paramsOf(request.url), body, arrived }),
          context,
        )
      })

      yield* router.addAll(
        Array.from({ length: DEEPEST + 1 }, (_, depth) =>
          HttpRouter.route("*", pathAt(depth), answer, { uninterruptible: true }),
        ),
      )
    }),
  )
