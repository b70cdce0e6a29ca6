/**
 * The guest of an order: who it is, and what the order is worth to them.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { CheckoutKey, Client, Quote } from "@loyalkit/core/Domain"
import { accountOf, isUndecided } from "@loyalkit/core/journal/CheckoutState"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import { maskNumber } from "@loyalkit/core/Masking"
import { toNumber } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import { isNobody, Orders } from "../orders/Orders.ts"
import type { OrderId } from "../orders/OrderId.ts"
import { fail, type Answer, type Json } from "./Answers.ts"
import { leftToSpend, isPostedOtherwise, purchaseOfOrder } from "./Arithmetic.ts"
import type { FrontSettings } from "./Settings.ts"
import * as Texts from "./Texts.ts"
import type { OrderSent } from "./Wire.ts"

/** A guest whose order may still be quoted and paid; or why not, as an answer. */
export type Present =
  | { readonly _tag: "Present"; readonly key: CheckoutKey; readonly snapshot: Snapshot }
  | { readonly _tag: "Not"; readonly answer: Answer }

const not = (text: Texts.Text): Present => ({ _tag: "Not", answer: fail(text) })

/** Nobody, somebody who was typed while the service was away, or an order that was told to be closed: none of them can pay. */
export const present = Effect.fnUntraced(function* (
  order: OrderId,
): Effect.fn.Return<Present, CheckoutError, Orders> {
  const snapshot = yield* (yield* Orders).find(order)
  if (snapshot === undefined) return not(Texts.NO_GUEST)
  const { state } = snapshot
  if (!isUndecided(state) || state.refused !== undefined) return not(Texts.SETTLED)
  if (isNobody(snapshot)) return not(Texts.NO_GUEST)
  return state._tag === "Open" ? not(Texts.EARN_LATER) : { _tag: "Present", key: state.key, snapshot }
})

/** What the order is worth now. */
export const quoteOf = (
  settings: FrontSettings,
  key: CheckoutKey,
  order: OrderSent,
): Effect.Effect<Quote, CheckoutError, Checkout> =>
  Effect.flatMap(Checkout, (checkout) =>
    Effect.map(checkout.quote(key, purchaseOfOrder(settings, order)), ({ quote }) => quote),
  )

/** The quote as the plugin reads it. `balance`: as it was at the check-in. */
export const quoteData = (
  settings: FrontSettings,
  order: OrderSent,
  quote: Quote,
  { state }: Pick<Snapshot, "state">,
): Json => ({
  type: quote.type,
  ...balanceOf(state),
  maxPoints: toNumber(leftToSpend(settings, order, quote)),
  earn: toNumber(quote.earn),
  ...(quote.discount === undefined ? {} : { discount: toNumber(quote.discount) }),
  ...(quote.total === undefined ? {} : { total: toNumber(quote.total) }),
})

const balanceOf = (state: Snapshot["state"]) => {
  const balance = accountOf(state)?.balance
  return balance === undefined ? {} : { balance: toNumber(balance) }
}

/** The client as a waiter may see them. */
export const clientData = ({ balance, level, name, phone }: Client): Json => ({
  ...(name === undefined ? {} : { name }),
  ...(phone === undefined ? {} : { phone: maskNumber(phone) }),
  balance: toNumber(balance),
  ...(level.title === undefined ? {} : { level: level.title }),
})

/** What says no to a payment by points, whoever the guest is. */
export const misfit = (settings: FrontSettings, order: OrderSent): Answer | undefined =>
  isPostedOtherwise(settings, order) ? fail(Texts.POSTED_AS_DISCOUNT) : undefined
