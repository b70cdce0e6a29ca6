/** Money of the terminal: the decimal text counts, to the kopeck. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { amountOf, kopecksOf, rublesOf, textOf, thousandthsOf } from "../../src/terminal/index.ts"

/** Half up on decimal text, with whole numbers of any size: the model. */
const model = (price: bigint, quantity: bigint): bigint => (price * quantity + 500n) / 1000n

describe("an amount of the terminal", () => {
  it.each([
    [1.005, 101],
    ["1.005", 101],
    [1.004, 100],
    [19.31, 1931],
    [3862, 386_200],
    [0.1 + 0.2, 30],
    [1e-7, 0],
    [1.5e3, 150_000],
    ["1 234,50", 123_450],
    [".5", 50],
    [-1.005, -101],
    [0, 0],
  ])("%s is %i kopecks", (rubles, kopecks) => expect(kopecksOf(rubles)).toBe(kopecks))

  it.each([
    ["", "x", "1.2.3", null, undefined, Number.NaN, Number.POSITIVE_INFINITY, "1e99", 1e21, "--1", "."],
  ])("%s is none", (...texts) =>
    expect(texts.map(kopecksOf).filter((read) => read !== undefined)).toEqual([]),
  )

  it("is written as it was read", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (kopecks) => {
        expect(kopecksOf(textOf(kopecks))).toBe(kopecks)
      }),
    )
  })

  it("reaches the terminal as a double whose shortest text is the amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (kopecks) => {
        expect(kopecksOf(String(rublesOf(kopecks)))).toBe(kopecks)
      }),
    )
  })
})

describe("a position's amount", () => {
  it.each([
    [19.31, 200, 386_200],
    [1499.9, 0.333, 49_947],
    [55.55, 3, 16_665],
    [0.01, 0.5, 1],
    [0.01, 0.499, 0],
    [10, 0.0005, 1],
  ])("of %d × %d is %i kopecks", (price, quantity, kopecks) =>
    expect(amountOf(price, quantity)).toBe(kopecks),
  )

  it("is exact, half up, for every price and quantity that a till can have", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_00 }),
        fc.integer({ min: 0, max: 99_999_999 }),
        (price, quantity) => {
          const expected = model(BigInt(price), BigInt(quantity))
          const seen = amountOf(
            textOf(price),
            `${Math.floor(quantity / 1000)}.${String(quantity % 1000).padStart(3, "0")}`,
          )
          expect(seen).toBe(expected > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(expected))
        },
      ),
    )
  })

  it("of something returned is as large, with its sign", () => expect(amountOf(1499.9, -0.333)).toBe(-49_947))

  it("reads a quantity to three decimals", () => expect(thousandthsOf(0.3335)).toBe(334))
})
