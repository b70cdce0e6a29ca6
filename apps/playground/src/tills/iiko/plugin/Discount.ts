/**
 * For guests of a discount programme: the flexible-sum discount on the order is what the quote says (`plugin/Discount.cs`).
 *
 * iiko fixes discounts when the bill is printed: so it is set at check-in, and again right before the bill and the payment screen, while the order is New.
 */
import { zeroKopecks } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import type { Order } from "../front/Order.ts"
import type { Quote } from "./Answer.ts"
import type { Loyalty, Said } from "./Asking.ts"

export interface Discount {
  readonly apply: (order: Order, quote: Quote) => void
  readonly remove: (order: Order) => void
  /** Asks anew: dishes may have come or gone since the guest was found. */
  readonly refresh: (moment: "BeforeOrderBill" | "NavigatingToPaymentScreen", order: Order) => Said
}

export const createDiscount = ({ call, host, isWatched, json }: Loyalty): Discount => {
  const apply = (order: Order, { discount, type }: Quote): void => {
    const wanted = type === "discount" ? (discount ?? zeroKopecks) : zeroKopecks
    if (order.status === "New" && wanted !== order.discount) host.setDiscount(wanted)
  }
  return {
    apply,
    remove: (order) => {
      if (order.status === "New" && order.discount > 0) host.setDiscount(zeroKopecks)
    },
    refresh: Effect.fnUntraced(function* (moment, order) {
      if (order.status !== "New" || (!isWatched(order) && order.discount === 0)) return
      const { data, outcome } = yield* call(moment, order, "quote", { order: json(order) })
      // Without an answer the discount stays as it was quoted last.
      if (outcome === "proceed" && data?.quote !== undefined) apply(order, data.quote)
    }),
  }
}
