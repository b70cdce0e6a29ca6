/**
 * The plugin's way to loyalkit: its requests over the shop's line, to the gateway's real routes, and how long it waits for each.
 *
 * Whoever has given up hears nothing of an answer that comes later; whoever looks on does.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type { Call, Calls } from "../../../shop/Calls.ts"
import type { PageShop } from "../../../shop/PageShop.ts"
import { send, type Heard, type Json, type PlainRequest } from "../../../shop/Requests.ts"
import { tillAt } from "../../../shop/TillPlaces.ts"
import type { Speech } from "../../../text/Language.ts"
import type { Mishaps } from "../front/Mishaps.ts"
import { PATIENCE } from "../plugin/Settings.ts"

const ROOT = "/iiko/front/"
const TOKEN = "x-loyalkit-token"

/** One call of the plugin. */
export interface Asked {
  /** Where in the payment processor's life it is made, as iiko calls it. */
  readonly moment: string
  /** Behind `/iiko/front/`. */
  readonly path: string
  readonly body: { readonly [field: string]: Json | undefined }
  /** Where the till stands: the gateway knows it by the till's token. */
  readonly point: PointId
  /** How long the plugin waits; as for most calls where it is left out. */
  readonly patience?: number
  /** Repeated from the plugin's outbox. */
  readonly isAgain?: boolean
  readonly purchase?: number
}

export interface Line {
  readonly ask: (asked: Asked) => Effect.Effect<Heard>
  /** Sends the same bytes once more, as a proxy may. The plugin hears nothing of it. */
  readonly repeat: (call: Call) => Effect.Effect<void>
}

export interface LineOptions {
  readonly page: PageShop
  readonly calls: Calls
  readonly mishaps: Mishaps
  readonly speech: Speech
}

/** A request, and what is kept of it for those who look on. */
interface Outgoing extends Pick<Call, "by" | "isAgain" | "purchase"> {
  readonly till: string
  readonly request: PlainRequest
  readonly patience: number
}

const ofPurchase = (purchase: number | undefined) => (purchase === undefined ? {} : { purchase })

type Said = Extract<Heard, { readonly _tag: "Answer" }>["answer"]

/** As those who look on see it. `said`: what loyalkit answered, be it heard or not. */
const shownOf = (heard: Heard, said: Said | undefined, isTooLate: boolean): NonNullable<Call["answer"]> => {
  const at = OPENING + heard.at
  if (said === undefined) {
    const why = heard._tag === "Nothing" ? heard.why : "no-answer"
    return { at, status: 0, type: "", body: "", isLost: true, why }
  }
  const { body, headers, status } = said
  const isLost = heard._tag === "Nothing" || isTooLate
  return { at, status, type: headers["content-type"] ?? "", body, isLost }
}

/** The line itself gives up in the end. */
const FOR_EVER = Number.POSITIVE_INFINITY

export const createLine = ({ calls, mishaps, page, speech }: LineOptions): Line => {
  const { shop } = page
  let isServed = false
  /** From when it is loaded: a plugin that is there before would give up in vain. Without it nobody answers. */
  const served = Effect.callback<void>((resume) => {
    if (isServed) return resume(Effect.void)
    const goOn = (): void => {
      isServed = true
      resume(Effect.void)
      shop.tick(0)
    }
    page.bringGateway().then(goOn, goOn)
  })

  /** Which till each call went out from. */
  const senders = new Map<number, string>()

  const exchange = Effect.fnUntraced(function* ({ patience, request, till, ...about }: Outgoing) {
    yield* served
    // The shop itself adds who calls; what goes over the line has it.
    const headers = { ...request.headers, [TOKEN]: shop.town.tokenOf(till) }
    const number = calls.asked({ ...about, at: OPENING + shop.now(), request: { ...request, headers } })
    senders.set(number, till)
    let shopNumber = 0
    let isGivenUp = false
    const show = (heard: Heard): void => {
      // That nothing came is known already.
      if (isGivenUp && heard._tag === "Nothing") return
      calls.answered(number, shownOf(heard, shop.tillCalls()[shopNumber - 1]?.said?.answer, isGivenUp))
    }
    const sending = Effect.suspend(() => {
      shopNumber = shop.tillCalls().length + 1
      return send(page, till, request)
    })
    // It goes its way when the plugin has given up.
    const going = yield* Effect.forkDetach(Effect.tap(sending, (heard) => Effect.sync(() => show(heard))))
    const heard = yield* Effect.timeoutOption(Fiber.join(going), patience)
    if (Option.isSome(heard)) return heard.value
    const nothing: Heard = { _tag: "Nothing", at: shop.now(), why: "no-answer" }
    show(nothing)
    isGivenUp = true
    return nothing
  })

  return {
    ask: ({ body, isAgain = false, moment, path, patience = PATIENCE.call, point, purchase }) =>
      Effect.suspend(() => {
        if (path.endsWith("/pay") && mishaps.strikes("payAnswer"))
          shop.do({ _tag: "Line", line: { between: "till", is: "loses-answer" } })
        const headers = {
          "content-type": "application/json; charset=utf-8",
          "accept-language": speech.language(),
        }
        return exchange({
          till: tillAt(shop.town, "iiko", point),
          request: { method: "POST", path: `${ROOT}${path}`, headers, body: JSON.stringify(body) },
          by: moment,
          isAgain,
          ...ofPurchase(purchase),
          patience,
        })
      }),
    repeat: ({ by, number, purchase, request }) =>
      Effect.suspend(() => {
        const till = senders.get(number)
        if (till === undefined) return Effect.void
        const { [TOKEN]: _, ...headers } = request.headers
        const again = { till, request: { ...request, headers }, by, isAgain: true, ...ofPurchase(purchase) }
        return Effect.asVoid(exchange({ ...again, patience: FOR_EVER }))
      }),
  }
}
