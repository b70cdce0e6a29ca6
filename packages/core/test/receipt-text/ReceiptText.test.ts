import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import type { Quote, Sale } from "../../src/Domain.ts"
import { ReceiptId } from "../../src/Domain.ts"
import { Kopecks, Percent, Points } from "../../src/Money.ts"
import * as ReceiptText from "../../src/ReceiptText.ts"

const cashback = {
  type: "cashback",
  amount: Kopecks.make(150_000),
  total: Kopecks.make(150_000),
  percent: Percent.make(5),
} as const

const spent: Sale = { ...cashback, total: Kopecks.make(27_000), spend: Points.make(123_000) }
const earned: Sale = { ...cashback, earn: Points.make(7_550) }
const discounted: Sale = {
  ...cashback,
  type: "discount",
  amount: Kopecks.make(123_456),
  total: Kopecks.make(117_283),
}
const receipt = ReceiptId.make("shift-7.receipt-0000123")

const lines = (blocks: ReadonlyArray<ReceiptText.Block>, columns: number) =>
  ReceiptText.render(blocks, { columns })

const quote: Quote = {
  type: "cashback",
  percent: Percent.make(5),
  amount: Kopecks.make(150_000),
  maxSpend: Points.make(45_000),
  earn: Points.make(7_550),
}
const reduced: Quote = {
  ...quote,
  type: "discount",
  maxSpend: Points.make(0),
  earn: Points.make(0),
  discount: Kopecks.make(7_500),
  total: Kopecks.make(142_500),
}

describe("the bill before a sale", () => {
  const balance = Points.make(15_050)
  it("says what may be spent and would be earned", () => {
    assert.deepStrictEqual(lines(ReceiptText.preview({ quote, balance, language: "ru" }), 32), [
      "--------------------------------",
      "      Программа лояльности",
      "Баллов на счёте           150,50",
      "Можно списать баллов         450",
      "Будет начислено баллов     75,50",
      "--------------------------------",
    ])
  })

  it("promises no earning where points are spent", () => {
    const blocks = ReceiptText.preview({ quote, balance, points: Points.make(10_000), language: "en" })
    assert.deepStrictEqual(lines(blocks, 32).slice(2, -1), [
      "Points balance            150.50",
      "Points to spend              100",
    ])
  })

  it("shows a discount with what is left to pay, and no balance of points", () => {
    assert.deepStrictEqual(
      lines(ReceiptText.preview({ quote: reduced, balance, language: "ru" }), 32).slice(2, -1),
      ["Скидка                     75,00", "К оплате                1 425,00"],
    )
  })

  it("has no blocks where there is nothing to say", () => {
    const nothing = { ...quote, maxSpend: Points.make(0), earn: Points.make(0) }
    assert.deepStrictEqual(ReceiptText.preview({ quote: nothing, language: "ru" }), [])
    const { discount: _, total: __, ...full } = reduced
    assert.deepStrictEqual(ReceiptText.preview({ quote: full, language: "ru" }), [])
  })
})

describe("the receipt of a sale", () => {
  it("on 32 columns, points spent", () => {
    const blocks = ReceiptText.committed({ sale: spent, balance: Points.make(15_050), language: "ru" })
    assert.deepStrictEqual(lines(blocks, 32), [
      "--------------------------------",
      "      Программа лояльности",
      "Списано баллов             1 230",
      "Баллов на счёте           150,50",
      "--------------------------------",
    ])
  })

  it("on 42 columns, points earned", () => {
    const blocks = ReceiptText.committed({ sale: earned, language: "en" })
    assert.deepStrictEqual(lines(blocks, 42), [
      "------------------------------------------",
      "            Loyalty programme",
      "Points earned                        75.50",
      "------------------------------------------",
    ])
  })

  it("on 48 columns, a discount", () => {
    const blocks = ReceiptText.committed({ sale: discounted, language: "ru" })
    assert.deepStrictEqual(lines(blocks, 48), [
      "------------------------------------------------",
      "              Программа лояльности",
      "Скидка                                     61,73",
      "------------------------------------------------",
    ])
  })

  it("on 32 columns, a sale in doubt: neither spent nor not spent, with the receipt to ask by", () => {
    const blocks = ReceiptText.inDoubt({ points: Points.make(10_000), receipt, language: "ru" })
    assert.deepStrictEqual(lines(blocks, 32), [
      "--------------------------------",
      "      Программа лояльности",
      "Списание баллов              100",
      "Операция с баллами уточняется.",
      "Баланс обновится позже.",
      "    shift-7.receipt-0000123",
      "--------------------------------",
    ])
    const english = ReceiptText.inDoubt({ points: Points.make(0), receipt, language: "en" })
    assert.deepStrictEqual(lines(english, 42).slice(2, -2), [
      "The points are being settled. The balance",
      "will follow.",
    ])
  })

  it("on 32 columns, an earning that waits", () => {
    assert.deepStrictEqual(lines(ReceiptText.queued({ language: "ru" }), 32).slice(2, -1), [
      "Баллы за эту покупку будут",
      "начислены позже.",
    ])
  })

  it("says nothing where there is nothing to say", () => {
    const nothing: Sale = { ...cashback, earn: Points.make(0) }
    assert.deepStrictEqual(ReceiptText.committed({ sale: nothing, language: "ru" }), [])
    const noDiscount: Sale = { ...discounted, total: discounted.amount }
    assert.deepStrictEqual(ReceiptText.committed({ sale: noDiscount, language: "ru" }), [])
  })
})

describe("plain lines", () => {
  const words = fc.string({ unit: "binary", maxLength: 80, size: "max" })
  const block: fc.Arbitrary<ReceiptText.Block> = fc.oneof(
    fc.record({ type: fc.constant("text"), text: words, align: fc.constantFrom("left", "center") }),
    fc.record({ type: fc.constant("row"), left: words, right: words }),
    fc.record({ type: fc.constant("barcode"), kind: fc.constantFrom("qr", "code128"), data: words }),
    fc.constant({ type: "divider" } as const),
  )

  it("are never wider than the columns, and hold nothing that a printer takes for a command", () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), fc.integer({ min: 1, max: 64 }), (blocks, columns) => {
        for (const line of lines(blocks, columns)) {
          assert.isAtMost(Array.from(line).length, columns)
          assert.notMatch(line, /[\p{Cc}\u00a0\u202f\u2212«»„“”…×]/u)
        }
      }),
      { numRuns: 500 },
    )
  })

  it("lose no character that can be printed", () => {
    const ink = (text: string) => text.replace(/ /g, "")
    fc.assert(
      fc.property(
        fc.stringMatching(/^[а-яё0-9 ,.]{0,80}$/),
        fc.integer({ min: 1, max: 64 }),
        (text, columns) => {
          const row = lines([{ type: "row", left: text, right: "1,00" }], columns)
          assert.strictEqual(ink(row.join("")), `${ink(text)}1,00`)
        },
      ),
    )
  })

  it("have the quotes, dashes and letters of two signs as a printer's code page has them", () => {
    // й as и with a breve behind it, as some keyboards and file names have them.
    const name = "Чаи\u0306 «Ассам» — 2\u00a0×\u00a0100\u00a0г…"
    assert.deepStrictEqual(lines([{ type: "text", text: name, align: "left" }], 32), [
      'Чай "Ассам" - 2 x 100 г...',
    ])
    assert.deepStrictEqual(lines([{ type: "row", left: "Чаи\u0306", right: "1,00" }], 8), ["Чай 1,00"])
  })

  it("keep an amount whole, and put a value that does not fit on a line of its own", () => {
    const amount = "1\u00a0234\u00a0567,00"
    assert.deepStrictEqual(lines([{ type: "text", text: `Списано ${amount}`, align: "left" }], 16), [
      "Списано",
      "1 234 567,00",
    ])
    assert.deepStrictEqual(lines([{ type: "row", left: "Начислено", right: amount }], 16), [
      "Начислено",
      "    1 234 567,00",
    ])
    assert.deepStrictEqual(lines([{ type: "row", left: "Баллов на вашем счёте", right: "150" }], 16), [
      "Баллов на вашем",
      "счёте        150",
    ])
  })
})
