/**
 * May this receipt still change? The answer that every command but `get` and `return` asks for first.
 */
import * as Effect from "effect/Effect"
import type { JournalUnavailable } from "../Journal.ts"
import type {
  BeforeCommit,
  CheckoutState,
  Committed,
  Committing,
  InDoubt,
  NotCreated,
  Queued,
  Undecided,
} from "../journal/CheckoutState.ts"
import type { Snapshot } from "../journal/CheckoutStore.ts"
import { AlreadyCommitted, CommitInDoubt, CommitQueued, ReceiptConflict } from "../LoyaltyError.ts"
import type { Settlement } from "../Settlement.ts"

/** Why a receipt takes no more changes. */
export type Closed = AlreadyCommitted | CommitInDoubt | CommitQueued | ReceiptConflict

/** Of a receipt that ended without a sale. */
export const REJECTED = "it ended without a sale"

/** What a till hears of a commit that is not settled yet. */
export const pending = (state: InDoubt | NotCreated): Effect.Effect<never, CommitInDoubt> =>
  Effect.fail(
    new CommitInDoubt({
      detail: state._tag === "InDoubt" ? state.doubt.detail : "nothing was created; it is being sent again",
    }),
  )

type Narrowed =
  | { readonly _tag: "Undecided"; readonly snapshot: Snapshot<Undecided> }
  | { readonly _tag: "Committing"; readonly snapshot: Snapshot<Committing> }
  | { readonly _tag: "InDoubt"; readonly snapshot: Snapshot<InDoubt | NotCreated> }
  | { readonly _tag: "Queued"; readonly snapshot: Snapshot<Queued> }
  | { readonly _tag: "Committed"; readonly snapshot: Snapshot<Committed> }
  | { readonly _tag: "Rejected" }
  | { readonly _tag: "Cancelled" }

const withState = <S extends CheckoutState>(snapshot: Snapshot, state: S): Snapshot<S> => ({
  ...snapshot,
  state,
})

const narrow = (snapshot: Snapshot): Narrowed => {
  const { state } = snapshot
  switch (state._tag) {
    case "Open":
    case "Identified":
    case "Quoted":
    case "Held":
      return { _tag: "Undecided", snapshot: withState<Undecided>(snapshot, state) }
    case "Committing":
      return { _tag: "Committing", snapshot: withState(snapshot, state) }
    case "InDoubt":
    case "NotCreated":
      return { _tag: "InDoubt", snapshot: withState<InDoubt | NotCreated>(snapshot, state) }
    case "Queued":
      return { _tag: "Queued", snapshot: withState(snapshot, state) }
    case "Rejected":
      return { _tag: "Rejected" }
    case "Committed":
      return { _tag: "Committed", snapshot: withState(snapshot, state) }
    case "Cancelled":
      return { _tag: "Cancelled" }
  }
}

/** Where a receipt stands as far as committing goes. */
export type Standing = Exclude<Narrowed, { readonly _tag: "Committing" }>

/**
 * Commands on a receipt run one at a time, so a commit that stands without an outcome is one whose process
 * died: it becomes a doubt here, before anything else is answered. Or it is another process's that shares the journal: then it is
 * left alone, and the till hears that it is in doubt.
 */
export const standing = Effect.fnUntraced(function* (
  settlement: Settlement["Service"],
  snapshot: Snapshot,
): Effect.fn.Return<Standing, CommitInDoubt | ReceiptConflict | JournalUnavailable> {
  const narrowed = narrow(snapshot)
  if (narrowed._tag !== "Committing") return narrowed
  const doubted = narrow(yield* settlement.doubt(narrowed.snapshot))
  if (doubted._tag !== "Committing") return doubted
  return yield* Effect.die(new Error("a CommitUnknown event ends Committing"))
})

/** A checkout whose client is known and whose sale is not written down. Any other at this place is somebody else's doing. */
export const beforeCommit = (snapshot: Snapshot): Effect.Effect<Snapshot<BeforeCommit>, ReceiptConflict> => {
  const { state } = snapshot
  return state._tag === "Identified" || state._tag === "Quoted" || state._tag === "Held"
    ? Effect.succeed({ ...snapshot, state })
    : Effect.fail(new ReceiptConflict({ detail: "another till acts on it" }))
}

/** A checkout whose till may still change its mind, as just written. Any other at this place is somebody else's doing. */
export const undecidedYet = (snapshot: Snapshot): Effect.Effect<Snapshot<Undecided>, ReceiptConflict> => {
  const narrowed = narrow(snapshot)
  return narrowed._tag === "Undecided"
    ? Effect.succeed(narrowed.snapshot)
    : Effect.fail(new ReceiptConflict({ detail: "another till acts on it" }))
}

/** Lets a checkout through whose till may still change its mind. */
export const undecided = Effect.fnUntraced(function* (
  settlement: Settlement["Service"],
  snapshot: Snapshot,
): Effect.fn.Return<Snapshot<Undecided>, Closed | JournalUnavailable> {
  const now = yield* standing(settlement, snapshot)
  switch (now._tag) {
    case "Undecided":
      return now.snapshot
    case "InDoubt":
      return yield* pending(now.snapshot.state)
    case "Queued":
      return yield* new CommitQueued({ detail: now.snapshot.state.waiting.detail })
    case "Rejected":
      return yield* new ReceiptConflict({ detail: REJECTED })
    case "Committed":
      return yield* new AlreadyCommitted()
    case "Cancelled":
      return yield* new ReceiptConflict({ detail: "it is cancelled" })
  }
})
