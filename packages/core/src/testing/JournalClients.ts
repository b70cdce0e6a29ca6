/**
 * The part of the journals' conformance suite about clients: finding a client's checkouts, and telling whether another one
 * moved their points, or anybody's at a point.
 */
import * as Effect from "effect/Effect"
import { ClientId } from "../Domain.ts"
import type { Append, Journal, JournalStatus } from "../Journal.ts"
import { appendOf, keyOf, NOON } from "./JournalSamples.ts"
import { expect, listed, type Scenario, scenario } from "./JournalScenario.ts"

const anna = ClientId.make("anna")
const boris = ClientId.make("boris")

/** The statuses in which nobody knows what a client's points are, and the others. */
const statuses: ReadonlyArray<readonly [status: JournalStatus, uncertain: boolean]> = [
  ["open", false],
  ["queued", false],
  ["committing", true],
  ["doubt", true],
  ["overdue", false],
  ["settled", false],
]

/** An append to a checkout of Anna's. */
const ofAnna = (receipt: string, expectedVersion = 0, changes: Partial<Append> = {}): Append =>
  appendOf(receipt, expectedVersion, { client: anna, ...changes })

/** Has anything but this receipt moved a client's points? */
const movedSince = (journal: Journal["Service"], since: number, except: string, client = anna) =>
  journal.movedSince({ client, since, except: keyOf(except) })

const finding: ReadonlyArray<Scenario> = [
  scenario(
    "lists a client's checkouts and nobody else's, by status and by whether a person has to look",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(appendOf("a-of-nobody"))
      yield* journal.append(ofAnna("b-open"))
      yield* journal.append(ofAnna("c-doubt", 0, { status: "doubt", cases: true }))
      yield* journal.append(appendOf("d-of-boris", 0, { client: boris, status: "doubt", cases: true }))
      yield* journal.append(ofAnna("e-queued", 0, { status: "queued" }))
      yield* journal.append(ofAnna("f-settled", 0, { status: "settled", cases: true }))
      const of = (query: Parameters<typeof journal.list>[0]) => listed(journal, { client: anna, ...query })
      yield* expect("unsettled", yield* of({}), ["b-open", "c-doubt", "e-queued"])
      yield* expect("doubts", yield* of({ status: "doubt" }), ["c-doubt"])
      yield* expect("queued", yield* of({ status: "queued" }), ["e-queued"])
      yield* expect("settled", yield* of({ status: "settled" }), ["f-settled"])
      yield* expect("cases", yield* of({ cases: true }), ["c-doubt", "f-settled"])
      yield* expect("doubts with cases", yield* of({ cases: true, status: "doubt" }), ["c-doubt"])
      yield* expect("a stranger's", yield* of({ client: ClientId.make("stranger") }), [])
    }),
  ),
  scenario(
    "lists a client's checkouts page by page, in the order of first appends, whenever they became theirs",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(appendOf("a-late"))
      for (const receipt of ["b", "c", "d"]) {
        yield* journal.append(ofAnna(receipt))
        yield* journal.append(appendOf(`${receipt}-of-boris`, 0, { client: boris }))
      }
      yield* journal.append(ofAnna("a-late", 1))
      const first = yield* journal.list({ client: anna, limit: 3 })
      yield* expect(
        "first page",
        first.map(({ key }) => key.receipt),
        ["a-late", "b", "c"],
      )
      const after = first.at(-1)?.cursor ?? 0
      yield* expect("second page", yield* listed(journal, { client: anna, after, limit: 3 }), ["d"])
    }),
  ),
  scenario(
    "keeps whose a checkout is until another client is named",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(ofAnna("r"))
      yield* journal.append(appendOf("r", 1, { personal: null }))
      yield* expect("kept", yield* listed(journal, { client: anna }), ["r"])
      yield* journal.append(appendOf("r", 2, { client: boris }))
      yield* expect("no longer hers", yield* listed(journal, { client: anna }), [])
      yield* expect("his now", yield* listed(journal, { client: boris }), ["r"])
    }),
  ),
]

const counting: ReadonlyArray<Scenario> = [
  scenario(
    "counts the appends that move points, and only those",
    Effect.fnUntraced(function* (journal) {
      const begin = yield* journal.sequence
      yield* journal.append(ofAnna("r"))
      yield* Effect.flip(journal.append(ofAnna("r", 3, { moves: true })))
      yield* expect("nothing moved", yield* journal.sequence, begin)
      yield* journal.append(ofAnna("r", 1, { moves: true }))
      const once = yield* journal.sequence
      yield* expect("a movement counts", once > begin, true)
      yield* journal.append(appendOf("of-nobody", 0, { moves: true }))
      yield* expect("nobody's movement counts", (yield* journal.sequence) > once, true)
    }),
  ),
  scenario(
    "never takes the count back, whatever is purged",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(ofAnna("r", 0, { status: "settled", moves: true }))
      const before = yield* journal.sequence
      yield* expect("purged", yield* journal.purge(NOON + 1), 1)
      yield* expect("after the purge", yield* journal.sequence, before)
      yield* journal.append(ofAnna("r", 0, { moves: true }))
      yield* expect("a new movement", (yield* journal.sequence) > before, true)
    }),
  ),
]

const moving: ReadonlyArray<Scenario> = [
  scenario(
    "tells whether another checkout of the client moved since then, and not the one that asks",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(ofAnna("r", 0, { moves: true }))
      yield* journal.append(ofAnna("s", 0, { moves: true }))
      const since = yield* journal.sequence
      yield* journal.append(ofAnna("r", 1, { moves: true }))
      yield* journal.append(ofAnna("s", 1))
      yield* journal.append(appendOf("of-boris", 0, { client: boris, moves: true }))
      yield* expect("for the one that moved", yield* movedSince(journal, since, "r"), false)
      yield* expect("for the other", yield* movedSince(journal, since, "s"), true)
      yield* expect("for a new one", yield* movedSince(journal, since, "new"), true)
      yield* expect("from now on", yield* movedSince(journal, yield* journal.sequence, "s"), false)
    }),
  ),
  scenario(
    "takes the same receipt number at another point for another checkout",
    Effect.fnUntraced(function* (journal) {
      const since = yield* journal.sequence
      yield* journal.append(ofAnna("r", 0, { moves: true }))
      const elsewhere = { client: anna, since, except: keyOf("r", "point-2") }
      yield* expect("moved", yield* journal.movedSince(elsewhere), true)
    }),
  ),
  scenario(
    "counts a checkout for as long as its commit is under way or in doubt, whatever was before",
    Effect.fnUntraced(function* (journal) {
      for (const [version, [status, uncertain]] of statuses.entries()) {
        yield* journal.append(ofAnna("r", version, { status, moves: true }))
        const since = yield* journal.sequence
        yield* expect(status, yield* movedSince(journal, since, "s"), uncertain)
        yield* expect(`${status}, asked by itself`, yield* movedSince(journal, since, "r"), false)
        yield* expect(`${status}, another client`, yield* movedSince(journal, since, "s", boris), false)
      }
    }),
  ),
  scenario(
    "tells whether another checkout at the point moved anybody's points since then, or is under way",
    Effect.fnUntraced(function* (journal) {
      const at = (point: string) => ({ key: keyOf("r", point), moves: true })
      const moved = (since: number, except: string) =>
        journal.movedSince({ point: keyOf(except).point, since, except: keyOf(except) })
      const begin = yield* journal.sequence
      yield* journal.append(ofAnna("r", 0, at("point-2")))
      yield* expect("at another point", yield* moved(begin, "s"), false)
      yield* journal.append(ofAnna("r", 0, at("point-1")))
      yield* expect("at this one", yield* moved(begin, "s"), true)
      yield* expect("asked by itself", yield* moved(begin, "r"), false)
      yield* journal.append(appendOf("s", 0, { moves: true }))
      yield* journal.append(ofAnna("r", 1, at("point-1")))
      yield* expect("by the one before the last", yield* moved(begin, "r"), true)
      const since = yield* journal.sequence
      for (const [index, [status, uncertain]] of statuses.entries()) {
        yield* journal.append(ofAnna("r", index + 2, { status }))
        yield* expect(status, yield* moved(since, "s"), uncertain)
        yield* expect(`${status}, asked by itself`, yield* moved(since, "r"), false)
      }
    }),
  ),
  scenario(
    "counts a checkout whose client was named only later",
    Effect.fnUntraced(function* (journal) {
      const since = yield* journal.sequence
      yield* journal.append(appendOf("r", 0, { moves: true }))
      yield* expect("nobody's", yield* movedSince(journal, since, "s"), false)
      yield* journal.append(ofAnna("r", 1))
      yield* expect("hers", yield* movedSince(journal, since, "s"), true)
    }),
  ),
  scenario(
    "counts the last movement of a checkout that was the client's more than once",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(ofAnna("r", 0, { moves: true }))
      yield* journal.append(appendOf("r", 1, { client: boris }))
      const since = yield* journal.sequence
      yield* journal.append(ofAnna("r", 2, { moves: true }))
      yield* journal.append(appendOf("r", 3, { client: boris }))
      yield* expect("moved", yield* movedSince(journal, since, "s"), true)
    }),
  ),
  scenario(
    "remembers what a checkout moved for the client that it had before, and nothing later",
    Effect.fnUntraced(function* (journal) {
      const since = yield* journal.sequence
      yield* journal.append(ofAnna("r", 0, { moves: true }))
      yield* journal.append(appendOf("r", 1, { client: boris }))
      yield* expect("hers", yield* movedSince(journal, since, "s"), true)
      yield* expect("asked by itself", yield* movedSince(journal, since, "r"), false)
      const left = yield* journal.sequence
      yield* journal.append(appendOf("r", 2, { moves: true, status: "doubt" }))
      yield* expect("no longer hers", yield* movedSince(journal, left, "s"), false)
      yield* expect("his", yield* movedSince(journal, left, "s", boris), true)
    }),
  ),
  scenario(
    "does not answer no for a time whose movements a purge may have deleted",
    Effect.fnUntraced(function* (journal) {
      const settled = { status: "settled", moves: true } as const
      yield* journal.append(ofAnna("last-moved"))
      yield* journal.append(ofAnna("first-moved", 0, settled))
      const before = yield* journal.sequence
      yield* journal.append(ofAnna("last-moved", 1, { ...settled, at: NOON - 1 }))
      const since = yield* journal.sequence
      yield* journal.append(appendOf("new", 0, { client: boris }))
      yield* expect("purged", yield* journal.purge(NOON + 1), 2)
      yield* expect("before what was deleted", yield* movedSince(journal, before, "r"), true)
      yield* expect("after it", yield* movedSince(journal, since, "r"), false)
    }),
  ),
  scenario(
    "knows nothing of whose a purged receipt was when it starts anew",
    Effect.fnUntraced(function* (journal) {
      yield* journal.append(ofAnna("r", 0, { status: "settled" }))
      yield* journal.purge(NOON + 1)
      yield* journal.append(appendOf("r", 0, { status: "doubt" }))
      yield* expect("listed", yield* listed(journal, { client: anna }), [])
      yield* expect("moved", yield* movedSince(journal, yield* journal.sequence, "s"), false)
    }),
  ),
]

/** What a journal must know about clients. */
export const clients: ReadonlyArray<Scenario> = [...finding, ...counting, ...moving]
