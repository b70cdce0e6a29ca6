/**
 * Payments that are taken back before the order is closed: what is still paid stays held, and the rest is given back.
 *
 * iiko must never hear a no here, or the order is stuck; so whatever fails is written to the log, and the hold ends by itself.
 */
import { isUndecided } from "@loyalkit/core/journal/CheckoutState"
import type { Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import type { OrderId } from "../orders/OrderId.ts"
import { Orders } from "../orders/Orders.ts"
import { proceed } from "./Answers.ts"
import type { Call, Handled, Services } from "./Calls.ts"
import { holdJustOrLeave } from "./Holding.ts"
import * as RollbackData from "./RollbackData.ts"
import * as Rule from "./TransactionRule.ts"
import { Transactions } from "./Transactions.ts"
import type { OrderSent } from "./Wire.ts"

type Place = { readonly id: OrderId }
type Payment = Place & { readonly transactionId: string }

export interface Taken {
  readonly sum: Points
  readonly order?: OrderSent
  readonly rollbackData?: string
}

const leave = (order: OrderId, points: Points) =>
  Effect.gen(function* () {
    const snapshot = yield* (yield* Orders).find(order)
    if (snapshot === undefined) return
    if (isUndecided(snapshot.state)) return yield* holdJustOrLeave(snapshot, points)
    yield* Effect.logWarning("A payment of an order was taken back after the order was settled.", { order })
  }).pipe(
    Effect.catch((error) =>
      Effect.logWarning("The hold of an order could not be looked at; it ends by itself.", {
        order,
        reason: error._tag,
      }),
    ),
  )

/** `Pay` did not go through: the printer failed, another payment did, or the answer was lost. */
export const cancel = ({ body, path: { id, transactionId } }: Call<Payment, Taken>): Handled =>
  Effect.gen(function* () {
    const transactions = yield* Transactions
    const remembered = transactions.of(id)
    transactions.put(id, Rule.cancelled(remembered, transactionId))
    const given = RollbackData.read(body.rollbackData, transactionId)
    const points = Rule.afterCancel(remembered, transactionId, {
      ...(body.order === undefined ? {} : { pointsPaid: body.order.pointsPaid }),
      ...(given === undefined ? {} : { before: given.before }),
    })
    if (points !== undefined) yield* leave(id, points)
    return proceed()
  })

/** A payment that was only added is deleted on the payment screen. */
export const deleted = ({ body, path: { id } }: Call<Place, { readonly order: OrderSent }>): Handled =>
  Effect.as(leave(id, body.order.pointsPaid), proceed())

/** A processed payment of an order that is not closed: a prepayment is given back. */
export const givenBack = (
  order: OrderId,
  transaction: string,
  { order: sent, rollbackData }: Taken,
): Effect.Effect<void, never, Services> =>
  Effect.gen(function* () {
    const transactions = yield* Transactions
    transactions.put(order, Rule.cancelled(transactions.of(order), transaction))
    const points = sent?.pointsPaid ?? RollbackData.read(rollbackData, transaction)?.before
    if (points !== undefined) yield* leave(order, points)
  })
