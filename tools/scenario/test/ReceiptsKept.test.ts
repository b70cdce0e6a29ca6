/** Whoever looks at a shop's receipts sees what is new, and by the object itself that nothing is. */
import { assert, describe, it } from "@effect/vitest"
import { call, COMMIT, hold, openShop, say } from "./Shops.ts"

describe("a receipt", () => {
  it("is the same as it was at the last look, as long as nothing new is known of it", () => {
    const shop = openShop()
    hold(shop)
    say(shop, call("r-1", "commit", COMMIT))
    const before = shop.receipts()
    assert.strictEqual(shop.receipts(), before)
    hold(shop, "r-2", "c")
    const [sold, held] = shop.receipts()
    assert.strictEqual(sold, before[0])
    assert.strictEqual(held?.view.state, "held")
    say(shop, call("r-1", "return", { returnId: "x", amount: 10 }))
    const [returned] = shop.receipts()
    assert.lengthOf(returned?.events ?? [], (sold?.events.length ?? 0) + 1)
    assert.lengthOf(returned?.view.returns ?? [], 1)
    assert.isEmpty(sold?.view.returns)
  })

  it("has the seconds of its hold as the process knows them now, and none where it died", () => {
    const shop = openShop()
    hold(shop)
    const [before] = shop.receipts()
    shop.tick(60_000)
    const [after] = shop.receipts()
    assert.strictEqual(after?.view.hold?.secondsLeft, (before?.view.hold?.secondsLeft ?? 0) - 60)
    assert.strictEqual(after?.events, before?.events)
    shop.do({ _tag: "Kill" })
    assert.strictEqual(shop.receipts()[0]?.view.hold?.secondsLeft, 0)
  })
})
