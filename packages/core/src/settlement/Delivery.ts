/**
 * Delivers the first earning of a point's queue: looks its client up, and sends it as any other sale.
 */
import * as Effect from "effect/Effect"
import type { ClientId, CheckoutKey } from "../Domain.ts"
import type { JournalError } from "../Journal.ts"
import type { Deliverable } from "../journal/CheckoutState.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import type { ReceiptConflict, Unavailable } from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import * as Telemetry from "../Telemetry.ts"
import type { Progress } from "./Doubts.ts"
import type { Queue } from "./Queue.ts"
import type { CommitError, Send } from "./Sending.ts"

type InTurn = (
  whose: ClientId,
  key: CheckoutKey,
) => <A, E>(body: Effect.Effect<A, E>) => Effect.Effect<A, E | Unavailable | ReceiptConflict | JournalError>

type Failure = CommitError | JournalError

/** Refusals of our key or our point: the operator has to see to them, and until then the queue stands. */
const isAlarm = ({ _tag }: { readonly _tag: string }): boolean =>
  _tag === "Unauthorized" || _tag === "PointNotFound"

export const make = (
  store: CheckoutStore["Service"],
  queue: Queue,
  send: Send,
  inTurn: InTurn,
  policy: PolicyConfig,
) => {
  const still = (snapshot: Snapshot): Snapshot<Deliverable> | undefined => {
    const { state, ...rest } = snapshot
    return state._tag === "Queued" && state.account !== undefined
      ? { ...rest, state: { ...state, account: state.account } }
      : undefined
  }

  const later = (key: CheckoutKey, error: { readonly _tag: string; readonly message: string }) =>
    Effect.as(isAlarm(error) ? Telemetry.queueStopped(key.point, error) : Effect.void, "later" as const)

  /** Whatever its failure: is it out of the queue now? */
  const afterwards = (key: CheckoutKey, error: Failure): Effect.Effect<Progress, JournalError> =>
    Effect.flatMap(store.peek(key), (found) =>
      found.state._tag === "Queued" ? later(key, error) : Effect.succeed("done"),
    )

  const deliver = Effect.fnUntraced(function* (key: CheckoutKey): Effect.fn.Return<Progress, Failure> {
    const readied = yield* store.alone(key)(queue.ready(key))
    if (readied._tag === "Gone") return "done"
    if (readied._tag === "Later") return yield* later(key, readied.error)
    const { account } = readied.snapshot.state
    return yield* inTurn(
      account.id,
      key,
    )(
      store.alone(key)(
        Effect.flatMap(store.read(key), (now): Effect.Effect<Progress, Failure> => {
          const snapshot = still(now)
          if (snapshot === undefined) return Effect.succeed("done")
          return Effect.as(send({ snapshot, request: snapshot.state.request }, policy.commitBudget), "done")
        }),
      ),
    )
  })

  return (key: CheckoutKey): Effect.Effect<Progress> =>
    Effect.catch(deliver(key), (error) => afterwards(key, error)).pipe(
      Effect.catch((error) =>
        Effect.as(
          Telemetry.failed(key, "A queued earning could not be delivered.", error),
          // One that cannot be read must not stop the others; it is looked for again with everything that is open.
          error._tag === "JournalCorrupt" ? ("done" as const) : ("later" as const),
        ),
      ),
    )
}
