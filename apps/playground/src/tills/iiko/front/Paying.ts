/**
 * The payment screen of iikoFront: payments are added and taken off; and «Pay», which processes them, prints the cheque and closes the order.
 */
import { add, min, type Kopecks } from "@loyalkit/core/Money"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { goods } from "../../../shop/Goods.ts"
import type { Words } from "../../../text/iiko/en.ts"
import type { PaymentError } from "../plugin/Answer.ts"
import type { Acting, Said } from "../plugin/Asking.ts"
import type { Plugin } from "../plugin/Plugin.ts"
import type { Processed } from "../plugin/PointsPayment.ts"
import type { Desk } from "./Desk.ts"
import type { Mishaps } from "./Mishaps.ts"
import { changed, restOf, resultSum, uuid, type Payment, type PaymentKind } from "./Order.ts"
import type { Popups } from "./Popups.ts"

export interface PayingOptions {
  readonly desk: Desk
  readonly mishaps: Mishaps
  readonly plugin: Plugin
  /** The plugin of another terminal, which hears of the same orders. */
  readonly other: Plugin
  readonly popups: Popups
  readonly words: () => Words
}

/** A processed payment by points, as its cancel and its return name it. */
export const processedOf = ({
  isProcessed,
  kind,
  rollbackData,
  sum,
  transaction,
}: Payment): Processed | undefined =>
  kind === "points" && isProcessed && transaction !== undefined
    ? { sum, transaction, rollbackData }
    : undefined

/** What iikoFront does with an exception of a plugin: it shows the message of one, and of the other nothing. */
export const createShowing =
  (popups: Popups) =>
  <A>(act: Acting<A>): Said<{ readonly done: A } | undefined> =>
    Effect.matchEffect(act, {
      onSuccess: (done) => Effect.succeed({ done }),
      onFailure: (error: PaymentError) =>
        Effect.as(
          error._tag === "PaymentActionFailed" ? popups.show("error", error.message) : Effect.void,
          undefined,
        ),
    })

export const createPaying = ({ desk, mishaps, other, plugin, popups, words }: PayingOptions) => {
  const { order, put, putPayment, removePayment } = desk
  const showing = createShowing(popups)
  let payments = 0
  let transactions = 0

  const added = (kind: PaymentKind, sum: Kopecks): Payment => {
    payments += 1
    const payment = { id: uuid("payment", payments), kind, sum, isProcessed: false }
    put({ payments: [...order().payments, payment] })
    return payment
  }

  /** In cash or by card the rest is one payment; there is one unprocessed payment of a type. */
  const addMoney = (kind: "cash" | "card", sum: Kopecks): void => {
    const same = order().payments.find((one) => one.kind === kind)
    if (same === undefined) added(kind, sum)
    else putPayment(same.id, { sum: add(same.sum, sum) })
  }

  const addPoints = Effect.fnUntraced(function* (sum: Kopecks) {
    const { payment } = plugin
    if ((yield* showing(payment.collectData(order()))) === undefined) return
    const item = added("points", sum)
    yield* showing(payment.onPaymentAdded(order(), item))
  })

  const addPayment = Effect.fnUntraced(function* (kind: PaymentKind, typed: Kopecks | undefined) {
    const rest = restOf(order())
    const sum = typed === undefined ? rest : min(typed, rest)
    if (sum === 0) return
    if (kind === "points") yield* addPoints(sum)
    else addMoney(kind, sum)
  })

  const deletePayment = Effect.fnUntraced(function* (item: Payment) {
    const isGone = item.kind !== "points" || (yield* showing(plugin.payment.onPaymentDeleting(order(), item)))
    if (isGone !== undefined) removePayment(item.id)
  })

  /** A payment whose `Pay` throws has failed, and goes. */
  const process = Effect.fnUntraced(function* (item: Payment) {
    if (item.kind !== "points") return true
    transactions += 1
    const transaction = uuid("transaction", transactions)
    const payed = yield* showing(plugin.payment.pay(order(), item, transaction))
    if (payed === undefined) {
      removePayment(item.id)
      return false
    }
    const rollbackData = payed.done
    putPayment(item.id, {
      isProcessed: true,
      transaction,
      ...(rollbackData === undefined ? {} : { rollbackData }),
    })
    return true
  })

  const printerFails = Effect.gen(function* () {
    for (const item of order().payments) {
      const processed = processedOf(item)
      if (processed === undefined) continue
      yield* showing(plugin.payment.emergencyCancelPayment(order(), processed))
      const { rollbackData: _, transaction: __, ...unpaid } = { ...item, isProcessed: false }
      put({ payments: order().payments.map((one) => (one.id === item.id ? unpaid : one)) })
    }
    yield* popups.show("error", words().front.printerFailed)
  })

  /** iikoFront starts anew: what was not processed is not there any more, and the plugin has its disk. */
  const powerFails = Effect.gen(function* () {
    yield* plugin.stop
    put({ payments: order().payments.filter(({ isProcessed }) => isProcessed) })
    desk.go("order")
    yield* plugin.start
    yield* popups.show("error", words().front.powerFailed)
  })

  const otherTerminalChanges = (): void => {
    const [coffee] = goods
    if (coffee === undefined) return
    put({ dishes: changed(order().dishes, coffee, 2, 1) })
    const rest = restOf(order())
    if (rest > 0) addMoney(order().payments.some(({ kind }) => kind === "card") ? "card" : "cash", rest)
  }

  const close = Effect.gen(function* () {
    if (mishaps.strikes("plugin")) yield* plugin.stop
    const payments = order().payments.map((one) => ({ ...one, isProcessed: true }))
    put({ status: "Closed", closedAt: yield* Clock.currentTimeMillis, payments })
    desk.go("order")
    yield* plugin.changed(order())
    if (mishaps.strikes("terminals")) yield* other.changed(order())
    yield* plugin.start
  })

  const pay = Effect.gen(function* () {
    for (const item of order().payments) {
      if (item.isProcessed) continue
      if (item.sum === 0) removePayment(item.id)
      else if (!(yield* process(item))) return
    }
    if (mishaps.strikes("power")) return yield* powerFails
    if (mishaps.strikes("changed")) otherTerminalChanges()
    const lines = yield* plugin.cheque(order())
    if (mishaps.strikes("printer")) return yield* printerFails
    desk.print({ kind: "cheque", lines })
    yield* close
  })

  return {
    addPayment,
    deletePayment,
    pay,
    /** Payments that were not processed vanish when the screen is left. */
    leave: () => {
      put({ payments: order().payments.filter(({ isProcessed }) => isProcessed) })
      desk.go("order")
    },
    /** Is the order covered, so that it can be paid? */
    canPay: () => restOf(order()) === 0 && resultSum(order()) > 0,
  }
}
