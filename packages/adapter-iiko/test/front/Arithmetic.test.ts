/** Between iiko's sums and the engine's, for any of them. */
import { assert, describe, it } from "@effect/vitest"
import { PointId, type Quote } from "@loyalkit/core/Domain"
import { Kopecks, Percent, Points } from "@loyalkit/core/Money"
import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { amountOf, isWhole, leftToSpend, purchaseOfOrder } from "../../src/front/Arithmetic.ts"
import { pointOf } from "../../src/front/Calls.ts"
import { FrontSettings } from "../../src/front/Settings.ts"
import { OrderSent } from "../../src/front/Wire.ts"

const settingsOf = Schema.decodeUnknownSync(FrontSettings)
const orderOf = Schema.decodeUnknownSync(OrderSent)

const money = fc.integer({ min: 0, max: 10_000_000 }).map((kopecks) => kopecks / 100)
const orders = fc
  .record({ sum: money, pointsPaid: money, pointsDiscount: money, loyaltyDiscount: money, excluded: money })
  .map((order) => orderOf({ status: "New", ...order }))

const quote = (maxSpend: number, type: Quote["type"] = "cashback"): Quote => ({
  type,
  percent: Percent.make(10),
  amount: Kopecks.make(0),
  maxSpend: Points.make(maxSpend),
  earn: Points.make(0),
})

describe("an order's purchase", () => {
  it("is what the guest owes before points and before the loyalty discount", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const { loyaltyDiscount, pointsDiscount, sum } = order
        assert.strictEqual(amountOf(settingsOf({}), order), sum + loyaltyDiscount)
        assert.strictEqual(
          amountOf(settingsOf({ redemption: "discount" }), order),
          sum + loyaltyDiscount + pointsDiscount,
        )
      }),
    )
  })

  it("has lines that make it up to the kopeck, where some of it takes no points", () => {
    fc.assert(
      fc.property(orders, (order) => {
        const { amount, lines } = purchaseOfOrder(settingsOf({}), order)
        if (lines === undefined) return assert.strictEqual(order.excluded, 0)
        assert.strictEqual(
          lines.reduce((sum, line) => sum + line.amount, 0),
          amount,
        )
        const without = lines.reduce((sum, line) => sum + (line.excluded === true ? line.amount : 0), 0)
        assert.strictEqual(without, Math.min(order.excluded, amount))
      }),
    )
  })
})

describe("what points may still pay", () => {
  it("is in iiko's steps, never below zero, and never more than the quote has left", () => {
    const steps = fc.constantFrom(0.01, 0.05, 0.5, 1, 10)
    fc.assert(
      fc.property(orders, steps, fc.integer({ min: 0, max: 10_000_000 }), (order, denomination, maxSpend) => {
        const settings = settingsOf({ denomination })
        const left = leftToSpend(settings, order, quote(maxSpend))
        assert.isTrue(isWhole(left, settings))
        assert.isAtLeast(left, 0)
        if (left > 0) assert.isAtMost(left + order.pointsPaid, maxSpend)
        // No whole step more would do.
        const step = Math.round(denomination * 100)
        assert.isTrue(left === 0 || left + step + order.pointsPaid > maxSpend)
        assert.strictEqual(leftToSpend(settings, order, quote(maxSpend, "discount")), 0)
      }),
    )
  })
})

describe("the point of an order", () => {
  const settings = settingsOf({ points: { by: "register", map: { "7": "of-the-map" } } })
  const caller = { name: "till", role: "till", point: PointId.make("of-the-token") } as const
  const order = (register?: string) =>
    orderOf({ status: "New", sum: 1, ...(register === undefined ? {} : { register }) })

  it("is the map's, else the token's", () => {
    assert.strictEqual(pointOf({ settings, caller }, order("7")), "of-the-map")
    for (const other of [order("8"), order("constructor"), order(), undefined])
      assert.strictEqual(pointOf({ settings, caller }, other), "of-the-token")
    assert.strictEqual(pointOf({ settings: settingsOf({}), caller }, order("7")), "of-the-token")
  })
})

describe("the bridge's settings", () => {
  it("are whole with nothing said, and name what is wrong", () => {
    assert.deepStrictEqual(settingsOf({}), {
      enabled: true,
      redemption: "payment",
      onReturn: "note",
      prepayments: "refuse",
      denomination: Kopecks.make(1),
    })
    for (const wrong of [{ denomination: 0 }, { redemption: "cash" }, { points: { by: "table", map: {} } }])
      assert.throws(() => settingsOf(wrong), Object.keys(wrong)[0])
  })
})
