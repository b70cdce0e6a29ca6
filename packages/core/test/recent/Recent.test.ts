import { assert, describe, it } from "vitest"
import * as Recent from "../../src/Recent.ts"

describe("what was used of late", () => {
  it("is kept up to so many, and the one untouched for longest goes first", () => {
    const recent = Recent.make<number>(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert.strictEqual(recent.get("a"), 1)
    recent.put("c", 3)
    assert.deepStrictEqual(
      ["a", "b", "c"].map((name) => recent.get(name)),
      [1, undefined, 3],
    )
    recent.put("a", 4)
    assert.strictEqual(recent.get("a"), 4)
  })
})
