/**
 * When a sale of a client may be sent at a point: one at a time, and after what is open of that client there.
 *
 * A sale ends its client's holds at its point, and so the witness of an earlier one whose fate is open. Who can wait waits:
 * the settler comes again, and an earning goes to the queue. A spending cannot: each open doubt gets one more look, and what
 * that does not decide goes to a person.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { CheckoutKey, ClientId } from "../Domain.ts"
import type { JournalError } from "../Journal.ts"
import { Unavailable, type ReceiptConflict } from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import * as Telemetry from "../Telemetry.ts"
import * as Deadline from "./Deadline.ts"
import type { Doubts } from "./Doubts.ts"
import * as Turns from "./Turns.ts"
import type { DoubtWork, Work } from "./Work.ts"

/** Its turn did not come in time; nothing was sent. */
export const missedTurn = new Unavailable({
  class: "not-sent",
  detail: "another sale of this client is being settled",
})

/** Why an earning that missed its turn waits in the queue, as the journal has it. */
export const waitsForTurn = { error: "MissedTurn", detail: missedTurn.detail } as const

/** Runs a sale in its turn. */
export type InTurn = <A, E>(
  body: Effect.Effect<A, E>,
) => Effect.Effect<A, E | Unavailable | ReceiptConflict | JournalError>

type Looked = Effect.Effect<void, Unavailable | ReceiptConflict | JournalError>
type Before = (open: ReadonlyArray<DoubtWork>) => Looked

export const make = (
  work: Work,
  /** Takes up the client's doubts there of which only another process knows. */
  ofOthers: (whose: ClientId, key: CheckoutKey) => Effect.Effect<void, JournalError>,
  doubts: () => Doubts,
  policy: PolicyConfig,
) => {
  const turns = Turns.make()

  const take =
    (whose: ClientId, key: CheckoutKey, prepared: Deadline.Deadline, before: Before): InTurn =>
    (body) =>
      turns.take(`${whose}\u0000${key.point}`, Deadline.millisLeft(prepared))(
        Effect.andThen(
          ofOthers(whose, key),
          Effect.suspend(() => {
            const open = work.doubtsOf(whose, key)
            return open.length === 0 ? body : Effect.andThen(before(open), body)
          }),
        ),
        Effect.fail(missedTurn),
      )

  /**
   * The last chance of each open doubt. What goes wrong with one is no matter of this till: it stays a doubt, and the table knows that
   * another sale came between.
   */
  const settleAll = (open: ReadonlyArray<DoubtWork>, millis: Effect.Effect<number>) =>
    Effect.forEach(
      open,
      (item) =>
        Effect.flatMap(millis, (left) => doubts().settleNow(item, left)).pipe(
          Effect.catchTag(["JournalCorrupt", "ReceiptConflict"], (error) =>
            Telemetry.failed(item.knowledge.key, "A doubt could not be settled before another sale.", error),
          ),
          Effect.catchDefect((defect) =>
            Telemetry.settlerFailed(item.knowledge.key.point, Cause.die(defect)),
          ),
        ),
      { discard: true },
    )

  return {
    /** For a till that cannot wait longer than that. */
    now: (whose: ClientId, key: CheckoutKey, prepared: Deadline.Deadline): InTurn =>
      take(whose, key, prepared, (open) => settleAll(open, Deadline.millisLeft(prepared))),

    /** For whoever comes again, and so costs no doubt its witness: fails with {@link missedTurn} while one is looked at. */
    patiently: (whose: ClientId, key: CheckoutKey, prepared: Deadline.Deadline): InTurn =>
      take(whose, key, prepared, (open) =>
        Effect.flatMap(doubts().areOpen(open), (isDoubted): Looked =>
          isDoubted
            ? Effect.fail(missedTurn)
            : // What is left of them is to be sent again, and takes a fresh hold then.
              settleAll(open, Effect.succeed(policy.releaseBudget)),
        ),
      ),
  }
}
