/**
 * A receipt on paper of each width: nothing sticks out, nothing is lost, and the sums are those that the till gave.
 */
import { Kopecks } from "@loyalkit/core/Money"
import type { Block } from "@loyalkit/core/ReceiptText"
import fc from "fast-check"
import { assert, describe, it } from "vitest"
import { en } from "../src/text/paper/en.ts"
import { ru } from "../src/text/paper/ru.ts"
import {
  paperOf,
  textOf,
  type Added,
  type PrintedLine,
  type PrintedReceipt,
} from "../src/view/paper/Paper.ts"
import { widths } from "../src/view/paper/PaperWidth.ts"

const receipt: PrintedReceipt = {
  point: "Кофейня на Садовой",
  title: ["ЧЕК №\u00a01001"],
  lines: [
    {
      name: "Капучино на миндальном молоке с сиропом «Лесной орех»",
      quantity: 2_000,
      unit: "piece",
      price: Kopecks.make(260_00),
      amount: Kopecks.make(520_00),
      points: Kopecks.make(195_14),
    },
    {
      name: "Кофе в зёрнах",
      quantity: 250,
      unit: "kilogram",
      price: Kopecks.make(2_490_00),
      amount: Kopecks.make(622_50),
    },
  ],
  sum: Kopecks.make(1_142_50),
  points: Kopecks.make(195_14),
  total: Kopecks.make(947_36),
  paid: [{ by: "Картой", amount: Kopecks.make(947_36) }],
  added: { is: "blocks", blocks: [{ type: "row", left: "Списано баллов", right: "195,14" }] },
}

const printed = (one: PrintedReceipt, columns: number) =>
  textOf(paperOf(one, { columns, language: "ru", words: ru }))
    .trimEnd()
    .split("\n")

const texts = fc.stringMatching(/^[а-яё]{1,50}( [А-Яa-z]{1,12}){0,6}$/)
const anything = fc.string({ unit: "binary", maxLength: 90, size: "max" })
const sums = fc.integer({ min: 0, max: 9_999_999_99 }).map((kopecks) => Kopecks.make(kopecks))

const receipts = (names: fc.Arbitrary<string>): fc.Arbitrary<PrintedReceipt> => {
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ type: fc.constant("text"), text: names, align: fc.constantFrom("left", "center") }),
    fc.record({ type: fc.constant("row"), left: names, right: names }),
    fc.record({ type: fc.constant("barcode"), kind: fc.constantFrom("qr", "code128"), data: names }),
    fc.constant({ type: "divider" } as const),
  )
  const added: fc.Arbitrary<Added> = fc.oneof(
    fc.record({ is: fc.constant("blocks"), blocks: fc.array(block, { maxLength: 4 }) }),
    fc.record({ is: fc.constant("lines"), lines: fc.array(names, { maxLength: 4 }) }),
  )
  const line: fc.Arbitrary<PrintedLine> = fc.record(
    {
      name: names,
      quantity: fc.integer({ min: 1, max: 999_000 }),
      unit: fc.constantFrom("piece", "kilogram"),
      price: sums,
      amount: sums,
      points: sums,
      discount: sums,
    },
    { requiredKeys: ["name", "quantity", "unit", "price", "amount"] },
  )
  return fc.record(
    {
      point: names,
      title: fc.array(names, { maxLength: 3 }),
      at: fc.integer({ min: 0, max: 4e12 }),
      lines: fc.array(line, { maxLength: 4 }),
      sum: sums,
      points: sums,
      discount: sums,
      total: sums,
      paid: fc.array(fc.record({ by: names, amount: sums }), { maxLength: 3 }),
      added,
    },
    { requiredKeys: ["title", "lines", "total", "paid", "added"] },
  )
}

const textsOf = ({ added, lines, paid, point, title }: PrintedReceipt): ReadonlyArray<string> => [
  ...(point === undefined ? [] : [point]),
  ...title,
  ...lines.map(({ name }) => name),
  ...paid.map(({ by }) => by),
  ...(added.is === "lines"
    ? added.lines
    : added.blocks.flatMap((block) => {
        switch (block.type) {
          case "text":
            return [block.text]
          case "row":
            return [block.left, block.right]
          case "barcode":
            return [block.data]
          case "divider":
            return []
        }
      })),
]

const off = (sum: Kopecks | undefined): ReadonlyArray<number> =>
  sum === undefined || sum === 0 ? [] : [-sum]

const sumsOf = ({ discount, lines, paid, points, sum, total }: PrintedReceipt): ReadonlyArray<number> => [
  ...lines.flatMap((line) => [line.amount, ...off(line.points), ...off(line.discount)]),
  ...(sum === undefined ? [] : [sum]),
  ...off(points),
  ...off(discount),
  total,
  ...paid.map(({ amount }) => amount),
]

const SUM = /(-?[\d,]+\.\d\d)$/
/** Of goods whose amount had no room behind it. */
const PRICE = /^ {2}.* x [\d,.]+$/
const inKopecks = (line: string): ReadonlyArray<number> => {
  const sum = PRICE.test(line) ? undefined : SUM.exec(line)?.[1]
  return sum === undefined ? [] : [Number(sum.replaceAll(/[,.]/g, ""))]
}

describe("a printed receipt", () => {
  it("has goods with quantity, price and their part of the points, the sums, and loyalkit's blocks", () => {
    assert.deepEqual(printed(receipt, 32), [
      "    Магазин-пример loyalkit",
      "       Кофейня на Садовой",
      "           ЧЕК № 1001",
      "--------------------------------",
      "Капучино на миндальном молоке с",
      'сиропом "Лесной орех"',
      "  2 x 260,00              520,00",
      "  баллами                -195,14",
      "Кофе в зёрнах",
      "  0,25 кг x 2 490,00      622,50",
      "--------------------------------",
      "Сумма                   1 142,50",
      "Оплачено баллами         -195,14",
      "ИТОГО                     947,36",
      "Картой                    947,36",
      "Списано баллов            195,14",
    ])
  })

  it("has no line that is wider than the paper, whatever is on it", () => {
    fc.assert(
      fc.property(receipts(anything), fc.constantFrom(...widths), (one, columns) => {
        for (const line of printed(one, columns)) assert.isAtMost(Array.from(line).length, columns)
      }),
      { numRuns: 300 },
    )
  })

  it("loses nothing of its texts, and keeps their order", () => {
    const ink = (text: string) => text.replaceAll(/[\s-]/g, "")
    fc.assert(
      fc.property(receipts(texts), fc.constantFrom(...widths), (one, columns) => {
        let rest = ink(printed(one, columns).join(""))
        for (const text of textsOf(one).map(ink)) {
          const at = rest.indexOf(text)
          assert.isAtLeast(at, 0, text)
          rest = rest.slice(at + text.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  it("has the sums that the till gave, one behind the other, and no other", () => {
    fc.assert(
      fc.property(receipts(texts), fc.constantFrom(...widths), (one, columns) => {
        const parts = paperOf(one, { columns, language: "en", words: en })
        const lines = parts.filter(({ is }) => is !== "added" && is !== "head").flatMap((part) => part.lines)
        assert.deepEqual(lines.flatMap(inKopecks), sumsOf(one))
      }),
      { numRuns: 300 },
    )
  })

  it("keeps lines that came as text for narrower paper, and breaks those for wider paper", () => {
    const rule = "-".repeat(42)
    const row = `Списано баллов${" ".repeat(25)}500`
    const one: PrintedReceipt = { ...receipt, added: { is: "lines", lines: [rule, row], columns: 42 } }
    assert.deepEqual(printed(one, 48).slice(-2), [rule, row])
    assert.deepEqual(printed(one, 32).slice(-2), ["-".repeat(32), "Списано баллов 500"])
  })
})
