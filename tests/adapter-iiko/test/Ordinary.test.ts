/** An ordinary day: guests who spend, earn, have a discount, and orders whose arithmetic is iiko's own. */
import { assert, describe, it } from "vitest"
import { newTransaction, orderAt } from "./Order.ts"
import { said, whole } from "./Seen.ts"
import { ANNA, ANNA_ID, BAR, BORIS, HALL, inShop, VERA } from "./Shop.ts"

describe("a guest with points", () => {
  it(
    "is found, quoted, pays a part, and the closed order is settled once",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      const found = await order.checkIn(ANNA)
      assert.deepStrictEqual(whole(found), {
        status: 200,
        action: "proceed",
        data: {
          client: { name: "Анна Тестова", phone: "•••••••0001", balance: 1_000, level: "Баллы" },
          quote: { type: "cashback", balance: 1_000, maxPoints: 300, earn: 100 },
        },
      })
      assert.deepStrictEqual(said(await order.added(1_000)), { sum: 300, maxSum: 300 })
      assert.deepStrictEqual(said(await order.pay(150)), { points: 150 })
      assert.deepStrictEqual(await shop.held(), [150_00])
      assert.deepStrictEqual(await shop.sales(), [])
      const closed = await order.close()
      assert.deepStrictEqual([closed.action, closed.data.status], ["proceed", "committed"])
      assert.include(closed.data.lines.join("\n"), "Списано баллов")
      assert.deepStrictEqual(await shop.sales(), [
        { amount: 1_000_00, spend: 150_00, client: ANNA_ID, point: HALL },
      ])
      assert.deepStrictEqual(await shop.held(), [])
      assert.deepStrictEqual((await order.close("hall-2")).data, closed.data)
      assert.deepStrictEqual((await order.close("bar")).data, closed.data)
      assert.lengthOf(await shop.sales(), 1)
    }),
  )

  it(
    "who only earns is settled by the closed order alone, wherever it is seen",
    inShop(async (shop) => {
      const order = orderAt(shop, 500)
      await order.checkIn(ANNA)
      const both = await Promise.all([order.close("hall-1"), order.close("bar"), order.close("hall-2")])
      assert.deepStrictEqual(
        both.map(({ data }) => data.status),
        ["committed", "committed", "committed"],
      )
      assert.deepStrictEqual(await shop.sales(), [{ amount: 500_00, spend: 0, client: ANNA_ID, point: HALL }])
    }),
  )

  it(
    "who is nobody leaves nothing to settle",
    inShop(async (shop) => {
      const order = orderAt(shop, 500)
      assert.deepStrictEqual(said(await order.close()), { status: "nothing", lines: [] })
      assert.strictEqual((await orderAt(shop, 500).quote()).action, "fail")
      assert.match((await orderAt(shop, 500).pay(10)).message ?? "", /не привязан гость/)
    }),
  )
})

describe("a guest with a discount", () => {
  it(
    "is quoted the discount, and cannot pay with points",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      const quote: object = (await order.checkIn(VERA)).data.quote
      assert.deepInclude(quote, { type: "discount", discount: 50, total: 950, maxPoints: 0 })
      assert.strictEqual((await order.added(10)).action, "fail")
      assert.strictEqual((await order.pay(10)).action, "fail")
    }),
  )

  it(
    "is settled for what the order was before the discount, also where it changed after the quote",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(VERA)
      await order.quote()
      order.screen.sum = 1_140
      order.screen.also = { loyaltyDiscount: 60 }
      assert.strictEqual((await order.close()).data.status, "committed")
      const state = await shop.state(order.id)
      assert.isTrue(
        state._tag === "Committed" && state.sale.amount === 1_200_00 && state.sale.total === 1_140_00,
      )
    }),
  )
})

describe("sums", () => {
  it(
    "above what may be spent are cut to it, and refused at pay",
    inShop(async (shop) => {
      const order = orderAt(shop, 100.5)
      await order.checkIn(ANNA)
      assert.deepStrictEqual(said(await order.added(40)), { sum: 30.15, maxSum: 30.15 })
      assert.match((await order.pay(30.16)).message ?? "", /не больше 30,15/)
      assert.strictEqual((await order.pay(30.15)).action, "proceed")
    }),
  )

  it(
    "are whole where iiko's step is a ruble",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 100.5)
        await order.checkIn(ANNA)
        assert.deepStrictEqual(said(await order.added(29.7)), { sum: 29, maxSum: 30 })
        assert.match((await order.pay(29.5)).message ?? "", /кратна 1,00/)
        assert.strictEqual((await order.pay(30)).action, "proceed")
      },
      { settings: { front: { denomination: 1 } } },
    ),
  )

  it(
    "of zero hold nothing and go on",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      assert.deepStrictEqual(said(await order.pay(0)), { points: 0 })
      assert.deepStrictEqual(await shop.held(), [])
    }),
  )

  it(
    "that take no points are left out of what may be spent",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      order.screen.also = { excluded: 900 }
      await order.checkIn(ANNA)
      const { data } = await order.quote()
      assert.isAtMost(data.quote.maxPoints, 100)
      assert.strictEqual((await order.pay(data.quote.maxPoints)).action, "proceed")
      assert.strictEqual((await order.close()).data.status, "committed")
      assert.deepInclude((await shop.sales())[0], { amount: 1_000_00 })
    }),
  )

  it(
    "all of which takes no points cannot be paid with them, and are settled all the same",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      order.screen.also = { excluded: 1_000 }
      await order.checkIn(ANNA)
      assert.strictEqual((await order.added(10)).action, "fail")
      assert.strictEqual((await order.pay(10)).action, "fail")
      assert.strictEqual((await order.close()).data.status, "committed")
    }),
  )

  it(
    "of a type that is posted as a discount are put back on",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 1_000)
        await order.checkIn(ANNA)
        order.screen.sum = 850
        order.screen.also = { pointsDiscount: 150 }
        assert.strictEqual((await order.pay(150)).action, "proceed")
        assert.strictEqual((await order.close()).data.status, "committed")
        assert.deepInclude((await shop.sales())[0], { amount: 1_000_00, spend: 150_00 })
      },
      { settings: { front: { redemption: "discount" } } },
    ),
  )

  it(
    "of a type that is posted as a discount by mistake are refused with the setting's name",
    inShop(async (shop) => {
      const order = orderAt(shop, 850)
      await order.checkIn(ANNA)
      order.screen.also = { pointsDiscount: 150 }
      for (const answer of [await order.quote(), await order.added(150), await order.pay(150)])
        assert.match(answer.message ?? "", /redemption/)
      assert.deepStrictEqual(await shop.held(), [])
    }),
  )

  it(
    "of an order edited after the quote count as they are now",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.quote()
      order.screen.sum = 600
      assert.match((await order.pay(200)).message ?? "", /не больше 180/)
      assert.strictEqual((await order.pay(180)).action, "proceed")
      order.screen.sum = 700
      assert.strictEqual((await order.close()).data.status, "committed")
      assert.deepInclude((await shop.sales())[0], { amount: 700_00, spend: 180_00 })
    }),
  )
})

describe("a point of sale", () => {
  const settings = { front: { points: { by: "terminal", map: { "Касса бара": "point-bar" } } } }
  it(
    "is chosen by the terminal when the guest is checked in, and stays",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 1_000)
        order.screen.also = { terminal: "Касса бара" }
        await order.checkIn(ANNA)
        order.screen.also = { terminal: "Касса зала" }
        await order.pay(100)
        await shop.restart()
        assert.strictEqual((await order.close()).data.status, "committed")
        assert.deepStrictEqual(
          (await shop.sales()).map(({ point }) => point),
          [BAR],
        )
      },
      { settings },
    ),
  )

  it(
    "is the token's where the terminal is not in the map, and told where there is none",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 1_000)
        order.screen.also = { terminal: "Касса зала" }
        await order.checkIn(BORIS)
        await order.close()
        assert.deepStrictEqual(
          (await shop.sales()).map(({ point }) => point),
          [HALL],
        )
        assert.match((await orderAt(shop, 10, "nowhere").checkIn(BORIS)).message ?? "", /точка продаж/)
      },
      { settings },
    ),
  )

  it(
    "of an order that is known needs no token with a point",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      assert.strictEqual((await order.close("nowhere")).data.status, "committed")
    }),
  )
})

describe("lines to print", () => {
  it(
    "say on the bill what may be spent and earned, and on the cheque what was",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      assert.deepStrictEqual(said(await order.bill()), { lines: [] })
      await order.checkIn(ANNA)
      assert.deepStrictEqual((await order.bill(32)).data.lines, [
        "--------------------------------",
        "      Программа лояльности",
        "Баллов на счёте            1 000",
        "Можно списать баллов         300",
        "Будет начислено баллов       100",
        "--------------------------------",
      ])
      await order.pay(100, newTransaction())
      assert.include((await order.cheque(32)).data.lines.join("\n"), "Списание баллов              100")
      await order.close()
      assert.include((await order.cheque(32)).data.lines.join("\n"), "Списано баллов               100")
    }),
  )

  it(
    "are none where the service is away: a printer does not wait",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      order.screen.sum = 1_100
      await shop.breakAll()
      assert.deepStrictEqual(said(await order.bill()), { lines: [] })
    }),
  )
})
