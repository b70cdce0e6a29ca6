/**
 * What a look-up that failed leaves behind: whoever was known or typed before is not the customer any more, nothing is held for them, and what the
 * cashier typed while the service was away is kept, so that an earning can still be queued by it.
 *
 * Else the next commit would give one customer's purchase to another, the one before.
 */
import * as Effect from "effect/Effect"
import type { HoldId } from "../Domain.ts"
import type { Undecided } from "../journal/CheckoutState.ts"
import type { CheckoutStore, NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { JournalError } from "../Journal.ts"
import { isServiceAway, type FindClientError, type ReceiptConflict } from "../LoyaltyError.ts"
import * as Telemetry from "../Telemetry.ts"
import { undecidedYet } from "./Gate.ts"

type LookUpError = FindClientError | ReceiptConflict | JournalError

/** Did the service say that there is no such customer, or nothing at all? A journal that failed says nothing of anybody. */
const isAboutCustomer = ({ _tag }: LookUpError): boolean =>
  _tag !== "ReceiptConflict" && _tag !== "JournalUnavailable" && _tag !== "JournalCorrupt"

export const make =
  (store: CheckoutStore["Service"], giveUp: (hold: HoldId) => Effect.Effect<void>) =>
  /** Writes it down, and gives the receipt as it then stands. That it cannot be written changes nothing for the till. */
  (snapshot: Snapshot<Undecided>, search: string, error: LookUpError): Effect.Effect<Snapshot<Undecided>> => {
    const { personal, state } = snapshot
    const isAway = isAboutCustomer(error) && isServiceAway(error)
    // Nobody is known and nobody was typed: that another one is not found changes nothing.
    const isNobody = state._tag === "Open" && personal.search === undefined
    const isNews = isNobody ? isAway : isAboutCustomer(error)
    if (personal.search === search || !isNews) return Effect.succeed(snapshot)
    const lost: NewEvent = { _tag: "SearchKept" }
    const events: readonly [NewEvent, ...ReadonlyArray<NewEvent>] =
      state._tag === "Held" ? [{ _tag: "HoldEnded", hold: state.hold.id, why: "abandoned" }, lost] : [lost]
    return store.append(snapshot, events, { personal: isAway ? { search } : {} }).pipe(
      Effect.flatMap(undecidedYet),
      Effect.tap(() => (state._tag === "Held" ? giveUp(state.hold.id) : Effect.void)),
      Effect.catch((failure) =>
        Effect.as(Telemetry.failed(state.key, "A search could not be kept.", failure), snapshot),
      ),
    )
  }
