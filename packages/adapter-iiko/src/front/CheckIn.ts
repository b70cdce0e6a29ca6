/**
 * A guest is found and stays with the order; or is taken off it again.
 *
 * While their points pay, nobody else may take their place: the closed order would be settled with the wrong person's points.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { CheckoutKey, Client } from "@loyalkit/core/Domain"
import { isUndecided } from "@loyalkit/core/journal/CheckoutState"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import { isServiceAway } from "@loyalkit/core/LoyaltyError"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { OrderId } from "../orders/OrderId.ts"
import { isNobody, Orders } from "../orders/Orders.ts"
import { fail, proceed, type Answer } from "./Answers.ts"
import { pointOf, type Call, type Handled, type Services } from "./Calls.ts"
import { clientData, quoteData, quoteOf } from "./Guests.ts"
import * as Texts from "./Texts.ts"
import * as Rule from "./TransactionRule.ts"
import { Transactions } from "./Transactions.ts"
import type { OrderSent } from "./Wire.ts"

interface Asked {
  readonly search: string
  readonly order?: OrderSent
}
type Place = { readonly id: OrderId }
type CheckInCall = Call<Place, Asked>

/** Do points of this order's guest pay already, as far as anything knows? */
const isPaid = Effect.fnUntraced(function* (
  order: OrderId,
  { state }: Snapshot,
  sent: OrderSent | undefined,
): Effect.fn.Return<boolean, never, Transactions> {
  if (sent !== undefined) return sent.pointsPaid > 0
  return state._tag === "Held" || (yield* Transactions).of(order).current !== undefined
})

/** Where the guest is to be checked in; or why nobody can be. */
const keyFor = Effect.fnUntraced(function* (
  call: CheckInCall,
): Effect.fn.Return<CheckoutKey | Answer, CheckoutError, Services> {
  const { body, path } = call
  const orders = yield* Orders
  const place = yield* orders.place(path.id)
  if (place._tag === "Over") return place.usedUp ? fail(Texts.TOO_OFTEN) : place.next
  if (place._tag === "Unknown") {
    const point = pointOf(call, body.order)
    return point === undefined ? fail(Texts.NO_POINT) : yield* orders.begin(path.id, point)
  }
  const { snapshot } = place
  if (!isUndecided(snapshot.state) || snapshot.state.refused !== undefined) return fail(Texts.SETTLED)
  const isAnother = snapshot.personal.search !== body.search
  if (isAnother && (yield* isPaid(path.id, snapshot, body.order))) return fail(Texts.PAID_ALREADY)
  return snapshot.state.key
})

/**
 * What was typed is kept while the service is away, so that the order earns later; then the guest is told so. Where the service says no, whoever was on the
 * order before is not any more (core's rule), and the plugin has to know.
 */
const notFound = Effect.fnUntraced(function* (
  key: CheckoutKey,
  { before, search }: { readonly before: Snapshot; readonly search: string },
  error: CheckoutError,
): Effect.fn.Return<Answer, CheckoutError, Checkout> {
  const after = yield* (yield* Checkout).get(key)
  if (!isServiceAway(error))
    return isNobody(after) && !isNobody(before)
      ? fail(Texts.ANOTHER_NOT_FOUND, { data: { takenOff: true } })
      : yield* Effect.fail(error)
  const { personal } = after
  return personal.search === search ? fail(Texts.EARN_LATER) : yield* Effect.fail(error)
})

const found = Effect.fnUntraced(function* (
  { body: { order }, settings }: CheckInCall,
  key: CheckoutKey,
  client: Client,
): Effect.fn.Return<Answer, never, Services> {
  if (order === undefined) return proceed({ client: clientData(client) })
  const checkout = yield* Checkout
  const quoted = Effect.gen(function* () {
    const quote = yield* quoteOf(settings, key, order)
    return { quote: quoteData(settings, order, quote, yield* checkout.get(key)) }
  })
  // The guest is there, also where their order cannot be quoted just now.
  return proceed({ client: clientData(client), ...(yield* Effect.orElseSucceed(quoted, () => ({}))) })
})

/** Within the order's turn. */
export const checkIn = Effect.fnUntraced(function* (
  call: CheckInCall,
): Effect.fn.Return<Answer, CheckoutError, Services> {
  const key = yield* keyFor(call)
  if ("action" in key) return key
  const { search } = call.body
  const checkout = yield* Checkout
  const before = yield* checkout.get(key)
  const client = yield* Effect.result(checkout.identify(key, search))
  return Result.isSuccess(client)
    ? yield* found(call, key, client.success)
    : yield* notFound(key, { before, search }, client.failure)
})

/** The next guest of this order is a new receipt: this one is closed without a sale. */
export const takeOff = ({ body, path: { id } }: Call<Place, { readonly order?: OrderSent }>): Handled =>
  Effect.gen(function* () {
    const snapshot = yield* (yield* Orders).find(id)
    if (snapshot === undefined) return proceed()
    const { state } = snapshot
    if (!isUndecided(state) || state.refused !== undefined) return fail(Texts.SETTLED)
    if (yield* isPaid(id, snapshot, body.order)) return fail(Texts.UNDO_WHILE_PAID)
    yield* (yield* Checkout).cancel(state.key)
    const transactions = yield* Transactions
    transactions.put(id, Rule.takenOff(transactions.of(id)))
    return proceed()
  })
