/**
 * What becomes of an order: closed, deleted, storned. Told to the bridge by the outbox, as often as iiko says it (`plugin/Orders.cs`).
 *
 * A plugin that was down heard nothing; so orders with a guest are watched, on the disk, and looked at when it starts.
 */
import * as Effect from "effect/Effect"
import type { Order } from "../front/Order.ts"
import type { Loyalty, Said } from "./Asking.ts"

export interface Orders {
  /** `OrderChanged` */
  readonly changed: (order: Order) => Said
  /** `OrderStorned`, and `PastOrderStorned` of a shift that is over. */
  readonly storned: (moment: "OrderStorned" | "PastOrderStorned", order: Order, newOrderId: string) => Said
  /** Looks at what was watched before. */
  readonly restart: Said
}

export const createOrders = ({ disk, filed, host, isWatched, json, outbox }: Loyalty): Orders => {
  /** In memory only: iiko repeats Closed some times in a row, and the bridge knows the rest. */
  let told = new Set<string>()

  const tell = Effect.fnUntraced(function* (moment: string, order: Order, what: "closed" | "deleted") {
    yield* outbox.later(filed(moment, order, what, { order: json(order) }))
    disk.watched.delete(order.id)
  })
  const closed = Effect.fnUntraced(function* (moment: string, order: Order) {
    if (told.has(order.id)) return
    told.add(order.id)
    yield* tell(moment, order, "closed")
  })
  const look = Effect.fnUntraced(function* (id: string) {
    const order = host.order(id)
    if (order?.status === "Closed") yield* closed("Look: Closed", order)
    if (order?.status === "Deleted") yield* tell("Look: Deleted", order, "deleted")
  })

  return {
    changed: Effect.fnUntraced(function* (order) {
      if (order.status === "Closed") yield* closed("OrderChanged: Closed", order)
      const isOurs = isWatched(order) || order.payments.some(({ kind }) => kind === "points")
      if (order.status === "Deleted" && isOurs) yield* tell("OrderChanged: Deleted", order, "deleted")
    }),
    // Every terminal may hear of one storno: the copy's ID is the same for all of them, so the bridge sees one return.
    storned: (moment, order, newOrderId) =>
      outbox.later(filed(moment, order, "storned", { returnId: newOrderId, newOrderId })),
    restart: Effect.gen(function* () {
      told = new Set()
      for (const id of disk.watched) yield* look(id)
    }),
  }
}
