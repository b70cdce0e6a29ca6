/**
 * Takes and gives back the one-point holds that stand beside a doubt.
 *
 * One that is taken *before* a look that sees the sale's own hold alive outlives it as a witness, with an age that is
 * certain. And one that certainly lives shows how a service reads holds at all.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import type { HoldId } from "../Domain.ts"
import type { JournalError } from "../Journal.ts"
import type { InDoubt } from "../journal/CheckoutState.ts"
import type { NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { LoyalClient } from "../LoyalClient.ts"
import { evidenceOf, type ReceiptConflict } from "../LoyaltyError.ts"
import { Points } from "../Money.ts"
import { MAX_HOLD_MINUTES, type PolicyConfig } from "../Policy.ts"
import { HOLD_MARGIN, NANOS_PER_MILLI, probingEnd, type Knowledge, type WitnessHold } from "./Knowledge.ts"

/** The least that every service can hold, one with whole points included. */
export const ONE_POINT = Points.make(100)

const MILLIS_PER_MINUTE = 60_000

/** Writes events to a doubt, as long as it is still the one that was looked at. */
export type Amend = (
  doubt: Snapshot<InDoubt>,
  events: readonly [NewEvent, ...ReadonlyArray<NewEvent>],
) => Effect.Effect<Snapshot, ReceiptConflict | JournalError>

/** A doubt as it stands after holds beside it came or went, and the one that was taken. */
export interface Beside {
  readonly doubt: Snapshot<InDoubt>
  readonly witness?: WitnessHold
}

/** No hold that comes or goes beside it ends a doubt. */
const stillInDoubt = (before: Snapshot<InDoubt>, { state, ...rest }: Snapshot): Snapshot<InDoubt> =>
  state._tag === "InDoubt" ? { ...rest, state } : before

export const make = (
  client: LoyalClient["Service"],
  amend: Amend,
  policy: PolicyConfig,
  /** The engine's, for what nobody waits for. */
  scope: Scope.Scope,
) => {
  /** Gives one back in the background. Where that fails it ends by its own time. */
  const giveBack = (hold: HoldId): Effect.Effect<void> =>
    client
      .release(hold, { budget: policy.releaseBudget })
      .pipe(Effect.ignore, Effect.forkIn(scope, { startImmediately: true }), Effect.asVoid)

  /** Holds one point until a doubt's time is over; no witness where it cannot be had. */
  const take = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
    knowledge: Knowledge,
  ): Effect.fn.Return<Beside, ReceiptConflict | JournalError> {
    const { intent, key } = doubt.state
    const now = yield* Clock.monotonicTimeNanos
    const left = Number((probingEnd(knowledge, policy) - now) / NANOS_PER_MILLI)
    const minutes = Math.min(MAX_HOLD_MINUTES, 1 + Math.ceil(Math.max(left, 0) / MILLIS_PER_MINUTE))
    const asked = { client: intent.account.id, point: key.point, points: ONE_POINT, minutes }
    const unknown = (detail: string) =>
      amend(doubt, [{ _tag: "HoldUnknown", points: ONE_POINT, askedMinutes: minutes, detail }])
    const held = yield* client.hold(asked, { budget: policy.holdBudget }).pipe(
      // A till that cannot wait for this look: the point may be held all the same.
      Effect.onInterrupt(() => Effect.ignore(unknown("the look was cut short"))),
      Effect.result,
    )
    if (Result.isFailure(held)) {
      if (held.failure.commitState !== "unknown") return { doubt }
      const { person, search } = doubt.personal
      const noted = yield* unknown(evidenceOf(held.failure, { name: person?.name, search }))
      return { doubt: stillInDoubt(doubt, noted) }
    }
    const { id, points, ...granted } = held.success
    const noted = yield* amend(doubt, [{ _tag: "WitnessHeld", hold: id, points }]).pipe(
      Effect.tapError(() => giveBack(id)),
    )
    const standing = stillInDoubt(doubt, noted)
    if (points !== ONE_POINT) return { doubt: standing }
    const end = now + BigInt(granted.minutes * MILLIS_PER_MINUTE - HOLD_MARGIN) * NANOS_PER_MILLI
    const takenAt = yield* Clock.monotonicTimeNanos
    const until = granted.until === undefined ? {} : { until: granted.until }
    return { doubt: standing, witness: { id, size: points, takenAt, end, ...until, proven: false } }
  })

  /** Gives back what was taken for this doubt before; what is not certainly given back stays on record as a witness. */
  const clear = Effect.fnUntraced(function* (
    doubt: Snapshot<InDoubt>,
  ): Effect.fn.Return<Snapshot<InDoubt>, ReceiptConflict | JournalError> {
    let standing = doubt
    for (const hold of doubt.state.witnesses) {
      const released = yield* Effect.result(client.release(hold, { budget: policy.releaseBudget }))
      if (Result.isFailure(released) || !released.success) return standing
      standing = stillInDoubt(
        standing,
        yield* amend(standing, [{ _tag: "HoldEnded", hold, why: "released" }]),
      )
    }
    return standing
  })

  return { take, clear, giveBack }
}

export type WitnessHolds = ReturnType<typeof make>
