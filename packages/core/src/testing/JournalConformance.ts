/**
 * What every journal must do, as scenarios that need no test framework.
 *
 * Each scenario wants an empty journal of its own, and fails with the first expectation that was not met. Whoever writes a
 * journal runs them all:
 *
 * ```ts
 * for (const { name, run } of scenarios) it.effect(name, () => run.pipe(Effect.provide(myJournal)))
 * ```
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Option from "effect/Option"
import type { Append, JournalRecord, ListEntry, ListQuery } from "../Journal.ts"
import { Journal, MAX_LIST, VersionConflict } from "../Journal.ts"
import type { JournalEvent } from "../journal/JournalEvent.ts"
import { appendOf, eventsByKind, keyOf, NOON, person } from "./JournalSamples.ts"

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

/** How many checkouts append at once. */
const CONCURRENT = 64

const expect = (what: string, actual: unknown, expected: unknown): Effect.Effect<void, ConformanceFailure> =>
  Equal.equals(actual, expected)
    ? Effect.void
    : Effect.fail(new ConformanceFailure({ what, expected, actual }))

/** A failure that the scenario did not ask for is a broken promise too. */
const scenario = (
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
const loaded = (journal: Journal["Service"], receipt: string): Effect.Effect<JournalRecord, unknown> =>
  Effect.flatMap(journal.load(keyOf(receipt)), (found) => Effect.fromOption(found))

const receiptsOf = (entries: ReadonlyArray<ListEntry>): ReadonlyArray<string> =>
  entries.map(({ key }) => key.receipt)

const listed = (
  journal: Journal["Service"],
  query: ListQuery,
): Effect.Effect<ReadonlyArray<string>, unknown> => Effect.map(journal.list(query), receiptsOf)

const everyEvent = Object.values(eventsByKind)

/** Four receipts, first appended in this order: one of each status, the doubt and the settled one with a case. */
const fourReceipts: ReadonlyArray<Append> = [
  appendOf("a-open"),
  appendOf("b-doubt", 0, { status: "doubt", cases: true }),
  appendOf("c-settled", 0, { status: "settled", cases: true }),
  appendOf("d-committing", 0, { status: "committing" }),
]

const appending: ReadonlyArray<Scenario> = [
  scenario(
    "gives back every kind of event as it was appended",
    Effect.fnUntraced(function* (journal) {
      for (const [index, event] of everyEvent.entries()) {
        yield* expect("version", yield* journal.append(appendOf("r", index, { events: [event] })), index + 1)
      }
      const record = yield* loaded(journal, "r")
      yield* expect("events", record.events, everyEvent)
      yield* expect(
        "the rest",
        { ...record, events: [] },
        {
          key: keyOf("r"),
          version: everyEvent.length,
          status: "open",
          cases: false,
          events: [],
        },
      )
    }),
  ),
  scenario(
    "appends several events as one",
    Effect.fnUntraced(function* (journal) {
      const { Identified, Quoted, Held } = eventsByKind
      yield* expect(
        "version",
        yield* journal.append(appendOf("r", 0, { events: [Identified, Quoted, Held] })),
        3,
      )
      yield* expect("events", (yield* loaded(journal, "r")).events, [Identified, Quoted, Held])
    }),
  ),
  scenario(
    "refuses a writer who does not know the version, and writes nothing of theirs",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(appendOf("r", 0, { personal: person }))
      const before = yield* loaded(journal, "r")
      for (const expectedVersion of [0, 2]) {
        const late = appendOf("r", expectedVersion, {
          events: [eventsByKind.Cancelled, eventsByKind.Cancelled],
          status: "settled",
          cases: true,
          personal: null,
        })
        const conflict = yield* Effect.flip(journal.append(late))
        yield* expect("failure", conflict._tag, "VersionConflict")
        if (!(conflict instanceof VersionConflict)) return
        const { key, actualVersion } = conflict
        yield* expect(
          "conflict",
          { key, expectedVersion: conflict.expectedVersion, actualVersion },
          {
            key: keyOf("r"),
            expectedVersion,
            actualVersion: 1,
          },
        )
        yield* expect("the record", yield* loaded(journal, "r"), before)
      }
    }),
  ),
  scenario(
    "refuses to go on with a checkout that it does not have",
    Effect.fnUntraced(function* (journal) {
      const conflict = yield* Effect.flip(journal.append(appendOf("r", 3)))
      yield* expect("failure", conflict._tag, "VersionConflict")
      yield* expect("nothing stored", yield* journal.load(keyOf("r")), Option.none())
    }),
  ),
  scenario(
    "lets exactly one of two racing writers win",
    Effect.fnUntraced(function* (journal) {
      for (const expectedVersion of [0, 1]) {
        const [one, other] = yield* Effect.all(
          [eventsByKind.Held, eventsByKind.Cancelled].map((event) =>
            Effect.result(journal.append(appendOf("r", expectedVersion, { events: [event] }))),
          ),
          { concurrency: "unbounded" },
        )
        yield* expect("outcomes", [one?._tag, other?._tag].sort(), ["Failure", "Success"])
        const winner = one?._tag === "Success" ? eventsByKind.Held : eventsByKind.Cancelled
        yield* expect("the last event", (yield* loaded(journal, "r")).events.at(-1), winner)
      }
    }),
  ),
  scenario(
    `takes appends to ${CONCURRENT} checkouts at once, whatever their durability`,
    Effect.fnUntraced(function* (journal) {
      const receipts = Array.from({ length: CONCURRENT }, (_, index) => `r-${index}`)
      yield* Effect.forEach(
        receipts,
        Effect.fnUntraced(function* (receipt, index) {
          for (const [version, event] of everyEvent.entries()) {
            const durability = (index + version) % 4 === 0 ? "synced" : "written"
            yield* journal.append(appendOf(receipt, version, { events: [event], durability }))
          }
        }),
        { concurrency: "unbounded", discard: true },
      )
      for (const receipt of receipts) {
        yield* expect(receipt, (yield* loaded(journal, receipt)).events, everyEvent)
      }
    }),
  ),
  scenario(
    "keeps points of sale and receipts apart",
    Effect.fnUntraced(function* (journal) {
      const keys = [keyOf("r", "p"), keyOf("r", "P"), keyOf("R", "p"), keyOf("r.p", "p"), keyOf("r", "p p")]
      for (const [index, key] of keys.entries()) {
        const event: JournalEvent = { _tag: "Cancelled", at: index }
        yield* expect("version", yield* journal.append({ ...appendOf("r"), key, events: [event] }), 1)
      }
      for (const [index, key] of keys.entries()) {
        const record = yield* Effect.fromOption(yield* journal.load(key))
        yield* expect("key and event", [record.key, record.events[0]?.at], [key, index])
      }
    }),
  ),
  scenario(
    "does not know a checkout that was never appended to",
    Effect.fnUntraced(function* (journal) {
      yield* expect("loaded", yield* journal.load(keyOf("r")), Option.none())
      yield* expect("listed", yield* journal.list({}), [])
    }),
  ),
  scenario(
    "is not changed by what callers do to their objects afterwards",
    Effect.fnUntraced(function* (journal) {
      const events: [JournalEvent, ...Array<JournalEvent>] = [structuredClone(eventsByKind.Quoted)]
      const known = structuredClone(person)
      yield* journal.append(appendOf("r", 0, { events, personal: known }))
      const first = yield* loaded(journal, "r")
      for (const owned of [events[0], known, first.events[0], first.personal, first.key]) {
        Object.assign(owned ?? {}, { _tag: "Cancelled", at: -1, search: "changed", receipt: "changed" })
      }
      events.push(eventsByKind.Cancelled)
      const again = yield* loaded(journal, "r")
      yield* expect(
        "the record",
        [again.key, again.events, again.personal],
        [keyOf("r"), [eventsByKind.Quoted], person],
      )
    }),
  ),
]

const finding: ReadonlyArray<Scenario> = [
  scenario(
    "lists what is not settled, in the order of first appends",
    Effect.fnUntraced(function* (journal) {
      yield* Effect.forEach(fourReceipts, journal.append)
      yield* journal.append(appendOf("a-open", 1))
      const entries = yield* journal.list({})
      yield* expect("receipts", receiptsOf(entries), ["a-open", "b-doubt", "d-committing"])
      const { cursor: _, ...first } = entries[0] ?? { cursor: 0 }
      yield* expect("entry", first, { key: keyOf("a-open"), version: 2, status: "open", cases: false })
    }),
  ),
  scenario(
    "lists by status, and by whether a person has to look",
    Effect.fnUntraced(function* (journal) {
      yield* Effect.forEach(fourReceipts, journal.append)
      yield* expect("open", yield* listed(journal, { status: "open" }), ["a-open"])
      yield* expect("settled", yield* listed(journal, { status: "settled" }), ["c-settled"])
      yield* expect("cases", yield* listed(journal, { cases: true }), ["b-doubt", "c-settled"])
      yield* expect("doubts with cases", yield* listed(journal, { cases: true, status: "doubt" }), [
        "b-doubt",
      ])
      yield* journal.append(appendOf("b-doubt", 1, { status: "settled" }))
      yield* expect("settled now", yield* listed(journal, { status: "settled" }), ["b-doubt", "c-settled"])
      yield* expect("cases now", yield* listed(journal, { cases: true }), ["c-settled"])
    }),
  ),
  scenario(
    "lists page by page, and never more than the limit",
    Effect.fnUntraced(function* (journal) {
      const receipts = Array.from({ length: 7 }, (_, index) => `r-${7 - index}`)
      for (const receipt of receipts) yield* journal.append(appendOf(receipt))
      const seen: Array<string> = []
      let after = 0
      for (const size of [3, 3, 1, 0]) {
        const page = yield* journal.list({ after, limit: 3 })
        yield* expect("page size", page.length, size)
        seen.push(...receiptsOf(page))
        after = page.at(-1)?.cursor ?? after
      }
      yield* expect("all pages", seen, receipts)
      yield* expect("a limit beyond the most", (yield* journal.list({ limit: MAX_LIST + 1 })).length, 7)
    }),
  ),
]

const forgetting: ReadonlyArray<Scenario> = [
  scenario(
    "keeps what is known about the person, replaces it, and deletes it",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(appendOf("r", 0, { personal: person }))
      yield* journal.append(appendOf("r", 1))
      yield* expect("kept", (yield* loaded(journal, "r")).personal, person)
      yield* journal.append(appendOf("r", 2, { personal: { search: "79000000002" } }))
      yield* expect("replaced", (yield* loaded(journal, "r")).personal, { search: "79000000002" })
      yield* journal.append(appendOf("r", 3, { personal: null }))
      yield* expect("deleted", "personal" in (yield* loaded(journal, "r")), false)
      yield* journal.append(appendOf("r", 4))
      yield* expect("still deleted", "personal" in (yield* loaded(journal, "r")), false)
    }),
  ),
  scenario(
    "purges the settled ones that are old enough and need no person",
    Effect.fnUntraced(function* (journal) {
      yield* Effect.forEach(fourReceipts, journal.append)
      yield* journal.append(appendOf("e-old", 0, { status: "settled", at: NOON - 1 }))
      yield* journal.append(appendOf("f-now", 0, { status: "settled" }))
      yield* expect("at the moment of the last append", yield* journal.purge(NOON - 1), 0)
      yield* expect("purged", yield* journal.purge(NOON), 1)
      yield* expect("the old one", yield* journal.load(keyOf("e-old")), Option.none())
      yield* expect("left", yield* listed(journal, { status: "settled" }), ["c-settled", "f-now"])
      yield* expect("purged later", yield* journal.purge(NOON + 1), 1)
      yield* expect("kept", (yield* listed(journal, {})).length, 3)
      yield* expect("the case", (yield* loaded(journal, "c-settled")).version, 1)
    }),
  ),
  scenario(
    "goes by the last append of a checkout, not the first",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(appendOf("r", 0, { at: NOON - 10 }))
      yield* journal.append(appendOf("r", 1, { status: "settled", at: NOON }))
      yield* expect("purged", yield* journal.purge(NOON), 0)
    }),
  ),
  scenario(
    "starts a purged receipt anew, behind all that came before it",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(appendOf("a"))
      yield* journal.append(appendOf("r", 0, { status: "settled" }))
      const before = (yield* journal.list({ status: "settled" }))[0]?.cursor ?? 0
      yield* journal.purge(NOON + 1)
      yield* expect(
        "conflict",
        (yield* Effect.flip(journal.append(appendOf("r", 1))))._tag,
        "VersionConflict",
      )
      yield* expect("version", yield* journal.append(appendOf("r")), 1)
      yield* expect("after the old cursor", yield* listed(journal, { after: before }), ["r"])
    }),
  ),
  scenario(
    "purges any number in one go",
    Effect.fnUntraced(function* (journal) {
      const receipts = Array.from({ length: 450 }, (_, index) => `r-${index}`)
      yield* Effect.forEach(
        receipts,
        (receipt) => journal.append(appendOf(receipt, 0, { status: "settled" })),
        {
          concurrency: "unbounded",
          discard: true,
        },
      )
      yield* expect("purged", yield* journal.purge(NOON + 1), receipts.length)
      yield* expect("left", yield* journal.list({ status: "settled" }), [])
    }),
  ),
  scenario(
    "syncs, with something to sync and without",
    Effect.fnUntraced(function* (journal) {
      yield* journal.sync
      yield* journal.append(appendOf("r"))
      yield* journal.sync
      yield* expect("version", (yield* loaded(journal, "r")).version, 1)
    }),
  ),
]

/** Everything that a journal must do. */
export const scenarios: ReadonlyArray<Scenario> = [...appending, ...finding, ...forgetting]
