import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { nth } from "../../src/internal/selection.ts"

const numeric = (a: number, b: number) => a - b

describe("the item at a rank", () => {
  it("is the one that sorting would put there", () => {
    const ranked = fc
      .uniqueArray(fc.integer(), { minLength: 1, maxLength: 200 })
      .chain((items) => fc.tuple(fc.constant(items), fc.integer({ min: 0, max: items.length - 1 })))
    fc.assert(
      fc.property(ranked, ([items, rank]) => {
        assert.strictEqual(nth(items, rank, numeric), items.toSorted(numeric)[rank])
      }),
      { numRuns: 500 },
    )
  })

  it("of a rank that does not exist is a defect", () => {
    assert.throws(() => nth([1, 2], 2, numeric))
    assert.throws(() => nth([], 0, numeric))
  })

  const orders: Record<string, (size: number) => ReadonlyArray<number>> = {
    rising: (size) => Array.from({ length: size }, (_, index) => index),
    falling: (size) => Array.from({ length: size }, (_, index) => size - index),
    "organ pipes": (size) =>
      Array.from({ length: size }, (_, index) => (index * 2 < size ? 2 * index : 2 * (size - index) - 1)),
    scattered: (size) => Array.from({ length: size }, (_, index) => (index * 7_919) % size),
  }

  // Sorting compares about log2(n) times per item, 9 at 500 and 15 at 32,000; a bad pivot, n times.
  it.each(Object.keys(orders))("costs a bounded number of comparisons per item: %s", (order) => {
    for (const size of [500, 2_000, 32_000]) {
      const items = orders[order]?.(size) ?? assert.fail(order)
      for (const rank of [0, size >> 2, size >> 1, size - 1]) {
        let comparisons = 0
        nth(items, rank, (a, b) => {
          comparisons += 1
          return a - b
        })
        assert.isBelow(comparisons, 20 * size, `${order}, ${size} items, rank ${rank}`)
      }
    }
  })
})
