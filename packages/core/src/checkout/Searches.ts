/**
 * What the cashier typed while the service was away: kept, so that an earning can still be queued by it.
 */
import * as Effect from "effect/Effect"
import type { Undecided } from "../journal/CheckoutState.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import { isServiceAway, type FindClientError, type ReceiptConflict } from "../LoyaltyError.ts"
import type { JournalError } from "../Journal.ts"
import * as Telemetry from "../Telemetry.ts"

/** Keeps it, where no client was found for this receipt before. That it cannot be kept changes nothing for the till. */
export const keep = (
  store: CheckoutStore["Service"],
  snapshot: Snapshot<Undecided>,
  search: string,
  error: FindClientError | ReceiptConflict | JournalError,
): Effect.Effect<void> => {
  const { personal, state } = snapshot
  if (state._tag !== "Open" || personal.search === search || !isServiceAway(error)) return Effect.void
  return store.append(snapshot, [{ _tag: "SearchKept" }], { personal: { search } }).pipe(
    Effect.asVoid,
    Effect.catch((failure) => Telemetry.failed(state.key, "A search could not be kept.", failure)),
  )
}
