/**
 * Points that the receipt may show as spent, and that were not written off: a case for a person.
 *
 * A till prints when it likes. So a spending commit that is refused, for whatever reason and at whatever step,
 * is written down until a later one succeeds or the receipt is cancelled.
 */
import * as Effect from "effect/Effect"
import type { CheckoutKey } from "../Domain.ts"
import { caseName, hasOpenCase, isUndecided } from "../journal/CheckoutState.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import type { CommitRequest } from "../journal/JournalEvent.ts"
import { evidenceOf } from "../LoyaltyError.ts"
import * as Telemetry from "../Telemetry.ts"

/** Failures that leave nothing refused: the fate is open, it is another's commit, it cannot be written, or it was no request. */
const NO_CASE: ReadonlySet<string> = new Set([
  "CommitInDoubt",
  "ReceiptConflict",
  "JournalUnavailable",
  "JournalCorrupt",
  "InvalidRequest",
])

interface Failure {
  readonly _tag: string
  readonly message: string
  readonly detail?: string
  readonly said?: string
}

/** The same refusal again adds nothing to the case; one after a person has dealt with it opens it anew. */
const isOnRecord = ({ state }: Snapshot, { amount, points }: CommitRequest, { _tag }: Failure): boolean =>
  hasOpenCase(state, caseName("printedNotWrittenOff")) &&
  state.refused?.error === _tag &&
  state.refused.request.points === points &&
  state.refused.request.amount === amount

export const make = (store: CheckoutStore["Service"]) => {
  const openCase = Effect.fnUntraced(function* (key: CheckoutKey, request: CommitRequest, error: Failure) {
    const snapshot = yield* store.read(key)
    // Another process's till may be committing the same receipt by now: then that commit's fate is what counts.
    if (!isUndecided(snapshot.state) || isOnRecord(snapshot, request, error)) return
    const { person, search } = snapshot.personal
    const detail = evidenceOf(error, { name: person?.name, search })
    yield* store.append(snapshot, [{ _tag: "PrintedNotWrittenOff", request, error: error._tag, detail }])
  })

  /** Opens the case where a spending commit is refused. */
  return (key: CheckoutKey, request: CommitRequest) =>
    <A, E extends Failure>(commit: Effect.Effect<A, E>): Effect.Effect<A, E> =>
      request.points === 0
        ? commit
        : Effect.tapError(commit, (error) =>
            NO_CASE.has(error._tag)
              ? Effect.void
              : Effect.catch(openCase(key, request, error), (failure) =>
                  Telemetry.failed(key, "A case could not be written down.", failure),
                ),
          )
}
