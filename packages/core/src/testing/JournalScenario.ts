/**
 * What a scenario of the journals' conformance suite is made of.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import type { JournalRecord, ListEntry, ListQuery } from "../Journal.ts"
import { Journal } from "../Journal.ts"
import { keyOf } from "./JournalSamples.ts"

/** A journal that does not keep its promise: what was looked at, what should have been seen, and what was. */
export class ConformanceFailure extends Data.TaggedError("ConformanceFailure")<{
  readonly what: string
  readonly expected: unknown
  readonly actual: unknown
}> {
  override get message(): string {
    return `${this.what}: expected ${JSON.stringify(this.expected)}, got ${JSON.stringify(this.actual)}`
  }
}

/** One promise of a journal. Run it against an empty one. */
export interface Scenario {
  readonly name: string
  readonly run: Effect.Effect<void, ConformanceFailure, Journal>
}

/** Fails where what was seen is not what should have been, by structure. */
export const expect = (
  what: string,
  actual: unknown,
  expected: unknown,
): Effect.Effect<void, ConformanceFailure> =>
  Equal.equals(actual, expected)
    ? Effect.void
    : Effect.fail(new ConformanceFailure({ what, expected, actual }))

/** A failure that the scenario did not ask for is a broken promise too. */
export const scenario = (
  name: string,
  body: (journal: Journal["Service"]) => Effect.Effect<void, unknown>,
): Scenario => ({
  name,
  run: Effect.flatMap(Journal, body).pipe(
    Effect.mapError((error) =>
      error instanceof ConformanceFailure
        ? error
        : new ConformanceFailure({
            what: "an effect of the journal",
            expected: "success",
            actual: String(error),
          }),
    ),
  ),
})

/** The record of a checkout that must be there. */
export const loaded = (journal: Journal["Service"], receipt: string): Effect.Effect<JournalRecord, unknown> =>
  Effect.flatMap(journal.load(keyOf(receipt)), (found) => Effect.fromOption(found))

/** The receipts of a list, in its order. */
export const receiptsOf = (entries: ReadonlyArray<ListEntry>): ReadonlyArray<string> =>
  entries.map(({ key }) => key.receipt)

/** {@link receiptsOf} what the journal lists. */
export const listed = (
  journal: Journal["Service"],
  query: ListQuery,
): Effect.Effect<ReadonlyArray<string>, unknown> => Effect.map(journal.list(query), receiptsOf)
