/**
 * Takes up what is open in the journal: at start what a dead process left, later what could not be written down.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { CheckoutKey, ClientId } from "../Domain.ts"
import type { Journal, JournalError, JournalStatus, JournalUnavailable } from "../Journal.ts"
import type { CheckoutState, Committing } from "../journal/CheckoutState.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import { CommitInDoubt, type ReceiptConflict } from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import * as Telemetry from "../Telemetry.ts"
import { isInDoubt, isNotCreated } from "./Doubts.ts"
import * as Knowledge from "./Knowledge.ts"
import type { Work } from "./Work.ts"

/** How many checkouts are read at a time. */
const PAGE = 100

const isCommitting = (snapshot: Snapshot): snapshot is Snapshot<Committing> =>
  snapshot.state._tag === "Committing"

/** Left to a person, and nothing of it to be waited for. */
const isLeft = (state: CheckoutState): boolean =>
  state._tag === "InDoubt" && state.left !== undefined && state.windowOver === true

export const make = (
  journal: Journal["Service"],
  store: CheckoutStore["Service"],
  work: Work,
  policy: PolicyConfig,
) => {
  /**
   * No request of what is found now is on its way later than this. Of a dead process nothing is; a living one that shares the
   * journal may have written its intent just now, and has its budget to send it.
   */
  const sentUntil = Effect.map(Clock.monotonicTimeNanos, (now) =>
    journal.singleWriter ? now : now + BigInt(policy.commitBudget) * Knowledge.NANOS_PER_MILLI,
  )

  /** Commands on a receipt run alone, so a commit that stands without an outcome has nobody who waits for it. */
  const doubt = Effect.fnUntraced(function* (
    snapshot: Snapshot<Committing>,
  ): Effect.fn.Return<Snapshot, ReceiptConflict | JournalUnavailable> {
    const doubted = yield* store.append(snapshot, [
      {
        _tag: "CommitUnknown",
        error: "Interrupted",
        detail: "the process ended before the outcome was written down",
      },
    ])
    if (isInDoubt(doubted)) yield* work.addDoubt(Knowledge.make(doubted, yield* sentUntil))
    return doubted
  })

  /** {@link doubt}, for a till that has found it. */
  const found = (
    snapshot: Snapshot<Committing>,
  ): Effect.Effect<Snapshot, CommitInDoubt | ReceiptConflict | JournalUnavailable> =>
    journal.singleWriter
      ? doubt(snapshot)
      : Effect.fail(new CommitInDoubt({ detail: "another till's commit of it is under way" }))

  /** Commits of other processes without an outcome, and when each was seen first. */
  let underWay: ReadonlyMap<string, bigint> = new Map()

  /** Has its process had the time that a request takes, and more? Where nobody else writes, nobody else waits for it. */
  const isLeftBehind = Effect.fnUntraced(function* (
    { state: { key, version } }: Snapshot<Committing>,
    seen: Map<string, bigint>,
  ) {
    if (journal.singleWriter) return true
    const now = yield* Clock.monotonicTimeNanos
    const name = `${key.receipt}\u0000${key.point}\u0000${version}`
    const since = underWay.get(name) ?? now
    seen.set(name, since)
    return now - since >= BigInt(2 * policy.commitBudget) * Knowledge.NANOS_PER_MILLI
  })

  /** Runs `take` for each checkout of a status; one that is damaged must not stop the shop. */
  const each = <E>(
    status: JournalStatus,
    take: (key: CheckoutKey) => Effect.Effect<unknown, E | JournalError>,
  ) =>
    Effect.gen(function* () {
      for (let after = 0, count = 0; ;) {
        const page = yield* journal.list({ status, after, limit: PAGE })
        for (const { cursor, key } of page) {
          after = cursor
          yield* Effect.catch(take(key), (error) =>
            isCorrupt(error)
              ? Telemetry.failed(key, "A receipt could not be recovered.", error)
              : Effect.fail(error),
          )
        }
        count += page.length
        if (page.length < PAGE) return count
      }
    })

  const unanswered = Effect.suspend(() => {
    const seen = new Map<string, bigint>()
    const takeOne = (key: CheckoutKey) =>
      store.alone(key)(
        Effect.gen(function* () {
          const snapshot = yield* store.read(key)
          if (isCommitting(snapshot) && (yield* isLeftBehind(snapshot, seen))) yield* doubt(snapshot)
        }),
      )
    return Effect.tap(each("committing", takeOne), () =>
      Effect.sync(() => {
        underWay = seen
      }),
    )
  })

  const take = (key: CheckoutKey) =>
    Effect.flatMap(store.peek(key), (snapshot) => {
      if (isLeft(snapshot.state) || work.doubt(key) !== undefined) return Effect.void
      return isInDoubt(snapshot) || isNotCreated(snapshot)
        ? Effect.flatMap(sentUntil, (time) => work.addDoubt(Knowledge.make(snapshot, time)))
        : Effect.void
    })
  const doubts = Effect.andThen(each("doubt", take), each("overdue", take))

  /** In the order in which they were taken in; the journal lists receipts in the order in which they were begun. */
  const earnings = Effect.gen(function* () {
    const waiting: Array<{ readonly key: CheckoutKey; readonly at: number }> = []
    yield* each("queued", (key) =>
      Effect.map(store.peek(key), ({ state }) => {
        if (state._tag === "Queued") waiting.push({ key, at: state.waiting.at })
      }),
    )
    const inOrder = waiting.toSorted((one, other) => one.at - other.at)
    yield* Effect.forEach(inOrder, ({ key }) => work.addEarning(key), { discard: true })
  })

  /** Gives how many commits had no outcome. */
  const all = Effect.gen(function* () {
    const count = yield* unanswered
    yield* doubts
    yield* earnings
    return count
  })

  /** The doubts of a client at a point that another process has begun, and nobody told us of. */
  const ofOthers = (whose: ClientId, { point }: CheckoutKey): Effect.Effect<void, JournalError> =>
    journal.singleWriter
      ? Effect.void
      : Effect.flatMap(journal.list({ client: whose, status: "doubt", limit: PAGE }), (page) =>
          Effect.forEach(
            page.filter(({ key }) => key.point === point),
            // What cannot be read is on the list of cases, and no matter of this sale.
            ({ key }) =>
              take(key).pipe(
                Effect.catchTag("JournalCorrupt", () => Effect.void),
                Effect.catchDefect(() => Effect.void),
              ),
            { discard: true },
          ),
        )

  return {
    found,
    ofOthers,
    all,
    /** What nobody here knows of: outcomes that could not be written down, or that were while the journal said otherwise. A journal that fails is asked again. */
    later: Effect.catch(all, (error) =>
      Effect.logWarning("Open commits could not be taken up.", error.message),
    ),
  }
}

const isCorrupt = (error: unknown): error is Extract<JournalError, { readonly _tag: "JournalCorrupt" }> =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "JournalCorrupt"
