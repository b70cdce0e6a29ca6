/**
 * iikoFront, as far as an order needs it: what a waiter and a cashier do, and the moments in which it calls the plugin.
 *
 * Written from iiko's published documentation; iikoFront itself has not been seen with this plugin yet.
 */
import type { Kopecks } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import { batch } from "solid-js"
import type { Good } from "../../../shop/Goods.ts"
import type { Said } from "../plugin/Asking.ts"
import { changed, uuid, type Guest, type Payment, type PaymentKind } from "./Order.ts"
import { createPaying, createShowing, processedOf, type PayingOptions } from "./Paying.ts"

export interface Front {
  /** A dish of the menu for the chosen guest, or a step more or less of one that is there. */
  readonly change: (good: Good, guest: Guest, by: 1 | -1) => void
  readonly scan: (code: string) => Said
  readonly askGuest: Said
  readonly undoGuest: Said
  readonly printBill: Said
  readonly cancelBill: () => void
  readonly toPayment: Said
  readonly leavePayment: () => void
  readonly addPayment: (kind: PaymentKind, typed: Kopecks | undefined) => Said
  readonly deletePayment: (item: Payment) => Said
  readonly canPay: () => boolean
  readonly pay: Said
  readonly remove: Said
  /** In the same shift. */
  readonly storno: Said
  /** When the shift is over. */
  readonly pastStorno: Said
  readonly renew: () => void
}

/** A storno makes a copy of the order: far away from the orders' own numbers. */
const COPIES = 900_000

export const createFront = (options: PayingOptions): Front => {
  const { desk, plugin, popups, words } = options
  const { order, put } = desk
  const showing = createShowing(popups)
  const paying = createPaying(options)

  const points = () =>
    order().payments.flatMap((item) => {
      const processed = processedOf(item)
      return processed === undefined ? [] : [processed]
    })

  /** False: one could not be returned, and the cashier has read why. */
  const giveBack = Effect.fnUntraced(function* (moment: "ReturnPayment" | "ReturnPaymentWithoutOrder") {
    const { returnPayment, returnPaymentWithoutOrder } = plugin.payment
    for (const processed of points()) {
      const returned = yield* showing(
        moment === "ReturnPayment"
          ? returnPayment(order(), processed)
          : returnPaymentWithoutOrder(order(), processed.sum),
      )
      if (returned === undefined) return false
    }
    return true
  })
  const storned = (moment: "OrderStorned" | "PastOrderStorned") =>
    Effect.suspend(() => {
      const stornoId = uuid("order", COPIES + order().number)
      put({ stornoId })
      return plugin.storned(moment, order(), stornoId)
    })

  return {
    change: (good, guest, by) => {
      if (order().status === "New") put({ dishes: changed(order().dishes, good, guest, by) })
    },
    scan: Effect.fnUntraced(function* (code: string) {
      const found = yield* plugin.checkIn.slid(code, order())
      if (found === "nowhere") yield* popups.show("error", words().front.unknownCard)
    }),
    askGuest: Effect.suspend(() => plugin.checkIn.ask(order())),
    undoGuest: Effect.suspend(() => plugin.checkIn.undo(order())),
    printBill: Effect.gen(function* () {
      yield* plugin.refreshDiscount("BeforeOrderBill", order())
      const lines = yield* plugin.bill(order())
      batch(() => {
        desk.print({ kind: "bill", lines })
        put({ status: "Bill" })
      })
    }),
    cancelBill: () =>
      batch(() => {
        desk.print(undefined)
        put({ status: "New" })
      }),
    toPayment: Effect.gen(function* () {
      yield* plugin.refreshDiscount("NavigatingToPaymentScreen", order())
      desk.go("payment")
    }),
    leavePayment: paying.leave,
    addPayment: paying.addPayment,
    deletePayment: paying.deletePayment,
    canPay: paying.canPay,
    pay: paying.pay,
    // What was processed goes back to whoever paid it, before the order may go.
    remove: Effect.gen(function* () {
      if (!(yield* giveBack("ReturnPayment"))) return
      put({ status: "Deleted" })
      yield* plugin.changed(order())
    }),
    storno: Effect.gen(function* () {
      if (yield* giveBack("ReturnPayment")) yield* storned("OrderStorned")
    }),
    pastStorno: Effect.gen(function* () {
      if (yield* giveBack("ReturnPaymentWithoutOrder")) yield* storned("PastOrderStorned")
    }),
    renew: () =>
      batch(() => {
        popups.clearCorner()
        desk.renew()
      }),
  }
}
