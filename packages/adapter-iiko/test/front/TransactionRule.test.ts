/** What is remembered of transactions has its limits. */
import { assert, describe, it } from "@effect/vitest"
import { Points } from "@loyalkit/core/Money"
import * as Rule from "../../src/front/TransactionRule.ts"

const paid = (remembered: Rule.Remembered<string>, transaction: string, before = 0) =>
  Rule.paid(remembered, transaction, { answer: transaction, before: Points.make(before), held: true })

describe("an order's transactions", () => {
  it("are remembered, the newest of them", () => {
    let remembered: Rule.Remembered<string> = Rule.NOTHING
    for (let at = 0; at < Rule.MOST_TRANSACTIONS + 5; at++) {
      remembered = Rule.cancelled(paid(remembered, `t-${at}`), `c-${at}`)
      remembered = Rule.cancelled(remembered, `c-${at}`)
    }
    assert.lengthOf(remembered.answers, Rule.MOST_TRANSACTIONS)
    assert.lengthOf(remembered.cancelled, Rule.MOST_TRANSACTIONS)
    assert.strictEqual(Rule.paying(remembered, "t-0")._tag, "New")
    assert.deepStrictEqual(Rule.paying(remembered, "t-36"), { _tag: "Answered", answer: "t-36" })
    assert.strictEqual(Rule.paying(remembered, "c-36")._tag, "Cancelled")
  })

  it("leave what the order says is paid, else what pay had given along, else nothing", () => {
    const said = { pointsPaid: Points.make(5), before: Points.make(7) }
    assert.strictEqual(Rule.afterCancel(Rule.NOTHING, "t", said), 5)
    assert.strictEqual(Rule.afterCancel(Rule.NOTHING, "t", { before: Points.make(7) }), 7)
    assert.strictEqual(Rule.afterCancel(Rule.NOTHING, "t", {}), 0)
    assert.strictEqual(Rule.afterCancel(paid(Rule.NOTHING, "t", 9), "t", { before: Points.make(7) }), 9)
    assert.isUndefined(Rule.afterCancel(paid(Rule.NOTHING, "t-2"), "t-1", said))
  })
})
