import { assert, describe, it } from "@effect/vitest"
import { shrink } from "../src/shrink/Shrink.ts"

const numbers = Array.from({ length: 100 }, (_, index) => index)

describe("making a failure shorter", () => {
  it("leaves just what the failure needs", () => {
    const fails = (items: ReadonlyArray<number>) => items.includes(17) && items.includes(80)
    assert.deepStrictEqual(shrink(numbers, fails), [17, 80])
  })

  it("leaves one entry where one is enough", () => {
    assert.deepStrictEqual(
      shrink(numbers, (items) => items.includes(99)),
      [99],
    )
  })

  it("leaves all where all are needed", () => {
    assert.deepStrictEqual(
      shrink([1, 2, 3], (items) => items.length === 3),
      [1, 2, 3],
    )
  })

  it("asks no more often than it may, and gives what still fails", () => {
    let asked = 0
    const fails = (items: ReadonlyArray<number>) => {
      asked++
      return items.includes(3) && items.includes(50) && items.includes(97)
    }
    const short = shrink(numbers, fails, 10)
    assert.isAtMost(asked, 10)
    assert.isTrue([3, 50, 97].every((number) => short.includes(number)))
    assert.isBelow(short.length, 100)
  })
})
