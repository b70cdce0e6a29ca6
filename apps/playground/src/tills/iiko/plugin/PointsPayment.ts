/**
 * Points as a payment: iiko's calls, one by one, to the bridge's routes, and its answers back to iiko's exceptions (`plugin/PointsPayment.cs`).
 *
 * A Pay whose fate is not known is cancelled by the outbox, which has the cancel on the disk before Pay goes out. A cancel always succeeds here, or
 * iiko would be stuck with the order.
 */
import { toNumber, type Kopecks } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import { uuid, type Order, type Payment } from "../front/Order.ts"
import { PaymentActionCancelled, PaymentActionFailed } from "./Answer.ts"
import type { Acting, Loyalty } from "./Asking.ts"
import type { CheckIn } from "./CheckIn.ts"
import { PATIENCE } from "./Settings.ts"
import * as Texts from "./Texts.ts"

/** A processed payment: what its cancel and its return name it by. */
export interface Processed {
  readonly sum: Kopecks
  readonly transaction: string
  readonly rollbackData: string | undefined
}

export interface PointsPayment {
  /** Before there is an item. */
  readonly collectData: (order: Order) => Acting
  /** iiko leaves the payment where it is when this fails: the plugin deletes it. */
  readonly onPaymentAdded: (order: Order, payment: Payment) => Acting
  readonly onPaymentDeleting: (order: Order, payment: Payment) => Acting
  /** Gives what is to be kept by `SetRollbackData`. */
  readonly pay: (order: Order, payment: Payment, transaction: string) => Acting<string | undefined>
  readonly emergencyCancelPayment: (order: Order, processed: Processed) => Acting
  readonly returnPayment: (order: Order, processed: Processed) => Acting
  readonly returnPaymentWithoutOrder: (order: Order, sum: Kopecks) => Acting
}

const rollback = ({ rollbackData }: Processed) => (rollbackData === undefined ? {} : { rollbackData })

export const createPointsPayment = (loyalty: Loyalty, checkIn: CheckIn): PointsPayment => {
  const { call, disk, filed, host, isWatched, json, outbox, require, say, speech, watch } = loyalty
  let returns = 0
  /** Returns that the cashier was told to repeat: the repetition has the same ID. */
  const refusedReturns = new Map<string, string>()

  const returnId = (what: string): string => {
    const known = refusedReturns.get(what)
    if (known !== undefined) return known
    returns += 1
    const id = uuid("return", returns)
    refusedReturns.set(what, id)
    return id
  }
  /** Where returns are noted one without an answer has succeeded, and goes from the outbox. */
  const giveBack = Effect.fnUntraced(function* (
    moment: string,
    order: Order,
    path: string,
    body: Parameters<Loyalty["filed"]>[3],
  ) {
    const what = `${order.id} ${path} ${String(body["sum"])}`
    const answer = yield* outbox.now(
      filed(moment, order, path, { returnId: returnId(what), ...body }),
      disk.notesReturns,
    )
    if (!answer.isDecided && !disk.notesReturns)
      return yield* new PaymentActionFailed({
        message: say(answer, Texts.noAnswerReturn(speech.language())),
      })
    refusedReturns.delete(what)
    if (answer.isDecided) yield* require(answer)
  })

  return {
    collectData: Effect.fnUntraced(function* (order) {
      const ask = call("CollectData", order, "quote", { order: json(order) })
      const answer = yield* ask
      // Nobody was looked for here yet: the cashier is asked now, rather than sent back to the order.
      if (!answer.isDecided || answer.outcome !== "fail" || isWatched(order)) return yield* require(answer)
      if (!(yield* checkIn.askForPayment(order))) return yield* new PaymentActionCancelled()
      yield* require(yield* ask)
    }),
    onPaymentAdded: Effect.fnUntraced(
      function* (order: Order, payment: Payment) {
        watch(order)
        const answer = yield* call("OnPaymentAdded", order, "payments/added", {
          order: json(order, payment.id),
          sum: toNumber(payment.sum),
        })
        yield* require(answer)
        if (answer.data?.sum !== undefined) host.changePaymentSum(payment.id, answer.data.sum)
      },
      (act, _order, payment) => Effect.tapError(act, () => Effect.sync(() => host.deletePayment(payment.id))),
    ),
    onPaymentDeleting: Effect.fnUntraced(function* (order, payment) {
      const answer = yield* call("OnPaymentDeleting", order, "payments/deleted", {
        order: json(order, payment.id),
      })
      // Nothing was paid yet, and a hold ends by itself: a payment that cannot be taken off would be worse.
      if (answer.isDecided) yield* require(answer)
    }),
    pay: Effect.fnUntraced(function* (order, { id, sum }, transaction) {
      watch(order)
      const path = `payments/${transaction}`
      const cancel = outbox.arm(filed("Pay: no answer", order, `${path}/cancel`, { sum: toNumber(sum) }))
      const body = { order: json(order, id), sum: toNumber(sum) }
      const answer = yield* call("Pay", order, `${path}/pay`, body, PATIENCE.pay)
      if (answer.isDecided || answer.isNotDone) outbox.disarm(cancel)
      else yield* outbox.fire(cancel)
      yield* require(answer)
      return answer.rollbackData
    }),
    // Without the order: it may or may not count this payment as paid at this moment. The bridge knows what it holds for others.
    emergencyCancelPayment: Effect.fnUntraced(function* (order, processed) {
      const answer = yield* outbox.now(
        filed("EmergencyCancelPayment", order, `payments/${processed.transaction}/cancel`, {
          sum: toNumber(processed.sum),
          ...rollback(processed),
        }),
        true,
      )
      if (answer.isDecided) yield* require(answer)
    }),
    returnPayment: (order, processed) => {
      const left = order.payments.find(({ transaction }) => transaction === processed.transaction)
      return giveBack("ReturnPayment", order, `payments/${processed.transaction}/return`, {
        sum: toNumber(processed.sum),
        order: json(order, left?.id),
        ...rollback(processed),
      })
    },
    returnPaymentWithoutOrder: (order, sum) =>
      giveBack("ReturnPaymentWithoutOrder", order, "returns", { sum: toNumber(sum), orderId: order.id }),
  }
}
