/**
 * What happens before a sale is sent: is this the receipt that was quoted, and are just these points held?
 *
 * A commit whose points are not held, or no longer, or not so many, first gets a hold of that size. Where that
 * cannot be had nothing is sent.
 */
import * as Effect from "effect/Effect"
import type {
  BeforeCommit,
  Committed,
  Held,
  InDoubt,
  NotCreated,
  Queued,
  Quoted,
} from "../journal/CheckoutState.ts"
import type { JournalError } from "../Journal.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import type { CommitRequest } from "../journal/JournalEvent.ts"
import {
  OutOfOrder,
  ReceiptConflict,
  SpendTooLarge,
  StaleQuote,
  CommitQueued,
  type CommitInDoubt,
} from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import { outcome, type CommitError, type Settled, type Settlement, type Until } from "../Settlement.ts"
import * as Deadline from "../settlement/Deadline.ts"
import { ONE_POINT } from "../settlement/WitnessHolds.ts"
import { beforeCommit, pending } from "./Gate.ts"
import type { Holds, TakeError } from "./Holds.ts"

/** What preparing and sending a commit can fail with. */
export type PreparedCommitError = CommitError | JournalError | TakeError | StaleQuote | OutOfOrder

/** A commit's time, from now. */
export const until = (policy: PolicyConfig): Effect.Effect<Until> =>
  Effect.all({
    prepared: Deadline.within(Math.ceil(policy.commitBudget / 2)),
    answered: Deadline.within(policy.commitBudget),
  })

/** The recorded answer to the same commit again; another commit is a conflict. */
export const recorded = (
  state: Committed | InDoubt | NotCreated | Queued,
  { amount, points }: CommitRequest,
): Effect.Effect<Settled, CommitInDoubt | CommitQueued | ReceiptConflict> => {
  const { request } = state._tag === "Queued" ? state : state.intent
  if (request.amount !== amount || request.points !== points) {
    return Effect.fail(new ReceiptConflict({ detail: "another commit was sent for it" }))
  }
  switch (state._tag) {
    case "Committed":
      return Effect.succeed(outcome(state))
    case "Queued":
      return Effect.fail(new CommitQueued({ detail: state.waiting.detail }))
    case "InDoubt":
    case "NotCreated":
      return pending(state)
  }
}

/** Is what the till commits what was quoted? An earning of another amount is fine: the service computes it anew. */
const checkAgainstQuote = (
  state: BeforeCommit,
  { amount, points }: CommitRequest,
): Effect.Effect<void, StaleQuote | SpendTooLarge | OutOfOrder> => {
  if (state._tag === "Identified") {
    return points > 0 ? Effect.fail(new OutOfOrder({ step: "commit", needs: "quote" })) : Effect.void
  }
  const { quote } = state
  const amountMatters = points > 0 || quote.type === "discount"
  if (amountMatters && quote.amount !== amount) {
    return Effect.fail(new StaleQuote({ quoted: quote.amount, asked: amount }))
  }
  return points > quote.maxSpend
    ? Effect.fail(new SpendTooLarge({ limit: quote.maxSpend, fields: [] }))
    : Effect.void
}

export const make = (
  holds: Holds,
  settlement: Settlement["Service"],
  store: CheckoutStore["Service"],
  policy: PolicyConfig,
) => {
  /**
   * For an earning that is to have a witness: one point, where it can be had. Without it the earning goes on, whatever the
   * reason: the sale's own request will meet it, and an earning may wait.
   */
  const holdOnePoint = (snapshot: Snapshot<Quoted | Held>, deadline: Deadline.Deadline) =>
    Effect.catch(
      holds.take(snapshot, { points: ONE_POINT, minutes: 1, deadline }),
      (error): Effect.Effect<Snapshot<BeforeCommit>, ReceiptConflict | JournalError> =>
        error._tag === "ReceiptConflict" || error._tag === "JournalUnavailable"
          ? Effect.fail(error)
          : // What was learnt on the way stands in the journal by now.
            Effect.flatMap(store.read(snapshot.state.key), beforeCommit),
    )

  /** Gives back what a receipt holds that earns, but for its witness. */
  const withoutHold = (
    snapshot: Snapshot<BeforeCommit>,
    mayWitness: boolean,
    deadline: Deadline.Deadline,
  ) => {
    const { state } = snapshot
    if (state._tag !== "Held" || (mayWitness && state.hold.points === ONE_POINT))
      return Effect.succeed(snapshot)
    return Effect.flatMap(holds.letGo({ ...snapshot, state }, deadline), beforeCommit)
  }

  /** Sees to it that just the points of this commit are held: none for an earning, or its witness. */
  const holdExactly = Effect.fnUntraced(function* (
    snapshot: Snapshot<BeforeCommit>,
    { points }: CommitRequest,
    deadline: Deadline.Deadline,
  ): Effect.fn.Return<Snapshot<BeforeCommit>, TakeError | JournalError> {
    const { state } = snapshot
    const mayWitness = policy.earnWitness === "hold" && policy.holds === "on" && points === 0
    if (points === 0) {
      const witnessed =
        mayWitness && state._tag !== "Identified" && state.quote.maxSpend >= ONE_POINT
          ? yield* holdOnePoint({ ...snapshot, state }, deadline)
          : snapshot
      return yield* withoutHold(witnessed, mayWitness, deadline)
    }
    if (policy.holds === "off" || state._tag === "Identified") return snapshot
    const request = {
      points,
      minutes: state._tag === "Held" ? state.hold.minutes : policy.holdMinutes,
      deadline,
    }
    return yield* holds.take({ ...snapshot, state }, request)
  })

  return Effect.fnUntraced(function* (
    snapshot: Snapshot<BeforeCommit>,
    request: CommitRequest,
    until: Until,
  ): Effect.fn.Return<Settled, PreparedCommitError> {
    yield* checkAgainstQuote(snapshot.state, request)
    const prepared = yield* holdExactly(snapshot, request, until.prepared)
    return yield* settlement.commit(prepared, request, until)
  })
}
