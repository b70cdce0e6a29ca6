/** Holds that are over, knocked out, or given back. */
import { assert, describe, it } from "vitest"
import { orderAt } from "./Order.ts"
import { caseKinds, spends } from "./Seen.ts"
import { ANNA, inShop } from "./Shop.ts"

describe("a hold", () => {
  it(
    "that is over before the closing is taken anew",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(150)
      await shop.restart()
      await shop.advance(60)
      assert.deepStrictEqual(await shop.held(), [])
      assert.strictEqual((await order.close()).data.status, "committed")
      assert.deepStrictEqual(await spends(shop), [150_00])
    }),
  )

  it(
    "that is over, and whose points are gone, is a case",
    inShop(
      async (shop) => {
        const [order, other] = [orderAt(shop, 1_000), orderAt(shop, 2_000)]
        await order.checkIn(ANNA)
        await order.pay(150)
        await shop.restart()
        await shop.advance(60)
        await other.checkIn(ANNA)
        await other.pay(200)
        await other.close()
        const closed = await order.close()
        assert.deepStrictEqual([closed.action, closed.retry], ["fail", undefined])
        assert.match(closed.message ?? "", /не списаны/)
        assert.deepStrictEqual(await caseKinds(shop), ["printedNotWrittenOff"])
        assert.deepStrictEqual(await spends(shop), [200_00])
        assert.deepStrictEqual(await shop.held(), [])
      },
      { balance: 200_00 },
    ),
  )

  it(
    "of two tables of one guest are two, and each order spends its own",
    inShop(async (shop) => {
      const [one, two] = [orderAt(shop, 1_000), orderAt(shop, 1_000, "hall-2")]
      for (const order of [one, two]) {
        await order.checkIn(ANNA)
        await order.pay(200)
      }
      await one.close()
      await two.close()
      assert.deepStrictEqual(await spends(shop), [200_00, 200_00])
      assert.strictEqual(await shop.balance(), 600_00)
    }),
  )

  it(
    "is given back where the order is deleted, which is told once more and late",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(200)
      const [deleted, late] = await Promise.all([order.delete(), order.delete("bar")])
      assert.deepStrictEqual([deleted?.action, late?.action], ["proceed", "proceed"])
      assert.deepStrictEqual(await shop.held(), [])
      assert.match((await order.pay(100)).message ?? "", /не привязан гость/)
      assert.deepStrictEqual(await shop.held(), [])
    }),
  )

  it(
    "is released by a deletion after a restart, and a deletion after the closing undoes nothing",
    inShop(async (shop) => {
      const [gone, sold] = [orderAt(shop, 1_000), orderAt(shop, 1_000)]
      for (const order of [gone, sold]) {
        await order.checkIn(ANNA)
        await order.pay(100)
      }
      await shop.restart()
      await gone.delete()
      await sold.close()
      assert.strictEqual((await sold.delete()).action, "proceed")
      assert.deepStrictEqual(await spends(shop), [100_00])
      assert.strictEqual((await orderAt(shop, 1).delete()).action, "proceed")
    }),
  )
})
