/**
 * Runs a till's commands: one at a time on each receipt, to their end, and never longer than the till can wait.
 */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import type { CheckoutKey } from "../Domain.ts"
import type { JournalError } from "../Journal.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import { ReceiptConflict } from "../LoyaltyError.ts"
import * as Deadline from "../settlement/Deadline.ts"
import * as Telemetry from "../Telemetry.ts"

const BUSY = "another command on it is still under way"
/** What a slow disk may take beyond a step's budget before the till goes on without an answer, in milliseconds. Our judgment. */
const DISK_GRACE = 250
/** Why a till has no answer. */
export const SLOW = "it did not answer in time; what was begun goes on"

/** A command's answer, or that of a till that cannot wait for a slow disk: all else keeps to the budget by itself. */
const inTime = <A, E, S>(
  begun: Fiber.Fiber<A, E>,
  deadline: Deadline.Deadline,
  slow: () => S,
): Effect.Effect<A, E | S> =>
  begun.pollUnsafe() ??
  Effect.flatMap(Deadline.millisLeft(deadline), (left) =>
    Effect.timeoutOrElse(Fiber.join(begun), {
      duration: left + DISK_GRACE,
      orElse: () => Effect.fail(slow()),
    }),
  )

/**
 * Runs a command alone on its receipt, to its end, even where its caller goes away. The wait for those before it
 * counts in its budget; who leaves while waiting, or waits longer than that, has begun nothing. `slow` is what the till hears
 * where the disk does not answer in time.
 */
export const make =
  (store: CheckoutStore["Service"], scope: Scope.Scope) =>
  <S>(slow: () => S) =>
  <A, E>(
    key: CheckoutKey,
    budget: number,
    run: (snapshot: Snapshot, deadline: Deadline.Deadline) => Effect.Effect<A, E>,
  ): Effect.Effect<A, E | S | ReceiptConflict | JournalError> =>
    Effect.flatMap(Deadline.within(budget), (deadline) =>
      Effect.flatMap(store.read(key), (snapshot) => run(snapshot, deadline)).pipe(
        store.begin(key, scope),
        Effect.timeoutOrElse({
          duration: budget,
          orElse: () => Effect.fail(new ReceiptConflict({ detail: BUSY })),
        }),
        Effect.flatMap((begun) => inTime(begun, deadline, slow)),
        Telemetry.spansAbout(key),
      ),
    )
