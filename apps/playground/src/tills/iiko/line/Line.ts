/**
 * The line between the plugin and loyalkit: real requests with address, token and body, to the adapter's real routes.
 *
 * There is no socket under it; everything else is as on a network, also that it may be down, or lose an answer.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Call, Calls } from "../../../shop/Calls.ts"
import { requestOf, type Heard, type Json } from "../../../shop/Requests.ts"
import type { Shop } from "../../../engine/Shop.ts"
import type { Speech } from "../../../text/Language.ts"
import type { Mishaps } from "../front/Mishaps.ts"
import type { Gateway } from "./Gateway.ts"

/** The address that a gateway prints when it starts. */
const ROOT = "http://127.0.0.1:8077/iiko/front/"

/** One call of the plugin. */
export interface Asked {
  /** Where in the payment processor's life it is made, as iiko calls it. */
  readonly moment: string
  /** Behind `/iiko/front/`. */
  readonly path: string
  readonly body: { readonly [field: string]: Json | undefined }
  /** Repeated from the plugin's outbox. */
  readonly isAgain?: boolean
  readonly purchase?: number
}

export interface Line {
  readonly ask: (asked: Asked) => Effect.Effect<Heard, never, Shop>
  /** Sends the same bytes once more, as a proxy may. The plugin hears nothing of it. */
  readonly repeat: (call: Call) => Effect.Effect<void, never, Shop>
}

export interface LineOptions {
  readonly gateway: Gateway
  readonly calls: Calls
  readonly mishaps: Mishaps
  readonly token: string
  readonly speech: Speech
}

const lost: Heard = { _tag: "Lost" }

export const createLine = ({ calls, gateway, mishaps, speech, token }: LineOptions): Line => {
  const send = Effect.fnUntraced(function* (
    request: Request,
    about: Pick<Call, "by" | "body" | "isAgain" | "purchase">,
    fate: "arrives" | "notSent" | "answerLost",
  ): Effect.fn.Return<Heard, never, Shop> {
    const at = yield* Clock.currentTimeMillis
    const number = calls.asked({ at, request, ...about })
    if (fate === "notSent") {
      calls.answered(number, { at, status: 0, type: "", body: "", isLost: true })
      return lost
    }
    const response = yield* gateway.answer(request)
    const body = yield* Effect.promise(() => response.text())
    const { status } = response
    const type = response.headers.get("content-type") ?? ""
    const isLost = fate === "answerLost"
    calls.answered(number, { at: yield* Clock.currentTimeMillis, status, type, body, isLost })
    return isLost ? lost : { _tag: "Answered", status, body }
  })

  return {
    ask: ({ body, isAgain = false, moment, path, purchase }) =>
      Effect.suspend(() => {
        const text = JSON.stringify(body)
        const headers = new Headers({
          "content-type": "application/json; charset=utf-8",
          "accept-language": speech.language(),
          "x-loyalkit-token": token,
        })
        const isLost = path.endsWith("/pay") && mishaps.strikes("payAnswer")
        const fate = mishaps.is("line") ? "notSent" : isLost ? "answerLost" : "arrives"
        const about = { by: moment, body: text, isAgain, ...(purchase === undefined ? {} : { purchase }) }
        return send(requestOf("POST", `${ROOT}${path}`, headers, text), about, fate)
      }),
    repeat: ({ body, by, purchase, request: { headers, method, url } }) =>
      send(
        requestOf(method, url, headers, body),
        { by, body, isAgain: true, ...(purchase === undefined ? {} : { purchase }) },
        "arrives",
      ),
  }
}
