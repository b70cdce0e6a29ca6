/**
 * Where a checkout stands: its journal's events, folded.
 *
 * A type for each step, so that what may be done next is a matter of types: only a `Held` has a hold, only a
 * `Committed` has a sale. The fold is pure and total; an event that cannot follow says that the journal is
 * damaged, and is never passed over.
 */
import * as Result from "effect/Result"
import type { CheckoutKey, ClientAccount, Hold, Purchase, Quote, Sale } from "../Domain.ts"
import type { JournalStatus } from "../Journal.ts"
import type { Kopecks, Points } from "../Money.ts"
import type { CommitRequest, Difference, JournalEvent, Witness } from "./JournalEvent.ts"

type EventOf<Tag extends JournalEvent["_tag"]> = Extract<JournalEvent, { readonly _tag: Tag }>

/** A hold that was asked for and never answered: it may block points until `until` (wall clock, milliseconds). */
export interface UnseenHold {
  readonly points: Points
  readonly until: number
}

/** What every step knows. */
interface Common {
  readonly key: CheckoutKey
  /** How many events were folded. */
  readonly version: number
  /** How many commits were sent so far. */
  readonly attempts: number
  readonly unseenHold?: UnseenHold
  /** A spending commit was refused after the till may have printed the discount. Gone with a later success. */
  readonly refused?: EventOf<"PrintedNotWrittenOff">
  readonly returns: ReadonlyArray<{
    readonly returnId: string
    readonly amount: Kopecks
    readonly at: number
  }>
}

/** Nothing is known yet. */
export interface Open extends Common {
  readonly _tag: "Open"
}
export interface Identified extends Common {
  readonly _tag: "Identified"
  readonly account: ClientAccount
}
export interface Quoted extends Common {
  readonly _tag: "Quoted"
  readonly account: ClientAccount
  readonly purchase: Purchase
  readonly quote: Quote
  /** The service refused what this quote allowed. */
  readonly outdated?: true
}
export interface Held extends Common {
  readonly _tag: "Held"
  readonly account: ClientAccount
  readonly purchase: Purchase
  readonly quote: Quote
  readonly outdated?: true
  readonly hold: Hold
}

/** The steps in which a till may change its mind and from which it may commit. */
export type BeforeCommit = Identified | Quoted | Held

/** What was written down before the sale was sent. */
export interface Intent {
  readonly at: number
  readonly attempt: number
  readonly request: CommitRequest
  readonly witness: Witness
  readonly account: ClientAccount
}

/** A sale is about to be created. Read from a journal by a process that did not write it, it is a doubt. */
export interface Committing extends Common {
  readonly _tag: "Committing"
  readonly before: BeforeCommit
  readonly intent: Intent
}
export interface InDoubt extends Common {
  readonly _tag: "InDoubt"
  readonly before: BeforeCommit
  readonly intent: Intent
  readonly doubt: { readonly at: number; readonly error: string; readonly detail: string }
}
export interface Committed extends Common {
  readonly _tag: "Committed"
  readonly before: BeforeCommit
  readonly intent: Intent
  readonly sale: Sale
  readonly difference?: Difference
}
export interface Cancelled extends Common {
  readonly _tag: "Cancelled"
}

export type CheckoutState = Open | Identified | Quoted | Held | Committing | InDoubt | Committed | Cancelled

/** The steps in which a till may still change its mind. */
export type Undecided = Open | BeforeCommit

/** A checkout that nobody has touched. */
export const open = (key: CheckoutKey): Open => ({ _tag: "Open", key, version: 0, attempts: 0, returns: [] })

/** Where the journal lists a checkout in this state. */
export const status = (state: CheckoutState): JournalStatus => {
  switch (state._tag) {
    case "Open":
    case "Identified":
    case "Quoted":
    case "Held":
      return "open"
    case "Committing":
      return "committing"
    case "InDoubt":
      return "doubt"
    case "Committed":
    case "Cancelled":
      return "settled"
  }
}

/** Does a person have to look at it? */
export const hasCase = (state: CheckoutState): boolean =>
  state.refused !== undefined ||
  state.returns.length > 0 ||
  (state._tag === "Committed" && state.difference !== undefined)

/** Is there still a choice, or was a commit written down or the receipt closed? */
export const isUndecided = (state: CheckoutState): state is Undecided => status(state) === "open"

/** This event cannot follow that state. */
export interface Impossible {
  readonly state: CheckoutState["_tag"]
  readonly event: JournalEvent["_tag"]
  readonly version: number
}

const common = (state: CheckoutState): Common => ({
  key: state.key,
  version: state.version + 1,
  attempts: state.attempts,
  returns: state.returns,
  ...(state.unseenHold === undefined ? {} : { unseenHold: state.unseenHold }),
  ...(state.refused === undefined ? {} : { refused: state.refused }),
})

const withoutCase = ({ refused: _, ...rest }: Common): Common => rest

type Step = Result.Result<CheckoutState, Impossible>

/** The state after one more event. */
export const next = (state: CheckoutState, event: JournalEvent): Step => {
  const impossible = (): Step => Result.fail({ state: state._tag, event: event._tag, version: state.version })
  switch (event._tag) {
    case "Identified":
      return isUndecided(state)
        ? Result.succeed({ ...common(state), _tag: "Identified", account: event.account })
        : impossible()
    case "Quoted":
      return quoted(state, event) ?? impossible()
    case "QuoteOutdated":
      return state._tag === "Quoted" || state._tag === "Held"
        ? Result.succeed({ ...state, ...common(state), outdated: true })
        : impossible()
    case "Held":
      return state._tag === "Quoted" || state._tag === "Held"
        ? Result.succeed({ ...state, ...common(state), _tag: "Held", hold: event.hold })
        : impossible()
    case "HoldUnknown": {
      const unseenHold = { points: event.points, until: event.at + event.askedMinutes * 60_000 }
      return isUndecided(state) ? Result.succeed({ ...state, ...common(state), unseenHold }) : impossible()
    }
    case "HoldEnded":
      return Result.succeed(holdEnded(state, event))
    case "CommitIntended":
      return state._tag === "Identified" || state._tag === "Quoted" || state._tag === "Held"
        ? Result.succeed(committing(state, event))
        : impossible()
    case "Committed":
      return state._tag === "Committing" || state._tag === "InDoubt"
        ? Result.succeed(committed(state, event))
        : impossible()
    case "CommitRefused":
      return state._tag === "Committing"
        ? Result.succeed({ ...state.before, ...common(state) })
        : impossible()
    case "CommitUnknown":
      return state._tag === "Committing" || state._tag === "InDoubt"
        ? Result.succeed({ ...common(state), ...inDoubt(state, event) })
        : impossible()
    case "Cancelled":
      return isUndecided(state)
        ? Result.succeed({ ...withoutCase(common(state)), _tag: "Cancelled" })
        : impossible()
    case "PrintedNotWrittenOff":
      return isUndecided(state)
        ? Result.succeed({ ...state, ...common(state), refused: event })
        : impossible()
    case "ReturnNoted": {
      const returns = [...state.returns, { returnId: event.returnId, amount: event.amount, at: event.at }]
      return Result.succeed({ ...state, ...common(state), returns })
    }
  }
}

const quoted = (state: CheckoutState, event: EventOf<"Quoted">): Step | undefined => {
  if (state._tag !== "Identified" && state._tag !== "Quoted" && state._tag !== "Held") return undefined
  const { purchase, quote } = event
  return state._tag === "Held"
    ? Result.succeed({
        ...common(state),
        _tag: "Held",
        account: state.account,
        purchase,
        quote,
        hold: state.hold,
      })
    : Result.succeed({ ...common(state), _tag: "Quoted", account: state.account, purchase, quote })
}

// A hold that ends after the checkout moved on (an old one, replaced) changes nothing but the version.
const holdEnded = (state: CheckoutState, event: EventOf<"HoldEnded">): CheckoutState => {
  if (state._tag !== "Held" || state.hold.id !== event.hold) return { ...state, ...common(state) }
  const { hold: _, ...quoted } = state
  return { ...quoted, ...common(state), _tag: "Quoted" }
}

const committing = (state: BeforeCommit, event: EventOf<"CommitIntended">): Committing => ({
  ...common(state),
  _tag: "Committing",
  attempts: event.attempt,
  before: state,
  intent: {
    at: event.at,
    attempt: event.attempt,
    request: event.request,
    witness: event.witness,
    account: event.account,
  },
})

const committed = (state: Committing | InDoubt, event: EventOf<"Committed">): Committed => ({
  ...withoutCase(common(state)),
  _tag: "Committed",
  before: state.before,
  intent: state.intent,
  sale: event.sale,
  ...(event.difference === undefined ? {} : { difference: event.difference }),
})

const inDoubt = (state: Committing | InDoubt, event: EventOf<"CommitUnknown">) => ({
  _tag: "InDoubt" as const,
  before: state.before,
  intent: state.intent,
  doubt: { at: event.at, error: event.error, detail: event.detail },
})

/** The state after all of a checkout's events. */
export const fold = (key: CheckoutKey, events: ReadonlyArray<JournalEvent>): Step => {
  let state: CheckoutState = open(key)
  for (const event of events) {
    const step = next(state, event)
    if (Result.isFailure(step)) return step
    state = step.success
  }
  return Result.succeed(state)
}
