/**
 * The terminal's line to the gateway: real requests with address, token and body. There is no socket under it, and no proxy of Evotor's.
 *
 * Everything else is as on a network, also that it is away, that an answer is lost, or comes when the terminal waits no more.
 */
import type { Http } from "@loyalkit/adapter-evotor/terminal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { Bridge } from "../../../bridge/Bridge.ts"
import type { Shop } from "../../../engine/Shop.ts"
import type { Calls } from "../../../shop/Calls.ts"
import type { Mishaps } from "../../../shop/Mishaps.ts"
import { requestOf } from "../../../shop/Requests.ts"
import type { Mishap } from "../Troubles.ts"
import type { Gateway } from "./Gateway.ts"

/** What becomes of a request, or of its answer. */
type Fate = "arrives" | "away" | "lost" | "late"

export interface LineOptions {
  readonly bridge: Bridge<Shop>
  readonly gateway: Gateway
  readonly calls: Calls
  readonly mishaps: Mishaps<Mishap>
  /** The receipt on the screen. */
  readonly purchase: () => number
}

/** How long an answer that is late comes after the terminal has given up, in milliseconds. */
const LATE_BY = 1_000

const COMMIT = /\/commit$/

export const createHttp = ({ bridge, calls, gateway, mishaps, purchase }: LineOptions): Http => {
  const fateOf = (url: string): Fate => {
    if (mishaps.is("offline")) return "away"
    if (COMMIT.test(url) && mishaps.strikes("commit")) return "lost"
    return mishaps.strikes("late") ? "late" : "arrives"
  }
  /** What becomes of a request at the gateway, whoever still waits for it. */
  const answered = Effect.fnUntraced(function* (request: Request, number: number, fate: Fate, limit: number) {
    const response = yield* Effect.promise(() => gateway(request))
    const body = yield* Effect.promise(() => response.text())
    if (fate === "late") yield* Effect.sleep(limit + LATE_BY)
    const { status } = response
    const type = response.headers.get("content-type") ?? ""
    const isLost = fate !== "arrives"
    calls.answered(number, { at: yield* Clock.currentTimeMillis, status, type, body, isLost })
    return isLost ? undefined : { status, body }
  })

  const exchange = Effect.fnUntraced(function* (sent: Parameters<Http>[0]) {
    const { body = "", headers, method, timeoutMillis, url } = sent
    const at = yield* Clock.currentTimeMillis
    const fate = fateOf(url)
    const request = requestOf(method, url, new Headers(headers), body)
    const number = calls.asked({ by: "", at, request, body, isAgain: false, purchase: purchase() })
    if (fate === "away") {
      calls.answered(number, { at, status: 0, type: "", body: "", isLost: true })
      return undefined
    }
    // It goes on when the terminal has given up.
    const answer = bridge.run(answered(request, number, fate, timeoutMillis))
    const heard = yield* Effect.timeoutOption(
      Effect.promise(() => answer),
      timeoutMillis,
    )
    return Option.isSome(heard) && Exit.isSuccess(heard.value) ? heard.value.value : undefined
  })

  return (request) =>
    bridge.run(exchange(request)).then((exit) => {
      const heard = Exit.isSuccess(exit) ? exit.value : undefined
      if (heard === undefined) throw new Error("no answer")
      return heard
    })
}
