/**
 * The short codes that the journal keeps of a doubt: what a look said, and why it is left to a person.
 *
 * Kept as text in the journal, so that a later version may have more of them; written by nobody but this room.
 */
import type { UndecidedWhy, Verdict } from "./Verdict.ts"

/** What a look said, in one word. */
export type LookVerdict = UndecidedWhy | Exclude<Verdict["_tag"], "Undecided">

/**
 * Why only a person can decide a doubt now, besides what its last look said.
 *
 * - `movedAgain`: something moved at every look
 * - `notSeen`: the service did not answer as long as there was a hold to look at
 * - `anotherSale`: another sale of the client at this point could not wait, and ended the hold
 * - `resendsUsedUp`: it was sent again as often as the policy allows
 * - `cannotBeSent`: the service refuses our key or our point for hours, or is not to be reached when it is sent again
 */
export type LeftWhy =
  | UndecidedWhy
  | "movedAgain"
  | "notSeen"
  | "anotherSale"
  | "resendsUsedUp"
  | "cannotBeSent"

/** A verdict as the journal keeps it. */
export const verdictOf = (verdict: Verdict): LookVerdict =>
  verdict._tag === "Undecided" ? verdict.why : verdict._tag
