import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { ClientId, HoldId, PointId, ReceiptId, type Hold, type Quote } from "../../src/Domain.ts"
import { hasCase, open, status, type CheckoutState } from "../../src/journal/CheckoutState.ts"
import { fold, next } from "../../src/journal/Fold.ts"
import { JournalEvent } from "../../src/journal/JournalEvent.ts"
import { Kopecks, Percent, Points } from "../../src/Money.ts"
import { standingOf } from "../../src/printed-sale/Standing.ts"

const key = { point: PointId.make("p"), receipt: ReceiptId.make("r") }
const at = 1_700_000_000_000
const account = {
  id: ClientId.make("c"),
  level: { type: "cashback" as const, percent: Percent.make(10) },
  balance: Points.make(500),
}
const amount = Kopecks.make(1_000)
const quote: Quote = {
  type: "cashback",
  percent: Percent.make(10),
  amount,
  maxSpend: Points.make(500),
  earn: Points.make(100),
}
const hold = (id: string): Hold => ({
  id: HoldId.make(id),
  points: Points.make(100),
  minutes: 10,
  askedMinutes: 12,
})
const request = { amount, points: Points.make(100) }
const sale = { amount, total: Kopecks.make(900), percent: Percent.make(10), type: "cashback" as const }

/** One of each kind, and a second hold, so that a short list of choices reaches every state. */
const events: ReadonlyArray<JournalEvent> = [
  { _tag: "Identified", at, account },
  { _tag: "Quoted", at, purchase: { amount }, quote },
  { _tag: "Held", at, hold: hold("h1") },
  { _tag: "Held", at, hold: hold("h2") },
  { _tag: "HoldUnknown", at, points: Points.make(100), askedMinutes: 12, detail: "x" },
  { _tag: "HoldEnded", at, hold: HoldId.make("h1"), why: "released" },
  { _tag: "CommitIntended", at, attempt: 1, request, account, witness: { balance: Points.make(500) } },
  { _tag: "Committed", at, sale },
  { _tag: "CommitRefused", at, commitState: "not-sent", error: "Unavailable", detail: "x" },
  { _tag: "CommitUnknown", at, error: "Unavailable", detail: "x" },
  { _tag: "Cancelled", at },
  { _tag: "PrintedNotWrittenOff", at, request, error: "HoldExpired", detail: "x" },
  { _tag: "ReturnNoted", at, returnId: "b", amount },
]

const after = (state: CheckoutState, event: JournalEvent) => Result.getOrUndefined(next(state, event))

/** Every state that can be reached in so many events, by its shortest way there. */
const reachable = (depth: number) => {
  let frontier: ReadonlyArray<CheckoutState> = [open(key)]
  const edges = new Map<string, Set<string>>()
  for (let step = 0; step < depth; step++) {
    const found: Array<CheckoutState> = []
    const seen = new Set<string>()
    for (const state of frontier) {
      for (const event of events) {
        const reached = after(state, event)
        if (reached === undefined) continue
        const from = edges.get(state._tag) ?? new Set()
        edges.set(state._tag, from.add(`${event._tag} → ${reached._tag}`))
        const shape = JSON.stringify({ ...reached, version: 0, returns: reached.returns.length > 0 })
        if (!seen.has(shape)) {
          seen.add(shape)
          found.push(reached)
        }
      }
    }
    frontier = found
  }
  return edges
}

describe("a checkout's state", () => {
  const edges = reachable(7)

  it("reaches every step", () => {
    assert.deepStrictEqual([...edges.keys()].toSorted(), [
      "Cancelled",
      "Committed",
      "Committing",
      "Held",
      "Identified",
      "InDoubt",
      "Open",
      "Quoted",
    ])
  })

  it("once settled, never becomes anything else", () => {
    for (const settled of ["Committed", "Cancelled"]) {
      for (const edge of edges.get(settled) ?? []) assert.match(edge, new RegExp(`→ ${settled}$`))
    }
  })

  it("in doubt, can only become committed here: it is never silently undone", () => {
    for (const edge of edges.get("InDoubt") ?? []) assert.match(edge, /→ (InDoubt|Committed)$/)
  })

  it("sends a second time only after the first was provably refused", () => {
    for (const from of ["Committing", "InDoubt", "Committed", "Cancelled", "Open"]) {
      assert.isFalse([...(edges.get(from) ?? [])].some((edge) => edge.startsWith("CommitIntended")))
    }
    assert.isTrue(edges.get("Committing")?.has("CommitRefused → Quoted"))
  })

  it("reaches a sale only through an intent", () => {
    for (const [from, ways] of edges) {
      if (from === "Committing" || from === "InDoubt" || from === "Committed") continue
      assert.isFalse([...ways].some((edge) => edge.endsWith("→ Committed")))
    }
  })

  it("of any list of events is a state of just that version, or says which event cannot follow", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 20 }), (list) => {
        const folded = fold(key, list)
        if (Result.isSuccess(folded)) assert.strictEqual(folded.success.version, list.length)
        else assert.isBelow(folded.failure.version, list.length)
      }),
    )
  })

  it("is the same whether its events were just made or read from a disk", () => {
    const decode = Schema.decodeUnknownSync(JournalEvent)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 12 }), (list) => {
        const stored = list.map((event) => decode(JSON.parse(JSON.stringify(event))))
        assert.deepStrictEqual(fold(key, stored), fold(key, list))
      }),
    )
  })

  it("of a receipt with a refused spending is a case until a later commit succeeds", () => {
    const refused = fold(
      key,
      events.filter(({ _tag }) => ["Identified", "PrintedNotWrittenOff"].includes(_tag)),
    )
    const state = Result.getOrThrow(refused)
    assert.isTrue(hasCase(state))
    assert.strictEqual(status(state), "open")
    const sold = Result.getOrThrow(
      fold(
        key,
        events.filter(({ _tag }) => ["Identified", "CommitIntended", "Committed"].includes(_tag)),
      ),
    )
    assert.isFalse(hasCase(sold))
    assert.strictEqual(status(sold), "settled")
  })

  it("of a refused spending that a person has dealt with says so, and is a case again when it is refused anew", () => {
    const [identified] = events
    const refusal: JournalEvent = {
      _tag: "PrintedNotWrittenOff",
      at,
      request,
      error: "HoldExpired",
      detail: "x",
    }
    const closing: JournalEvent = { _tag: "CaseClosed", at, kind: "printedNotWrittenOff", name: "Мария" }
    assert.isDefined(identified)
    if (identified === undefined) return
    const stateOf = (...list: ReadonlyArray<JournalEvent>) =>
      Result.getOrThrow(fold(key, [identified, ...list]))
    const dealtWith = stateOf(refusal, closing)
    assert.isFalse(hasCase(dealtWith))
    assert.deepStrictEqual(
      [standingOf(stateOf(refusal)), standingOf(dealtWith)],
      [
        { _tag: "Refused", key, open: true },
        { _tag: "Refused", key, open: false },
      ],
    )
    assert.isTrue(hasCase(stateOf(refusal, closing, refusal)))
  })
})
