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
