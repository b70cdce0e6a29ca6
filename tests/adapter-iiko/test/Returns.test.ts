/** Goods that come back: noted once for a person, in whichever of iiko's ways they are told. */
import { assert, describe, it } from "vitest"
import { newTransaction, orderAt } from "./Order.ts"
import { ANNA, inShop, newOrder, type Shop } from "./Shop.ts"

const returns = async (shop: Shop) =>
  (await shop.cases()).flatMap((one) => (one.kind === "return" ? [[one.returnId, Number(one.amount)]] : []))

const sold = async (shop: Shop, points = 150) => {
  const order = orderAt(shop, 1_000)
  const transaction = newTransaction()
  await order.checkIn(ANNA)
  if (points > 0) await order.pay(points, transaction)
  await order.close()
  return { order, transaction }
}

describe("a return", () => {
  it(
    "of all points is a case once, however often it is told, and its storno adds nothing",
    inShop(async (shop) => {
      const { order, transaction } = await sold(shop)
      for (let times = 0; times < 3; times++)
        assert.strictEqual((await order.giveBack(transaction, 150, "r-1")).action, "proceed")
      assert.strictEqual((await order.storned("r-2", { newOrderId: newOrder() })).action, "proceed")
      assert.deepStrictEqual(await returns(shop), [["r-1", 150_00]])
    }),
  )

  it(
    "after its storno adds nothing either",
    inShop(async (shop) => {
      const { order, transaction } = await sold(shop)
      await order.storned("r-1", { sum: 1_000 })
      assert.strictEqual((await order.giveBack(transaction, 150, "r-2")).action, "proceed")
      assert.deepStrictEqual(await returns(shop), [["r-1", 1_000_00]])
    }),
  )

  it(
    "in parts is a case for each part, and no more than was spent",
    inShop(async (shop) => {
      const { order, transaction } = await sold(shop)
      for (const [id, sum] of [
        ["r-1", 50],
        ["r-2", 50],
        ["r-2", 50],
        ["r-3", 50],
        ["r-4", 50],
      ] as const)
        assert.strictEqual((await order.giveBack(transaction, sum, id)).action, "proceed")
      assert.deepStrictEqual(await returns(shop), [
        ["r-1", 50_00],
        ["r-2", 50_00],
        ["r-3", 50_00],
      ])
    }),
  )

  it(
    "by an unknown transaction, or after a restart, is the order's all the same",
    inShop(async (shop) => {
      const { order } = await sold(shop)
      await shop.restart()
      assert.strictEqual((await order.giveBack(newTransaction(), 150, "r-1")).action, "proceed")
      assert.deepStrictEqual(await returns(shop), [["r-1", 150_00]])
    }),
  )

  it(
    "of what was only earned is told by the storno, with the whole sum where none is said",
    inShop(async (shop) => {
      const { order } = await sold(shop, 0)
      await order.storned("r-1")
      await order.storned("r-1")
      await order.storned("r-2")
      assert.deepStrictEqual(await returns(shop), [["r-1", 1_000_00]])
    }),
  )

  it(
    "of an order that is not settled yet waits: its points would be written off after they came back",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 1_000)
        const transaction = newTransaction()
        await order.checkIn(ANNA)
        await order.pay(150, transaction)
        await shop.restart()
        await shop.breakAll()
        await order.close()
        assert.match((await order.giveBack(transaction, 150, "r-1")).message ?? "", /позже/)
        const storned = await order.storned("r-1")
        assert.deepStrictEqual([storned.action, storned.retry], ["fail", true])
        await shop.repair()
        await order.close()
        assert.strictEqual((await order.storned("r-1")).action, "proceed")
        assert.deepStrictEqual(await returns(shop), [["r-1", 1_000_00]])
      },
      { policy: { breakerFailures: 1_000 } },
    ),
  )

  it(
    "before the closing is a payment that is taken off: nothing stays held and nothing is noted",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      const transaction = newTransaction()
      await order.checkIn(ANNA)
      await order.pay(150, transaction)
      order.screen.paid = []
      assert.strictEqual((await order.giveBack(transaction, 150)).action, "proceed")
      assert.deepStrictEqual(await shop.held(), [])
      assert.deepStrictEqual(await shop.cases(), [])
      assert.strictEqual((await order.close()).data.status, "committed")
      assert.strictEqual((await shop.sales())[0]?.spend, 0)
    }),
  )

  it(
    "without an order is noted where the order is known, and refused with what to do where not",
    inShop(async (shop) => {
      const { order } = await sold(shop)
      assert.match(
        (await shop.call("returns", { returnId: "r-0", sum: 150 })).message ?? "",
        /другим способом/,
      )
      assert.strictEqual(
        (await shop.call("returns", { returnId: "r-0", sum: 150, orderId: newOrder() })).action,
        "fail",
      )
      for (let times = 0; times < 2; times++)
        assert.strictEqual(
          (await shop.call("returns", { returnId: "r-1", sum: 150, orderId: order.id.toUpperCase() })).action,
          "proceed",
        )
      assert.deepStrictEqual(await returns(shop), [["r-1", 150_00]])
    }),
  )

  it(
    "of an order that nobody knows is refused, and its storno is nothing to the programme",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      assert.match((await order.giveBack(newTransaction(), 50)).message ?? "", /не найден/)
      assert.strictEqual((await order.storned()).action, "proceed")
      assert.deepStrictEqual(await shop.cases(), [])
    }),
  )

  it(
    "that is forbidden is refused, and nothing is noted; a storno that took place is",
    inShop(
      async (shop) => {
        const { order, transaction } = await sold(shop)
        for (const answer of [
          await order.giveBack(transaction, 150),
          await shop.call("returns", { returnId: "r-1", sum: 150, orderId: order.id }),
        ])
          assert.match(answer.message ?? "", /запрещён/)
        assert.deepStrictEqual(await returns(shop), [])
        await order.storned("r-2", { sum: 1_000 })
        assert.deepStrictEqual(await returns(shop), [["r-2", 1_000_00]])
      },
      { settings: { front: { onReturn: "forbid" } } },
    ),
  )
})
