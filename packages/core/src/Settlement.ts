/**
 * The rules of "exactly once", all of them in this one room.
 *
 * LoyalClient has neither an idempotency key nor a look-up. So a sale is written down, synced, with what was
 * seen before it (the witness), and only then sent, once. Whatever comes back is written down too. An answer
 * that is neither a yes nor a no is a doubt: a state of its own, kept with its evidence, never sent again.
 */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { Sale } from "./Domain.ts"
import { Journal, type JournalError, type JournalUnavailable } from "./Journal.ts"
import type { BeforeCommit, Committed, Committing } from "./journal/CheckoutState.ts"
import { CheckoutStore, type NewEvent, type Snapshot } from "./journal/CheckoutStore.ts"
import type { CommitRequest, Difference, Personal, Witness } from "./journal/JournalEvent.ts"
import { LoyalClient } from "./LoyalClient.ts"
import { CommitInDoubt, type ReceiptConflict, type RetailError } from "./LoyaltyError.ts"
import { hidePerson } from "./Masking.ts"
import { pointsAsMoney, subtract, zeroPoints, type Kopecks } from "./Money.ts"
import * as Telemetry from "./Telemetry.ts"

/** A settled sale. `difference`: its total is not the one that the customer was shown. */
export interface Settled {
  readonly sale: Sale
  readonly difference?: Difference
}

/** A commit's failures: those that prove that nothing was created, or the doubt. */
export type CommitError = RetailError | CommitInDoubt | ReceiptConflict | JournalUnavailable

/** How many commits a recovery reads at a time. */
const PAGE = 100

export class Settlement extends Context.Service<
  Settlement,
  {
    /**
     * Writes the intent down, sends the sale once, and writes its outcome down. After the intent is written it
     * cannot be interrupted half-way: an interruption of the request is an unknown fate like any other.
     */
    readonly commit: (
      snapshot: Snapshot<BeforeCommit>,
      request: CommitRequest,
      /** The most time for the request, in milliseconds. */
      budget: number,
    ) => Effect.Effect<Settled, CommitError>
    /** A commit without an outcome, found in the journal: the process died before it was written down. From now on a doubt. */
    readonly doubt: (
      snapshot: Snapshot<Committing>,
    ) => Effect.Effect<Snapshot, ReceiptConflict | JournalUnavailable>
    /** Takes up every commit that a dead process left behind; gives how many. Runs once, at start. */
    readonly recover: Effect.Effect<number, JournalError | ReceiptConflict>
  }
>()("@loyalkit/core/Settlement") {
  static readonly layer: Layer.Layer<Settlement, never, Journal | LoyalClient | CheckoutStore> = Layer.effect(
    Settlement,
    Effect.suspend(() => make),
  )
}

/** What was seen before this commit. A hold of another size is written down too: it is evidence for a person, and no witness. */
const witness = (state: BeforeCommit): Witness => ({
  balance: state.account.balance,
  ...(state._tag === "Held" ? { hold: state.hold } : {}),
  ...(state._tag === "Identified" ? {} : { earn: state.quote.earn }),
})

/** What the customer was told to pay. */
const shownTotal = (state: BeforeCommit, request: CommitRequest): Kopecks =>
  state._tag !== "Identified" && state.quote.total !== undefined && state.quote.amount === request.amount
    ? state.quote.total
    : subtract(request.amount, pointsAsMoney(request.points))

const settled = (state: BeforeCommit, request: CommitRequest, sale: Sale): Settled => {
  const shown = shownTotal(state, request)
  const spent = sale.spend ?? zeroPoints
  const otherPoints = spent !== request.points ? { asked: request.points, spent } : {}
  const asAsked = shown === sale.total && sale.amount === request.amount && spent === request.points
  return asAsked ? { sale } : { sale, difference: { shown, charged: sale.total, ...otherPoints } }
}

/** The recorded outcome of a checkout that is settled already. */
export const outcome = ({ difference, sale }: Committed): Settled => ({
  sale,
  ...(difference === undefined ? {} : { difference }),
})

/** In as few words as say it, for a person who has to decide. */
const reason = (error: RetailError, { person, search }: Personal): string =>
  hidePerson("detail" in error ? error.detail : error.message, { name: person?.name, search })

/** What else a refusal proves: that the quote promised too much, or that our hold is gone. */
const lessons = (before: BeforeCommit, error: RetailError): ReadonlyArray<NewEvent> => {
  if (error._tag === "SpendTooLarge" && before._tag !== "Identified") return [{ _tag: "QuoteOutdated" }]
  const onHold = error._tag === "FieldsRejected" && error.fields.some(({ field }) => field === "hold")
  return onHold && before._tag === "Held" ? [{ _tag: "HoldEnded", hold: before.hold.id, why: "expired" }] : []
}

/** What left a sale's fate open. */
const evidence = (
  cause: Cause.Cause<RetailError>,
  personal: Personal,
): { readonly error: string; readonly detail: string } => {
  const failure = Cause.findErrorOption(cause)
  if (Option.isSome(failure)) return { error: failure.value._tag, detail: reason(failure.value, personal) }
  return Cause.hasInterrupts(cause)
    ? { error: "Interrupted", detail: "the engine stopped while the request was under way" }
    : { error: "Defect", detail: "an error of our own while the request was under way" }
}

const make = Effect.gen(function* () {
  const client = yield* LoyalClient
  const journal = yield* Journal
  const store = yield* CheckoutStore

  const inDoubt = Effect.fnUntraced(function* (snapshot: Snapshot, error: string, detail: string) {
    // Where even this cannot be written, the intent stands without an outcome, which is a doubt just the same.
    yield* store
      .append(snapshot, [{ _tag: "CommitUnknown", error, detail }])
      .pipe(
        Effect.catch((failure) =>
          Telemetry.failed(snapshot.state.key, "A doubt's cause could not be written down.", failure),
        ),
      )
    return yield* new CommitInDoubt({ detail })
  })

  const refused = Effect.fnUntraced(function* (snapshot: Snapshot, before: BeforeCommit, error: Refusal) {
    const { _tag, commitState } = error
    const detail = reason(error, snapshot.personal)
    yield* (
      store
        .append(snapshot, [
          { _tag: "CommitRefused", commitState, error: _tag, detail },
          ...lessons(before, error),
        ])
        // Unwritten, the intent stands as a doubt; saying "refused" now and "in doubt" later would mislead the till.
        .pipe(Effect.catch((failure) => Effect.fail(new CommitInDoubt({ detail: failure.message }))))
    )
    return yield* error
  })

  const committed = Effect.fnUntraced(function* (snapshot: Snapshot, result: Settled) {
    yield* (
      store
        .append(snapshot, [{ _tag: "Committed", ...result }])
        // The sale exists, and the till may know it. The journal keeps a doubt that its witness will resolve.
        .pipe(
          Effect.catch((failure) =>
            Telemetry.failed(
              snapshot.state.key,
              "A sale was created and could not be written down.",
              failure,
            ),
          ),
        )
    )
    return result
  })

  const commit = Effect.fnUntraced(function* (
    snapshot: Snapshot<BeforeCommit>,
    request: CommitRequest,
    budget: number,
    restore: Restore,
  ) {
    const { state } = snapshot
    const intended = yield* store.append(
      snapshot,
      [
        {
          _tag: "CommitIntended",
          attempt: state.attempts + 1,
          request,
          account: state.account,
          witness: witness(state),
        },
      ],
      { durability: "synced" },
    )
    const exit = yield* Effect.exit(
      restore(
        client.retail(
          {
            client: state.account.id,
            point: state.key.point,
            amount: request.amount,
            spend: request.points,
            ...(state._tag === "Held" && state.hold.points === request.points
              ? { holds: [state.hold.id] }
              : {}),
          },
          { budget },
        ),
      ),
    )
    if (Exit.isSuccess(exit)) return yield* committed(intended, settled(state, request, exit.value))
    const failure = Cause.findErrorOption(exit.cause)
    if (Option.isSome(failure) && isRefusal(failure.value))
      return yield* refused(intended, state, failure.value)
    const { detail, error } = evidence(exit.cause, intended.personal)
    return yield* inDoubt(intended, error, detail)
  })

  const doubt = (snapshot: Snapshot<Committing>) =>
    store.append(snapshot, [
      {
        _tag: "CommitUnknown",
        error: "Interrupted",
        detail: "the process ended before the outcome was written down",
      },
    ])

  const recover = Effect.gen(function* () {
    let after = 0
    let count = 0
    for (;;) {
      const page = yield* journal.list({ status: "committing", after, limit: PAGE })
      for (const entry of page) {
        after = entry.cursor
        const found = yield* store.alone(entry.key)(
          store.read(entry.key).pipe(
            Effect.flatMap((snapshot) =>
              isCommitting(snapshot) ? Effect.as(doubt(snapshot), 1) : Effect.succeed(0),
            ),
            // One damaged receipt must not stop the shop; it stays listed, and refuses to be touched.
            Effect.catchTag("JournalCorrupt", (failure) =>
              Effect.as(Telemetry.failed(entry.key, "A receipt could not be recovered.", failure), 0),
            ),
          ),
        )
        count += found
      }
      if (page.length < PAGE) return count
    }
  })

  return Settlement.of({
    commit: (snapshot, request, budget) =>
      Effect.uninterruptibleMask((restore) => commit(snapshot, request, budget, restore)),
    doubt,
    recover,
  })
})

type Restore = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

type Refusal = RetailError & { readonly commitState: "not-sent" | "rejected" }
const isRefusal = (error: RetailError): error is Refusal => error.commitState !== "unknown"

const isCommitting = (snapshot: Snapshot): snapshot is Snapshot<Committing> =>
  snapshot.state._tag === "Committing"
