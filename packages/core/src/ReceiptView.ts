/**
 * Everything that is known of a receipt, as every face shows it.
 *
 * The engine keeps a checkout as steps and events; a till, an operator's screen and a web page want one word for where it
 * stands, and what goes with it. This is that view, once for all of them, in the domain's own units: a face only writes
 * them in its own way.
 */
import { secondsLeft } from "./checkout/Holds.ts"
import { clientOf, type CheckoutKey, type Client, type Quote, type ReceiptLine, type Sale } from "./Domain.ts"
import { accountOf, type CheckoutState } from "./journal/CheckoutState.ts"
import type { Snapshot } from "./journal/CheckoutStore.ts"
import type { Difference } from "./journal/JournalEvent.ts"
import type { Kopecks, Points } from "./Money.ts"

/** Where a receipt stands, in the words of every face. */
export type ReceiptState =
  | "open"
  | "identified"
  | "quoted"
  | "held"
  | "queued"
  | "committing"
  | "doubt"
  | "committed"
  | "rejected"
  | "cancelled"

/** Held points. `secondsLeft`: how long the till may count on them; 0 where that is not certain. */
export interface HoldView {
  readonly points: Points
  readonly secondsLeft: number
}

/** Why something did not happen, as the journal has it; `CaseText.refusalText` puts it into words. */
interface Why {
  readonly error: string
  readonly detail: string
}

/** A sale was sent and its fate is not known. */
export interface DoubtView extends Why {
  /** Since when, in milliseconds since 1970. */
  readonly since: number
  readonly amount: Kopecks
  readonly points: Points
  /** Why only a person can decide it now, as a code for `CaseText.reasonText`. Left out while it is being settled in the background. */
  readonly left?: string
}

/** An earning that waits for the service. */
export interface WaitingView extends Why {
  /** Since when, in milliseconds since 1970. */
  readonly since: number
  readonly amount: Kopecks
}

/** Goods that came back. */
export interface ReturnView {
  readonly returnId: string
  readonly amount: Kopecks
  readonly lines?: ReadonlyArray<ReceiptLine>
  /** When it was noted, in milliseconds since 1970. */
  readonly at: number
}

/** What is known of a receipt. What it has not, or no longer, is left out: who the customer is goes with the settling. */
export interface ReceiptView {
  readonly key: CheckoutKey
  readonly state: ReceiptState
  readonly client?: Client
  readonly quote?: Quote
  readonly hold?: HoldView
  readonly sale?: Sale
  readonly difference?: Difference
  readonly doubt?: DoubtView
  readonly waiting?: WaitingView
  readonly rejected?: Why
  readonly returns: ReadonlyArray<ReturnView>
}

const states: Readonly<Record<CheckoutState["_tag"], ReceiptState>> = {
  Open: "open",
  Identified: "identified",
  Quoted: "quoted",
  Held: "held",
  Queued: "queued",
  Committing: "committing",
  InDoubt: "doubt",
  NotCreated: "doubt",
  Committed: "committed",
  Rejected: "rejected",
  Cancelled: "cancelled",
}

/** What the receipt's very state has to tell. */
const ofState = (
  state: CheckoutState,
): Pick<ReceiptView, "sale" | "difference" | "doubt" | "waiting" | "rejected"> => {
  switch (state._tag) {
    case "Queued": {
      const { at, detail, error } = state.waiting
      return { waiting: { since: at, amount: state.request.amount, error, detail } }
    }
    case "InDoubt": {
      const { at, detail, error } = state.doubt
      const { amount, points } = state.intent.request
      const left = state.left === undefined ? {} : { left: state.left.why }
      return { doubt: { since: at, amount, points, error, detail, ...left } }
    }
    case "NotCreated": {
      const { amount, points } = state.intent.request
      const why = { error: "NotCreated", detail: "nothing was created; it is being sent again" }
      return { doubt: { since: state.at, amount, points, ...why } }
    }
    case "Committed": {
      const { difference, sale } = state
      return { sale, ...(difference === undefined ? {} : { difference }) }
    }
    case "Rejected":
      return { rejected: { error: state.error, detail: state.detail } }
    default:
      return {}
  }
}

/** The last step before a commit, which a commit keeps. */
const stepOf = (state: CheckoutState) => ("before" in state ? state.before : state)

/**
 * The view of a receipt. `now` is the monotonic clock, in nanoseconds.
 *
 * @example
 * ```ts
 * import { PointId, ReceiptId } from "@loyalkit/core/Domain"
 * import { open } from "@loyalkit/core/journal/CheckoutState"
 * import { viewOf } from "@loyalkit/core/ReceiptView"
 *
 * const key = { point: PointId.make("shop-1"), receipt: ReceiptId.make("r-1") }
 * viewOf({ state: open(key), personal: {} }, 0n).state // => "open"
 * ```
 */
export const viewOf = (snapshot: Snapshot, now: bigint): ReceiptView => {
  const { personal, state } = snapshot
  const account = accountOf(state)
  const step = stepOf(state)
  return {
    key: state.key,
    state: states[state._tag],
    ...(account === undefined ? {} : { client: clientOf(account, personal.person) }),
    ...("quote" in step ? { quote: step.quote } : {}),
    ...("hold" in step && state._tag !== "Committed"
      ? { hold: { points: step.hold.points, secondsLeft: secondsLeft(snapshot, now) } }
      : {}),
    ...ofState(state),
    returns: state.returns,
  }
}
