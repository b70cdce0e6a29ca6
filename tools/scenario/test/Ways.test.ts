/** Each named way in which a sale's call fails: what a client may conclude, what really happened, and that it is sold once at most. */
import { assert, describe, it } from "@effect/vitest"
import { wayNames, WAYS } from "../src/format/Ways.ts"
import { complaints } from "../src/play/Judge.ts"
import { outcomeOf } from "../src/play/OutcomeOf.ts"
import { call, COMMIT, hold, openShop, sales, say } from "./Shops.ts"

/** Longer than the window, the looks and the sending again take. */
const SETTLED_MILLIS = 400_000
/** On a machine that is busy with others. */
const MOST_MILLIS = 60_000

describe("a sale whose call fails", () => {
  it.each(wayNames)(
    "%s is told as what it is, and settled once",
    (way) => {
      const { concludes, executed } = WAYS[way]
      const shop = openShop()
      hold(shop)
      shop.do({ _tag: "Fault", fault: { way, method: "retail" } })
      say(shop, call("r-1", "commit", COMMIT))
      const struck = shop.serviceCalls().filter((one) => one.way === way)
      assert.lengthOf(struck, 1)
      // A slow service answers in the end, within the sale's budget.
      assert.strictEqual(struck[0]?.concludes, way === "slow" ? "done" : concludes)
      shop.tick(SETTLED_MILLIS)
      const seen = shop.serviceCalls().find((one) => one.way === way)
      assert.strictEqual(seen?.executed.length, executed ? 1 : 0)
      assert.isEmpty(shop.faults())
      assert.deepStrictEqual(complaints(outcomeOf(shop)), [])
      const state = shop.receipts()[0]?.view.state
      assert.strictEqual(sales(shop), state === "committed" ? 1 : 0)
      if (executed) assert.strictEqual(state, "committed")
    },
    MOST_MILLIS,
  )

  it("hears nothing of an answer that comes after it gave up", () => {
    const shop = openShop()
    shop.do({ _tag: "Fault", fault: { way: "slow", method: "client" } })
    say(shop, call("r-1", "identify", { search: "79000000001" }))
    const [first] = shop.serviceCalls()
    assert.deepInclude(first, { way: "slow", concludes: "unknown" })
    assert.isUndefined(first?.answer)
    assert.lengthOf(first?.executed ?? [], 1)
  })

  it("waits for the method that it names, and as often as it says", () => {
    const shop = openShop()
    shop.do({ _tag: "Fault", fault: { way: "key-refused", method: "recalc", times: 2 } })
    assert.strictEqual(say(shop, call("r-1", "identify", { search: "79000000001" })), "ok")
    for (const left of [1, 0]) {
      assert.strictEqual(say(shop, call("r-1", "quote", { amount: 10 })), "SERVICE_KEY_REFUSED")
      assert.deepStrictEqual(
        shop.faults().map((fault) => fault.left),
        left === 0 ? [] : [left],
      )
    }
    assert.strictEqual(say(shop, call("r-1", "quote", { amount: 10 })), "ok")
  })
})
