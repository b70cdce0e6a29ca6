/**
 * `Pay`: the points of this payment are held beside those that pay already. Nothing is written off before the order is closed.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import { add, Points, subtract, toNumber } from "@loyalkit/core/Money"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import * as Effect from "effect/Effect"
import type { OrderId } from "../orders/OrderId.ts"
import { isNobody, Orders } from "../orders/Orders.ts"
import { CANCEL, fail, proceed, type Answer } from "./Answers.ts"
import { isWhole } from "./Arithmetic.ts"
import type { Call, Handled, Services } from "./Calls.ts"
import { checkIn } from "./CheckIn.ts"
import { misfit, present, quoteOf } from "./Guests.ts"
import { holdJust } from "./Holding.ts"
import * as RollbackData from "./RollbackData.ts"
import * as Texts from "./Texts.ts"
import * as Rule from "./TransactionRule.ts"
import { Transactions } from "./Transactions.ts"
import type { OrderSent } from "./Wire.ts"

interface Asked {
  readonly order: OrderSent
  readonly sum: Points
  readonly isPrepay?: boolean
  readonly customData?: string
}
type PayCall = Call<{ readonly id: OrderId; readonly transactionId: string }, Asked>

const bothTexts = (error: CheckoutError): Texts.Text => ({
  ru: cashierMessage(error, "ru"),
  en: cashierMessage(error, "en"),
})

/** What says no before the guest is looked at. */
const refusal = ({ body: { isPrepay, order, sum }, settings }: PayCall): Answer | undefined => {
  const wrong = misfit(settings, order)
  if (wrong !== undefined) return wrong
  if (isPrepay === true && settings.prepayments === "refuse") return fail(Texts.NO_PREPAYMENT)
  return isWhole(sum, settings) ? undefined : fail(Texts.notWhole(settings.denomination))
}

/** A payment without a screen may bring along what finds its guest, where nobody was checked in. */
const guestOf = Effect.fnUntraced(function* (call: PayCall) {
  const { id } = call.path
  const { customData, order } = call.body
  const place = yield* (yield* Orders).place(id)
  const isFree = place._tag !== "Known" || isNobody(place.snapshot)
  if (isFree && customData !== undefined && customData.trim() !== "") {
    const found = yield* checkIn({ ...call, body: { search: customData.trim(), order } })
    if (found.action !== "proceed") return { _tag: "Not", answer: found } as const
  }
  return yield* present(id)
})

const payed = Effect.fnUntraced(function* (call: PayCall): Effect.fn.Return<Answer, CheckoutError, Services> {
  const refused = refusal(call)
  if (refused !== undefined) return refused
  const { body, path, settings } = call
  const { order, sum } = body
  const guest = yield* guestOf(call)
  if (guest._tag === "Not") return guest.answer
  const quote = yield* quoteOf(settings, guest.key, order)
  if (quote.type === "discount") return fail(Texts.DISCOUNT_ONLY)
  const points = add(order.pointsPaid, sum)
  if (points > quote.maxSpend)
    return fail(Texts.atMost(Points.make(Math.max(0, subtract(quote.maxSpend, order.pointsPaid)))))
  yield* holdJust(yield* (yield* Checkout).get(guest.key), points)
  return proceed(
    { points: toNumber(sum) },
    {
      rollbackData: RollbackData.write({
        order: path.id,
        transaction: path.transactionId,
        before: order.pointsPaid,
      }),
    },
  )
})

export const pay = (call: PayCall): Handled =>
  Effect.gen(function* () {
    const { id, transactionId } = call.path
    const transactions = yield* Transactions
    const step = Rule.paying(transactions.of(id), transactionId)
    if (step._tag === "Cancelled") return CANCEL
    if (step._tag === "Answered") return step.answer
    const answer = yield* Effect.catch(payed(call), (error) =>
      Effect.as(
        Effect.logWarning("A payment by points was refused.", { order: id, reason: error._tag }),
        fail(bothTexts(error)),
      ),
    )
    transactions.put(
      id,
      Rule.paid(transactions.of(id), transactionId, {
        answer,
        before: call.body.order.pointsPaid,
        held: answer.action === "proceed",
      }),
    )
    return answer
  })
