/**
 * Sees to it that just so many points are held for an order as its payments need. Whatever it was before, this is what it should be now.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import { isUndecided } from "@loyalkit/core/journal/CheckoutState"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import type { Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"

export const holdJust = Effect.fnUntraced(function* (
  { state }: Snapshot,
  points: Points,
): Effect.fn.Return<void, CheckoutError, Checkout> {
  if (!isUndecided(state)) return
  const checkout = yield* Checkout
  if (points === 0) return yield* checkout.release(state.key)
  if (state._tag === "Quoted" || state._tag === "Held") yield* checkout.hold(state.key, { points })
})

/** {@link holdJust} where nobody waits for it: what cannot be changed ends by the hold's own time. */
export const holdJustOrLeave = (snapshot: Snapshot, points: Points): Effect.Effect<void, never, Checkout> =>
  Effect.catch(holdJust(snapshot, points), (error) =>
    Effect.logWarning("The hold of an order could not be changed; it ends by itself.", {
      receipt: snapshot.state.key.receipt,
      reason: error._tag,
    }),
  )
