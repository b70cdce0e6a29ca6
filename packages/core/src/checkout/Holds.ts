/**
 * Takes, replaces and releases the points that a checkout holds.
 *
 * A hold is an interval on our own monotonic clock, from a reading taken before the request was sent: the
 * service's `until` is in the service's time, and a till's wall clock is not to be trusted. A hold that this
 * process did not take itself counts as possibly expired, and is replaced before anything rests on it.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import type { CheckoutKey, Hold, HoldId } from "../Domain.ts"
import type { JournalUnavailable } from "../Journal.ts"
import type { Held, Quoted } from "../journal/CheckoutState.ts"
import type { CheckoutStore, NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { HeldPoints, LoyalClient } from "../LoyalClient.ts"
import {
  evidenceOf,
  HoldExpired,
  Malformed,
  ReceiptConflict,
  SpendTooLarge,
  type HoldError,
  type ReleaseError,
} from "../LoyaltyError.ts"
import type { Points } from "../Money.ts"
import { askedMinutes, type PolicyConfig } from "../Policy.ts"
import * as Deadline from "../settlement/Deadline.ts"

export interface HoldRequest {
  readonly points: Points
  /** The till's time. */
  readonly minutes: number
  /** By when all calls for it must be over: a hold may take three of them. */
  readonly deadline: Deadline.Deadline
}

/** What taking a hold can fail with. */
export type TakeError = HoldError | HoldExpired | ReceiptConflict | JournalUnavailable

const NANOS_PER_MINUTE = 60_000_000_000n

/** Seconds that the till may still count on its hold; 0 where its age is not certain. */
export const secondsLeft = (snapshot: Snapshot, now: bigint): number =>
  snapshot.heldUntil === undefined || snapshot.heldUntil <= now
    ? 0
    : Number((snapshot.heldUntil - now) / 1_000_000_000n)

/** Why nobody knows whether the points are held now; nothing where it is known that they are not. */
const unknownFate = (cause: Cause.Cause<HoldError>, { personal }: Snapshot): string | undefined => {
  const failure = Cause.findErrorOption(cause)
  if (Option.isNone(failure)) return "the engine stopped while the hold was asked for"
  return failure.value.commitState === "unknown"
    ? evidenceOf(failure.value, { name: personal.person?.name, search: personal.search })
    : undefined
}

const isHeld = (snapshot: Snapshot): snapshot is Snapshot<Held> => snapshot.state._tag === "Held"

export const make = (
  client: LoyalClient["Service"],
  store: CheckoutStore["Service"],
  policy: PolicyConfig,
  /** The engine's, for what nobody waits for. */
  scope: Scope.Scope,
) => {
  /** Gives the points back in the background; where that fails they come back when the hold's time is over. */
  const giveUp = (hold: HoldId) =>
    Effect.asVoid(Effect.forkIn(Effect.ignore(client.release(hold)), scope, { startImmediately: true }))

  /** A hold of another size is no use: its points would be spent beyond it, or stay behind. */
  const ofSize =
    (asked: Points) =>
    (held: HeldPoints): Effect.Effect<HeldPoints, SpendTooLarge | Malformed> => {
      if (held.points === asked) return Effect.succeed(held)
      const refusal =
        held.points >= 0 && held.points < asked
          ? new SpendTooLarge({ limit: held.points, fields: [] })
          : new Malformed({ status: 200, detail: "another number of points was held than asked" })
      return Effect.andThen(giveUp(held.id), Effect.fail(refusal))
    }

  /** Asks the service; writes down an unknown fate, since those points may now be held unseen. */
  const ask = Effect.fnUntraced(function* (snapshot: Snapshot<Quoted | Held>, request: HoldRequest) {
    const { account, key } = snapshot.state
    const { points } = request
    const asked = askedMinutes(policy, request.minutes)
    const budget = yield* Deadline.budget(request.deadline, policy.holdBudget)
    const before = yield* Clock.monotonicTimeNanos
    const held = yield* client
      .hold({ client: account.id, point: key.point, points, minutes: asked }, { budget })
      .pipe(
        Effect.flatMap(ofSize(points)),
        Effect.onError((cause) => {
          const detail = unknownFate(cause, snapshot)
          return detail === undefined
            ? Effect.void
            : Effect.ignore(
                store.append(snapshot, [{ _tag: "HoldUnknown", points, askedMinutes: asked, detail }]),
              )
        }),
      )
    const { minutes: granted, ...taken } = held
    const hold: Hold = { ...taken, minutes: request.minutes, askedMinutes: granted }
    return { hold, heldUntil: before + BigInt(Math.min(request.minutes, granted)) * NANOS_PER_MINUTE }
  })

  const write = Effect.fnUntraced(function* (
    snapshot: Snapshot<Quoted | Held>,
    { heldUntil, hold }: { readonly hold: Hold; readonly heldUntil: bigint },
    also: ReadonlyArray<NewEvent>,
  ) {
    const appended = yield* store.append(snapshot, [{ _tag: "Held", hold }, ...also], { heldUntil }).pipe(
      // A hold that nobody knows of would only block the customer's own points. The till does not wait for that.
      Effect.tapError(() => giveUp(hold.id)),
    )
    return isHeld(appended) ? appended : yield* Effect.die(new Error("a Held event makes a Held state"))
  })

  const ended = (hold: HoldId, why: "released" | "abandoned"): NewEvent => ({ _tag: "HoldEnded", hold, why })

  /**
   * Gives the points back. Where it provably was not done the hold stays ours. Where nobody knows, it is abandoned:
   * a hold that may be dead must not be taken for a live one, as a spending or as a witness.
   */
  const release = Effect.fnUntraced(function* (
    snapshot: Snapshot<Held>,
    deadline: Deadline.Deadline,
  ): Effect.fn.Return<Snapshot, ReleaseError | ReceiptConflict | JournalUnavailable> {
    const hold = snapshot.state.hold.id
    const budget = yield* Deadline.budget(deadline, policy.releaseBudget)
    const released = yield* client
      .release(hold, { budget })
      .pipe(
        Effect.tapError((error) =>
          error.commitState === "unknown" ? store.append(snapshot, [ended(hold, "abandoned")]) : Effect.void,
        ),
      )
    return yield* store.append(snapshot, [ended(hold, released ? "released" : "abandoned")])
  })

  /** {@link release} for those who go on in any case: what cannot be given back is abandoned. */
  const letGo = Effect.fnUntraced(function* (
    snapshot: Snapshot<Held>,
    deadline: Deadline.Deadline,
  ): Effect.fn.Return<Snapshot, ReceiptConflict | JournalUnavailable> {
    const hold = snapshot.state.hold.id
    const released = yield* Deadline.budget(deadline, policy.releaseBudget).pipe(
      Effect.flatMap((budget) => client.release(hold, { budget })),
      Effect.orElseSucceed(() => false),
    )
    return yield* store.append(snapshot, [ended(hold, released ? "released" : "abandoned")])
  })

  /** New before old, so that the points are never free in between; where they do not suffice for both, old before new. */
  const replace = Effect.fnUntraced(function* (snapshot: Snapshot<Held>, request: HoldRequest) {
    const old = snapshot.state.hold.id
    const replacing: NewEvent = { _tag: "HoldEnded", hold: old, why: "replaced" }
    const first = yield* Effect.result(ask(snapshot, request))
    if (Result.isSuccess(first)) {
      const replaced = yield* write(snapshot, first.success, [replacing])
      yield* giveUp(old)
      return replaced
    }
    if (first.failure._tag !== "SpendTooLarge" && first.failure._tag !== "FieldsRejected") {
      return yield* first.failure
    }
    const without = yield* release(snapshot, request.deadline)
    if (without.state._tag !== "Quoted")
      return yield* new ReceiptConflict({ detail: "another till acts on it" })
    const quoted = { ...without, state: without.state }
    const second = yield* ask(quoted, request).pipe(
      Effect.catchTag(["SpendTooLarge", "FieldsRejected"], () => Effect.fail(new HoldExpired())),
    )
    return yield* write(quoted, second, [])
  })

  /** The service refused what the quote allowed: the same purchase is asked for anew when it is quoted again. */
  const outdate = Effect.fnUntraced(function* (key: CheckoutKey) {
    const snapshot = yield* store.read(key)
    const { state } = snapshot
    const isCurrent = (state._tag === "Quoted" || state._tag === "Held") && state.outdated === undefined
    if (isCurrent) yield* store.append(snapshot, [{ _tag: "QuoteOutdated" }])
  })

  /** The hold asked for: the one there is, if it is of that size and certainly alive; else a new one. */
  const take = Effect.fnUntraced(
    function* (
      snapshot: Snapshot<Quoted | Held>,
      request: HoldRequest,
    ): Effect.fn.Return<Snapshot<Held>, TakeError> {
      if (!isHeld(snapshot)) return yield* write(snapshot, yield* ask(snapshot, request), [])
      const now = yield* Clock.monotonicTimeNanos
      const { hold } = snapshot.state
      const same = hold.points === request.points && hold.minutes === request.minutes
      if (same && secondsLeft(snapshot, now) > 0) return snapshot
      return yield* replace(snapshot, request)
    },
    (taking, { state }) =>
      Effect.tapError(taking, ({ _tag }) =>
        _tag === "SpendTooLarge" || _tag === "HoldExpired" ? Effect.ignore(outdate(state.key)) : Effect.void,
      ),
  )

  return { take, release, letGo, giveUp }
}

export type Holds = ReturnType<typeof make>
