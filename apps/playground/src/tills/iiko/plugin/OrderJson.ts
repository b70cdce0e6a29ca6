/**
 * The order as the bridge wants it (`docs/iiko-bridge.md`, `plugin/OrderJson.cs`). What is nothing is left out.
 */
import { toNumber, type Kopecks } from "@loyalkit/core/Money"
import * as DateTime from "effect/DateTime"
import type { Json } from "../../../shop/Requests.ts"
import { excludedSum, pointsPaid, resultSum, type Order } from "../front/Order.ts"

const notZero = (field: string, sum: Kopecks): { readonly [field: string]: Json } =>
  sum === 0 ? {} : { [field]: toNumber(sum) }

/** @param current the payment that the call is about: it does not count as paid already. */
export const orderJson = (order: Order, terminal: string, current?: string): Json => ({
  status: order.status,
  sum: toNumber(resultSum(order)),
  ...notZero("pointsPaid", pointsPaid(order, current)),
  ...notZero("loyaltyDiscount", order.discount),
  ...notZero("excluded", excludedSum(order)),
  number: String(order.number),
  terminal,
  ...(order.closedAt === undefined
    ? {}
    : { closedAt: DateTime.formatIso(DateTime.makeUnsafe(order.closedAt)) }),
})
