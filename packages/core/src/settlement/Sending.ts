/**
 * Sends a sale, once, and writes its outcome down.
 *
 * The intent is synced, with what was seen before, and only then the request goes out. Whatever comes back is written
 * down too. An answer that is neither a yes nor a no is a doubt; so is the refusal of a request that was sent *again*,
 * since it may be refused for the very reason that the first one was executed after all.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import type { JournalUnavailable } from "../Journal.ts"
import type { Committed, InDoubt, NotCreated, Origin } from "../journal/CheckoutState.ts"
import type { CheckoutStore, NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { CommitRequest, Witness } from "../journal/JournalEvent.ts"
import type { LoyalClient } from "../LoyalClient.ts"
import {
  CommitInDoubt,
  type CommitQueued,
  type QueueFull,
  type ReceiptConflict,
  type RetailError,
} from "../LoyaltyError.ts"
import * as Telemetry from "../Telemetry.ts"
import * as Deadline from "./Deadline.ts"
import type { Baseline } from "./Knowledge.ts"
import * as Outcome from "./Outcome.ts"
import type { Queue } from "./Queue.ts"

/** A commit's failures: those that prove that nothing was created, or the doubt, or that it waits in the queue. */
export type CommitError =
  | RetailError
  | CommitInDoubt
  | CommitQueued
  | QueueFull
  | ReceiptConflict
  | JournalUnavailable

/** What is to be sent. `again`: after a proof that nothing was created, with the balance that was seen then. */
export interface Order {
  readonly snapshot: Snapshot<Origin> | Snapshot<NotCreated>
  readonly request: CommitRequest
  readonly again?: Baseline
}

/** Told of whatever a till need not wait for. */
export interface Listener {
  /** A doubt began; no request of it is under way later than `sentUntil`. */
  readonly doubted: (snapshot: Snapshot<InDoubt>, sentUntil: bigint) => Effect.Effect<void>
  /** The service said that a sale was created. */
  readonly sold: (sale: Committed, sentAt: bigint) => Effect.Effect<void>
}

const originOf = ({ snapshot: { state } }: Order): Origin =>
  state._tag === "NotCreated" ? state.before : state

const accountOf = (order: Order) => {
  const { state } = order.snapshot
  return state._tag === "NotCreated" ? state.intent.account : state.account
}

/** What was seen before this commit. A hold of another size is written down too: it is evidence for a person, and no witness. */
const witness = (order: Order): Witness => {
  const origin = originOf(order)
  const { account, since } = origin
  const seen = order.again ?? { balance: account.balance, ...(since === undefined ? {} : { since }) }
  const quote = "quote" in origin ? origin.quote : undefined
  // A quote of another amount says nothing of what this sale earns.
  const earn = quote?.amount === order.request.amount ? quote.earn : undefined
  return {
    ...seen,
    ...(origin._tag === "Held" ? { hold: origin.hold } : {}),
    ...(earn === undefined ? {} : { earn }),
  }
}

/** The holds that the sale may use up: of its very size, or an earning's witness. */
const named = (order: Order) => {
  const origin = originOf(order)
  if (origin._tag !== "Held") return {}
  const { points } = order.request
  return points === 0 || origin.hold.points === points ? { holds: [origin.hold.id] } : {}
}

const isInDoubt = (snapshot: Snapshot): snapshot is Snapshot<InDoubt> => snapshot.state._tag === "InDoubt"

export const make = (
  client: LoyalClient["Service"],
  store: CheckoutStore["Service"],
  queue: Queue,
  listener: Listener,
) => {
  const inDoubt = Effect.fnUntraced(function* (snapshot: Snapshot, error: string, detail: string) {
    const sentUntil = yield* Clock.monotonicTimeNanos
    yield* store.append(snapshot, [{ _tag: "CommitUnknown", error, detail }]).pipe(
      Effect.flatMap((doubt) => (isInDoubt(doubt) ? listener.doubted(doubt, sentUntil) : Effect.void)),
      // Where even this cannot be written, the intent stands without an outcome, which is a doubt just the same.
      Effect.catch((failure) =>
        Telemetry.failed(snapshot.state.key, "A doubt's cause could not be written down.", failure),
      ),
    )
    return yield* new CommitInDoubt({ detail })
  })

  const refused = Effect.fnUntraced(function* (snapshot: Snapshot, order: Order, error: Outcome.Refusal) {
    const { _tag, commitState } = error
    const detail = Outcome.reason(error, snapshot.personal)
    const origin = originOf(order)
    const refusal: NewEvent = { _tag: "CommitRefused", commitState, error: _tag, detail }
    if (order.again !== undefined && !Outcome.mayWait(error)) return yield* inDoubt(snapshot, _tag, detail)
    const waits = order.again === undefined && order.request.points === 0 && Outcome.mayWait(error)
    if (waits && origin._tag !== "Queued") {
      return yield* queue.accept(snapshot, order.request, { error: _tag, detail }, [refusal]).pipe(
        // Unwritten, the intent stands as a doubt; saying otherwise now would mislead the till.
        Effect.catchTag(["JournalUnavailable", "ReceiptConflict"], (failure) =>
          Effect.fail(new CommitInDoubt({ detail: failure.message })),
        ),
      )
    }
    const ends = origin._tag === "Queued" && !Outcome.mayWait(error)
    const also: ReadonlyArray<NewEvent> =
      origin._tag === "Queued"
        ? ends
          ? [{ _tag: "Rejected", error: _tag, detail }]
          : []
        : order.again === undefined
          ? Outcome.lessons(origin, error)
          : []
    yield* store
      .append(snapshot, [refusal, ...also])
      .pipe(Effect.catch((failure) => Effect.fail(new CommitInDoubt({ detail: failure.message }))))
    return yield* error
  })

  /** Writes a sale down, also over the doubt that another process has declared meanwhile: the answer is here after all. */
  const writeSale = Effect.fnUntraced(function* (snapshot: Snapshot, sale: NewEvent) {
    return yield* store
      .append(snapshot, [sale])
      .pipe(
        Effect.catchTag("ReceiptConflict", (conflict) =>
          Effect.flatMap(store.read(snapshot.state.key), (now) =>
            isInDoubt(now) && now.state.intent.attempt === snapshot.state.attempts
              ? store.append(now, [sale])
              : Effect.fail(conflict),
          ),
        ),
      )
  })

  const committed = Effect.fnUntraced(function* (
    snapshot: Snapshot,
    result: Outcome.Settled,
    sentAt: bigint,
  ) {
    yield* writeSale(snapshot, { _tag: "Committed", ...result }).pipe(
      Effect.flatMap(({ state }) =>
        state._tag === "Committed" ? listener.sold(state, sentAt) : Effect.void,
      ),
      // The sale exists, and the till may know it. The journal keeps a doubt that its witness will resolve.
      Effect.catch((failure) =>
        Telemetry.failed(snapshot.state.key, "A sale was created and could not be written down.", failure),
      ),
    )
    return result
  })

  const send = Effect.fnUntraced(function* (
    order: Order,
    budget: number,
    restore: Restore,
  ): Effect.fn.Return<Outcome.Settled, CommitError> {
    const { request, snapshot } = order
    const { key } = snapshot.state
    const account = accountOf(order)
    const deadline = yield* Deadline.within(budget)
    const intended = yield* store.append(
      snapshot,
      [
        {
          _tag: "CommitIntended",
          attempt: snapshot.state.attempts + 1,
          request,
          account,
          witness: witness(order),
          ...(order.again === undefined ? {} : { again: true }),
        },
      ],
      { durability: "synced" },
    )
    const sale = { client: account.id, point: key.point, amount: request.amount, spend: request.points }
    const sentAt = yield* Clock.monotonicTimeNanos
    // A disk that was slow to take the intent leaves less time, or none: a request that goes out after its time may be one too many,
    // since by then others may have taken the intent for a dead process's.
    const inTime = Effect.flatMap(Deadline.budget(deadline, budget), (left) =>
      client.retail({ ...sale, ...named(order) }, { budget: left }),
    )
    const exit = yield* Effect.exit(restore(inTime))
    if (Exit.isSuccess(exit)) {
      return yield* committed(intended, Outcome.answered(originOf(order), request, exit.value), sentAt)
    }
    const failure = Cause.findErrorOption(exit.cause)
    if (Option.isSome(failure) && Outcome.isRefusal(failure.value)) {
      return yield* refused(intended, order, failure.value)
    }
    const { detail, error } = Outcome.evidence(exit.cause, intended.personal)
    return yield* inDoubt(intended, error, detail)
  })

  /** `budget`: the most time for the request, in milliseconds. */
  return (order: Order, budget: number): Effect.Effect<Outcome.Settled, CommitError> =>
    Effect.uninterruptibleMask((restore) => send(order, budget, restore))
}

export type Send = ReturnType<typeof make>

type Restore = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
