/**
 * Delivers the first earning of a point's queue: waits for its client's turn, looks the client up, and sends it like every sale.
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
import type { Queue, Readied } from "./Queue.ts"
import type { CommitError, Send } from "./Sending.ts"

type InTurn = (
  whose: ClientId,
  key: CheckoutKey,
) => <A, E>(body: Effect.Effect<A, E>) => Effect.Effect<A, E | Unavailable | ReceiptConflict | JournalError>

type Failure = CommitError | JournalError

/** What came of one try. `behind`: the others of its point go first. */
export type Delivered = Progress | "behind"

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

  const behind = (key: CheckoutKey, error: { readonly message: string }) =>
    Effect.as(
      Telemetry.failed(key, "A queued earning's client cannot be looked up: the others go first.", error),
      "behind" as const,
    )

  /** Whatever its failure: is it out of the queue now? */
  const afterwards = (key: CheckoutKey, error: Failure): Effect.Effect<Progress, JournalError> =>
    Effect.flatMap(store.peek(key), (found) =>
      found.state._tag === "Queued" ? later(key, error) : Effect.succeed("done"),
    )

  /** Sends what was made ready, in its client's turn, which has come. */
  const sendIt = (key: CheckoutKey, ready: Effect.Effect<Readied, ReceiptConflict | JournalError>) =>
    store.alone(key)(
      Effect.flatMap(ready, (readied): Effect.Effect<Delivered, Failure> => {
        if (readied._tag === "Gone") return Effect.succeed("done")
        if (readied._tag === "Later") return later(key, readied.error)
        if (readied._tag === "Behind") return behind(key, readied.error)
        const { snapshot } = readied
        return Effect.as(send({ snapshot, request: snapshot.state.request }, policy.commitBudget), "done")
      }),
    )

  const found = (key: CheckoutKey) =>
    Effect.map(store.read(key), (now): Readied => {
      const snapshot = still(now)
      return snapshot === undefined ? { _tag: "Gone" } : { _tag: "Ready", snapshot }
    })

  const deliver = Effect.fnUntraced(function* (
    key: CheckoutKey,
    tries: number,
  ): Effect.fn.Return<Delivered, Failure> {
    const known = still(yield* store.peek(key))
    // Its turn first: a look-up at each try, while an earlier sale is settled, would only make the journal longer.
    if (known !== undefined)
      return yield* inTurn(known.state.account.id, key)(sendIt(key, queue.ready(key, tries)))
    const readied = yield* store.alone(key)(queue.ready(key, tries))
    if (readied._tag === "Gone") return "done"
    if (readied._tag === "Later") return yield* later(key, readied.error)
    if (readied._tag === "Behind") return yield* behind(key, readied.error)
    return yield* inTurn(readied.snapshot.state.account.id, key)(sendIt(key, found(key)))
  })

  return (key: CheckoutKey, tries: number): Effect.Effect<Delivered> =>
    Effect.catch(deliver(key, tries), (error): Effect.Effect<Delivered, JournalError> =>
      afterwards(key, error),
    ).pipe(
      Effect.catch((error) =>
        Effect.as(
          Telemetry.failed(key, "A queued earning could not be delivered.", error),
          // One that cannot be read must not stop the others; it is looked for again with everything that is open.
          error._tag === "JournalCorrupt" ? ("done" as const) : ("later" as const),
        ),
      ),
    )
}
