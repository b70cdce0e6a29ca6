/** Payments by points that come twice, late, past each other, without a screen, or days before. */
import { assert, describe, it } from "vitest"
import { newTransaction, orderAt } from "./Order.ts"
import { spends, whole } from "./Seen.ts"
import { ANNA, ANNA_ID, BORIS, inShop, newOrder } from "./Shop.ts"

describe("a payment", () => {
  it(
    "that is repeated gets the same answer, and holds nothing twice",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      const transaction = newTransaction()
      const body = { order: order.sent(), sum: 100 }
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => order.call(`payments/${transaction}/pay`, body)),
      )
      for (const answer of answers) assert.deepStrictEqual(answer, answers[0])
      assert.deepStrictEqual(await shop.held(), [100_00])
      assert.lengthOf(
        (await shop.calls()).filter(({ method }) => method === "hold"),
        1,
      )
    }),
  )

  it(
    "that was refused is refused again by the same words",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      const transaction = newTransaction()
      const refused = await order.pay(301, transaction)
      assert.strictEqual(refused.action, "fail")
      assert.deepStrictEqual(await order.pay(301, transaction), refused)
    }),
  )

  it(
    "that comes after its own cancel is cancelled in silence, and holds nothing",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      const transaction = newTransaction()
      await order.cancel(transaction, 150)
      assert.deepStrictEqual(whole(await order.pay(150, transaction)), { status: 200, action: "cancel" })
      assert.deepStrictEqual(await shop.held(), [])
    }),
  )

  it(
    "keeps its hold when an older one is cancelled late",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      const [first, second] = [newTransaction(), newTransaction()]
      await order.call(`payments/${first}/pay`, { order: order.sent(), sum: 100 })
      await order.pay(150, second)
      await order.call(`payments/${first}/cancel`, { sum: 100, order: { status: "New", sum: 1_000 } })
      assert.deepStrictEqual(await shop.held(), [150_00])
      await order.cancel(second, 150)
      assert.deepStrictEqual(await shop.held(), [])
    }),
  )

  it(
    "beside another leaves the other's points held when it is cancelled, after a restart as well",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      const [first, second] = [newTransaction(), newTransaction()]
      await order.pay(100, first)
      await order.pay(150, second)
      assert.deepStrictEqual(await shop.held(), [250_00])
      await shop.restart()
      const { [second]: _, ...rest } = Object.fromEntries(order.rollback)
      assert.lengthOf(Object.keys(rest), 1)
      await order.call(`payments/${second}/cancel`, { sum: 150, rollbackData: order.rollback.get(second) })
      assert.deepStrictEqual(await shop.held(), [100_00])
    }),
  )

  it(
    "of an order that is settled is refused",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.close()
      assert.match((await order.pay(10)).message ?? "", /уже проведён/)
      assert.match((await order.checkIn(ANNA)).message ?? "", /уже проведён/)
      assert.strictEqual((await order.undo()).action, "fail")
      assert.deepStrictEqual(await shop.held(), [])
    }),
  )

  it(
    "without a screen finds its guest by what it brings along",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      assert.match((await order.pay(100)).message ?? "", /не привязан гость/)
      assert.match(
        (await order.pay(100, newTransaction(), { customData: "hold:h-1" })).message ?? "",
        /не найден/,
      )
      assert.strictEqual((await order.pay(100, newTransaction(), { customData: ANNA })).action, "proceed")
      assert.strictEqual(
        (await order.pay(50, newTransaction(), { customData: "hold:h-1" })).action,
        "proceed",
      )
      await order.close()
      assert.deepStrictEqual(await spends(shop), [150_00])
    }),
  )

  it(
    "of another guest is not mixed with the first's",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(100)
      assert.match((await order.checkIn(BORIS)).message ?? "", /другого гостя/)
      assert.match((await order.undo()).message ?? "", /удалите оплату/)
      assert.strictEqual((await order.checkIn(ANNA)).action, "proceed")
      await order.close()
      assert.deepStrictEqual(
        (await shop.sales()).map(({ client }) => client),
        [ANNA_ID],
      )
    }),
  )
})

describe("a prepayment", () => {
  it(
    "is refused by default",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      assert.match((await order.pay(100, newTransaction(), { isPrepay: true })).message ?? "", /Предоплата/)
    }),
  )

  it(
    "where it is accepted outlives its hold, and a restart",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 1_000)
        await order.checkIn(ANNA)
        assert.strictEqual((await order.pay(100, newTransaction(), { isPrepay: true })).action, "proceed")
        await shop.restart()
        await shop.advance(24 * 60)
        assert.strictEqual((await order.pay(50)).action, "proceed")
        assert.deepStrictEqual(await shop.held(), [150_00])
        await order.close()
        assert.deepStrictEqual(await spends(shop), [150_00])
      },
      { settings: { front: { prepayments: "accept" } } },
    ),
  )

  it(
    "that is given back under another order's ID is found by what pay gave along",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 1_000)
        await order.checkIn(ANNA)
        const transaction = newTransaction()
        await order.pay(100, transaction, { isPrepay: true })
        await shop.restart()
        const answer = await shop.call(`orders/${newOrder()}/payments/${transaction}/return`, {
          returnId: "r-1",
          sum: 100,
          rollbackData: order.rollback.get(transaction),
        })
        assert.strictEqual(answer.action, "proceed")
        assert.deepStrictEqual(await shop.held(), [])
        assert.deepStrictEqual(await shop.cases(), [])
      },
      { settings: { front: { prepayments: "accept" } } },
    ),
  )
})
