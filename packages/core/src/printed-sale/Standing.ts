/**
 * What the journal has of a receipt already, at whichever of a shop's points: a till, or another way in, may have begun or committed it.
 *
 * Whoever settles printed sales cannot know the till's point for certain. Were the same sale committed at another one, it would be two
 * receipts; so all points are looked at.
 */
import * as Effect from "effect/Effect"
import type { Checkout } from "../Checkout.ts"
import { ReceiptId, type CheckoutKey, type PointId } from "../Domain.ts"
import type { JournalError } from "../Journal.ts"
import { caseName, hasOpenCase, type CheckoutState } from "../journal/CheckoutState.ts"
import type { CommitRequest } from "../journal/JournalEvent.ts"

/** Where a receipt stands, as far as settling it from its document goes. */
export type Standing =
  /** Nobody touched it; at most somebody was looked for, and not found. */
  | { readonly _tag: "Untouched" }
  /** A till has begun with it and not committed. */
  | { readonly _tag: "Begun"; readonly key: CheckoutKey }
  /** A spending commit was refused: `open` while a person has not dealt with that. */
  | { readonly _tag: "Refused"; readonly key: CheckoutKey; readonly open: boolean }
  /** A commit was written down for it. */
  | { readonly _tag: "Sold"; readonly key: CheckoutKey; readonly request: CommitRequest }
  /** It ended without a sale. */
  | { readonly _tag: "Ended"; readonly key: CheckoutKey; readonly how: "cancelled" | "rejected" }

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
      return { _tag: "Ended", key: state.key, how: "rejected" }
    case "Cancelled":
      return { _tag: "Ended", key: state.key, how: "cancelled" }
    default: {
      if (state.refused !== undefined) {
        return { _tag: "Refused", key: state.key, open: hasOpenCase(state, caseName("printedNotWrittenOff")) }
      }
      return state._tag === "Open" ? { _tag: "Untouched" } : { _tag: "Begun", key: state.key }
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
