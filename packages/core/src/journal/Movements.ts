/**
 * Which events may change a client's points at the service, and whose points they are.
 *
 * Whoever reads a sale's fate off a client's balance must know that nothing else changed it meanwhile
 * (`Journal.movedSince`). So what is not certain to leave the points alone counts as a movement.
 */
import type { ClientId } from "../Domain.ts"
import type { CheckoutState } from "./CheckoutState.ts"
import type { JournalEvent } from "./JournalEvent.ts"

/** May what this event tells of have changed a client's balance or holds at the service? */
export const moves = (event: JournalEvent): boolean => {
  switch (event._tag) {
    case "Identified":
    case "SearchKept":
    case "Quoted":
    case "QuoteOutdated":
    case "EarningQueued":
    case "DoubtLooked":
    case "LeftToPerson":
    case "Cancelled":
    case "PrintedNotWrittenOff":
    case "ReturnNoted":
    case "CaseClosed":
      return false
    case "Held":
    case "HoldUnknown":
    case "HoldEnded":
    case "CommitIntended":
    case "Committed":
    case "CommitRefused":
    case "CommitUnknown":
    case "WitnessHeld":
    // From here on nothing of it moves any more, and what moved before was before this number.
    case "WindowOver":
    // The end of a doubt may rest on a person's word.
    case "NotCreated":
    case "Rejected":
      return true
  }
}

/** Whose points a checkout in this state is about, where that is known. */
export const clientIdOf = (state: CheckoutState): ClientId | undefined => {
  switch (state._tag) {
    case "Open":
    case "Cancelled":
      return undefined
    case "Identified":
    case "Quoted":
    case "Held":
    case "Queued":
    case "Rejected":
      return state.account?.id
    case "Committing":
    case "InDoubt":
    case "NotCreated":
    case "Committed":
      return state.intent.account.id
  }
}
