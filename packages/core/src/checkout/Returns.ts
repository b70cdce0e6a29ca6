/**
 * Notes that goods came back. LoyalClient has no refund, so a return becomes a case for a person, once for each ID that the
 * till gives it.
 */
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import type { LinesError } from "../Allocation.ts"
import type { ReceiptLine } from "../Domain.ts"
import type { JournalError } from "../Journal.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import { ReceiptConflict, type InvalidRequest } from "../LoyaltyError.ts"
import type { Kopecks } from "../Money.ts"
import type { Settlement } from "../Settlement.ts"
import * as Gate from "./Gate.ts"
import * as Quotes from "./Quotes.ts"
import * as Requests from "./Requests.ts"

/** What came back. With `lines`, `amount` is their sum. */
export interface ReturnCommand {
  /** The till's own ID of the return: 1–128 characters. */
  readonly returnId: string
  readonly amount: Kopecks
  readonly lines?: ReadonlyArray<ReceiptLine>
}

export type NoteReturnError = ReceiptConflict | InvalidRequest | LinesError | JournalError

const conflict = (detail: string) => new ReceiptConflict({ detail })

export const make = (settlement: Settlement["Service"], store: CheckoutStore["Service"]) =>
  Effect.fnUntraced(function* (
    found: Snapshot,
    { amount, lines, returnId }: ReturnCommand,
  ): Effect.fn.Return<void, NoteReturnError> {
    yield* Requests.atLeastZero("amount", amount)
    yield* Requests.returnId(returnId)
    // A copy, taken now: the caller's basket goes on changing, and the journal must not.
    const goods = lines === undefined ? {} : { lines: structuredClone(lines) }
    yield* Quotes.checkLines({ amount, ...goods })
    const now = yield* Effect.catchTag(Gate.standing(settlement, found), "CommitInDoubt", () =>
      Effect.fail(conflict("its sale is under way")),
    )
    if (now._tag !== "Committed" && now._tag !== "InDoubt" && now._tag !== "Queued") {
      return yield* conflict("there is no sale to return anything of")
    }
    const noted = now.snapshot.state.returns.find((one) => one.returnId === returnId)
    if (noted === undefined) {
      yield* store.append(now.snapshot, [{ _tag: "ReturnNoted", returnId, amount, ...goods }])
    } else if (noted.amount !== amount || !Equal.equals(noted.lines, lines)) {
      return yield* conflict("this return was noted with another amount or other lines")
    }
  })
