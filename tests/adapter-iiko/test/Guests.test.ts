/** A guest who is taken off an order, and what becomes of points that had been paid. */
import { refusalText } from "@loyalkit/core/CaseText"
import { assert, describe, it } from "vitest"
import { newTransaction, orderAt } from "./Order.ts"
import { caseKinds, whole } from "./Seen.ts"
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
        (await shop.cases()).map((one) => [
          one.key.receipt,
          one.key.point,
          one.kind === "printedNotWrittenOff" && refusalText(one, "ru"),
        ]),
        [[order.id, BAR, "у чека нет клиента или расчёта"]],
      )
    }),
  )
})

describe("a guest in whose place another was looked for in vain", () => {
  const NOBODYS = "79999999999"

  it(
    "is not on the order any more: the cashier and the plugin are told, nothing is promised on paper, and the closed order is nobody's",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.quote()
      const answer = await order.checkIn(NOBODYS)
      assert.deepInclude(whole(answer), { action: "fail", data: { takenOff: true } })
      assert.match(answer.message ?? "", /прежний гость снят/)
      for (const said of [await order.quote(), await order.pay(10)])
        assert.match(said.message ?? "", /не привязан гость/)
      assert.deepStrictEqual((await order.bill()).data.lines, [])
      const closed = await order.close()
      assert.deepStrictEqual([closed.action, closed.data.status], ["proceed", "nothing"])
      assert.strictEqual((await order.storned()).action, "proceed")
      assert.deepStrictEqual([await shop.sales(), await shop.cases()], [[], []])
    }),
  )

  it(
    "is not said to be taken off where nobody was on the order",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      for (const answer of [await order.checkIn(NOBODYS), await order.checkIn(NOBODYS)]) {
        assert.match(answer.message ?? "", /Клиент не найден/)
        assert.notProperty(answer, "data")
      }
    }),
  )

  it(
    "may be found by what a payment brings along",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(BORIS)
      await order.checkIn(NOBODYS)
      assert.strictEqual((await order.pay(10, undefined, { customData: ANNA })).action, "proceed")
      assert.strictEqual((await order.close()).data.status, "committed")
      assert.deepStrictEqual(
        (await shop.sales()).map(({ client, spend }) => [String(client), spend]),
        [["anna", 10_00]],
      )
    }),
  )

  it(
    "gets no earning either where they were only typed while the service was away",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 1_000)
        await shop.breakAll()
        await order.checkIn(ANNA)
        await shop.repair()
        assert.match((await order.checkIn(NOBODYS)).message ?? "", /прежний гость снят/)
        assert.strictEqual((await order.close()).data.status, "nothing")
        assert.deepStrictEqual(await shop.sales(), [])
      },
      { policy: { breakerFailures: 1_000 } },
    ),
  )

  it(
    "is a case where points had been paid",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.checkIn(NOBODYS)
      order.screen.paid = [{ transaction: newTransaction(), sum: 100 }]
      assert.strictEqual((await order.close()).action, "fail")
      assert.deepStrictEqual(await caseKinds(shop), ["printedNotWrittenOff"])
    }),
  )
})
