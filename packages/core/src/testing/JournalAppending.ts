/**
 * The part of the journals' conformance suite about writing: versions, races, and what comes back.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { VersionConflict } from "../Journal.ts"
import type { JournalEvent } from "../journal/JournalEvent.ts"
import { appendOf, eventsByKind, keyOf, person } from "./JournalSamples.ts"
import { expect, loaded, type Scenario, scenario } from "./JournalScenario.ts"

/** How many checkouts append at once. */
const CONCURRENT = 64

const everyEvent = Object.values(eventsByKind)

/** What a journal must do when it is written to. */
export const appending: ReadonlyArray<Scenario> = [
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
        yield* expect("outcomes", [one?._tag, other?._tag].toSorted(), ["Failure", "Success"])
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
