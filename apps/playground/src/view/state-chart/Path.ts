/** Through which states a receipt came, by its journal's events, as the engine itself folds them. */
import { PointId, ReceiptId } from "@loyalkit/core/Domain"
import { open, type CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import { next } from "@loyalkit/core/journal/Fold"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import * as Result from "effect/Result"
import type { StateTag } from "./States.ts"

/** A fold names its checkout, and goes by nothing of that. */
const ANY = { point: PointId.make("any"), receipt: ReceiptId.make("any") }

/** Each state that was entered, the first one first. An event that cannot follow ends the path: what comes after it is not known. */
export const pathOf = (events: ReadonlyArray<JournalEvent>): ReadonlyArray<StateTag> => {
  let state: CheckoutState = open(ANY)
  const path: Array<StateTag> = [state._tag]
  for (const event of events) {
    const step = next(state, event)
    if (Result.isFailure(step)) return path
    if (step.success._tag !== state._tag) path.push(step.success._tag)
    state = step.success
  }
  return path
}
