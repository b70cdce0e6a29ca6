/**
 * What the order is worth, and how much of it the points that were just added may pay.
 */
import * as Effect from "effect/Effect"
import { min, toNumber, type Points } from "@loyalkit/core/Money"
import type { OrderId } from "../orders/OrderId.ts"
import { fail, proceed } from "./Answers.ts"
import { leftToSpend, wholeOf } from "./Arithmetic.ts"
import type { Call, Handled } from "./Calls.ts"
import { misfit, present, quoteData, quoteOf } from "./Guests.ts"
import * as Texts from "./Texts.ts"
import type { OrderSent } from "./Wire.ts"

type Place = { readonly id: OrderId }

export const quote = ({
  body: { order },
  path,
  settings,
}: Call<Place, { readonly order: OrderSent }>): Handled =>
  Effect.gen(function* () {
    const guest = yield* present(path.id)
    if (guest._tag === "Not") return guest.answer
    const wrong = misfit(settings, order)
    if (wrong !== undefined) return wrong
    const quoted = yield* quoteOf(settings, guest.key, order)
    return proceed({ quote: quoteData(settings, order, quoted, guest.snapshot) })
  })

export const added = ({
  body: { order, sum },
  path,
  settings,
}: Call<Place, { readonly order: OrderSent; readonly sum: Points }>): Handled =>
  Effect.gen(function* () {
    const guest = yield* present(path.id)
    if (guest._tag === "Not") return guest.answer
    const wrong = misfit(settings, order)
    if (wrong !== undefined) return wrong
    const quoted = yield* quoteOf(settings, guest.key, order)
    if (quoted.type === "discount") return fail(Texts.DISCOUNT_ONLY)
    const most = leftToSpend(settings, order, quoted)
    if (most === 0) return fail(Texts.NOTHING_TO_SPEND)
    // A sum between two of iiko's steps would be refused by `pay`.
    return proceed({ sum: toNumber(wholeOf(min(sum, most), settings)), maxSum: toNumber(most) })
  })
