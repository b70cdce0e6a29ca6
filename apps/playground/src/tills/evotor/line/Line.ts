/**
 * The terminal's line to the gateway, as the application has it: a promise of an answer, for which it waits only so long.
 *
 * The line itself is the shop's, and so is whatever becomes of a request or of its answer. There is no proxy of Evotor's on it.
 */
import type { Http, HttpRequest } from "@loyalkit/adapter-evotor/terminal"
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type { Call, Calls } from "../../../shop/Calls.ts"
import type { PageShop } from "../../../shop/PageShop.ts"
import { send, type Heard, type PlainRequest } from "../../../shop/Requests.ts"

export interface LineOptions {
  readonly page: PageShop
  /** The terminal's name in the shop. */
  readonly till: string
  readonly calls: Calls
  /** The receipt on the screen. */
  readonly purchase: () => number
}

const TOKEN = "x-loyalkit-token"

const requestOf = ({ body = "", headers, method, url }: HttpRequest): PlainRequest => {
  const { pathname, search } = new URL(url)
  return {
    method,
    path: `${pathname}${search}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body,
  }
}

/** What the shop is asked to send: who calls it adds itself. */
const withoutToken = ({ headers: { [TOKEN]: _, ...headers }, ...request }: PlainRequest): PlainRequest => ({
  ...request,
  headers,
})

const answerOf = (heard: Heard, isLost: boolean): NonNullable<Call["answer"]> => {
  const at = OPENING + heard.at
  if (heard._tag === "Nothing") return { at, status: 0, type: "", body: "", isLost: true, why: heard.why }
  const { body, headers, status } = heard.answer
  return { at, status, type: headers["content-type"] ?? "", body, isLost }
}

export const createHttp = ({ calls, page, purchase, till }: LineOptions): Http => {
  const { shop } = page
  // From when it is loaded: an application that asks before would give up in vain. Without it nobody answers.
  const served = page.bringGateway().then(undefined, () => undefined)
  const exchange = Effect.fnUntraced(function* (sent: HttpRequest) {
    const request = requestOf(sent)
    const at = OPENING + shop.now()
    const number = calls.asked({ by: "", at, request, isAgain: false, purchase: purchase() })
    let isGivenUp = false
    const shown = (heard: Heard): void => {
      // That nothing came is known already.
      if (isGivenUp && heard._tag === "Nothing") return
      calls.answered(number, answerOf(heard, isGivenUp))
    }
    // It goes its way when the terminal has given up, and its answer is seen by those who look on.
    const going = yield* Effect.forkDetach(
      Effect.tap(send(page, till, withoutToken(request)), (heard) => Effect.sync(() => shown(heard))),
    )
    const heard = yield* Effect.timeoutOption(Fiber.join(going), sent.timeoutMillis)
    if (Option.isSome(heard)) return heard.value
    const nothing: Heard = { _tag: "Nothing", at: shop.now(), why: "no-answer" }
    shown(nothing)
    isGivenUp = true
    return nothing
  })

  return (request) =>
    served
      .then(() => page.run(exchange(request)))
      .then((exit) => {
        if (Exit.isFailure(exit) || exit.value._tag === "Nothing") throw new Error("no answer")
        const { body, status } = exit.value.answer
        return { status, body }
      })
}
