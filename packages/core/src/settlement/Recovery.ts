/**
 * Takes up what is open in the journal: at start what a dead process left, later what could not be written down.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { CheckoutKey } from "../Domain.ts"
import type { Journal, JournalError, JournalStatus, JournalUnavailable } from "../Journal.ts"
import type { CheckoutState, Committing } from "../journal/CheckoutState.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import type { ReceiptConflict } from "../LoyaltyError.ts"
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

  const unanswered = each("committing", (key) =>
    store.alone(key)(
      Effect.flatMap(store.read(key), (snapshot) => (isCommitting(snapshot) ? doubt(snapshot) : Effect.void)),
    ),
  )

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

  return {
    doubt,
    all,
    /** What nobody here knows of: outcomes that could not be written down, or that were while the journal said otherwise. A journal that fails is asked again. */
    later: Effect.catch(all, (error) =>
      Effect.logWarning("Open commits could not be taken up.", error.message),
    ),
  }
}

const isCorrupt = (error: unknown): error is Extract<JournalError, { readonly _tag: "JournalCorrupt" }> =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "JournalCorrupt"
