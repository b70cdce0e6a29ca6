/**
 * Sends a sale again, after a proof that the last request created nothing.
 *
 * It names the same hold while that certainly outlives a second doubt: where a service refuses a dead hold, its ID then
 * works as the key that the API lacks. Only otherwise is the hold given back and a fresh one taken. Where the points
 * can no longer be had, the receipt says something that will never be true: a case for a person.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Hold } from "../Domain.ts"
import type { JournalError, JournalUnavailable } from "../Journal.ts"
import type { NotCreated, Rejected } from "../journal/CheckoutState.ts"
import type { CheckoutStore, NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { LoyalClient } from "../LoyalClient.ts"
import { ReceiptConflict, type HoldError, type ReleaseError } from "../LoyaltyError.ts"
import { askedMinutes, MAX_HOLD_MINUTES, type PolicyConfig } from "../Policy.ts"
import { holdEnd, NANOS_PER_MILLI, outlives, type Baseline } from "./Knowledge.ts"
import { mayWait, reason } from "./Outcome.ts"
import type { LeftWhy } from "./Reasons.ts"
import type { CommitError, Send } from "./Sending.ts"
import type { WitnessHolds } from "./WitnessHolds.ts"

/** What came of sending again. Whatever failed before the request went out is tried again later. */
export type Resent = "sent" | "later" | "person" | "rejected"

const UNSEEN = "a hold of unknown fate may still keep the points"

/**
 * So often a sale is tried to be sent before a person is asked: some hours of a service that answers look-ups and refuses our
 * key or our point only here. Our judgment; each try is two events in the journal.
 */
const MOST_ATTEMPTS = 200

type Failure = HoldError | ReleaseError | ReceiptConflict | JournalUnavailable

const isNotCreated = (snapshot: Snapshot): snapshot is Snapshot<NotCreated> =>
  snapshot.state._tag === "NotCreated"
const isRejected = (snapshot: Snapshot): snapshot is Snapshot<Rejected> => snapshot.state._tag === "Rejected"

export const make = (
  client: LoyalClient["Service"],
  store: CheckoutStore["Service"],
  send: Send,
  { giveBack }: Pick<WitnessHolds, "giveBack">,
  policy: PolicyConfig,
) => {
  const proven = (snapshot: Snapshot): Effect.Effect<Snapshot<NotCreated>, ReceiptConflict> =>
    isNotCreated(snapshot)
      ? Effect.succeed(snapshot)
      : Effect.fail(new ReceiptConflict({ detail: "another till acts on it" }))

  const letGo = Effect.fnUntraced(function* (snapshot: Snapshot<NotCreated>, { id }: Hold) {
    const isReleased = yield* client.release(id, { budget: policy.releaseBudget })
    // Unreleased, it would keep the very points that a fresh hold needs.
    if (!isReleased) return yield* new ReceiptConflict({ detail: "its hold could not be released" })
    return yield* proven(yield* store.append(snapshot, [{ _tag: "HoldEnded", hold: id, why: "released" }]))
  })

  /**
   * May a hold of ours live that nobody heard of? Then another one would take the points twice. A time further away than any hold
   * lives comes from a clock that was set back since, and says nothing.
   */
  const isUnseenAlive = ({ state: { unseenHold } }: Snapshot<NotCreated>) =>
    Effect.map(Clock.currentTimeMillis, (now) => {
      const left = unseenHold === undefined ? 0 : unseenHold.until - now
      return left > 0 && left <= MAX_HOLD_MINUTES * 60_000
    })

  const holdAnew = Effect.fnUntraced(function* (
    snapshot: Snapshot<NotCreated>,
  ): Effect.fn.Return<Snapshot<NotCreated>, Failure> {
    const { intent, key } = snapshot.state
    const { points } = intent.request
    if (yield* isUnseenAlive(snapshot)) return yield* new ReceiptConflict({ detail: UNSEEN })
    const minutes = policy.holdMinutes
    const asked = askedMinutes(policy, minutes)
    const now = yield* Clock.monotonicTimeNanos
    const held = yield* client
      .hold(
        { client: intent.account.id, point: key.point, points, minutes: asked },
        { budget: policy.holdBudget },
      )
      .pipe(
        Effect.tapError((error) => {
          if (error.commitState !== "unknown") return Effect.void
          const detail = reason(error, snapshot.personal)
          return store.append(snapshot, [{ _tag: "HoldUnknown", points, askedMinutes: asked, detail }])
        }),
      )
    if (held.points !== points) {
      yield* giveBack(held.id)
      return yield* new ReceiptConflict({ detail: "another number of points was held than asked" })
    }
    const { minutes: granted, ...taken } = held
    const hold: Hold = { ...taken, minutes, askedMinutes: granted }
    const heldUntil = now + BigInt(Math.min(minutes, granted) * 60_000) * NANOS_PER_MILLI
    const written = yield* store.append(snapshot, [{ _tag: "Held", hold }], { heldUntil }).pipe(
      // One that nobody knows of would only keep the customer's points.
      Effect.tapError(() => giveBack(held.id)),
    )
    return yield* proven(written)
  })

  /** Just these points, for long enough. */
  const prepared = Effect.fnUntraced(function* (snapshot: Snapshot<NotCreated>) {
    const { before, intent } = snapshot.state
    const { points } = intent.request
    if (policy.holds === "off" || (before._tag !== "Quoted" && before._tag !== "Held")) return snapshot
    if (before._tag === "Quoted") return points === 0 ? snapshot : yield* holdAnew(snapshot)
    const now = yield* Clock.monotonicTimeNanos
    // An earning's hold is its witness, of whatever size.
    const isOfSize = points === 0 || before.hold.points === points
    if (isOfSize && outlives(holdEnd(snapshot, before.hold), now, policy)) return snapshot
    const without = yield* letGo(snapshot, before.hold)
    return points === 0 ? without : yield* holdAnew(without)
  })

  /** The points cannot be had any more: it ends without a sale, and the printed receipt is a case. */
  const giveUp = Effect.fnUntraced(function* (snapshot: Snapshot<NotCreated>, error: string, detail: string) {
    const { intent } = snapshot.state
    const ended: NewEvent = { _tag: "Rejected", error, detail }
    if (intent.request.points === 0) return yield* store.append(snapshot, [ended])
    const printed: NewEvent = { _tag: "PrintedNotWrittenOff", request: intent.request, error, detail }
    return yield* store.append(snapshot, [ended, printed])
  })

  const refusedHold = Effect.fnUntraced(function* (
    snapshot: Snapshot<NotCreated>,
    error: Failure,
  ): Effect.fn.Return<Resent, JournalError | ReceiptConflict> {
    if (error._tag === "ReceiptConflict" || error._tag === "JournalUnavailable") return "later"
    if (error.commitState === "unknown" || mayWait(refusal(error))) return "later"
    // What is missing may be held by a request of ours whose answer was lost, and comes back by itself.
    if (yield* isUnseenAlive(snapshot)) return "later"
    const ended = yield* giveUp(snapshot, error._tag, reason(error, snapshot.personal))
    return isRejected(ended) ? "rejected" : "later"
  })

  /** Runs alone on its receipt, in its client's turn. */
  return Effect.fnUntraced(function* (
    snapshot: Snapshot<NotCreated>,
    baseline: Baseline,
  ): Effect.fn.Return<Resent, JournalError | ReceiptConflict> {
    const { intent, judge } = snapshot.state
    const isUsedUp = intent.resends >= policy.maxResends
    // Who was told to send it goes on trying: a person who has second thoughts can close it.
    if (judge.by !== "person" && (isUsedUp || snapshot.state.attempts >= MOST_ATTEMPTS)) {
      const why: LeftWhy = isUsedUp ? "resendsUsedUp" : "cannotBeSent"
      yield* store.append(snapshot, [{ _tag: "LeftToPerson", why }])
      return "person"
    }
    const ready = yield* Effect.result(prepared(snapshot))
    if (ready._tag === "Failure") {
      const now = yield* store.read(snapshot.state.key)
      return isNotCreated(now) ? yield* refusedHold(now, ready.failure) : "later"
    }
    const sent = yield* Effect.result(
      send({ snapshot: ready.success, request: intent.request, again: baseline }, policy.commitBudget),
    )
    return sent._tag === "Success" ? "sent" : afterFailure(sent.failure)
  })
}

const refusal = (error: HoldError | ReleaseError) => error as Parameters<typeof mayWait>[0] // its state is not "unknown" here

/** A doubt is taken up by whoever listens to doubts; what was provably not sent is sent later. */
const afterFailure = (error: CommitError): Resent => (error._tag === "CommitInDoubt" ? "sent" : "later")

export type Resend = ReturnType<typeof make>
