/** Documents of the three dialects as receipts: sums, points, printed or not, and what is refused. */
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Fixtures from "./Fixtures.ts"

const { card, json, readBy, receiptOf, returned, sale, till } = Fixtures

/** 12:00 in Moscow. */
const NOON = 1_790_154_000_000

const milkAndBread: ReadonlyArray<unknown> = [
  { id: "1", quantity: 2_000, price: 50_025, amount: 100_050 },
  { id: "2", quantity: 1_000, price: 4_500, amount: 4_500 },
]

describe.each([
  { dialect: "unf", prefix: "5", returnEntity: returned },
  { dialect: "retail2", prefix: "6", returnEntity: sale },
  { dialect: "ut11", prefix: "7", returnEntity: returned },
] as const)("$dialect", ({ dialect, prefix, returnEntity }) => {
  it("reads a sale that earns", () => {
    const receipt = receiptOf(dialect, sale, json(`${dialect}.sale-earn.json`))
    assert.deepEqual<unknown>(
      { ...receipt, card: receipt.card?.ref },
      {
        kind: "sale",
        ref: `${prefix}a000000-0000-4000-8000-000000000001`,
        version: "AAAAAQAAAAA=",
        dialect,
        till,
        number: 57,
        at: NOON,
        card,
        amount: 104_550,
        lines: milkAndBread,
        points: 0,
      },
    )
  })

  it("puts the points back onto the net sums of a sale that spends", () => {
    const receipt = receiptOf(dialect, sale, json(`${dialect}.sale-spend.json`))
    assert.strictEqual(receipt.amount, 104_550)
    assert.strictEqual(receipt.points, 10_000)
    assert.deepEqual<unknown>(receipt.lines, milkAndBread)
  })

  it("reads a return of one milk, with the points that paid for it, and its sale", () => {
    const receipt = receiptOf(dialect, returnEntity, json(`${dialect}.return.json`))
    if (receipt.kind !== "return") return assert.fail(receipt.kind)
    assert.strictEqual(receipt.sale, `${prefix}a000000-0000-4000-8000-000000000002`)
    assert.strictEqual(receipt.amount, 50_025)
    assert.strictEqual(receipt.points, 4_785)
  })

  it("counts no receipt that was put aside", () => {
    const read = readBy(dialect, sale, json(`${dialect}.sale-postponed.json`))
    assert.deepEqual(Result.getOrThrow(read), { _tag: "NotPrinted" })
  })

  it("counts no printed receipt that is marked for deletion", () => {
    const read = readBy(dialect, sale, { ...json(`${dialect}.sale-earn.json`), DeletionMark: true })
    assert.deepEqual(Result.getOrThrow(read), { _tag: "NotPrinted" })
  })

  it.each([
    ["СуммаДокумента", "1.005"],
    ["СуммаДокумента", -1],
    ["Date", "yesterday"],
    ["Date", "0001-01-01T00:00:00"],
    ["Ref_Key", "5a"],
    ["НомерЧекаККМ", "fifty-seven"],
  ])("names the field that is wrong: %s %s", (field, value) => {
    const read = readBy(dialect, sale, { ...json(`${dialect}.sale-earn.json`), [field]: value })
    if (Result.isSuccess(read)) return assert.fail("it was read")
    assert.strictEqual(read.failure.field, field)
    assert.notInclude(read.failure.expected, String(value))
  })

  it("reads no lines from sums that are not those of the document, which counts", () => {
    const receipt = receiptOf(dialect, sale, { ...json(`${dialect}.sale-earn.json`), СуммаДокумента: 1045 })
    assert.strictEqual(receipt.amount, 104_500)
    assert.deepEqual(receipt.lines, [])
  })

  it("knows no card by the zero GUID", () => {
    const field = dialect === "ut11" ? "КартаЛояльности_Key" : "ДисконтнаяКарта_Key"
    const document = { ...json(`${dialect}.sale-earn.json`), [field]: "00000000-0000-0000-0000-000000000000" }
    assert.isUndefined(receiptOf(dialect, sale, document).card)
  })
})

describe("unf", () => {
  it("reads numbers whichever way round they are written", () => {
    assert.deepEqual(
      receiptOf("unf", sale, json("numbers-as-strings.json")),
      receiptOf("unf", sale, json("unf.sale-spend.json")),
    )
  })

  it("counts a posted document only when it is printed", () => {
    const read = readBy("unf", sale, json("unf.sale-not-printed.json"))
    assert.deepEqual(Result.getOrThrow(read), { _tag: "NotPrinted" })
  })

  it("knows a printed return by its number", () => {
    const read = readBy("unf", returned, json("unf.return-not-printed.json"))
    assert.deepEqual(Result.getOrThrow(read), { _tag: "NotPrinted" })
    assert.strictEqual(receiptOf("unf", returned, json("unf.return.json")).number, 60)
  })

  it("reads a return without a sale as one that names none", () => {
    assert.notProperty(receiptOf("unf", returned, json("unf.return-without-sale.json")), "sale")
  })

  it("reads a sale without a card, and one with a card of 1C's own", () => {
    assert.isUndefined(receiptOf("unf", sale, json("unf.sale-no-card.json")).card)
    const foreign = receiptOf("unf", sale, json("unf.sale-foreign-card.json"))
    assert.deepEqual(foreign.card, { ref: "ff000000-0000-4000-8000-000000000001" })
  })

  it("refuses a sale whose payments and lines say different points", () => {
    const document = { ...json("unf.sale-spend.json"), БезналичнаяОплата: [] }
    const read = readBy("unf", sale, document)
    assert.deepInclude(Result.getOrThrow(Result.flip(read)), { field: "БезналичнаяОплата.СуммаБонусов" })
  })

  it("takes the sum with the tax where prices are without it", () => {
    const document = json("unf.sale-earn.json")
    const goods = [{ LineNumber: "1", Количество: 1, Цена: 100, Сумма: 100, СуммаНДС: 20, Всего: 120 }]
    const receipt = receiptOf("unf", sale, {
      ...document,
      СуммаВключаетНДС: false,
      СуммаДокумента: 120,
      Запасы: goods,
    })
    assert.deepEqual<unknown>(receipt.lines, [{ id: "1", quantity: 1_000, price: 10_000, amount: 12_000 }])
  })

  it("puts the programme's own discount back where the settings say that it gave it", () => {
    const document = {
      ...json("unf.sale-earn.json"),
      СуммаДокумента: 950.47,
      Запасы: [
        { LineNumber: "1", Количество: 2, Цена: 500.25, Сумма: 950.47, СуммаАвтоматическойСкидки: 50.03 },
      ],
    }
    assert.strictEqual(receiptOf("unf", sale, document).amount, 95_047)
    const ours = receiptOf("unf", sale, document, { automaticDiscounts: "loyalty" })
    assert.strictEqual(ours.amount, 100_050)
    assert.strictEqual(ours.lines[0]?.amount, 100_050)
  })
})

describe("retail2", () => {
  it("counts a printed receipt though it is not posted, and an archived one", () => {
    assert.strictEqual(receiptOf("retail2", sale, json("retail2.sale-not-posted.json")).amount, 104_550)
    assert.strictEqual(receiptOf("retail2", sale, json("retail2.sale-archived.json")).amount, 104_550)
  })

  it("counts no cancelled receipt though it is posted", () => {
    const read = readBy("retail2", sale, json("retail2.sale-cancelled.json"))
    assert.deepEqual(Result.getOrThrow(read), { _tag: "NotPrinted" })
  })

  it("knows the owner of the card", () => {
    const { card } = receiptOf("retail2", sale, json("retail2.sale-earn.json"))
    assert.strictEqual(card?.owner, "0c000000-0000-4000-8000-000000000001")
    const nobody = { ...json("retail2.sale-earn.json"), ВладелецДисконтнойКарты: "" }
    assert.notProperty(receiptOf("retail2", sale, nobody).card, "owner")
  })

  it("refuses points that were a means of payment, and an operation that is neither sale nor return", () => {
    const document = json("retail2.sale-earn.json")
    const paid = { ...document, Оплата: [{ КоличествоБонусов: 10, СуммаБонусовВСкидках: 0 }] }
    assert.deepInclude(Result.getOrThrow(Result.flip(readBy("retail2", sale, paid))), {
      field: "Оплата.КоличествоБонусов",
    })
    const odd = { ...document, ВидОперации: "Обмен" }
    assert.deepInclude(Result.getOrThrow(Result.flip(readBy("retail2", sale, odd))), {
      field: "ВидОперации",
    })
  })

  it("goes by the shop where the settings name no till", () => {
    const shop = "05000000-0000-4000-8000-000000000001"
    const isMapped = (key: string) => key === shop
    assert.strictEqual(receiptOf("retail2", sale, json("retail2.sale-earn.json"), { isMapped }).till, shop)
  })
})

describe("ut11", () => {
  it("refuses lines whose points are not worth their money", () => {
    const document = json("ut11.sale-spend.json")
    const [first, ...others] = Array.isArray(document["Товары"]) ? document["Товары"] : []
    const dear = { ...document, Товары: [{ ...first, СуммаБонусныхБалловКСписанию: 50 }, ...others] }
    assert.deepInclude(Result.getOrThrow(Result.flip(readBy("ut11", sale, dear))), {
      field: "Товары.СуммаБонусныхБалловКСписанию",
    })
  })

  it("reads no lines from a return with points, since they are net of them", () => {
    assert.deepEqual(receiptOf("ut11", returned, json("ut11.return.json")).lines, [])
    const without = { ...json("ut11.return.json"), СуммаБонусныхБалловКВозврату: 0 }
    assert.strictEqual(receiptOf("ut11", returned, without).lines.length, 1)
  })
})

describe("a line that does not read", () => {
  it.each([
    ["Цена", 100.125],
    ["Количество", 0],
    ["Количество", "1.00005"],
  ])("takes the lines, and not the sum: %s %s", (field, value) => {
    const document = json("ut11.sale-earn.json")
    const [first, ...others] = Array.isArray(document["Товары"]) ? document["Товары"] : []
    const odd = { ...document, Товары: [{ ...first, [field]: value }, ...others] }
    const receipt = receiptOf("ut11", sale, odd)
    assert.strictEqual(receipt.amount, 104_550)
    assert.deepEqual(receipt.lines, [])
  })
})
