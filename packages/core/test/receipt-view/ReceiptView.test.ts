/** What every face is told of a receipt, at each step of its life. */
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { clientOf } from "../../src/Domain.ts"
import type { Snapshot } from "../../src/journal/CheckoutStore.ts"
import { fold } from "../../src/journal/Fold.ts"
import type { JournalEvent, Personal } from "../../src/journal/JournalEvent.ts"
import { viewOf, type ReceiptView } from "../../src/ReceiptView.ts"
import { eventsByKind, keyOf, NOON, person } from "../../src/testing/JournalSamples.ts"

const {
  Cancelled,
  Committed,
  CommitIntended,
  CommitUnknown,
  EarningQueued,
  Held,
  Identified,
  LeftToPerson,
  NotCreated,
  Quoted,
  Rejected,
  ReturnNoted,
} = eventsByKind
const { again: _, ...intended } = CommitIntended
const sent = [Identified, Quoted, Held, intended]
const doubted = [...sent, CommitUnknown]

const view = (
  events: ReadonlyArray<JournalEvent>,
  { heldUntil, now = 0n, personal = {} }: { heldUntil?: bigint; now?: bigint; personal?: Personal } = {},
): ReceiptView => {
  const state = Result.getOrThrow(fold(keyOf("r-1"), events))
  const snapshot: Snapshot = { state, personal, ...(heldUntil === undefined ? {} : { heldUntil }) }
  return viewOf(snapshot, now)
}

describe("the view of a receipt", () => {
  it("has one word for every step", () => {
    const steps: ReadonlyArray<readonly [ReadonlyArray<JournalEvent>, ReceiptView["state"]]> = [
      [[], "open"],
      [[Identified], "identified"],
      [[Identified, Quoted], "quoted"],
      [[Identified, Quoted, Held], "held"],
      [[EarningQueued], "queued"],
      [sent, "committing"],
      [doubted, "doubt"],
      [[...doubted, NotCreated], "doubt"],
      [[...sent, Committed], "committed"],
      [[EarningQueued, Rejected], "rejected"],
      [[Cancelled], "cancelled"],
    ]
    for (const [events, state] of steps) assert.strictEqual(view(events).state, state)
  })

  it("leaves out what is not known", () => {
    for (const events of [[], [Cancelled]]) {
      const { key, returns, state: _, ...rest } = view(events)
      assert.deepStrictEqual([key, returns, rest], [keyOf("r-1"), [], {}])
    }
  })

  it("tells who the customer is for as long as that is known, and whose account it was ever after", () => {
    const { account } = Identified
    assert.deepStrictEqual(view([Identified], { personal: person }).client, clientOf(account, person.person))
    for (const events of [doubted, [...sent, Committed]]) assert.deepStrictEqual(view(events).client, account)
  })

  it("tells what is held and for how long, until the sale is there", () => {
    const of = { heldUntil: 90_999_999_999n, now: 30_000_000_000n }
    const hold = { points: Held.hold.points, secondsLeft: 60 }
    for (const events of [[Identified, Quoted, Held], sent, doubted])
      assert.deepStrictEqual(view(events, of).hold, hold)
    assert.notProperty(view([...sent, Committed], of), "hold")
    // Where its age is not certain nobody may count on it.
    assert.strictEqual(view(sent).hold?.secondsLeft, 0)
  })

  it("keeps the quote beside the sale that followed, and tells where they differ", () => {
    const { difference, quote, sale } = view([...sent, Committed])
    assert.deepStrictEqual([quote, sale, difference], [Quoted.quote, Committed.sale, Committed.difference])
  })

  it("tells what a doubt is about, and why it is a person's once it is", () => {
    const doubt = {
      since: NOON,
      amount: CommitIntended.request.amount,
      points: CommitIntended.request.points,
      error: "Unavailable",
      detail: "ECONNREFUSED",
    }
    assert.deepStrictEqual(view(doubted).doubt, doubt)
    const left = { ...doubt, left: LeftToPerson.why }
    assert.deepStrictEqual(view([...doubted, LeftToPerson]).doubt, left)
    assert.strictEqual(view([...doubted, NotCreated]).doubt?.error, "NotCreated")
    assert.notProperty(view([...doubted, Committed]), "doubt")
  })

  it("tells why an earning waits, and why it ended without a sale", () => {
    const why = { error: "Unavailable", detail: "ECONNREFUSED" }
    const { amount } = EarningQueued.request
    assert.deepStrictEqual(view([EarningQueued]).waiting, { since: NOON, amount, ...why })
    const ended = view([EarningQueued, Rejected])
    assert.deepStrictEqual(ended.rejected, why)
    assert.notProperty(ended, "waiting")
  })

  it("lists the returns with their goods", () => {
    const { _tag, ...noted } = ReturnNoted
    assert.deepStrictEqual(view([...sent, Committed, ReturnNoted]).returns, [noted])
  })
})
