/** Whatever the sums: what a document says in its several places is one receipt, exact to the kopeck. */
import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { receiptOf, sale } from "./Fixtures.ts"

/** A line before 1C writes it down: list price by quantity, of which parts were taken off, all in kopecks. */
interface Bought {
  readonly thousandths: number
  readonly price: number
  readonly gross: number
  readonly manual: number
  readonly automatic: number
  readonly points: number
}

const bought: fc.Arbitrary<Bought> = fc
  .record({
    thousandths: fc.integer({ min: 1, max: 20_000 }),
    price: fc.integer({ min: 0, max: 1_000_000 }),
    parts: fc.tuple(fc.nat({ max: 100 }), fc.nat({ max: 100 }), fc.nat({ max: 100 }), fc.nat({ max: 100 })),
  })
  .map(({ parts: [manual, automatic, points, rest], price, thousandths }) => {
    const gross = Math.round((price * thousandths) / 1_000)
    const whole = manual + automatic + points + rest
    const share = (part: number) => (whole === 0 ? 0 : Math.floor((gross * part) / whole))
    return {
      thousandths,
      price,
      gross,
      manual: share(manual),
      automatic: share(automatic),
      points: share(points),
    }
  })

/** A number as JSON may have it: itself, a text, or a text with zeros behind. */
const writing = fc.constantFrom(
  (kopecks: number): unknown => kopecks / 100,
  (kopecks: number): unknown => String(kopecks / 100),
  (kopecks: number): unknown => (kopecks / 100).toFixed(4),
)
type Write = (kopecks: number) => unknown

const sumOf = (lines: ReadonlyArray<Bought>, part: (line: Bought) => number): number =>
  lines.reduce((sum, line) => sum + part(line), 0)

const net = ({ automatic, gross, manual, points }: Bought): number => gross - manual - automatic - points

const head = {
  Ref_Key: "5A000000-0000-4000-8000-000000000001",
  DataVersion: "AAAAAQAAAAA=",
  Date: "2026-09-23T12:00:00.0000000",
  НомерЧекаККМ: "57",
}

const common = (line: Bought, index: number, write: Write) => ({
  LineNumber: String(index + 1),
  Количество: line.thousandths / 1_000,
  Цена: write(line.price),
  Сумма: write(net(line)),
  СуммаАвтоматическойСкидки: write(line.automatic),
})

const documents = {
  unf: (lines: ReadonlyArray<Bought>, write: Write) => ({
    ...head,
    Статус: "Пробит",
    СуммаДокумента: write(sumOf(lines, net)),
    Запасы: lines.map((line, index) => ({
      ...common(line, index, write),
      Всего: write(net(line)),
      СуммаСкидкиНаценки: write(line.manual),
      СуммаСкидкиОплатыБонусом: write(line.points),
    })),
    БезналичнаяОплата: [
      { ВидОплаты: "Бонусы", Сумма: 0, СуммаБонусов: write(sumOf(lines, ({ points }) => points)) },
      { ВидОплаты: "ПлатежнаяКарта", Сумма: 1, СуммаБонусов: 0 },
    ],
  }),
  retail2: (lines: ReadonlyArray<Bought>, write: Write) => ({
    ...head,
    ВидОперации: "Продажа",
    СтатусЧекаККМ: "Пробитый",
    СуммаДокумента: write(sumOf(lines, net)),
    Товары: lines.map((line, index) => ({
      ...common(line, index, write),
      СуммаРучнойСкидки: write(line.manual),
      СуммаСкидкиОплатыБонусом: write(line.points),
    })),
    Оплата: [{ СуммаБонусовВСкидках: write(sumOf(lines, ({ points }) => points)), КоличествоБонусов: "0" }],
  }),
  ut11: (lines: ReadonlyArray<Bought>, write: Write) => ({
    ...head,
    Статус: "Пробит",
    СуммаДокумента: write(sumOf(lines, net)),
    Товары: lines.map((line, index) => ({
      ...common(line, index, write),
      СуммаРучнойСкидки: write(line.manual),
      СуммаБонусныхБалловКСписанию: write(line.points),
      СуммаБонусныхБалловКСписаниюВВалюте: write(line.points),
    })),
  }),
}

describe.each(["unf", "retail2", "ut11"] as const)("any sale of %s", (dialect) => {
  it("comes to gross less the shop's own discounts, in sum and line by line", () => {
    fc.assert(
      fc.property(fc.array(bought, { maxLength: 12 }), writing, (lines, write) => {
        const receipt = receiptOf(dialect, sale, documents[dialect](lines, write))
        const points = sumOf(lines, (line) => line.points)
        const discounts = sumOf(lines, ({ automatic, manual }) => manual + automatic)
        const gross = sumOf(lines, (line) => line.gross)
        // gross = net + discounts + points, and what was owed is all of it but the shop's discounts.
        assert.strictEqual(gross, sumOf(lines, net) + discounts + points)
        assert.strictEqual(receipt.amount, gross - discounts)
        assert.strictEqual(receipt.points, points)
        assert.strictEqual(
          receipt.lines.reduce((sum, { amount }) => sum + amount, 0),
          receipt.amount,
        )
        assert.deepEqual(
          receipt.lines.map(({ amount, quantity }) => [amount, quantity]),
          lines.map((line) => [line.gross - line.manual - line.automatic, line.thousandths]),
        )
      }),
    )
  })

  it("comes to gross less the manual discounts where the automatic ones are the programme's", () => {
    fc.assert(
      fc.property(fc.array(bought, { maxLength: 12 }), writing, (lines, write) => {
        const receipt = receiptOf(dialect, sale, documents[dialect](lines, write), {
          automaticDiscounts: "loyalty",
        })
        assert.strictEqual(
          receipt.amount,
          sumOf(lines, ({ gross, manual }) => gross - manual),
        )
      }),
    )
  })
})
