/**
 * Makes a checkout's state from its journal's events.
 *
 * Pure and total: an event that cannot follow says that the journal is damaged, and is never passed over.
 */
import * as Result from "effect/Result"
import type { CheckoutKey } from "../Domain.ts"
import {
  caseName,
  isUndecided,
  open,
  type CheckoutState,
  type Committed,
  type Committing,
  type Common,
  type EventOf,
  type Held,
  type InDoubt,
  type NotCreated,
  type Origin,
  type Queued,
  type Quoted,
  type Rejected,
  type Undecided,
} from "./CheckoutState.ts"
import type { JournalEvent } from "./JournalEvent.ts"

/** This event cannot follow that state. */
export interface Impossible {
  readonly state: CheckoutState["_tag"]
  readonly event: JournalEvent["_tag"]
  readonly version: number
}

const common = (state: CheckoutState, { at }: JournalEvent): Common => ({
  key: state.key,
  version: state.version + 1,
  at,
  attempts: state.attempts,
  returns: state.returns,
  closed: state.closed,
  ...(state.unseenHold === undefined ? {} : { unseenHold: state.unseenHold }),
  ...(state.refused === undefined ? {} : { refused: state.refused }),
})

const withoutCase = ({ refused: _, ...rest }: Common): Common => rest

type Step = Result.Result<CheckoutState, Impossible>

/** The state after one more event. */
export const next = (state: CheckoutState, event: JournalEvent): Step => {
  const after = isAboutDoubt(event)
    ? afterDoubtEvent(state, event)
    : isAboutCommit(event)
      ? afterCommitEvent(state, event)
      : afterTillEvent(state, event)
  return after === undefined
    ? Result.fail({ state: state._tag, event: event._tag, version: state.version })
    : Result.succeed(after)
}

type DoubtEvent = EventOf<"WitnessHeld" | "DoubtLooked" | "WindowOver" | "NotCreated" | "LeftToPerson">
type CommitEvent = EventOf<
  "EarningQueued" | "CommitIntended" | "Committed" | "CommitRefused" | "CommitUnknown" | "Rejected"
>
type TillEvent = Exclude<JournalEvent, DoubtEvent | CommitEvent>

const isAboutDoubt = (event: JournalEvent): event is DoubtEvent =>
  event._tag === "WitnessHeld" ||
  event._tag === "DoubtLooked" ||
  event._tag === "WindowOver" ||
  event._tag === "NotCreated" ||
  event._tag === "LeftToPerson"

const isAboutCommit = (event: JournalEvent): event is CommitEvent =>
  event._tag === "EarningQueued" ||
  event._tag === "CommitIntended" ||
  event._tag === "Committed" ||
  event._tag === "CommitRefused" ||
  event._tag === "CommitUnknown" ||
  event._tag === "Rejected"

/** Nothing where the event cannot follow. */
type After = CheckoutState | undefined

const REFUSED = caseName("printedNotWrittenOff")
const without = (closed: ReadonlyArray<string>, name: string) => closed.filter((one) => one !== name)

const afterTillEvent = (state: CheckoutState, event: TillEvent): After => {
  const base = common(state, event)
  switch (event._tag) {
    case "Identified":
      return identified(state, event)
    case "SearchKept":
      return isUndecided(state) ? { ...base, _tag: "Open" } : undefined
    case "Quoted":
      return quoted(state, event)
    case "QuoteOutdated":
      return state._tag === "Quoted" || state._tag === "Held"
        ? { ...state, ...base, outdated: true }
        : undefined
    case "Held":
      return held(state, event)
    case "HoldUnknown": {
      const unseenHold = { points: event.points, until: event.at + event.askedMinutes * 60_000 }
      const mayHold = isUndecided(state) || state._tag === "NotCreated" || state._tag === "InDoubt"
      return mayHold ? { ...state, ...base, unseenHold } : undefined
    }
    case "HoldEnded":
      return holdEnded(state, event)
    case "Cancelled":
      // A till that cancels says that nothing was printed; one that never came back says nothing.
      return isUndecided(state)
        ? { ...(event.why === "abandoned" ? base : withoutCase(base)), _tag: "Cancelled" }
        : undefined
    case "PrintedNotWrittenOff":
      return isUndecided(state) || state._tag === "Rejected"
        ? { ...state, ...base, refused: event, closed: without(state.closed, REFUSED) }
        : undefined
    case "ReturnNoted": {
      const { _tag: _, ...noted } = event
      return { ...state, ...base, returns: [...state.returns, noted] }
    }
    // What a person has dealt with stays known: whoever repeats by himself must not do it again.
    case "CaseClosed":
      return { ...state, ...base, closed: [...state.closed, caseName(event.kind, event.returnId)] }
  }
}

const afterCommitEvent = (state: CheckoutState, event: CommitEvent): After => {
  switch (event._tag) {
    case "EarningQueued":
      return isUndecided(state) ? queued(state, event) : undefined
    case "CommitIntended":
      return committing(state, event)
    case "Committed":
      return state._tag === "Committing" || state._tag === "InDoubt" ? committed(state, event) : undefined
    case "CommitRefused":
      return state._tag === "Committing" ? refused(state, event) : undefined
    case "CommitUnknown":
      return state._tag === "Committing" || state._tag === "InDoubt" ? inDoubt(state, event) : undefined
    case "Rejected":
      return state._tag === "Queued" || state._tag === "InDoubt" || state._tag === "NotCreated"
        ? rejected(state, event)
        : undefined
  }
}

const afterDoubtEvent = (state: CheckoutState, event: DoubtEvent): After => {
  if (state._tag !== "InDoubt" && state._tag !== "NotCreated") return undefined
  const base = common(state, event)
  if (event._tag === "LeftToPerson") {
    const left = { at: event.at, why: event.why }
    return state._tag === "InDoubt" ? { ...state, ...base, left } : { ...doubtAgain(state), ...base, left }
  }
  if (state._tag !== "InDoubt") return undefined
  switch (event._tag) {
    case "WitnessHeld":
      return { ...state, ...base, witnesses: [...state.witnesses, event.hold] }
    case "DoubtLooked":
      return { ...state, ...base, looked: event }
    case "WindowOver":
      return { ...state, ...base, windowOver: true }
    case "NotCreated": {
      const { before, intent } = state
      return { ...base, _tag: "NotCreated", before, intent, judge: event.judge }
    }
  }
}

const identified = (state: CheckoutState, event: EventOf<"Identified">): After => {
  const base = common(state, event)
  const known = { account: event.account, ...(event.since === undefined ? {} : { since: event.since }) }
  if (state._tag === "Queued") return { ...state, ...base, ...known }
  return isUndecided(state) ? { ...base, _tag: "Identified", ...known } : undefined
}

const quoted = (state: CheckoutState, event: EventOf<"Quoted">): After => {
  if (state._tag !== "Identified" && state._tag !== "Quoted" && state._tag !== "Held") return undefined
  const { purchase, quote } = event
  const since = state.since === undefined ? {} : { since: state.since }
  const fresh = { ...common(state, event), account: state.account, ...since, purchase, quote }
  return state._tag === "Held" ? { ...fresh, _tag: "Held", hold: state.hold } : { ...fresh, _tag: "Quoted" }
}

/** A hold is taken by a till, or anew for a sale that is to be sent again. */
const held = (state: CheckoutState, event: EventOf<"Held">): After => {
  const base = common(state, event)
  if (state._tag === "Quoted" || state._tag === "Held")
    return { ...state, ...base, _tag: "Held", hold: event.hold }
  if (state._tag !== "NotCreated") return undefined
  const { before } = state
  if (before._tag !== "Quoted" && before._tag !== "Held") return undefined
  return { ...state, ...base, before: { ...before, _tag: "Held", hold: event.hold } }
}

const unheld = ({ hold: _, ...rest }: Held): Quoted => ({ ...rest, _tag: "Quoted" })

const holdsIt = (state: CheckoutState | Origin, event: EventOf<"HoldEnded">): state is Held =>
  state._tag === "Held" && state.hold.id === event.hold

// A hold that ends after the checkout moved on (an old one, replaced) changes nothing but the version.
const holdEnded = (state: CheckoutState, event: EventOf<"HoldEnded">): CheckoutState => {
  const base = common(state, event)
  if (holdsIt(state, event)) return { ...unheld(state), ...base }
  if (state._tag === "NotCreated" && holdsIt(state.before, event)) {
    return { ...state, ...base, before: unheld(state.before) }
  }
  if (state._tag !== "InDoubt") return { ...state, ...base }
  return { ...state, ...base, witnesses: state.witnesses.filter((witness) => witness !== event.hold) }
}

const queued = (state: Undecided, event: EventOf<"EarningQueued">): Queued => ({
  ...common(state, event),
  _tag: "Queued",
  request: event.request,
  waiting: { at: event.at, error: event.error, detail: event.detail },
  ...(state._tag === "Open" ? {} : { account: state.account }),
  ...(state._tag === "Open" || state.since === undefined ? {} : { since: state.since }),
  ...(state._tag === "Quoted" || state._tag === "Held" ? { quote: state.quote } : {}),
})

/** From where this intent may follow. */
const originOf = (state: CheckoutState, event: EventOf<"CommitIntended">): Origin | undefined => {
  switch (state._tag) {
    case "Identified":
    case "Quoted":
    case "Held":
      return event.again === undefined ? state : undefined
    case "Queued":
      return event.again === undefined && state.account !== undefined
        ? { ...state, account: state.account }
        : undefined
    case "NotCreated":
      return event.again === true ? state.before : undefined
    default:
      return undefined
  }
}

const committing = (state: CheckoutState, event: EventOf<"CommitIntended">): Committing | undefined => {
  const before = originOf(state, event)
  if (before === undefined) return undefined
  const { account, at, attempt, request, witness } = event
  const resends = state._tag === "NotCreated" ? state.intent.resends + 1 : 0
  const intent = { at, attempt, resends, request, witness, account }
  const judge = state._tag === "NotCreated" ? { judge: state.judge } : {}
  return { ...common(state, event), _tag: "Committing", attempts: attempt, before, intent, ...judge }
}

const committed = (state: Committing | InDoubt, event: EventOf<"Committed">): Committed => ({
  ...withoutCase(common(state, event)),
  _tag: "Committed",
  before: state.before,
  intent: state.intent,
  sale: event.sale,
  ...(event.difference === undefined ? {} : { difference: event.difference }),
  ...(event.judge === undefined ? {} : { judge: event.judge }),
})

/**
 * A first request that created nothing leaves the checkout where it was. One sent again leaves it to be sent again, by the
 * word of whoever said so before, and does not count: it never reached the sale itself.
 */
const refused = (state: Committing, event: EventOf<"CommitRefused">): CheckoutState => {
  const base = common(state, event)
  const { before, intent, judge } = state
  if (judge === undefined) return { ...before, ...base }
  return { ...base, _tag: "NotCreated", before, intent: { ...intent, resends: intent.resends - 1 }, judge }
}

const inDoubt = (state: Committing | InDoubt, event: EventOf<"CommitUnknown">): InDoubt => ({
  ...common(state, event),
  _tag: "InDoubt",
  before: state.before,
  intent: state.intent,
  doubt: { at: event.at, error: event.error, detail: event.detail },
  witnesses: state._tag === "InDoubt" ? state.witnesses : [],
})

/** What was proven is no longer enough: a person has to decide whether it is sent again. */
const doubtAgain = (state: NotCreated): InDoubt => ({
  ...state,
  _tag: "InDoubt",
  windowOver: true,
  doubt: {
    at: state.at,
    error: "NotCreated",
    detail: "the sale was not created and could not be sent again",
  },
  witnesses: [],
})

const rejected = (state: Queued | InDoubt | NotCreated, event: EventOf<"Rejected">): Rejected => {
  const account = state._tag === "Queued" ? state.account : state.intent.account
  return {
    ...common(state, event),
    _tag: "Rejected",
    request: state._tag === "Queued" ? state.request : state.intent.request,
    ...(account === undefined ? {} : { account }),
    error: event.error,
    detail: event.detail,
    ...(event.judge === undefined ? {} : { judge: event.judge }),
  }
}

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
