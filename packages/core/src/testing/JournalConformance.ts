/**
 * What every journal must do, as scenarios that need no test framework.
 *
 * Each scenario wants an empty journal of its own, and fails with the first expectation that was not met. Whoever writes a
 * journal runs them all, each as a test:
 *
 * ```ts
 * import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
 * import { scenarios } from "@loyalkit/core/testing/JournalConformance"
 * import * as Effect from "effect/Effect"
 *
 * for (const { run } of scenarios) await Effect.runPromise(Effect.provide(run, layerMemory))
 * ```
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type Append, MAX_LIST, noneUnsettled } from "../Journal.ts"
import { appending } from "./JournalAppending.ts"
import { clients } from "./JournalClients.ts"
import { appendOf, keyOf, NOON, person } from "./JournalSamples.ts"
import { expect, listed, loaded, receiptsOf, type Scenario, scenario } from "./JournalScenario.ts"

export { ConformanceFailure, type Scenario } from "./JournalScenario.ts"

/** Four receipts, first appended in this order: one of each status, the doubt and the settled one with a case. */
const fourReceipts: ReadonlyArray<Append> = [
  appendOf("a-open"),
  appendOf("b-doubt", 0, { status: "doubt", cases: true }),
  appendOf("c-settled", 0, { status: "settled", cases: true }),
  appendOf("d-committing", 0, { status: "committing" }),
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

const counting: ReadonlyArray<Scenario> = [
  scenario(
    "counts what is not settled by where it stands now, and nothing that it refused",
    Effect.fnUntraced(function* (journal) {
      yield* expect("an empty one", yield* journal.counts, noneUnsettled)
      yield* Effect.forEach(fourReceipts, journal.append)
      yield* journal.append(appendOf("e-queued", 0, { status: "queued" }))
      yield* journal.append(appendOf("f-overdue", 0, { status: "overdue" }))
      yield* Effect.flip(journal.append(appendOf("e-queued", 0, { status: "doubt" })))
      const begun = { open: 1, queued: 1, committing: 1, doubt: 1, overdue: 1 }
      yield* expect("one of each", yield* journal.counts, begun)
      yield* journal.append(appendOf("a-open", 1))
      yield* journal.append(appendOf("b-doubt", 1, { status: "overdue", cases: true }))
      yield* journal.append(appendOf("d-committing", 1, { status: "settled" }))
      const later = { open: 1, queued: 1, committing: 0, doubt: 0, overdue: 2 }
      yield* expect("as they moved on", yield* journal.counts, later)
      yield* journal.purge(NOON + 1)
      yield* expect("after a purge", yield* journal.counts, later)
      yield* journal.append(appendOf("d-committing"))
      yield* expect("one begun anew", yield* journal.counts, { ...later, open: 2 })
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

const remembering: ReadonlyArray<Scenario> = [
  scenario(
    "remembers a fact by its name, until another one takes its place, and through a purge",
    Effect.fnUntraced(function* (journal) {
      yield* expect("unheard of", yield* journal.recall("a"), Option.none())
      yield* journal.remember("a", "one")
      yield* journal.remember("b", "other")
      yield* expect("one", yield* journal.recall("a"), Option.some("one"))
      yield* journal.remember("a", "")
      yield* journal.append(appendOf("r", 0, { status: "settled" }))
      yield* journal.purge(NOON + 1)
      yield* expect("replaced", yield* journal.recall("a"), Option.some(""))
      yield* expect("the other", yield* journal.recall("b"), Option.some("other"))
    }),
  ),
]

/** Everything that a journal must do. */
export const scenarios: ReadonlyArray<Scenario> = [
  ...appending,
  ...finding,
  ...counting,
  ...forgetting,
  ...clients,
  ...remembering,
]
