/** May the receipt on the till still change, and may it hold points? What the views ask of a checkout. */
import { isUndecided, type CheckoutState, type Held, type Quoted } from "@loyalkit/core/journal/CheckoutState"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"

/** The cashier can still build, quote, hold, pay or cancel. */
export const isOpen = isUndecided

/** There is a quote, and nothing was sent yet. */
export const quoted = (state: CheckoutState): Quoted | Held | undefined =>
  state._tag === "Quoted" || state._tag === "Held" ? state : undefined

/**
 * Could points be held when this receipt was cancelled? A hold that was asked for without an answer, or could
 * not be released, may live on at the service until its time is over.
 */
export const mayHaveHeld = (events: ReadonlyArray<JournalEvent>): boolean => {
  const cancelled = events.findIndex(({ _tag }) => _tag === "Cancelled")
  const before = cancelled === -1 ? events : events.slice(0, cancelled)
  const ended = new Set<string>()
  for (const event of before) {
    if (event._tag === "HoldEnded" && event.why !== "abandoned") ended.add(event.hold)
  }
  return before.some(
    (event) => event._tag === "HoldUnknown" || (event._tag === "Held" && !ended.has(event.hold.id)),
  )
}
