import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import * as Money from "../../src/Money.ts"

const { Kopecks, Percent, Points } = Money
const LARGEST = Money.MAX_WHOLE * 100

const amounts = fc
  .integer({ min: -LARGEST, max: LARGEST })
  .map((value) => Kopecks.make(value === 0 ? 0 : value))

/** Half up in units of 10^-`places` percent, on whole numbers only: what `percentOf` has to agree with. */
const halfUp = (amount: bigint, percentUnits: bigint, places: number): bigint => {
  const one = 100n * 10n ** BigInt(places)
  const product = amount * percentUnits
  const rest = product % one
  return (product - rest) / one + (rest * 2n >= one ? 1n : 0n)
}

describe("a percentage of an amount", () => {
  it("is rounded half up to the kopeck, from the decimal percent", () => {
    const of = (amount: number, percent: number) =>
      Money.percentOf(Kopecks.make(amount), Percent.make(percent))
    assert.strictEqual(of(1005, 10), 101)
    assert.strictEqual(of(1004, 10), 100)
    assert.strictEqual(of(100_000, 7.35), 7_350)
    // 1.005 % of 100 rubles is 100.5 kopecks; the double beside 1.005 would give 100.
    assert.strictEqual(of(10_000, 1.005), 101)
    assert.strictEqual(of(LARGEST, 100), LARGEST)
    assert.strictEqual(of(LARGEST, 1e-12), 1)
    assert.strictEqual(of(LARGEST, 5e-13), 1)
    assert.strictEqual(of(LARGEST, 4.9e-13), 0)
    assert.strictEqual(of(LARGEST, 5e-324), 0)
    assert.strictEqual(of(LARGEST, 0), 0)
    assert.strictEqual(of(0, 5), 0)
  })

  it("agrees with whole-number arithmetic for percents of up to six decimals", () => {
    const percents = fc
      .integer({ min: 0, max: 6 })
      .chain((places) => fc.tuple(fc.integer({ min: 0, max: 100 * 10 ** places }), fc.constant(places)))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LARGEST }), percents, (amount, [units, places]) => {
        const percent = Percent.make(units / 10 ** places)
        assert.strictEqual(
          BigInt(Money.percentOf(Kopecks.make(amount), percent)),
          halfUp(BigInt(amount), BigInt(units), places),
        )
      }),
      { numRuns: 2_000 },
    )
  })

  it("mirrors for what is given back, so that a sale and its return cancel out", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (amount, units) => {
        const percent = Percent.make(units / 100)
        const there = Money.percentOf(amount, percent)
        const back = Money.percentOf(Money.subtract(Money.zeroKopecks, amount), percent)
        assert.strictEqual(there + back, 0)
        assert.isFalse(Object.is(there, -0) || Object.is(back, -0))
      }),
    )
  })
})

describe("sums", () => {
  it("are exact where floating point is not", () => {
    assert.strictEqual(Money.add(Kopecks.make(10), Kopecks.make(20)), 30)
    assert.strictEqual(Money.subtract(Points.make(30), Points.make(10)), 20)
    assert.strictEqual(Money.sum([]), 0)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e10, max: 1e10 }), { maxLength: 50 }), (parts) => {
        const exact = parts.reduce((total, part) => total + BigInt(part), 0n)
        assert.strictEqual(BigInt(Money.sum(parts.map((part) => Kopecks.make(part)))), exact)
      }),
    )
  })

  it("beyond the largest amount are a defect", () => {
    const largest = Kopecks.make(LARGEST)
    assert.throws(() => Money.add(largest, Kopecks.make(1)))
    assert.throws(() => Money.subtract(Kopecks.make(-LARGEST), Kopecks.make(1)))
    assert.throws(() => Money.sum([largest, Kopecks.make(1)]))
  })

  it("that left the exact range on their way never come back into it wrong", () => {
    const ups = Array.from({ length: 100 }, () => Kopecks.make(LARGEST))
    const downs = Array.from({ length: 100 }, () => Kopecks.make(-LARGEST))
    // In floating point this is 0 or 2; it must not be either.
    assert.throws(() => Money.sum([...ups, Kopecks.make(1), ...downs]))
  })

  it("one point is one ruble, and the smaller of two is the smaller", () => {
    assert.strictEqual(Money.pointsAsMoney(Points.make(12_345)), 12_345)
    assert.strictEqual(Money.moneyAsPoints(Kopecks.make(12_345)), 12_345)
    assert.strictEqual(Money.min(Kopecks.make(1), Kopecks.make(2)), 1)
    assert.strictEqual(Money.min(Kopecks.make(2), Kopecks.make(1)), 1)
  })
})

describe("whole points", () => {
  it.each([
    [0, 0],
    [99, 0],
    [100, 100],
    [1_999, 1_900],
    [-99, 0],
    [-150, -100],
    [LARGEST - 1, LARGEST - 100],
  ])("of %i hundredths are %i", (amount, whole) => {
    assert.strictEqual(Money.wholePoints(Points.make(amount)), whole)
  })
})

describe("what people are shown", () => {
  it.each([
    [0, "0,00", "0.00"],
    [5, "0,05", "0.05"],
    [123_450, "1\u00a0234,50", "1,234.50"],
    [100_000, "1\u00a0000,00", "1,000.00"],
    [99_999, "999,99", "999.99"],
    [-123_450, "−1\u00a0234,50", "−1,234.50"],
    [LARGEST, "1\u00a0000\u00a0000\u00a0000\u00a0000,00", "1,000,000,000,000.00"],
  ])("%i kopecks", (amount, ru, en) => {
    assert.strictEqual(Money.format(Kopecks.make(amount), "ru"), ru)
    assert.strictEqual(Money.format(Kopecks.make(amount), "en"), en)
  })

  it.each([
    [0, "0", "0"],
    [15_000, "150", "150"],
    [15_050, "150,50", "150.50"],
    [1_234_567, "12\u00a0345,67", "12,345.67"],
    [-100, "−1", "−1"],
  ])("%i hundredths of a point", (amount, ru, en) => {
    assert.strictEqual(Money.formatPoints(Points.make(amount), "ru"), ru)
    assert.strictEqual(Money.formatPoints(Points.make(amount), "en"), en)
  })
})
