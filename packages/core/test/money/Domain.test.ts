import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import * as Domain from "../../src/Domain.ts"

const accepts = <S extends Schema.ConstraintDecoder<unknown>>(schema: S) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (input: unknown) => Result.isSuccess(decode(input))
}

describe("a receipt's ID", () => {
  const accepted = accepts(Domain.ReceiptId)

  it("is 1 to 128 characters of A-Z a-z 0-9 . _ -", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._-]{1,128}$/), (id) => accepted(id)),
      { numRuns: 20 },
    )
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 140 }), (id) => {
        assert.strictEqual(
          accepted(id),
          id.length <= 128 && id !== "" && /^[A-Za-z0-9._-]*$/.exec(id)?.[0] === id,
        )
      }),
    )
  })

  it.each(["", "a".repeat(129), "a b", "a/b", "чек", "a\n", " a", 7, null])("is refused: %j", (id) => {
    assert.isFalse(accepted(id))
  })
})

describe("a receipt's line", () => {
  const accepted = accepts(Domain.ReceiptLine)
  const cheese = { id: "1", quantity: 1_500, price: 80_000, amount: 120_000 }

  it("has a quantity in whole thousandths, above zero", () => {
    assert.isTrue(accepted(cheese))
    for (const quantity of [0, -1, 0.5, "1500"])
      assert.isFalse(accepted({ ...cheese, quantity }), String(quantity))
  })

  it("has a price and an amount in whole kopecks, zero or more", () => {
    for (const field of ["price", "amount"]) {
      assert.isTrue(accepted({ ...cheese, [field]: 0 }))
      for (const wrong of [-1, 0.5, Number.NaN]) assert.isFalse(accepted({ ...cheese, [field]: wrong }))
    }
  })

  it("is believed about its amount, whatever price and quantity make", () => {
    assert.isTrue(accepted({ ...cheese, amount: 119_999 }))
  })

  it("leaves out what is not known; null is not a value", () => {
    assert.isTrue(accepted({ ...cheese, name: "Сыр", excluded: true }))
    assert.isFalse(accepted({ ...cheese, name: null }))
    assert.isFalse(accepted({ ...cheese, excluded: null }))
    assert.isFalse(accepted({ ...cheese, id: "" }))
  })

  it("comes at most so often in one purchase", () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...cheese, id: String(index) }))
    const purchase = accepts(Domain.Purchase)
    assert.isTrue(purchase({ amount: 0 }))
    assert.isTrue(purchase({ amount: 1, lines: lines(Domain.MAX_LINES) }))
    assert.isFalse(purchase({ amount: 1, lines: lines(Domain.MAX_LINES + 1) }))
    assert.isFalse(purchase({ amount: -1 }))
  })
})

describe("a quantity on the wire", () => {
  const decode = Schema.decodeUnknownResult(Domain.QuantityFromWire)
  const encode = Schema.encodeSync(Domain.QuantityFromWire)
  const thousandths = fc.oneof(
    fc.integer({ min: 1, max: 1e15 }),
    fc.integer({ min: 1, max: 100_000 }),
    fc.constantFrom(1, 999, 1_000, 1e15 - 1, 1e15),
  )
  const refusal = (input: unknown) => {
    const result = decode(input)
    return Result.isFailure(result) ? String(result.failure) : assert.fail(`${String(input)} was taken`)
  }

  it("comes back through JSON over the whole range, as a number of at most three decimals", () => {
    fc.assert(
      fc.property(thousandths, (quantity) => {
        const text = JSON.stringify(encode(quantity))
        assert.match(text, /^\d+(\.\d{1,3})?$/)
        assert.strictEqual(Result.getOrThrow(decode(JSON.parse(text))), quantity)
      }),
      { numRuns: 1_000 },
    )
  })

  it("is read from a text as from a number, with a comma or a point, in groups or not", () => {
    const separators = fc.constantFrom(".", ",")
    const groups = fc.constantFrom("", " ", "\u00a0", "\u202f")
    fc.assert(
      fc.property(thousandths, separators, groups, fc.nat(3), (quantity, separator, group, dropped) => {
        const whole = String(Math.floor(quantity / 1_000)).replace(/\B(?=(\d{3})+$)/g, group)
        const digits = String(quantity % 1_000).padStart(3, "0")
        const decimals = digits.replace(new RegExp(`0{0,${dropped}}$`), "")
        const text = decimals === "" ? whole : whole + separator + decimals
        assert.strictEqual(Result.getOrThrow(decode(text)), quantity, text)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    [1.5, 1_500],
    [0.001, 1],
    [0.29, 290],
    ["1.5", 1_500],
    ["1,5", 1_500],
    ["1 000,125", 1_000_125],
    // As scales write it: no thousands.
    ["1,500", 1_500],
    [" 2.000 ", 2_000],
    ["1,50000", 1_500],
  ] as const)("is exact: %j is %d thousandths", (input, quantity) => {
    assert.strictEqual(Result.getOrThrow(decode(input)), quantity)
  })

  it.each([
    [0, "not above zero"],
    [-0, "not above zero"],
    [-1.5, "not above zero"],
    ["-1", "not above zero"],
    ["0,000", "not above zero"],
    [0.0001, "more than three decimals"],
    [1e-7, "more than three decimals"],
    [0.1 + 0.2, "more than three decimals"],
    ["1,0005", "more than three decimals"],
    [Number.NaN, "not a finite number"],
    [Number.POSITIVE_INFINITY, "not a finite number"],
    [1e12 + 1, "beyond 1000000000000"],
    ["1000000000000,001", "beyond 1000000000000"],
    ["", "not a quantity"],
    ["1,234.5", "not a quantity"],
    ["1e3", "not a quantity"],
    ["5 kg", "not a quantity"],
    ["9".repeat(1_000_000), "not a quantity"],
  ] as const)("is refused with what is wrong and what was expected: %j", (input, said) => {
    const message = refusal(input)
    for (const part of [said, "Expected a quantity above zero with at most three decimals"])
      assert.include(message, part)
    assert.isBelow(message.length, 200)
  })

  it.each([null, true, {}, []])("is a number or a text: %j is refused", (input) => {
    refusal(input)
  })

  it("of any content is either read exactly or refused", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-−]?[0-9 .,e\u00a0]{0,24}$/), (text) => {
        const result = decode(text)
        if (Result.isFailure(result)) return
        const plain = text.replace(/[ \u00a0]/g, "").replace(",", ".")
        assert.strictEqual(result.success, Math.round(Number(plain) * 1_000))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe("what the domain keeps is plain JSON", () => {
  it("a quote survives being stored", () => {
    const quote = {
      type: "discount",
      percent: 3.5,
      amount: 10_000,
      maxSpend: 0,
      earn: 0,
      discount: 350,
      total: 9_650,
    }
    const decode = Schema.decodeUnknownSync(Domain.Quote)
    const encode = Schema.encodeSync(Domain.Quote)
    assert.deepStrictEqual(JSON.parse(JSON.stringify(encode(decode(quote)))), quote)
  })

  it("an account, which a journal keeps for good, names nobody", () => {
    const names = Object.keys(Domain.Person.fields)
    assert.isAbove(names.length, 0)
    for (const field of names) assert.notProperty(Domain.ClientAccount.fields, field)
  })
})
