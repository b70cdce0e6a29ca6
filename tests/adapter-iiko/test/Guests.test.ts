/** A guest who is taken off an order, and what becomes of points that had been paid. */
import { assert, describe, it } from "vitest"
import { newTransaction, orderAt } from "./Order.ts"
import { caseKinds } from "./Seen.ts"
import { ANNA, BAR, BORIS, inShop } from "./Shop.ts"

describe("a guest who is taken off", () => {
  it(
    "and checked in anew, or another in their place, is the order's guest: once",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(100, "10000000-0000-4000-8000-00000000aaaa")
      await order.cancel("10000000-0000-4000-8000-00000000aaaa", 100)
      assert.strictEqual((await order.undo()).action, "proceed")
      assert.strictEqual((await order.undo()).action, "proceed")
      assert.match((await order.quote()).message ?? "", /не привязан гость/)
      await shop.restart()
      await order.checkIn(BORIS, "bar")
      await order.pay(50)
      await Promise.all([order.close(), order.close("bar")])
      assert.deepStrictEqual(
        (await shop.sales()).map(({ client, spend }) => [String(client), spend]),
        [["boris", 50_00]],
      )
      assert.strictEqual((await shop.state(order.id))._tag, "Cancelled")
      assert.strictEqual((await shop.state(`${order.id}.2`))._tag, "Committed")
    }),
  )

  it(
    "too many times is left off",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      for (let times = 0; times < 9; times++) {
        assert.strictEqual((await order.checkIn(ANNA)).action, "proceed")
        await order.undo()
      }
      assert.match((await order.checkIn(ANNA)).message ?? "", /слишком много раз/)
      assert.strictEqual((await order.close()).data.status, "nothing")
      order.screen.paid = [{ transaction: newTransaction(), sum: 100 }]
      for (const till of ["hall-1", "bar"] as const)
        assert.strictEqual((await order.close(till)).action, "fail")
      assert.deepStrictEqual(await caseKinds(shop), ["printedNotWrittenOff"])
    }),
  )

  it(
    "although points had been paid, is a case at the closing",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.delete()
      order.screen.paid = [{ transaction: newTransaction(), sum: 100 }]
      assert.strictEqual((await order.close()).action, "fail")
      assert.strictEqual((await order.close("bar")).action, "fail")
      assert.deepStrictEqual(
        (await shop.cases()).map(({ key, kind }) => [key.receipt, kind]),
        [[`${order.id}.2`, "printedNotWrittenOff"]],
      )
      assert.match((await order.checkIn(ANNA)).message ?? "", /уже проведён/)
      assert.match((await order.pay(10)).message ?? "", /уже проведён/)
      assert.deepStrictEqual(await shop.sales(), [])
    }),
  )

  it(
    "or never was there, and points were paid: a case at the till's own point",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000, "bar")
      order.screen.paid = [{ transaction: newTransaction(), sum: 100 }]
      assert.match((await order.close()).message ?? "", /администратор/)
      assert.deepStrictEqual(
        (await shop.cases()).map(({ key, kind }) => [key.receipt, key.point, kind]),
        [[order.id, BAR, "printedNotWrittenOff"]],
      )
    }),
  )
})
