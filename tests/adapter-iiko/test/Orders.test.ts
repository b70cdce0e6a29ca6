/** Orders as iiko tells them: twice, with other sums, copied, split, for nothing. */
import { Cases } from "@loyalkit/core/Cases"
import { assert, describe, it } from "vitest"
import { newTransaction, orderAt } from "./Order.ts"
import { caseKinds, spends } from "./Seen.ts"
import { ANNA, inShop } from "./Shop.ts"

describe("an order", () => {
  it(
    "that is not closed is not settled, whoever says so",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(100)
      for (const status of ["New", "Bill", "Deleted"] as const) {
        order.screen.status = status
        const answer = await order.call("closed", { order: order.sent() })
        assert.deepStrictEqual([answer.action, answer.retry], ["fail", undefined])
      }
      assert.deepStrictEqual(await shop.sales(), [])
    }),
  )

  it(
    "that goes from New to Bill and back is settled by what it is in the end",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      for (const [status, sum] of [
        ["Bill", 1_000],
        ["New", 1_200],
        ["Bill", 1_200],
      ] as const) {
        order.screen.status = status
        order.screen.sum = sum
        await order.quote()
        await order.bill()
      }
      await order.close()
      assert.deepStrictEqual(
        (await shop.sales()).map(({ amount }) => amount),
        [1_200_00],
      )
    }),
  )

  it(
    "told with another sum is settled once, and with other points is refused",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_620)
      await order.checkIn(ANNA)
      await order.pay(100)
      await order.close()
      order.screen.sum = 1_630
      assert.strictEqual((await order.close("bar")).data.status, "committed")
      for (const paid of [[], [{ transaction: newTransaction(), sum: 50 }]]) {
        order.screen.paid = paid
        const otherwise = await order.close()
        assert.strictEqual(otherwise.action, "fail")
        assert.match(otherwise.message ?? "", /проведён .* иначе/)
        assert.notMatch(otherwise.message ?? "", /не списаны/)
      }
      assert.deepStrictEqual(await spends(shop), [100_00])
    }),
  )

  it(
    "told with more points than it is settled with is a person's, once",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(100)
      const paid = order.screen.paid
      order.screen.paid = []
      await order.close("bar")
      order.screen.paid = paid
      for (let times = 0; times < 2; times++)
        assert.match((await order.close()).message ?? "", /администратор/)
      assert.deepStrictEqual(
        (await shop.cases()).map(({ key, kind }) => [key.receipt, kind]),
        [[`${order.id}.points`, "printedNotWrittenOff"]],
      )
      for (const { key } of await shop.cases())
        await shop.run(
          Cases.use((cases) => cases.resolve(key, { kind: "printedNotWrittenOff", by: "Мария" })),
        )
      await order.close()
      assert.deepStrictEqual(await shop.cases(), [])
      assert.deepStrictEqual(await spends(shop), [0])
    }),
  )

  it(
    "told with more points than it is settled with has just those beyond in its case",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(50)
      await order.close()
      order.screen.paid = [...order.screen.paid, { transaction: newTransaction(), sum: 20 }]
      await order.close()
      assert.deepStrictEqual(
        (await shop.cases()).map((one) =>
          "request" in one ? [Number(one.request.amount), Number(one.request.points)] : [],
        ),
        [[1_000_00, 20_00]],
      )
    }),
  )

  it(
    "of nothing is settled with nothing",
    inShop(async (shop) => {
      const order = orderAt(shop, 0)
      await order.checkIn(ANNA)
      assert.strictEqual((await order.close()).data.status, "nothing")
      assert.strictEqual((await shop.state(order.id))._tag, "Cancelled")
    }),
  )

  it(
    "paid with more points than it costs is a person's",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(300)
      order.screen.sum = 500
      assert.strictEqual((await order.close()).action, "fail")
      assert.deepStrictEqual(await caseKinds(shop), ["printedNotWrittenOff"])
      assert.deepStrictEqual(await shop.held(), [])
    }),
  )

  it(
    "that is a storno's copy is nothing to the programme without a guest of its own",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.close()
      const copy = orderAt(shop, 1_000)
      copy.screen.also = { stornedOrderId: order.id }
      assert.strictEqual((await copy.close()).data.status, "nothing")
      assert.lengthOf(await shop.sales(), 1)
      const again = orderAt(shop, 1_000)
      again.screen.also = { stornedOrderId: order.id }
      await again.checkIn(ANNA)
      assert.strictEqual((await again.close()).data.status, "committed")
    }),
  )

  it(
    "split over two registers is two orders, each with its own guest",
    inShop(async (shop) => {
      const [one, two] = [orderAt(shop, 600), orderAt(shop, 400, "bar")]
      await one.checkIn(ANNA)
      await two.checkIn(ANNA)
      await one.pay(100)
      await one.close()
      await two.close("hall-1")
      assert.deepStrictEqual(
        (await shop.sales()).map(({ amount, spend }) => [amount, spend]),
        [
          [600_00, 100_00],
          [400_00, 0],
        ],
      )
    }),
  )
})
