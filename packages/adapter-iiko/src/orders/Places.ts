/**
 * Where an order stands in the journal: at which point, and which of its receipts.
 *
 * The point is chosen when a guest is first checked in, and stays: an order that is told of from two terminals is one.
 */
import type { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey, PointId } from "@loyalkit/core/Domain"
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import * as Recent from "@loyalkit/core/Recent"
import * as Effect from "effect/Effect"
import * as KnownPoints from "./KnownPoints.ts"
import { MOST_RECEIPTS, receiptOf, type OrderId } from "./OrderId.ts"

export type Place =
  /** Somebody was checked in: this is its checkout. */
  | { readonly _tag: "Known"; readonly snapshot: Snapshot }
  /** All its receipts so far are cancelled. `next`: the one to go on with; with `usedUp` for a case only, and for no guest any more. */
  | { readonly _tag: "Over"; readonly next: CheckoutKey; readonly usedUp: boolean }
  | { readonly _tag: "Unknown" }

/** Orders whose point is remembered: more than a chain has open at a time. The journal knows them all. */
const REMEMBERED = 10_000

/** Nobody is on this order, nor was typed while the service was away: whoever was, was followed by somebody who could not be found. */
export const isNobody = ({ personal, state }: Snapshot): boolean =>
  state._tag === "Open" && personal.search === undefined

export const make = (checkout: Checkout["Service"], journal: Journal["Service"]) => {
  const points = KnownPoints.make(journal)
  const places = Recent.make<PointId>(REMEMBERED)

  const at = Effect.fnUntraced(function* (
    order: OrderId,
    point: PointId,
  ): Effect.fn.Return<Place, JournalError> {
    for (let nth = 1; ; nth++) {
      const key = { point, receipt: receiptOf(order, nth) }
      const snapshot = yield* checkout.get(key)
      const { _tag, version } = snapshot.state
      const usedUp = nth > MOST_RECEIPTS
      if (version > 0 && _tag !== "Cancelled") return { _tag: "Known", snapshot }
      if (version > 0 && !usedUp) continue
      return nth === 1 ? { _tag: "Unknown" } : { _tag: "Over", next: key, usedUp }
    }
  })

  const of = Effect.fnUntraced(function* (order: OrderId): Effect.fn.Return<Place, JournalError> {
    const remembered = places.get(order)
    for (const point of remembered === undefined ? yield* points.all : [remembered]) {
      const place = yield* at(order, point)
      if (place._tag === "Unknown") continue
      places.put(order, point)
      return place
    }
    return { _tag: "Unknown" }
  })

  /** The first receipt of an order that nobody knows, at a point that will be looked at from now on. */
  const begin = (order: OrderId, point: PointId): Effect.Effect<CheckoutKey, JournalError> =>
    Effect.as(points.add(point), { point, receipt: receiptOf(order, 1) })

  return { of, begin }
}

export type Places = ReturnType<typeof make>
