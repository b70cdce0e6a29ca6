/**
 * Ends what a till has left behind: holds that nobody commits, and receipts that nobody closes.
 *
 * A hold belongs to its till for the till's time, counted from when it was first seen where this process did not take it:
 * its till may be another process's, or come back first. A doubt's hold is never an orphan; it is evidence.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { CheckoutKey } from "../Domain.ts"
import type { Journal, JournalError } from "../Journal.ts"
import { isUndecided } from "../journal/CheckoutState.ts"
import type { Held } from "../journal/CheckoutState.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import type { LoyalClient } from "../LoyalClient.ts"
import type { ReceiptConflict } from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import * as Telemetry from "../Telemetry.ts"
import { NANOS_PER_MILLI } from "./Knowledge.ts"

const NANOS_PER_MINUTE = 60_000n * NANOS_PER_MILLI
const MILLIS_PER_HOUR = 3_600_000

/** For so long an open receipt must stand as it is before its age by the wall clock counts. Our judgment: no payment takes longer. */
const UNCHANGED_MINUTES = 60n

/** How many open receipts are read at a time. */
const PAGE = 100

const isHeld = (snapshot: Snapshot): snapshot is Snapshot<Held> => snapshot.state._tag === "Held"

export const make = (
  client: LoyalClient["Service"],
  journal: Journal["Service"],
  store: CheckoutStore["Service"],
  policy: PolicyConfig,
) => {
  /**
   * When this process first saw a hold that it did not take, or an open receipt as it stands. A wall clock may be set, so what
   * it says of a receipt's age must have had an hour to be contradicted by its till.
   */
  let firstSeen: ReadonlyMap<string, bigint> = new Map()
  type Seen = Map<string, bigint>

  const seenSince = (name: string, now: bigint, seen: Seen): bigint => {
    const since = firstSeen.get(name) ?? now
    seen.set(name, since)
    return since
  }

  /** When the till's time for its hold is over. */
  const tillsEnd = ({ heldUntil, state: { hold } }: Snapshot<Held>, now: bigint, seen: Seen): bigint => {
    if (heldUntil !== undefined) return heldUntil
    return seenSince(hold.id, now, seen) + BigInt(hold.minutes) * NANOS_PER_MINUTE
  }

  const release = Effect.fnUntraced(function* (snapshot: Snapshot<Held>, isOver: boolean) {
    const { hold } = snapshot.state
    const released = yield* Effect.result(client.release(hold.id, { budget: policy.releaseBudget }))
    const isReleased = released._tag === "Success" && released.success
    // Unreleased, it is tried again, until the hold has ended by itself.
    if (!isReleased && !isOver) return
    yield* store.append(snapshot, [
      { _tag: "HoldEnded", hold: hold.id, why: isReleased ? "released" : "abandoned" },
    ])
  })

  const tidyHold = (snapshot: Snapshot<Held>, now: bigint, seen: Seen) => {
    const end = tillsEnd(snapshot, now, seen)
    if (now < end) return Effect.void
    const { askedMinutes, minutes } = snapshot.state.hold
    // The service's time for it: what was asked for beyond the till's.
    return release(snapshot, now >= end + BigInt(Math.max(0, askedMinutes - minutes)) * NANOS_PER_MINUTE)
  }

  const tidy = (key: CheckoutKey, seen: Seen): Effect.Effect<void, ReceiptConflict | JournalError> =>
    store.alone(key)(
      Effect.gen(function* () {
        const snapshot = yield* store.read(key)
        if (!isUndecided(snapshot.state)) return
        const now = yield* Clock.monotonicTimeNanos
        const wall = yield* Clock.currentTimeMillis
        if (isHeld(snapshot)) return yield* tidyHold(snapshot, now, seen)
        const since = seenSince(`${key.receipt}\u0000${key.point}\u0000${snapshot.state.version}`, now, seen)
        if (now - since < UNCHANGED_MINUTES * NANOS_PER_MINUTE) return
        if (wall - snapshot.state.at < policy.abandonHours * MILLIS_PER_HOUR) return
        yield* store.append(snapshot, [{ _tag: "Cancelled", why: "abandoned" }])
      }),
    )

  const tidyAll = Effect.gen(function* () {
    const seen: Seen = new Map()
    for (let after = 0; ;) {
      const page = yield* journal.list({ status: "open", after, limit: PAGE })
      for (const { cursor, key } of page) {
        after = cursor
        yield* Effect.catch(tidy(key, seen), (error) =>
          error._tag === "ReceiptConflict"
            ? Effect.void
            : Telemetry.failed(key, "An open receipt could not be tidied up.", error),
        )
      }
      if (page.length < PAGE) break
    }
    firstSeen = seen
  })

  /** Looks through all open receipts once. One that cannot be read or written does not stop the others. */
  return Effect.catch(tidyAll, (error) =>
    Effect.logWarning("Open receipts could not be looked through.", error.message),
  )
}
