/**
 * What the engine concluded of a receipt, and from what: the witness, each look, the verdict. Read from the journal's events alone.
 *
 * Reasons are the journal's codes; `CaseText.reasonText` of core puts them into words.
 */
import type { Hold } from "@loyalkit/core/Domain"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { Points } from "@loyalkit/core/Money"

/** The balance with the witness, without it, and with it again. */
export interface Look {
  readonly at: number
  readonly size: Points
  readonly withHold: Points
  readonly without: Points
  readonly withHoldAgain: Points
  readonly afterWindow: boolean
  readonly unexpired: boolean
  /** What the table said, as a code. */
  readonly verdict: string
}

export interface Conclusion {
  /** How often the sale was written down and sent. */
  readonly attempts: number
  /** What was seen before the last of them. */
  readonly witness?: { readonly balance: Points; readonly hold?: Hold; readonly earn?: Points }
  /** Why its fate is, or was, not known. */
  readonly doubt?: { readonly at: number; readonly error: string; readonly detail: string }
  readonly looks: ReadonlyArray<Look>
  /** Since when its request can no longer be executed. */
  readonly windowOver?: number
  /** How it ended, or that only a person can say. */
  readonly verdict?:
    | { readonly is: "committed" | "not-created" | "rejected"; readonly at: number; readonly by: Judge }
    | { readonly is: "left"; readonly at: number; readonly why: string }
}

/** `answer`: the service said so itself. */
export type Judge = "answer" | "witness" | "person"

const none: Conclusion = { attempts: 0, looks: [] }

/** `start` is what times are counted from. */
export const of = (events: ReadonlyArray<JournalEvent>, start: number): Conclusion =>
  events.reduce((known, event) => after(known, event, event.at - start), none)

const after = (known: Conclusion, event: JournalEvent, at: number): Conclusion => {
  switch (event._tag) {
    case "CommitIntended": {
      const { verdict: _, ...before } = known
      const { balance, earn, hold } = event.witness
      return {
        ...before,
        attempts: known.attempts + 1,
        witness: {
          balance,
          ...(hold === undefined ? {} : { hold }),
          ...(earn === undefined ? {} : { earn }),
        },
      }
    }
    case "CommitUnknown":
      return { ...known, doubt: { at, error: event.error, detail: event.detail } }
    case "DoubtLooked": {
      const { afterWindow, size, unexpired, verdict, withHold, withHoldAgain, without } = event
      const look = { at, size, withHold, without, withHoldAgain, afterWindow, unexpired, verdict }
      return { ...known, looks: [...known.looks, look] }
    }
    case "WindowOver":
      return { ...known, windowOver: at }
    case "NotCreated":
      return { ...known, verdict: { is: "not-created", at, by: event.judge.by } }
    case "LeftToPerson":
      return { ...known, verdict: { is: "left", at, why: event.why } }
    case "Committed":
      return { ...known, verdict: { is: "committed", at, by: event.judge?.by ?? "answer" } }
    case "Rejected":
      return { ...known, verdict: { is: "rejected", at, by: event.judge?.by ?? "answer" } }
    case "CommitRefused":
      return { ...known, verdict: { is: "not-created", at, by: "answer" } }
    case "Identified":
    case "SearchKept":
    case "Quoted":
    case "QuoteOutdated":
    case "Held":
    case "HoldUnknown":
    case "HoldEnded":
    case "EarningQueued":
    case "WitnessHeld":
    case "Cancelled":
    case "PrintedNotWrittenOff":
    case "ReturnNoted":
    case "CaseClosed":
      return known
  }
}
