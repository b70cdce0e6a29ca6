/**
 * What the cashier typed while the service was away: kept, so that an earning can still be queued by it.
 */
import * as Effect from "effect/Effect"
import type { Undecided } from "../journal/CheckoutState.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import type { FindClientError, ReceiptConflict } from "../LoyaltyError.ts"
import type { JournalError } from "../Journal.ts"
import * as Telemetry from "../Telemetry.ts"

/** The failures that {@link mayWait}. */
export type Waiting = Exclude<FindClientError, { readonly _tag: "ClientNotFound" | "FieldsRejected" }>

/** A look-up's failure that says nothing about the client: the service is away, or refuses our key or our point. */
export const mayWait = (error: FindClientError | ReceiptConflict | JournalError): error is Waiting => {
  switch (error._tag) {
    case "Unavailable":
    case "RateLimited":
    case "Malformed":
    case "Unauthorized":
    case "PointNotFound":
      return true
    case "ClientNotFound":
    case "FieldsRejected":
    case "ReceiptConflict":
    case "JournalUnavailable":
    case "JournalCorrupt":
      return false
  }
}

/** Keeps it, where no client was found for this receipt before. That it cannot be kept changes nothing for the till. */
export const keep = (
  store: CheckoutStore["Service"],
  snapshot: Snapshot<Undecided>,
  search: string,
  error: FindClientError | ReceiptConflict | JournalError,
): Effect.Effect<void> => {
  const { personal, state } = snapshot
  if (state._tag !== "Open" || personal.search === search || !mayWait(error)) return Effect.void
  return store.append(snapshot, [{ _tag: "SearchKept" }], { personal: { search } }).pipe(
    Effect.asVoid,
    Effect.catch((failure) => Telemetry.failed(state.key, "A search could not be kept.", failure)),
  )
}
