/** What a receipt carries to the cloud, and back. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decodeExtra, encodeExtra, EXTRA_KEY, type SaleExtra } from "../../src/terminal/index.ts"

const extra: SaleExtra = {
  receiptId: "11111111-1111-4111-8111-111111111111",
  type: "cashback",
  pointsHundredths: 10_000,
  discountKopecks: 10_000,
  otherKopecks: 500,
  amountKopecks: 385_700,
}
const TEXT =
  '{"v":1,"receipt":"11111111-1111-4111-8111-111111111111","type":"cashback","points":"100.00","discount":"100.00","other":"5.00","amount":"3857.00"}'

describe("our extra", () => {
  it("is one text under one key, and never changes its format", () =>
    expect(encodeExtra(extra)).toEqual({ [EXTRA_KEY]: TEXT }))

  it("leaves alone what others wrote, as far as the library passes it", () => {
    const others = JSON.stringify({
      lc: '{"hold":"h-1"}',
      flag: true,
      count: 1,
      nested: { a: 1 },
      loyalkit: "old",
    })
    expect(encodeExtra(extra, others)).toEqual({ lc: '{"hold":"h-1"}', flag: true, loyalkit: TEXT })
  })

  it.each([
    ["a receipt's extras as text", JSON.stringify({ lc: "x", [EXTRA_KEY]: TEXT })],
    ["a receipt's extras as an object", { [EXTRA_KEY]: TEXT }],
    ["parsed by the cloud", { [EXTRA_KEY]: JSON.parse(TEXT) }],
    ["its text alone", TEXT],
  ])("is read from %s", (_where, given) => expect(decodeExtra(given)).toEqual(extra))

  it.each([
    ["null", null],
    ["nothing", undefined],
    ["no JSON", "{"],
    ["another app's", { lc: TEXT.replace("v", "w") }],
    ["another version", TEXT.replace('"v":1', '"v":2')],
    ["a negative amount", TEXT.replace("3857.00", "-3857.00")],
    ["an amount that is none", TEXT.replace("3857.00", "много")],
    ["a list", [TEXT]],
    ["another programme", TEXT.replace('"type":"cashback"', '"type":"stamps"')],
  ])("is not read from %s", (_what, given) => expect(decodeExtra(given)).toBeUndefined())

  it("survives the way there and back", () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 })
    const any = fc.record({
      receiptId: fc.uuid(),
      type: fc.constantFrom("cashback" as const, "discount" as const),
      pointsHundredths: amount,
      discountKopecks: amount,
      otherKopecks: amount,
      amountKopecks: amount,
    })
    fc.assert(
      fc.property(any, (given) => {
        expect(decodeExtra(encodeExtra(given))).toEqual(given)
      }),
    )
  })
})
