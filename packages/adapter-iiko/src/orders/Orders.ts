/**
 * The orders of iiko as checkouts: for the bridge that a plugin calls, and for the webhook that hears of the same orders from the cloud.
 *
 * Whichever way an order comes it is the same one here, so that it is settled once.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey, PointId } from "@loyalkit/core/Domain"
import { Journal, type JournalError } from "@loyalkit/core/Journal"
import { isUndecided } from "@loyalkit/core/journal/CheckoutState"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import * as Locks from "@loyalkit/core/journal/Locks"
import { OutOfOrder } from "@loyalkit/core/LoyaltyError"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Closing from "./Closing.ts"
import type { OrderId } from "./OrderId.ts"
import * as Places from "./Places.ts"

export type { Closed, ClosedOrder } from "./Closing.ts"
export { isNobody, type Place } from "./Places.ts"

export class Orders extends Context.Service<
  Orders,
  {
    /** One command of an order at a time in this process, whichever way it comes. A command may take it again inside. */
    readonly alone: (order: OrderId) => <A, E, R>(command: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
    /** Where the order stands, at whichever of the points. */
    readonly place: (order: OrderId) => Effect.Effect<Places.Place, JournalError>
    /** The checkout that this order is now, at whichever of the points; nothing where nobody was checked in. */
    readonly find: (order: OrderId) => Effect.Effect<Snapshot | undefined, JournalError>
    /** The first checkout of an order that nobody knows. From now on orders are looked for at this point too. */
    readonly begin: (order: OrderId, point: PointId) => Effect.Effect<CheckoutKey, JournalError>
    /** Settles an order that iiko has closed, once. It takes its turn by itself. */
    readonly close: (
      order: OrderId,
      closed: Closing.ClosedOrder,
    ) => Effect.Effect<Closing.Closed, JournalError>
    /** The order is gone: what is held is given back. What is committed stays, and so does a case. It takes its turn by itself. */
    readonly discard: (order: OrderId) => Effect.Effect<void, JournalError>
  }
>()("@loyalkit/adapter-iiko/Orders") {
  static readonly layer: Layer.Layer<Orders, never, Checkout | Journal> = Layer.effect(
    Orders,
    Effect.suspend(() => make),
  )
}

/** The orders whose turn this fiber has: taken again inside, a lock would wait for itself. */
class Mine extends Context.Reference<ReadonlySet<OrderId>>("@loyalkit/adapter-iiko/Orders/Mine", {
  defaultValue: () => new Set<OrderId>(),
}) {}

/** Neither was anything spent, nor is there anything or anybody to earn. */
const isForNothing = (snapshot: Snapshot, { amount, points }: Closing.ClosedOrder): boolean =>
  points === 0 && (amount === 0 || Places.isNobody(snapshot))

const make = Effect.gen(function* () {
  const checkout = yield* Checkout
  const places = Places.make(checkout, yield* Journal)
  const settle = Closing.make(checkout)
  const locks = Locks.make()

  const alone: Orders["Service"]["alone"] = (order) => (command) =>
    Effect.flatMap(Mine, (mine) =>
      mine.has(order)
        ? command
        : locks.alone(order)(Effect.provideService(command, Mine, new Set([...mine, order]))),
    )

  const find = (order: OrderId) =>
    Effect.map(places.of(order), (place) => (place._tag === "Known" ? place.snapshot : undefined))

  /** Points were paid, and whose they are is not known: a case, on the receipt that would have been theirs. */
  const unclaimed = Effect.fnUntraced(function* (
    order: OrderId,
    closed: Closing.ClosedOrder,
    next: CheckoutKey | undefined,
  ): Effect.fn.Return<Closing.Closed, JournalError> {
    yield* Effect.logError("An order of iiko was paid with points, and nobody is checked in.", { order })
    const { point } = closed
    const key = next ?? (point === undefined ? undefined : yield* places.begin(order, point))
    if (key === undefined)
      return { _tag: "Refused", error: new OutOfOrder({ step: "commit", needs: "identify" }) }
    return yield* settle(yield* checkout.get(key), closed)
  })

  const discard = Effect.fn("Orders.discard")(function* (order: OrderId) {
    const snapshot = yield* find(order)
    if (snapshot === undefined) return
    const { key, refused } = snapshot.state
    // It was closed, and its points are a person's: a deletion that comes after must not close their case.
    const gone = refused === undefined ? checkout.cancel(key) : checkout.release(key)
    yield* Effect.catch(gone, (error) =>
      error._tag === "JournalUnavailable" || error._tag === "JournalCorrupt"
        ? Effect.fail(error)
        : Effect.logWarning("A deleted order of iiko could not be given up.", {
            receipt: key.receipt,
            reason: error._tag,
          }),
    )
  })

  const close = Effect.fn("Orders.close")(function* (order: OrderId, closed: Closing.ClosedOrder) {
    const place = yield* places.of(order)
    if (place._tag === "Known") {
      const { state } = place.snapshot
      const isSale =
        !isForNothing(place.snapshot, closed) || !isUndecided(state) || state.refused !== undefined
      if (isSale) return yield* settle(place.snapshot, closed)
      // A sale of nothing is none: whatever is held for it goes back.
      yield* discard(order)
      return { _tag: "Nothing" } as const
    }
    if (closed.points === 0) return { _tag: "Nothing" } as const
    return yield* unclaimed(order, closed, place._tag === "Over" ? place.next : undefined)
  })

  return Orders.of({
    alone,
    place: places.of,
    find,
    begin: places.begin,
    close: (order, closed) => alone(order)(close(order, closed)),
    discard: (order) => alone(order)(discard(order)),
  })
})
