/**
 * `calculatediscounts`: what a receipt is worth, as often as it changes.
 *
 * The first calculation of a purchase identifies the client and begins a checkout; each further one quotes anew. Points are held as soon as the
 * till shows some as spent, and just so many: then no other till can take them while the customer pays, and what cannot be had is said before
 * the receipt is printed. Whatever fails, the answer is a 200 with the lines as they came, since a shop may forbid to print without one.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import { clientOf as clientFrom, type CheckoutKey, type Client, type Quote } from "@loyalkit/core/Domain"
import { accountOf, isUndecided } from "@loyalkit/core/journal/CheckoutState"
import { ClientNotFound, isServiceAway } from "@loyalkit/core/LoyaltyError"
import type { Points } from "@loyalkit/core/Money"
import { Policy } from "@loyalkit/core/Policy"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { envelope, json } from "./Answers.ts"
import { basketOf, pointsShown, purchaseOf, type Basket } from "./Basket.ts"
import { cashback, discounted, plainEcho, withoutDiscount } from "./BasketAnswer.ts"
import type { Call, Method, Services } from "./Calls.ts"
import { cardObject } from "./CardAnswer.ts"
import { begin, type Forgotten } from "./Taking.ts"
import { fieldsOf, FRESH, visitOf } from "./Standing.ts"
import * as Texts from "./Texts.ts"
import { isOpen, receiptOf, type Visit } from "./Visit.ts"
import { Visits } from "./Visits.ts"

/** A calculation is answered by then, in milliseconds: before a till that is set to five seconds gives up. */
const ANSWERED_BY = 4_000

type Trouble = CheckoutError | Forgotten

/** A purchase under way. */
interface Underway {
  readonly visit: Visit
  readonly client: Client
  readonly typed: string
}

const begun = Effect.fnUntraced(function* (
  { till }: Call,
  card: string,
): Effect.fn.Return<Underway, Trouble, Services> {
  const taken = yield* begin(till, fieldsOf(card))
  if (taken._tag === "Forgotten") return yield* Effect.fail(taken)
  if (taken._tag === "Nobody") return yield* new ClientNotFound({ fields: [] })
  return { ...taken, typed: taken.search.text }
})

/** The purchase that this calculation goes on with, or a new one. */
const underway = Effect.fnUntraced(function* (
  call: Call,
  card: string,
): Effect.fn.Return<Underway, Trouble, Services> {
  const checkout = yield* Checkout
  const { till } = call
  const { visit } = yield* visitOf(till, fieldsOf(card), FRESH)
  if (visit === undefined || !isOpen(visit)) return yield* begun(call, card)
  const { personal, state } = yield* checkout.get({ point: till.point, receipt: receiptOf(visit, 0) })
  const account = accountOf(state)
  if (account === undefined || !isUndecided(state)) return yield* begun(call, card)
  return { visit, client: clientFrom(account, personal.person), typed: personal.search ?? card }
})

/** Holds what the till shows as spent, or lets go of what it does not show any more; gives what to tell the cashier. */
const holdShown = Effect.fnUntraced(function* (key: CheckoutKey, { maxSpend }: Quote, shown: Points) {
  const checkout = yield* Checkout
  if (shown > maxSpend) return [Texts.atMost(maxSpend)]
  if (shown === 0) {
    const { state } = yield* checkout.get(key)
    if (state._tag === "Held") yield* Effect.ignore(checkout.release(key))
    return []
  }
  const held = yield* Effect.result(checkout.hold(key, { points: shown }))
  // Without holds, or while one cannot be had for the moment, the write-off takes them.
  if (Result.isSuccess(held) || held.failure._tag === "InvalidRequest") return []
  return [cashierMessage(held.failure, "ru")]
})

const calculated = Effect.fnUntraced(function* (
  call: Call,
  basket: Basket,
  { client, typed, visit }: Underway,
): Effect.fn.Return<ReturnType<typeof plainEcho>, CheckoutError, Services> {
  const checkout = yield* Checkout
  const purchase = purchaseOf(basket)
  const key = { point: call.till.point, receipt: receiptOf(visit, 0) }
  const shown = pointsShown(basket)
  const lines = basket.lines
    .filter(({ amount }) => amount > 0)
    .map(({ amount, points }) => ({ amount, points }))
  const now = yield* Clock.currentTimeMillis
  yield* (yield* Visits).change(call.till, visit, (visit) => ({ ...visit, lines, calculated: now }))
  const card = (nothingToSpend: boolean) =>
    cardObject(client, { guid: visit.guid, typed, type: "", nothingToSpend })
  if (purchase.amount === 0) return { ...plainEcho(basket), ...described(basket, card(false)) }
  const { quote } = yield* checkout.quote(key, purchase)
  const { minLine } = yield* Policy
  const options = { minLine, level: client.level, tellEarning: call.native.tellEarning }
  if (quote.type === "discount")
    return { ...discounted(basket, quote, { ...options, messages: [] }), ...described(basket, card(true)) }
  const messages = yield* holdShown(key, quote, shown)
  const nothing = quote.maxSpend === 0
  return {
    ...cashback(basket, quote, shown, { ...options, messages }),
    ...(nothing || basket.wantsCard ? cardDescription(card(nothing)) : {}),
  }
})

const cardDescription = (card: ReturnType<typeof cardObject>) => ({
  LoyaltyCardDescription: { CardNotFound: false, LoyaltyCard: card },
})

const described = ({ wantsCard }: Basket, card: ReturnType<typeof cardObject>) =>
  wantsCard ? cardDescription(card) : {}

/** The lines as they came, and why there is no more. */
const without = (basket: Basket, trouble: Trouble) => {
  const notFound =
    trouble._tag === "ClientNotFound" || trouble._tag === "FieldsRejected" || trouble._tag === "Forgotten"
  if (!notFound)
    return plainEcho(basket, [isServiceAway(trouble) ? Texts.AWAY : cashierMessage(trouble, "ru")])
  const text = trouble._tag === "Forgotten" ? Texts.CARD_FORGOTTEN : Texts.CARD_NOT_KNOWN
  return {
    ...withoutDiscount(basket, [text]),
    ...(basket.wantsCard ? { LoyaltyCardDescription: { CardNotFound: true, LoyaltyCard: null } } : {}),
  }
}

const logTrouble = (trouble: Trouble) =>
  Effect.logWarning("A 1C receipt was answered without a calculation.", {
    reason: trouble._tag,
    ...("message" in trouble ? { detail: trouble.message } : {}),
  })

const withCard = (call: Call, basket: Basket, card: string) =>
  underway(call, card).pipe(
    Effect.flatMap((purchase) => calculated(call, basket, purchase)),
    Effect.tapError(logTrouble),
    Effect.catch((trouble: Trouble) => Effect.succeed(without(basket, trouble))),
    Effect.timeoutOption(ANSWERED_BY),
    Effect.map(Option.getOrElse(() => plainEcho(basket, [Texts.AWAY]))),
  )

export const calculate: Method = (call) =>
  Effect.gen(function* () {
    const read = basketOf(call.body)
    if (Result.isFailure(read)) {
      const { failure } = read
      const said = failure._tag === "NoGoods" ? Texts.NO_GOODS : Texts.badGoods(failure.what)
      yield* Effect.logWarning("A calculation of 1C cannot be read.", { detail: said, till: call.till.name })
      return json(envelope(call.native.version, said))
    }
    const basket = read.success
    if (basket.isReturn) return json(plainEcho(basket))
    if (basket.card === undefined) return json(withoutDiscount(basket))
    return json(yield* withCard(call, basket, basket.card))
  })
