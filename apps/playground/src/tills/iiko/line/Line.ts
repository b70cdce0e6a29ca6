/**
 * The plugin's way to loyalkit: its requests over the shop's line, to the gateway's real routes, and how long it waits for each.
 *
 * Whoever has given up hears nothing of an answer that comes later; whoever looks on does.
 */
import type { PointId } from "@loyalkit/core/Domain"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
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

/** What a plugin hears that has given up. */
export interface GivenUp {
  readonly _tag: "GivenUp"
}

export interface Line {
  readonly ask: (asked: Asked) => Effect.Effect<Heard | GivenUp>
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
interface Outgoing extends Pick<Call, "by" | "isAgain"> {
  readonly till: string
  readonly request: PlainRequest
  readonly purchase: number | undefined
  readonly patience: number
}

const nothing = { status: 0, type: "", body: "", isLost: true } as const

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

  const keep = Effect.fnUntraced(function* (
    number: number,
    { asked, patience }: { readonly asked: number; readonly patience: number },
    heard: Heard,
  ) {
    const at = yield* Clock.currentTimeMillis
    const isLate = at - asked >= patience
    if (heard._tag === "Answer") {
      const { body, headers, status } = heard.answer
      calls.answered(number, { at, status, type: headers["content-type"] ?? "", body, isLost: isLate })
    } else if (!isLate) calls.answered(number, { ...nothing, at, why: heard.why })
  })

  const exchange = Effect.fnUntraced(function* ({
    by,
    isAgain,
    patience,
    purchase,
    request,
    till,
  }: Outgoing): Effect.fn.Return<Heard | GivenUp> {
    yield* served
    const asked = yield* Clock.currentTimeMillis
    // The shop itself adds who calls; what goes over the line has it.
    const headers = { ...request.headers, [TOKEN]: shop.town.tokenOf(till) }
    const number = calls.asked({
      at: asked,
      request: { ...request, headers },
      by,
      isAgain,
      ...(purchase === undefined ? {} : { purchase }),
    })
    senders.set(number, till)
    const coming = yield* Effect.forkDetach(
      Effect.tap(send(page, till, request), (heard) => keep(number, { asked, patience }, heard)),
    )
    return yield* Effect.timeoutOrElse(Fiber.join(coming), {
      duration: patience,
      orElse: () =>
        Effect.map(Clock.currentTimeMillis, (at): GivenUp => {
          calls.answered(number, { ...nothing, at, why: "no-answer" })
          return { _tag: "GivenUp" }
        }),
    })
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
          purchase,
          patience,
        })
      }),
    repeat: ({ by, number, purchase, request }) =>
      Effect.suspend(() => {
        const till = senders.get(number)
        if (till === undefined) return Effect.void
        const { [TOKEN]: _, ...headers } = request.headers
        const again = { till, request: { ...request, headers }, by, isAgain: true, purchase }
        return Effect.asVoid(exchange({ ...again, patience: FOR_EVER }))
      }),
  }
}
