/**
 * The rules of "exactly once", all of them in this one room.
 *
 * LoyalClient has neither an idempotency key nor a look-up. So a sale is written down, synced, with what was
 * seen before it (the witness), and only then sent, once. Whatever comes back is written down too. An answer
 * that is neither a yes nor a no is a doubt: it is kept with its evidence, looked at in the background until what is seen
 * proves its fate, sent again only after a proof that nothing was created, and left to a person where nothing proves anything.
 *
 * What is in this room: `settlement/Sending` (one request, one outcome), `Verdict` (the table), `Examine`, `Looks`, `Balance` and
 * `WitnessHolds` (what is looked at), `HoldReading` (how a service shows a hold, looked at on purpose), `Doubts` and
 * `Resending` (what follows from it), `Queue` (earnings that wait), `Orphans` (what tills leave behind), `Judging` (what
 * people decide) and `Settler` (who does it all in the background).
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import type { CheckoutKey, ClientId } from "./Domain.ts"
import { Journal, type JournalError, type JournalUnavailable } from "./Journal.ts"
import type { BeforeCommit, Committing, Undecided } from "./journal/CheckoutState.ts"
import { CheckoutStore, type Snapshot } from "./journal/CheckoutStore.ts"
import type { CommitRequest } from "./journal/JournalEvent.ts"
import { LoyalClient } from "./LoyalClient.ts"
import type {
  CommitInDoubt,
  CommitQueued,
  FindClientError,
  QueueFull,
  ReceiptConflict,
} from "./LoyaltyError.ts"
import { Policy } from "./Policy.ts"
import * as Deadline from "./settlement/Deadline.ts"
import * as Delivery from "./settlement/Delivery.ts"
import * as Doubts from "./settlement/Doubts.ts"
import * as Examine from "./settlement/Examine.ts"
import * as InTurn from "./settlement/InTurn.ts"
import * as Judging from "./settlement/Judging.ts"
import { make as makeKnowledge } from "./settlement/Knowledge.ts"
import * as Looks from "./settlement/Looks.ts"
import * as Observed from "./settlement/Observed.ts"
import * as Orphans from "./settlement/Orphans.ts"
import type { Settled } from "./settlement/Outcome.ts"
import * as Queue from "./settlement/Queue.ts"
import * as Recovery from "./settlement/Recovery.ts"
import * as Resending from "./settlement/Resending.ts"
import * as Sending from "./settlement/Sending.ts"
import * as Settler from "./settlement/Settler.ts"
import * as WitnessHolds from "./settlement/WitnessHolds.ts"
import * as Work from "./settlement/Work.ts"

export { recorded as outcome, type Settled } from "./settlement/Outcome.ts"
export type { CommitError } from "./settlement/Sending.ts"

/** By when a commit must have what it needs, and by when the till must have its answer. */
export interface Until {
  readonly prepared: Deadline.Deadline
  readonly answered: Deadline.Deadline
}

export class Settlement extends Context.Service<
  Settlement,
  {
    /**
     * Waits for the client's turn at this point, settles what is open of that client there, writes the intent down, sends the sale once, and writes
     * its outcome down. After the intent is written it cannot be interrupted half-way: an interruption of the request is an
     * unknown fate like any other. An earning that cannot be sent is queued.
     */
    readonly commit: (
      snapshot: Snapshot<BeforeCommit>,
      request: CommitRequest,
      until: Until,
    ) => Effect.Effect<Settled, Sending.CommitError | JournalError>
    /** Queues an earning whose client could not be looked up, because of that error. */
    readonly queue: (
      snapshot: Snapshot<Undecided>,
      request: CommitRequest,
      search: string,
      error: FindClientError,
    ) => Effect.Effect<never, CommitQueued | QueueFull | ReceiptConflict | JournalUnavailable>
    /**
     * A commit without an outcome, found in the journal: the process died before it was written down. From now on a doubt. Where several
     * processes share the journal it may be another one's, and under way: then it is only said to be in doubt, and left alone.
     */
    readonly doubt: (
      snapshot: Snapshot<Committing>,
    ) => Effect.Effect<Snapshot, CommitInDoubt | ReceiptConflict | JournalUnavailable>
    /** Takes up everything that a dead process left open; gives how many commits had no outcome. Runs once, at start. */
    readonly recover: Effect.Effect<number, JournalError | ReceiptConflict>
    /** What a person says of a case, recorded for good. */
    readonly judge: (
      key: CheckoutKey,
      resolution: Judging.Resolution,
    ) => Effect.Effect<void, Judging.JudgeError>
  }
>()("@loyalkit/core/Settlement") {
  /** With the settler in the background, unless the policy says that another process has it. */
  static readonly layer: Layer.Layer<Settlement, never, Journal | LoyalClient | CheckoutStore> = Layer.effect(
    Settlement,
    Effect.suspend(() => make),
  )
}

const make = Effect.gen(function* () {
  const client = yield* LoyalClient
  const journal = yield* Journal
  const store = yield* CheckoutStore
  const policy = yield* Policy
  const scope = yield* Effect.scope
  const observed = Observed.make(journal, client.service)
  const work = Work.make()

  const amend = Doubts.amending(store)
  const holds = WitnessHolds.make(client, amend, policy, scope)
  const queue = Queue.make(client, journal, store, work, holds, policy)
  const send = Sending.make(client, store, queue, {
    doubted: (snapshot, sentUntil) => Effect.asVoid(work.addDoubt(makeKnowledge(snapshot, sentUntil))),
    sold: ({ intent, key }, sentAt) => Effect.sync(() => work.othersSold(key, intent.account.id, sentAt)),
  })
  const examine = Examine.make(client, journal, Looks.make(client, journal, policy), holds, observed, policy)
  const resend = Resending.make(client, store, send, holds, policy)

  const recovery = Recovery.make(journal, store, work, policy)
  const turns = InTurn.make(work, recovery.ofOthers, () => doubts, policy)
  /** For the settler, which comes again. */
  const inTurn =
    (whose: ClientId, key: CheckoutKey): InTurn.InTurn =>
    (body) =>
      Effect.flatMap(Deadline.within(policy.commitBudget), (prepared) =>
        turns.patiently(whose, key, prepared)(body),
      )
  const doubts = Doubts.make({ store, work, amend, examine, holds, resend, inTurn, policy })
  const jobs: Settler.Jobs = {
    settle: doubts.settle,
    deliver: Delivery.make(store, queue, send, inTurn, policy),
    // What another process leaves behind nobody tells us of; alone, there is little to be found.
    takeUp: { job: recovery.later, every: journal.singleWriter ? "5 minutes" : "15 seconds" },
    tidy: Orphans.make(client, journal, store, policy),
  }

  const commit = Effect.fnUntraced(function* (
    snapshot: Snapshot<BeforeCommit>,
    request: CommitRequest,
    until: Until,
  ): Effect.fn.Return<Settled, Sending.CommitError | JournalError> {
    const { account, key } = snapshot.state
    const budget = Deadline.budget(until.answered, policy.commitBudget)
    const sent = Effect.flatMap(budget, (millis) => send({ snapshot, request }, millis))
    // An earning can wait for what is open of its client, in the queue.
    const turn = request.points === 0 ? turns.patiently : turns.now
    return yield* turn(
      account.id,
      key,
      until.prepared,
    )(sent).pipe(
      Effect.catchTag("Unavailable", (error): Effect.Effect<never, Sending.CommitError> =>
        error === InTurn.missedTurn && request.points === 0
          ? queue.accept(snapshot, request, InTurn.waitsForTurn)
          : Effect.fail(error),
      ),
    )
  })

  const recover = Effect.gen(function* () {
    yield* observed.recall
    const found = yield* recovery.all
    if (policy.settler === "on") yield* Settler.run(work, jobs, policy)
    return found
  })

  return Settlement.of({
    commit,
    queue: queue.acceptUnknown,
    doubt: recovery.found,
    recover: Effect.provideService(recover, Scope.Scope, scope),
    judge: Judging.make(store, work, holds),
  })
})
