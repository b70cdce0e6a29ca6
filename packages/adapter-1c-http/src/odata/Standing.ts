/**
 * What the engine's journal has of a receipt already, at whichever of the points: another way in may have committed it.
 *
 * The BSL module commits under the same `Ref_Key`. Were its point another than that of the settings, the same sale would be two receipts; so all
 * points are looked at.
 */
import type { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId, type CheckoutKey, type PointId } from "@loyalkit/core/Domain"
import type { JournalError } from "@loyalkit/core/Journal"
import type { CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import { caseName, hasOpenCase } from "@loyalkit/core/journal/CheckoutState"
import type { CommitRequest } from "@loyalkit/core/journal/JournalEvent"
import * as Effect from "effect/Effect"

/** Where a receipt stands, as far as settling it from its document goes. */
export type Standing =
  /** Nobody touched it. */
  | { readonly _tag: "Untouched" }
  /** A till has begun with it and not committed. */
  | { readonly _tag: "Begun" }
  /** A spending commit was refused: `open` while a person has not dealt with that. */
  | { readonly _tag: "Refused"; readonly open: boolean }
  /** A commit was written down for it. */
  | { readonly _tag: "Sold"; readonly key: CheckoutKey; readonly request: CommitRequest }
  /** It ended without a sale. */
  | { readonly _tag: "Ended"; readonly how: "cancelled" | "rejected" }

export const keyOf = (point: PointId, ref: string): CheckoutKey => ({ point, receipt: ReceiptId.make(ref) })

export const standingOf = (state: CheckoutState): Standing => {
  switch (state._tag) {
    case "Committing":
    case "InDoubt":
    case "NotCreated":
    case "Committed":
      return { _tag: "Sold", key: state.key, request: state.intent.request }
    case "Queued":
      return { _tag: "Sold", key: state.key, request: state.request }
    case "Rejected":
      return { _tag: "Ended", how: "rejected" }
    case "Cancelled":
      return { _tag: "Ended", how: "cancelled" }
    default: {
      if (state.refused !== undefined) {
        return { _tag: "Refused", open: hasOpenCase(state, caseName("printedNotWrittenOff")) }
      }
      return state._tag === "Open" ? { _tag: "Untouched" } : { _tag: "Begun" }
    }
  }
}

/** Where a receipt stands at the first of these points that knows it. */
export const look = Effect.fnUntraced(function* (
  checkout: Checkout["Service"],
  points: ReadonlyArray<PointId>,
  ref: string,
): Effect.fn.Return<Standing, JournalError> {
  let begun: Standing = { _tag: "Untouched" }
  for (const point of new Set(points)) {
    const standing = standingOf((yield* checkout.get(keyOf(point, ref))).state)
    if (standing._tag === "Sold" || standing._tag === "Ended") return standing
    if (begun._tag === "Untouched") begun = standing
  }
  return begun
})
