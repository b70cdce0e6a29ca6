/**
 * What is remembered of the transactions of the orders of late, in this process only (`TransactionRule` says what for).
 */
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import type { OrderId } from "../orders/OrderId.ts"
import * as Recent from "@loyalkit/core/Recent"
import type { Answer } from "./Answers.ts"
import { NOTHING, type Remembered } from "./TransactionRule.ts"

/** Orders that are remembered. Our judgment: more than a chain has on its payment screens; each is some kilobytes at most. */
const MOST_ORDERS = 2_000

export class Transactions extends Context.Service<
  Transactions,
  {
    readonly of: (order: OrderId) => Remembered<Answer>
    readonly put: (order: OrderId, remembered: Remembered<Answer>) => void
  }
>()("@loyalkit/adapter-iiko/Transactions") {
  static readonly layer: Layer.Layer<Transactions> = Layer.sync(Transactions, () => {
    const orders = Recent.make<Remembered<Answer>>(MOST_ORDERS)
    return Transactions.of({ of: (order) => orders.get(order) ?? NOTHING, put: orders.put })
  })
}
