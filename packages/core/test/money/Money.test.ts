import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import * as Money from "../../src/Money.ts"

const LARGEST = Money.MAX_WHOLE * 100

const hundredths = fc.oneof(
  fc.integer({ min: -LARGEST, max: LARGEST }),
  fc.integer({ min: -100_000, max: 100_000 }),
  fc.constantFrom(-LARGEST, -LARGEST + 1, 0, LARGEST - 1, LARGEST),
)
const kopecks = hundredths.map((value) => Money.Kopecks.make(value === 0 ? 0 : value))

const refusal = (input: unknown) => {
  const result = Money.rubles(input)
  return Result.isFailure(result)
    ? result.failure
    : assert.fail(`${String(input)} was taken as ${result.success}`)
}
const taken = (input: unknown) => Result.getOrThrow(Money.rubles(input))

describe("an amount on its way through JSON", () => {
  it("comes back to the kopeck over the whole range", () => {
    fc.assert(
      fc.property(kopecks, (amount) => {
        const text = JSON.stringify({ amount: Money.toNumber(amount) })
        assert.match(text, /^\{"amount":-?\d+(\.\d{1,2})?\}$/)
        assert.strictEqual(taken(JSON.parse(text).amount), amount)
      }),
      { numRuns: 1_000 },
    )
  })

  it("comes back from what people are shown, in Russian", () => {
    fc.assert(fc.property(kopecks, (amount) => assert.strictEqual(taken(Money.format(amount, "ru")), amount)))
  })

  it("has no negative zero", () => {
    for (const zero of [-0, "-0", "-0,00", "−0"]) assert.isTrue(Object.is(taken(zero), 0), String(zero))
  })

  it("is read from its shortest decimal text, not from the double beside it", () => {
    assert.strictEqual(taken(0.29), 29)
    assert.strictEqual(taken(1.1), 110)
    assert.strictEqual(taken(1_000_000_000_000), LARGEST)
    assert.strictEqual(taken(999_999_999_999.99), LARGEST - 1)
  })
})

describe("an amount as text", () => {
  it.each([
    "1 234,50",
    "1\u00a0234,50",
    "1\u202f234,50",
    "1234,50",
    "1234.5",
    "1234.50",
    " 1234,5 ",
    "\u00a01 234,50\u00a0",
    "01234,50",
    "1234,5000",
    "1 234,500",
    "1234,500",
  ])("is read: %j", (text) => {
    assert.strictEqual(taken(text), 123_450)
  })

  it("takes both minus signs, the typist's and the printer's", () => {
    assert.strictEqual(taken("-1 234,50"), -123_450)
    assert.strictEqual(taken("−1 234,50"), -123_450)
  })

  it("with a group in the millions", () => {
    assert.strictEqual(taken("1 234 567,89"), 123_456_789)
  })

  // A comma and a point together, or three digits behind the only separator, may be thousands or decimals:
  // a factor of a thousand is not guessed.
  it.each(["1,234", "1.234", "1,230", "12.000", "-100.500"])(
    "is refused where it may be thousands: %j",
    (text) => {
      assert.strictEqual(refusal(text).reason, "ambiguous")
    },
  )

  it.each([
    "",
    " ",
    "-",
    "1,234.50",
    "1.234,50",
    "1e3",
    "1E-2",
    "0x10",
    "Infinity",
    "NaN",
    "+5",
    ".5",
    "5.",
    "1 23",
    "1 2345",
    "1234 567",
    "1  234",
    "1\n234",
    "1'234",
    "5 ₽",
    "--5",
    "- 5",
    "٣",
  ])("is refused where it is not plainly a decimal: %j", (text) => {
    assert.strictEqual(refusal(text).reason, "not-a-number")
  })

  it("of any content is either read exactly or refused, and quickly", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-−]?[0-9 .,e\u00a0]{0,24}$/), (text) => {
        const result = Money.rubles(text)
        if (Result.isFailure(result)) return
        const plain = text
          .replace(/[ \u00a0]/g, "")
          .replace("−", "-")
          .replace(",", ".")
        assert.strictEqual(result.success, Math.round(Number(plain) * 100) + 0)
      }),
      { numRuns: 2_000 },
    )
  })

  it("of a length that no amount has is refused unread", () => {
    // Without the limit, a body of zeros costs the square of its length.
    const long = `0.${"0".repeat(1_000_000)}1`
    assert.strictEqual(refusal(long).reason, "not-a-number")
    assert.isBelow(refusal(long).message.length, 150)
    assert.strictEqual(taken(`0.${"0".repeat(Money.MAX_AMOUNT_TEXT - 2)}`), 0)
    assert.strictEqual(refusal(`0.${"0".repeat(Money.MAX_AMOUNT_TEXT - 1)}`).reason, "not-a-number")
  })
})

describe("a refused amount", () => {
  const cases: ReadonlyArray<readonly [unknown, Money.InvalidMoneyReason, string]> = [
    ["abc", "not-a-number", '"abc" is not an amount. Write it like 1234.5, or "1 234,50".'],
    [null, "not-a-number", 'null is not an amount. Write it like 1234.5, or "1 234,50".'],
    [undefined, "not-a-number", 'undefined is not an amount. Write it like 1234.5, or "1 234,50".'],
    [true, "not-a-number", 'true is not an amount. Write it like 1234.5, or "1 234,50".'],
    [10n, "not-a-number", '10 is not an amount. Write it like 1234.5, or "1 234,50".'],
    [[1], "not-a-number", 'An array is not an amount. Write it like 1234.5, or "1 234,50".'],
    [Object.create(null), "not-a-number", 'An object is not an amount. Write it like 1234.5, or "1 234,50".'],
    [Number.NaN, "not-finite", "NaN is not a finite number."],
    [Number.POSITIVE_INFINITY, "not-finite", "Infinity is not a finite number."],
    [Number.NEGATIVE_INFINITY, "not-finite", "-Infinity is not a finite number."],
    [0.001, "too-many-decimals", "0.001 has more than two decimals: an amount is whole kopecks."],
    [1.005, "too-many-decimals", "1.005 has more than two decimals: an amount is whole kopecks."],
    [1e-7, "too-many-decimals", "1e-7 has more than two decimals: an amount is whole kopecks."],
    [
      0.1 + 0.2,
      "too-many-decimals",
      "0.30000000000000004 has more than two decimals: an amount is whole kopecks.",
    ],
    ["0,125", "too-many-decimals", '"0,125" has more than two decimals: an amount is whole kopecks.'],
    [1e12 + 1, "too-large", "1000000000001 is beyond 1000000000000, the largest amount that is handled."],
    [-1e12 - 1, "too-large", "-1000000000001 is beyond 1000000000000, the largest amount that is handled."],
    [1e300, "too-large", "1e+300 is beyond 1000000000000, the largest amount that is handled."],
    [
      "1 000 000 000 000,01",
      "too-large",
      '"1 000 000 000 000,01" is beyond 1000000000000, the largest amount that is handled.',
    ],
    [
      "1,500",
      "ambiguous",
      '"1,500" may be thousands or decimals. Leave thousands unmarked or set them apart by spaces, and write two decimals at most.',
    ],
  ]

  it.each(cases)("%s says why: %s", (input, reason, message) => {
    for (const read of [Money.rubles, Money.points]) {
      const result: Result.Result<number, Money.InvalidMoney> = read(input)
      assert(Result.isFailure(result))
      assert.strictEqual(result.failure._tag, "InvalidMoney")
      assert.strictEqual(result.failure.reason, reason)
      assert.strictEqual(result.failure.message, message)
      assert.deepStrictEqual(result.failure.input, input)
    }
  })

  it("has a message for whatever came", () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }),
        (input) => {
          const result = Money.rubles(input)
          if (Result.isFailure(result)) assert.isAtLeast(result.failure.message.length, 10)
        },
      ),
    )
  })
})

describe("the brands", () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, LARGEST + 1, -LARGEST - 1])(
    "refuse %s hundredths",
    (value) => {
      assert.throws(() => Money.Kopecks.make(value))
      assert.throws(() => Money.Points.make(value))
    },
  )

  it.each([-0.1, 100.1, Number.NaN])("refuse %s percent", (value) => {
    assert.throws(() => Money.Percent.make(value))
  })
})

describe("money on the wire", () => {
  const decode = Schema.decodeUnknownResult(Money.KopecksFromWire)
  const encode = Schema.encodeSync(Money.KopecksFromWire)

  it("is read from a number or a text, and written as a number", () => {
    assert.strictEqual(Result.getOrThrow(decode(19.31)), 1931)
    assert.strictEqual(Result.getOrThrow(decode("1 234,50")), 123_450)
    assert.strictEqual(encode(Money.Kopecks.make(1931)), 19.31)
    assert.strictEqual(Schema.decodeUnknownSync(Money.PointsFromWire)("0,5"), 50)
    assert.strictEqual(Schema.encodeSync(Money.PointsFromWire)(Money.Points.make(50)), 0.5)
  })

  it("comes back over the whole range", () => {
    fc.assert(fc.property(kopecks, (amount) => Result.getOrThrow(decode(encode(amount))) === amount))
  })

  it("is refused with the reason", () => {
    for (const [input, said] of [
      [0.001, "more than two decimals"],
      [Number.NaN, "not a finite number"],
      ["1,234", "thousands or decimals"],
    ] as const) {
      const result = decode(input)
      assert(Result.isFailure(result))
      assert.include(String(result.failure), said)
    }
    for (const input of [null, true, {}, []]) assert.isTrue(Result.isFailure(decode(input)))
  })
})
