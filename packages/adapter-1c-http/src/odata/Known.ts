/**
 * Which documents were dealt with, and in which version: the reader's place in 1C.
 *
 * There is no better cursor. A filter by date may be refused and an order ignored, references are no times, and a document of yesterday is printed
 * today: so each reading lists what there is, and this says what of it is new. It is kept in the journal, in a fixed number of small facts, and
 * forgotten when a document is older than anything that is listed. Losing a part of it costs a document read again, never a second sale: that is
 * settled under its `Ref_Key` once.
 *
 * A receipt that has to wait is kept whole: 1C may have thrown its document away by the time it is dealt with. It names nobody.
 */
import { ReceiptLines } from "@loyalkit/core/Domain"
import { Journal, type JournalUnavailable } from "@loyalkit/core/Journal"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { SeenReceipt } from "../SeenReceipt.ts"

const seenFields = {
  ref: Schema.String,
  version: Schema.String,
  dialect: Schema.Literals(["unf", "retail2", "ut11"]),
  till: Schema.String,
  number: Schema.optionalKey(Schema.Int),
  at: Schema.Int,
  card: Schema.optionalKey(Schema.Struct({ ref: Schema.String, owner: Schema.optionalKey(Schema.String) })),
  amount: Kopecks,
  lines: ReceiptLines,
  points: Points,
}
const Seen = Schema.Union([
  Schema.Struct({ ...seenFields, kind: Schema.Literal("sale") }),
  Schema.Struct({
    ...seenFields,
    kind: Schema.Literal("return"),
    sale: Schema.optionalKey(Schema.String),
  }),
]) satisfies Schema.Schema<SeenReceipt>

/** A receipt that is dealt with again. */
const Waiting = Schema.Struct({
  receipt: Seen,
  /** Since when, in milliseconds since 1970. */
  since: Schema.Int,
  why: Schema.String,
  /** Have we begun with its checkout ourselves? */
  isOurs: Schema.Boolean,
})
export interface Waiting extends Schema.Schema.Type<typeof Waiting> {}

/** One document: its version and date, and its receipt where that waits. */
const Entry = Schema.Struct({
  ref: Schema.String,
  version: Schema.String,
  at: Schema.Int,
  waiting: Schema.optionalKey(Waiting),
})
export interface Entry extends Schema.Schema.Type<typeof Entry> {}

const Stored = Schema.fromJsonString(Schema.Array(Entry))
const encode = Schema.encodeSync(Stored)
const decode = Schema.decodeUnknownOption(Stored)

/** Where the reader was last: when it first read, and when it last listed everything. In milliseconds since 1970. */
const Place = Schema.Struct({ from: Schema.Int, listed: Schema.optionalKey(Schema.Int) })
export interface Place extends Schema.Schema.Type<typeof Place> {}

const StoredPlace = Schema.fromJsonString(Place)
const encodePlace = Schema.encodeSync(StoredPlace)
const decodePlace = Schema.decodeUnknownOption(StoredPlace)

/** A thousand receipts a day for some days make facts of a few kilobytes, of which one is written for each receipt. */
const DRAWERS = 64

const drawerOf = (ref: string): number => {
  let sum = 0
  for (const letter of ref) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 0x7fff_ffff
  return sum % DRAWERS
}

/** What is known of a base's documents, read from the journal. */
export const open = Effect.fnUntraced(function* (name: string) {
  const journal = yield* Journal
  const fact = (part: string) => `1c-odata.${name}.${part}`
  const drawers = new Map<number, Map<string, Entry>>()

  for (let drawer = 0; drawer < DRAWERS; drawer++) {
    const text = yield* journal.recall(fact(String(drawer)))
    const entries = Option.flatMap(text, decode)
    if (Option.isSome(text) && Option.isNone(entries)) {
      yield* Effect.logWarning("What was read from 1C is partly forgotten: it is read again.").pipe(
        Effect.annotateLogs({ base: name, drawer }),
      )
    }
    drawers.set(drawer, new Map(Option.getOrElse(entries, () => []).map((entry) => [entry.ref, entry])))
  }

  const entriesOf = (ref: string): Map<string, Entry> =>
    drawers.get(drawerOf(ref)) ?? new Map<string, Entry>()

  return {
    get: (ref: string): Entry | undefined => entriesOf(ref).get(ref),

    /** Writes an entry down, and forgets those beside it that are older than `before` and wait for nothing. */
    put: Effect.fnUntraced(function* (
      entry: Entry,
      before: number,
    ): Effect.fn.Return<void, JournalUnavailable> {
      const kept = [...entriesOf(entry.ref).values(), entry].filter(
        ({ at, ref, waiting }) => ref === entry.ref || at >= before || waiting !== undefined,
      )
      const next = new Map(kept.map((one) => [one.ref, one]))
      yield* journal.remember(fact(String(drawerOf(entry.ref))), encode([...next.values()]))
      drawers.set(drawerOf(entry.ref), next)
    }),

    /** Those that wait, the oldest sale first and returns last: a return waits for its sale. */
    waiting: (): ReadonlyArray<Waiting> =>
      [...drawers.values()]
        .flatMap((entries) => [...entries.values()].flatMap(({ waiting }) => waiting ?? []))
        .toSorted((a, b) =>
          a.receipt.kind === b.receipt.kind
            ? a.receipt.at - b.receipt.at
            : a.receipt.kind === "sale"
              ? -1
              : 1,
        ),

    place: Effect.map(journal.recall(fact("place")), Option.flatMap(decodePlace)),
    remember: (place: Place): Effect.Effect<void, JournalUnavailable> =>
      journal.remember(fact("place"), encodePlace(place)),
  }
})

/** What is known of a base's documents. */
export type Known = Effect.Success<ReturnType<typeof open>>
