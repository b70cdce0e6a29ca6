/** What comes back from iiko may be anything. */
import { assert, describe, it } from "@effect/vitest"
import { Points } from "@loyalkit/core/Money"
import * as fc from "fast-check"
import * as RollbackData from "../../src/front/RollbackData.ts"
import { OrderId } from "../../src/orders/OrderId.ts"

const data = {
  order: OrderId.make("00000000-0000-4000-8000-000000000001"),
  transaction: "t-1",
  before: Points.make(150),
}

describe("rollback data", () => {
  it("comes back as it was given, to its own transaction only", () => {
    const text = RollbackData.write(data)
    assert.deepStrictEqual(RollbackData.read(text, "t-1"), { v: 1, ...data })
    assert.isUndefined(RollbackData.read(text, "t-2"))
    assert.isUndefined(RollbackData.read(undefined, "t-1"))
  })

  it("that is none of ours is nothing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.isUndefined(RollbackData.read(text, "t-1"))
      }),
    )
    for (const changed of [{ v: 2 }, { before: -1 }, { before: 0.5 }, { order: "x" }])
      assert.isUndefined(RollbackData.read(JSON.stringify({ v: 1, ...data, ...changed }), "t-1"))
  })
})
