/**
 * An order's arithmetic, what the plugin sends of it, and what it makes of an answer.
 */
import { PointId } from "@loyalkit/core/Domain"
import { Kopecks } from "@loyalkit/core/Money"
import { assert, describe, it } from "vitest"
import { goods } from "../src/shop/Goods.ts"
import {
  changed,
  excludedSum,
  fullSum,
  newOrder,
  pointsPaid,
  restOf,
  resultSum,
  uuid,
  type Payment,
} from "../src/tills/iiko/front/Order.ts"
import { isFinal, NONE, readAnswer, readReply } from "../src/tills/iiko/plugin/Answer.ts"
import { orderJson } from "../src/tills/iiko/plugin/OrderJson.ts"

const order = newOrder(1_001, PointId.make("p-1"))
const [coffee] = goods
const payment = (id: string, sum: number, more: Partial<Payment> = {}): Payment => ({
  id,
  kind: "points",
  sum: Kopecks.make(sum),
  isProcessed: true,
  ...more,
})

describe("an order of iikoFront", () => {
  it("has an ID that says its number, and two guests with what every till begins with", () => {
    assert.equal(order.id, uuid("order", 1_001))
    assert.equal(fullSum(order), 1_832_40)
    assert.equal(excludedSum(order), 500_00)
    assert.deepEqual([...new Set(order.dishes.map(({ guest }) => guest))], [1, 2])
  })

  it("takes a dish for the guest who has none of it, and drops one that is gone", () => {
    if (coffee === undefined) return assert.fail("nothing is sold")
    const without = changed(order.dishes, coffee, 1, -1)
    assert.lengthOf(without, order.dishes.length - 1)
    assert.lengthOf(changed(without, coffee, 1, 1), order.dishes.length)
    assert.deepEqual(changed(without, coffee, 1, -1), without)
  })

  it("counts as paid by points what is processed, without the payment that a call is about", () => {
    const paid = {
      ...order,
      payments: [
        payment("a", 300_00),
        payment("b", 200_00),
        payment("c", 100_00, { isProcessed: false }),
        payment("d", 50_00, { kind: "cash" }),
      ],
    }
    assert.equal(pointsPaid(paid), 500_00)
    assert.equal(pointsPaid(paid, "b"), 300_00)
    assert.equal(restOf(paid), 1_832_40 - 650_00)
  })

  it("is sent in iiko's words, and what is nothing is left out", () => {
    assert.deepEqual(orderJson(order, "Касса 1"), {
      status: "New",
      sum: 1832.4,
      excluded: 500,
      number: "1001",
      terminal: "Касса 1",
    })
    const closed = { ...order, status: "Closed", discount: Kopecks.make(100_00), closedAt: 0 } as const
    assert.equal(resultSum(closed), 1_732_40)
    assert.include(orderJson({ ...closed, payments: [payment("a", 10_05)] }, "Касса 1"), {
      sum: 1732.4,
      loyaltyDiscount: 100,
      pointsPaid: 10.05,
      closedAt: "1970-01-01T00:00:00.000Z",
    })
  })
})

describe("the plugin", () => {
  const heard = (status: number, body: string) => readReply({ status, body })

  it("takes an answer that it cannot read for none, as one that was lost", () => {
    assert.equal(readAnswer({ _tag: "Nothing", at: 0, why: "no-answer" }), NONE)
    assert.equal(heard(200, "<html>"), NONE)
    assert.equal(heard(200, `{"action":"wait"}`), NONE)
  })

  it("knows a refusal from a request that was never done, and from one that may have been", () => {
    assert.include(heard(200, `{"action":"fail","message":"no"}`), { isDecided: true, message: "no" })
    assert.include(heard(401, `{"action":"fail"}`), { isDecided: false, isNotDone: true })
    assert.include(heard(503, `{"action":"fail","retry":true}`), { isDecided: false, isNotDone: false })
  })

  it("comes again with what has to, and with nothing else", () => {
    assert.isTrue(isFinal(heard(200, `{"action":"proceed"}`)))
    assert.isTrue(isFinal(heard(200, `{"action":"fail"}`)))
    assert.isFalse(isFinal(heard(200, `{"action":"fail","retry":true}`)))
    assert.isFalse(isFinal(heard(401, `{"action":"fail"}`)))
    assert.isFalse(isFinal(NONE))
  })
})
