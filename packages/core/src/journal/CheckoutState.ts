/**
 * Where a checkout stands: a type for each step, so that what may be done next is a matter of types. Only a
 * `Held` has a hold, only a `Committed` has a sale. `Fold` makes them from a journal's events.
 */
import type { CheckoutKey, ClientAccount, Hold, HoldId, Purchase, Quote, Sale } from "../Domain.ts"
import type { JournalStatus } from "../Journal.ts"
import type { Points } from "../Money.ts"
import type { CommitRequest, Difference, JournalEvent, Judge, Witness } from "./JournalEvent.ts"

export type EventOf<Tag extends JournalEvent["_tag"]> = Extract<JournalEvent, { readonly _tag: Tag }>

/** A hold that was asked for and never answered: it may block points until `until` (wall clock, milliseconds). */
export interface UnseenHold {
  readonly points: Points
  readonly until: number
}

/** What every step knows. */
export interface Common {
  readonly key: CheckoutKey
  /** How many events were folded. */
  readonly version: number
  /** When the last of them happened, by the till's wall clock in milliseconds. */
  readonly at: number
  /** How many commits were sent so far. */
  readonly attempts: number
  readonly unseenHold?: UnseenHold
  /** A spending commit was refused after the till may have printed the discount. Gone with a later success; a person who deals with it closes its case. */
  readonly refused?: EventOf<"PrintedNotWrittenOff">
  readonly returns: ReadonlyArray<Omit<EventOf<"ReturnNoted">, "_tag">>
  /** The cases that a person has dealt with, by {@link caseName}. */
  readonly closed: ReadonlyArray<string>
}

/** What tells a receipt's cases apart. */
export const caseName = (kind: EventOf<"CaseClosed">["kind"], returnId = ""): string => `${kind} ${returnId}`

/** Nothing is known yet. */
export interface Open extends Common {
  readonly _tag: "Open"
}
/** `since`: the journal's sequence before the client was asked for. */
export interface Identified extends Common {
  readonly _tag: "Identified"
  readonly account: ClientAccount
  readonly since?: number
}
export interface Quoted extends Common {
  readonly _tag: "Quoted"
  readonly account: ClientAccount
  readonly since?: number
  readonly purchase: Purchase
  readonly quote: Quote
  /** The service refused what this quote allowed. */
  readonly outdated?: true
}
export interface Held extends Common {
  readonly _tag: "Held"
  readonly account: ClientAccount
  readonly since?: number
  readonly purchase: Purchase
  readonly quote: Quote
  readonly outdated?: true
  readonly hold: Hold
}

/** The steps in which a till may change its mind and from which it may commit. */
export type BeforeCommit = Identified | Quoted | Held

/** An earning that waits for the service. Its client may not be known yet: what the cashier typed stands beside the events. */
export interface Queued extends Common {
  readonly _tag: "Queued"
  readonly request: CommitRequest
  readonly waiting: { readonly at: number; readonly error: string; readonly detail: string }
  readonly account?: ClientAccount
  readonly since?: number
  /** What the till had asked before, where it had. */
  readonly quote?: Quote
}

/** A queued earning whose client is known. */
export interface Deliverable extends Queued {
  readonly account: ClientAccount
}

/** Where a commit begins. */
export type Origin = BeforeCommit | Deliverable

/** What was written down before the sale was sent. */
export interface Intent {
  readonly at: number
  readonly attempt: number
  /** How many times it was sent again after a proof that nothing had been created. */
  readonly resends: number
  readonly request: CommitRequest
  readonly witness: Witness
  readonly account: ClientAccount
}

/** A sale is about to be created. Read from a journal by a process that did not write it, it is a doubt. */
export interface Committing extends Common {
  readonly _tag: "Committing"
  readonly before: Origin
  readonly intent: Intent
  /** Of one sent again: who said that the request before it had created nothing. */
  readonly judge?: Judge
}
export interface InDoubt extends Common {
  readonly _tag: "InDoubt"
  readonly before: Origin
  readonly intent: Intent
  readonly doubt: { readonly at: number; readonly error: string; readonly detail: string }
  /** One-point holds taken beside it, to be given back in the end. */
  readonly witnesses: ReadonlyArray<HoldId>
  /** The last look. */
  readonly looked?: EventOf<"DoubtLooked">
  /** Its request can no longer be executed. */
  readonly windowOver?: true
  /** It waits for a person: why. */
  readonly left?: { readonly at: number; readonly why: string }
}
/** The last request is proven to have created nothing: the sale is to be sent again. */
export interface NotCreated extends Common {
  readonly _tag: "NotCreated"
  readonly before: Origin
  readonly intent: Intent
  readonly judge: Judge
}
export interface Committed extends Common {
  readonly _tag: "Committed"
  readonly before: Origin
  readonly intent: Intent
  readonly sale: Sale
  readonly difference?: Difference
  /** Who said so, where no answer did. */
  readonly judge?: Judge
}
/** It ended without a sale. Without a `judge` the service refused it, which is a case. */
export interface Rejected extends Common {
  readonly _tag: "Rejected"
  readonly request: CommitRequest
  readonly account?: ClientAccount
  readonly error: string
  readonly detail: string
  readonly judge?: Judge
}
export interface Cancelled extends Common {
  readonly _tag: "Cancelled"
}

export type CheckoutState =
  | Open
  | Identified
  | Quoted
  | Held
  | Queued
  | Committing
  | InDoubt
  | NotCreated
  | Committed
  | Rejected
  | Cancelled

/** The steps in which a till may still change its mind. */
export type Undecided = Open | BeforeCommit

/** A checkout that nobody has touched. */
export const open = (key: CheckoutKey): Open => ({
  _tag: "Open",
  key,
  version: 0,
  at: 0,
  attempts: 0,
  returns: [],
  closed: [],
})

/** Where the journal lists a checkout in this state. */
export const status = (state: CheckoutState): JournalStatus => {
  switch (state._tag) {
    case "Open":
    case "Identified":
    case "Quoted":
    case "Held":
      return "open"
    case "Queued":
      return "queued"
    case "Committing":
      return "committing"
    case "InDoubt":
      return state.windowOver === undefined ? "doubt" : "overdue"
    case "NotCreated":
      return "overdue"
    case "Committed":
    case "Rejected":
    case "Cancelled":
      return "settled"
  }
}

/** The names of the cases that a person still has to deal with, a doubt's own aside. */
const openCases = (state: CheckoutState): ReadonlyArray<string> =>
  [
    ...(state.refused === undefined ? [] : [caseName("printedNotWrittenOff")]),
    ...state.returns.map(({ returnId }) => caseName("return", returnId)),
    ...(state._tag === "Committed" && state.difference !== undefined ? [caseName("difference")] : []),
    ...(state._tag === "Rejected" && state.judge === undefined ? [caseName("rejected")] : []),
  ].filter((name) => !state.closed.includes(name))

/** Is there an open case of this name, as {@link caseName} gives it? */
export const hasOpenCase = (state: CheckoutState, name: string): boolean => openCases(state).includes(name)

/** Does a person have to look at it? */
export const hasCase = (state: CheckoutState): boolean =>
  (state._tag === "InDoubt" && state.left !== undefined) || openCases(state).length > 0

/** Whose checkout it is, as far as it is known. */
export const accountOf = (state: CheckoutState): ClientAccount | undefined => {
  switch (state._tag) {
    case "Open":
    case "Cancelled":
      return undefined
    case "Committing":
    case "InDoubt":
    case "NotCreated":
    case "Committed":
      return state.intent.account
    default:
      return state.account
  }
}

/** Is there still a choice, or was a commit written down or the receipt closed? */
export const isUndecided = (state: CheckoutState): state is Undecided => status(state) === "open"
