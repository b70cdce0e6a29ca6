/**
 * Returns of what was sold. LoyalClient has no refund: each is noted once, as a case for a person.
 *
 * iiko tells of one return in two ways, as a payment that is given back and as an order that is storned, in either order; and of earnings in the second way only.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import { pointsAsMoney, sum as total, type Kopecks, type Points } from "@loyalkit/core/Money"
import { standingOf } from "@loyalkit/core/printed-sale/Standing"
import * as Effect from "effect/Effect"
import type { OrderId } from "../orders/OrderId.ts"
import { Orders } from "../orders/Orders.ts"
import { fail, proceed, type Answer } from "./Answers.ts"
import type { Call, Handled, Services } from "./Calls.ts"
import * as RollbackData from "./RollbackData.ts"
import { givenBack, type Taken } from "./Taking.ts"
import * as Texts from "./Texts.ts"

interface Given extends Taken {
  readonly returnId: string
}

/** Everything that was spent, or all of the sale, has come back already, by whichever way it was told. */
const isCovered = (
  { state }: Snapshot,
  { amount, points }: { readonly amount: Kopecks; readonly points: Points },
): boolean => total(state.returns.map((one) => one.amount)) >= (points > 0 ? pointsAsMoney(points) : amount)

const note = Effect.fnUntraced(function* (
  snapshot: Snapshot,
  returnId: string,
  amount: Kopecks,
): Effect.fn.Return<Answer, CheckoutError, Checkout> {
  yield* (yield* Checkout).noteReturn(snapshot.state.key, { returnId, amount })
  return proceed()
})

/** Points of a sale are given back. */
const returned = Effect.fnUntraced(function* (
  { settings }: Pick<Call<unknown, unknown>, "settings">,
  snapshot: Snapshot,
  { returnId, sum }: Pick<Given, "returnId" | "sum">,
): Effect.fn.Return<Answer, CheckoutError, Checkout> {
  if (settings.onReturn === "forbid") return fail(Texts.NO_RETURNS)
  const standing = standingOf(snapshot.state)
  if (standing._tag !== "Sold") return proceed()
  const isNoted = snapshot.state.returns.some((one) => one.returnId === returnId)
  if (isNoted || isCovered(snapshot, standing.request)) return proceed()
  return yield* note(snapshot, returnId, pointsAsMoney(sum))
})

/** An order that was closed, and whose points are not settled: giving them back now would have them written off later. */
const isUnsettled = ({ state }: Snapshot, isClosed: boolean): boolean => {
  const standing = standingOf(state)
  return standing._tag === "Refused" ? standing.open : standing._tag === "Begun" && isClosed
}

export const returnPayment = (
  call: Call<{ readonly id: OrderId; readonly transactionId: string }, Given>,
): Handled =>
  Effect.gen(function* () {
    const { body, path } = call
    const orders = yield* Orders
    // Another order's ID may stand in the path of a prepayment.
    const given = RollbackData.read(body.rollbackData, path.transactionId)?.order ?? path.id
    const order = (yield* orders.find(given)) === undefined ? path.id : given
    return yield* orders.alone(order)(takenBack(call, order))
  })

const takenBack = Effect.fnUntraced(function* (
  call: Call<{ readonly id: OrderId; readonly transactionId: string }, Given>,
  order: OrderId,
): Effect.fn.Return<Answer, CheckoutError, Services> {
  const { body, path } = call
  const snapshot = yield* (yield* Orders).find(order)
  if (snapshot === undefined) return fail(Texts.UNKNOWN_ORDER)
  if (isUnsettled(snapshot, body.order?.status === "Closed")) return fail(Texts.RETURN_LATER)
  if (standingOf(snapshot.state)._tag !== "Begun") return yield* returned(call, snapshot, body)
  yield* givenBack(order, path.transactionId, body)
  return proceed()
})

export const returnWithoutOrder = (
  call: Call<unknown, { readonly returnId: string; readonly sum: Points; readonly orderId?: OrderId }>,
): Handled =>
  Effect.gen(function* () {
    const { orderId } = call.body
    if (call.settings.onReturn === "forbid") return fail(Texts.NO_RETURNS)
    if (orderId === undefined) return fail(Texts.UNKNOWN_ORDER)
    const orders = yield* Orders
    return yield* orders.alone(orderId)(
      Effect.gen(function* () {
        const snapshot = yield* orders.find(orderId)
        if (snapshot === undefined) return fail(Texts.UNKNOWN_ORDER)
        return isUnsettled(snapshot, true)
          ? fail(Texts.RETURN_LATER)
          : yield* returned(call, snapshot, call.body)
      }),
    )
  })

/**
 * The order was storned: a fact, which no setting can forbid. An order that is not settled yet is told again, so that its return is not lost; of one that
 * nobody was checked in on there is nothing to note.
 */
export const storned = ({
  body: { returnId, sum },
  path,
}: Call<{ readonly id: OrderId }, { readonly returnId: string; readonly sum?: Kopecks }>): Handled =>
  Effect.gen(function* () {
    const snapshot = yield* (yield* Orders).find(path.id)
    if (snapshot === undefined) return proceed()
    const standing = standingOf(snapshot.state)
    const isLate =
      standing._tag === "Begun" ||
      standing._tag === "Untouched" ||
      (standing._tag === "Refused" && standing.open)
    if (isLate) return fail(Texts.RETURN_LATER, { retry: true })
    if (standing._tag !== "Sold") return proceed()
    const isNoted = snapshot.state.returns.some((one) => one.returnId === returnId)
    if (isNoted || isCovered(snapshot, standing.request)) return proceed()
    return yield* note(snapshot, returnId, sum ?? standing.request.amount)
  })
