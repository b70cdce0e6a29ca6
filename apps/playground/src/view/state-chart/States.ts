/**
 * The checkout's states and what may follow each, as a chart shows them.
 *
 * The truth is core's `Fold`; this is its table, which a page can draw. The chart's tests hold one against the other. An event that leaves a
 * checkout in its state (another quote, a look at a doubt) is no arrow.
 */
import type { CheckoutState } from "@loyalkit/core/journal/CheckoutState"

export type StateTag = CheckoutState["_tag"]

/** For each state those that may come next; an end has none. In the order in which a usual receipt comes to them. */
export const following = {
  Open: ["Identified", "Queued", "Cancelled"],
  Identified: ["Open", "Quoted", "Queued", "Committing", "Cancelled"],
  Quoted: ["Open", "Identified", "Held", "Queued", "Committing", "Cancelled"],
  Held: ["Open", "Identified", "Quoted", "Queued", "Committing", "Cancelled"],
  Queued: ["Committing", "Rejected"],
  // A sale that was refused leaves the checkout where it was before.
  Committing: ["Identified", "Quoted", "Held", "Queued", "InDoubt", "NotCreated", "Committed"],
  InDoubt: ["NotCreated", "Committed", "Rejected"],
  NotCreated: ["Committing", "InDoubt", "Rejected"],
  Committed: [],
  Rejected: [],
  Cancelled: [],
} as const satisfies Readonly<Record<StateTag, ReadonlyArray<StateTag>>>

export const nextOf = (state: StateTag): ReadonlyArray<StateTag> => following[state]

const isState = (name: string): name is StateTag => Object.hasOwn(following, name)

export const states: ReadonlyArray<StateTag> = Object.keys(following).filter(isState)

/** From one state to another. */
export interface Arrow {
  readonly from: StateTag
  readonly to: StateTag
}

export const arrows: ReadonlyArray<Arrow> = states.flatMap((from) => nextOf(from).map((to) => ({ from, to })))

/** Bad news is said in the alarm's colour, a sale in the accent. */
export const moods: Readonly<Partial<Record<StateTag, "good" | "bad">>> = {
  InDoubt: "bad",
  NotCreated: "bad",
  Rejected: "bad",
  Committed: "good",
}
