/** Numbers are decimal: the laws of arithmetic hold to the last digit, and what is written is read back. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { russian, russianNarrow, numberText } from "../src/values/Regional.ts"
import { toNumber } from "../src/values/Conversions.ts"
import { Decimal, DIVISION_DECIMALS } from "../src/values/Decimal.ts"
import { evaluate } from "./Running.ts"

/** A number with its digits and where the point stands. */
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 12 }))
  .map(([coefficient, scale]) => {
    const parsed = Decimal.parse(`${coefficient}E-${scale}`)
    if (parsed === undefined) throw new Error("not read")
    return parsed
  })

const same = (left: Decimal | undefined, right: Decimal | undefined): void =>
  expect(left?.toString()).toBe(right?.toString())

describe("a decimal number", () => {
  it("adds and multiplies in any order, and takes back what it gave", () => {
    fc.assert(
      fc.property(decimal, decimal, decimal, (a, b, c) => {
        same(a.plus(b), b.plus(a))
        same(a.plus(b).plus(c), a.plus(b.plus(c)))
        same(a.times(b), b.times(a))
        same(a.times(b.plus(c)), a.times(b).plus(a.times(c)))
        same(a.plus(b).minus(b), a)
        same(a.negated().negated(), a)
      }),
    )
  })

  it("divides as it multiplies, up to its last decimal", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        fc.pre(!b.isZero)
        same(a.times(b).dividedBy(b), a)
        const quotient = a.dividedBy(b) ?? Decimal.zero
        const error = quotient.times(b).minus(a).absolute()
        const last = Decimal.parse(`1E-${DIVISION_DECIMALS}`) ?? Decimal.zero
        expect(error.compare(last.times(b.absolute()))).toBeLessThanOrEqual(0)
      }),
    )
  })

  it("leaves a remainder that is smaller than the divisor and has the dividend's sign", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        fc.pre(!b.isZero)
        const rest = a.remainder(b) ?? Decimal.zero
        expect(rest.absolute().compare(b.absolute())).toBe(-1)
        expect(rest.isZero || rest.isNegative === a.isNegative).toBe(true)
        const whole = a.minus(rest).dividedBy(b) ?? Decimal.zero
        same(whole.truncated(), whole)
      }),
    )
  })

  it("is rounded to the nearest, halves away from zero", () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: -5, max: 8 }), (a, decimals) => {
        const rounded = a.rounded(decimals)
        const half = Decimal.parse(`5E${-decimals - 1}`) ?? Decimal.zero
        expect(rounded.minus(a).absolute().compare(half)).toBeLessThanOrEqual(0)
        same(rounded.rounded(decimals), rounded)
        same(a.negated().rounded(decimals), rounded.negated())
      }),
    )
    same(Decimal.parse("-2.5")?.rounded(0), Decimal.whole(-3))
    same(Decimal.parse("1449")?.rounded(-2), Decimal.whole(1400))
  })

  it("has no quotient by zero", () => {
    expect(Decimal.whole(1).dividedBy(Decimal.zero)).toBeUndefined()
    expect(Decimal.whole(1).remainder(Decimal.zero)).toBeUndefined()
  })

  it("is read back from every way of writing it", () => {
    fc.assert(
      fc.property(decimal, (a) => {
        same(Decimal.parse(a.toString()), a)
        for (const regional of [russian, russianNarrow]) same(toNumber(numberText(a, regional)), a)
      }),
    )
  })

  it.each(["", " ", "-", ".", "1.", "1.2.3", "abc", "1e", "0x10", "1e1000"])(
    "is not read from %j",
    (text) => {
      expect(Decimal.parse(text)).toBeUndefined()
    },
  )

  it("equals one with the same digits, however it was made", () => {
    expect(Decimal.parse("1.500")?.equals(Decimal.parse("15E-1") ?? Decimal.zero)).toBe(true)
    expect(Decimal.parse("-0")?.equals(Decimal.zero)).toBe(true)
  })
})

describe("in a program", () => {
  it("adds up as the decimal does", async () => {
    await fc.assert(
      fc.asyncProperty(decimal, decimal, async (a, b) => {
        const [sum, product, isLess] = await Promise.all(
          ["П1 + П2", "П1 * П2", "П1 < П2"].map((expression) =>
            evaluate(`Возврат ${expression};`, {}, [a, b]),
          ),
        )
        expect(sum).toEqual(a.plus(b))
        expect(product).toEqual(a.times(b))
        expect(isLess).toBe(a.compare(b) < 0)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ["2 + 3 * 4 - 6 / 3", "12"],
    ["(2 + 3) * 4", "20"],
    ["-2 + 3", "1"],
    ["- (2 - 5) * 2", "6"],
    ["17 % 5 * 2", "4"],
    ["1 / 3 * 3", "0.999999999999999999999999999"],
    ["Окр(1045.5 * 0.1, 2)", "104.55"],
    ["Окр(100.045, 2)", "100.05"],
    ["Цел(-1.9)", "-1"],
    ["Мин(3, 1, 2) + Макс(3, 1, 2)", "4"],
    ["0.1 + 0.2", "0.3"],
    ['1 + "1 234,5"', "1235.5"],
    ["1 + Истина", "2"],
  ])("%s is %s", async (expression, expected) => {
    expect(String(await evaluate(`Возврат ${expression};`))).toBe(expected)
  })

  it.each([
    ['Формат(1234567.891, "ЧДЦ=2")', "1\u00a0234\u00a0567,89"],
    ['Формат(1234.5, "NFD=2; NDS=.; NG=0")', "1234.50"],
    ['Формат(-0.004, "ЧДЦ=2; ЧН=0,00")', "0,00"],
    ["Формат(1000, \"ЧРГ=' '\")", "1 000"],
    ['Формат(Истина, "БЛ=нет; БИ=да")', "да"],
    ['Формат(5, "")', "5"],
  ])("%s", async (expression, expected) => {
    expect(await evaluate(`Возврат ${expression};`)).toBe(expected)
  })
})
