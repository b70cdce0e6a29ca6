/** Receipts of the three dialects, read by the module: what was sold, for which points, to whom, and whether it was printed. */
import { DateTime, Decimal, List, Oddities, Structure, type Value } from "@loyalkit/bsl"
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { receiptOf } from "./Documents.ts"
import { openShop, type Shop, TOKEN } from "./Shop.ts"
import { openTill, type Result } from "./Till.ts"
import { fromBsl, type Plain } from "./Values.ts"

const NOBODY = "http://127.0.0.1:1"

const readOn = async (
  oddities: Oddities.Oddities,
  fixture: string,
  ...rest: ReadonlyArray<Plain>
): Promise<Result> => {
  const till = await openTill(NOBODY, "", { oddities })
  // Its shape is the module's promise.
  return (await till.plain("ДанныеЧека", receiptOf(fixture), ...rest)) as Result
}
const read = (fixture: string, ...rest: ReadonlyArray<Plain>) => readOn(Oddities.ordinary, fixture, ...rest)

const lines = (sums: ReadonlyArray<readonly [quantity: number, price: number, sum: number]>) =>
  sums.map(([Количество, Цена, Сумма], index) => ({
    Идентификатор: String(index + 1),
    Наименование: expect.any(String),
    Количество,
    Цена,
    Сумма,
    БезБаллов: false,
  }))

const wholePurchase = lines([
  [2, 500.25, 1000.5],
  [1, 45, 45],
])

describe.each([Oddities.oneByOne[0], Oddities.allAtOnce].flatMap((platform) => platform ?? []))(
  "$name",
  ({ oddities }) => {
    it.each([
      ["unf", "5a000000-0000-4000-8000-000000000002"],
      ["retail2", "6a000000-0000-4000-8000-000000000002"],
      ["ut11", "7a000000-0000-4000-8000-000000000002"],
    ])("%s: a sale for points, its sums without them", async (dialect, id) => {
      expect(await readOn(oddities, `${dialect}.sale-spend`)).toMatchObject({
        Успешно: true,
        Данные: {
          Диалект: dialect,
          Идентификатор: id,
          ИдентификаторПродажи: "",
          Дата: "2026-09-23T12:05:00",
          ЭтоВозврат: false,
          Пробит: true,
          Баллы: 100,
          Сумма: 1045.5,
          Строки: wholePurchase,
          КодКарты: "2200000100000",
        },
      })
    })
  },
)

it.each(["unf", "retail2", "ut11"])("%s: a sale that earns", async (dialect) => {
  expect(await read(`${dialect}.sale-earn`)).toMatchObject({
    Данные: { Баллы: 0, Сумма: 1045.5, Пробит: true },
  })
})

it.each([
  ["unf", "5a000000-0000-4000-8000-000000000002", lines([[1, 500.25, 500.25]])],
  ["retail2", "6a000000-0000-4000-8000-000000000002", lines([[1, 500.25, 500.25]])],
  // Its points are one number for the whole document, so its lines make up another sum.
  ["ut11", "7a000000-0000-4000-8000-000000000002", []],
])("%s: a return of one of the two, with the points of it", async (dialect, sale, goods) => {
  expect(await read(`${dialect}.return`)).toMatchObject({
    Данные: {
      ЭтоВозврат: true,
      Пробит: true,
      ИдентификаторПродажи: sale,
      Баллы: 47.85,
      Сумма: 500.25,
      Строки: goods,
    },
  })
})

it.each([
  ["unf.sale-not-printed", false],
  ["unf.sale-postponed", false],
  ["unf.return-not-printed", false],
  ["retail2.sale-postponed", false],
  ["retail2.sale-cancelled", false],
  ["retail2.sale-archived", true],
  ["retail2.sale-not-posted", true],
  ["ut11.sale-postponed", false],
])("%s: printed is %s", async (fixture, printed) => {
  expect(await read(fixture)).toMatchObject({ Успешно: true, Данные: { Пробит: printed } })
})

it("a return without a sale, and a sale without a card, leave those empty", async () => {
  expect(await read("unf.return-without-sale")).toMatchObject({ Данные: { ИдентификаторПродажи: "" } })
  expect(await read("unf.sale-no-card")).toMatchObject({ Данные: { КодКарты: "" } })
})

describe("what a document says twice, or by the way", () => {
  const readWith = async (fixture: string, changes: Readonly<Record<string, Value>>) => {
    const till = await openTill(NOBODY, "")
    return till.plain("ДанныеЧека", receiptOf(fixture, { changes }))
  }

  it.each(["unf", "retail2", "ut11"])("%s: one marked for deletion is not printed", async (dialect) => {
    expect(await readWith(`${dialect}.sale-earn`, { ПометкаУдаления: true })).toMatchObject({
      Данные: { Пробит: false },
    })
  })

  it.each([
    ["unf", "БезналичнаяОплата"],
    ["retail2", "Оплата"],
  ])(
    "%s: points in the lines that were not paid are refused: nobody knows what the customer saw",
    async (dialect, part) => {
      expect(await readWith(`${dialect}.sale-spend`, { [part]: new List() })).toMatchObject({
        Успешно: false,
        Код: "MODULE_ERROR",
        Подробности: expect.stringContaining("не сходятся"),
      })
    },
  )

  it("the document's own sum counts; lines that make up another one are left out", async () => {
    const sum = { СуммаДокумента: Decimal.whole(1045) }
    expect(await readWith("unf.sale-earn", sum)).toMatchObject({ Данные: { Сумма: 1045, Строки: [] } })
  })

  it.each(["retail2", "ut11"])("%s: a tax that is not in the price is paid too", async (dialect) => {
    const tax = { ЦенаВключаетНДС: false, СуммаДокумента: Decimal.parse("1219.75") }
    expect(await readWith(`${dialect}.sale-earn`, tax)).toMatchObject({
      Данные: { Сумма: 1219.75, Строки: [{ Сумма: 1167.25 }, { Сумма: 52.5 }] },
    })
  })

  it("a card that only the points were paid with is the card", async () => {
    expect(await readWith("unf.sale-spend", { ДисконтнаяКарта: undefined })).toMatchObject({
      Данные: { КодКарты: "2200000100000" },
    })
  })
})

it("a loyalty discount that is in the prices already is added to the sum", async () => {
  expect(await read("unf.sale-earn", "", 150)).toMatchObject({ Данные: { Сумма: 1195.5 } })
})

it.each([
  [{ КодКартыШтрихкод: "111", КодКартыМагнитный: "222" }, "111"],
  [{ КодКартыШтрихкод: "", КодКартыМагнитный: " 222 " }, "222"],
  [{ Штрихкод: "333", МагнитныйКод: "444" }, "333"],
  [{ КодКарты: "555" }, "555"],
  [{ Наименование: "Карта" }, ""],
])("a card's code, as configurations name it: %o", async (card, code) => {
  for (const order of ["inserted", "reversed"] as const) {
    const till = await openTill(NOBODY, "", { oddities: { ...Oddities.ordinary, order } })
    expect(await till.plain("ДанныеЧека", receiptOf("unf.sale-earn", { card }))).toMatchObject({
      Данные: { КодКарты: code },
    })
  }
})

describe("what is no receipt", () => {
  it.each<readonly [string, Plain, Plain]>([
    [
      "a document of another kind",
      new Structure([
        ["Ссылка", "1"],
        ["Дата", DateTime.empty],
      ]),
      "",
    ],
    ["nothing", undefined, ""],
    ["a dialect that is none", receiptOf("unf.sale-earn"), "unf4"],
    ["a dialect of another configuration", receiptOf("unf.sale-earn"), "ut11"],
  ])("%s is refused without an exception", async (_, document, dialect) => {
    const till = await openTill(NOBODY, "")
    expect(await till.plain("ДанныеЧека", document, dialect)).toMatchObject({
      Успешно: false,
      Код: "MODULE_ERROR",
    })
  })
})

describe("a receipt that was read is what the gateway takes", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  }, 30_000)
  afterAll(() => shop.close())

  it.each(["unf", "retail2", "ut11"])("%s: quoted by its lines, held, and sold", async (dialect) => {
    const customer = shop.customer()
    const till = await openTill(shop.gateway.url, TOKEN)
    const receipt = randomUUID()
    const document = receiptOf(`${dialect}.sale-spend`)
    const found = await till.raw("ДанныеЧека", document)
    const data = found instanceof Structure ? found.get("Данные") : undefined
    if (!(data instanceof Structure)) throw new Error("no data")
    await till.call("Определить", receipt, customer.phone)
    const quote = fromBsl(
      await till.raw("Рассчитать", till.settings, receipt, data.get("Сумма"), data.get("Строки")),
    )
    expect(quote).toMatchObject({
      Успешно: true,
      Данные: { Расчет: { Сумма: 1045.5, МожноСписать: 313.65 } },
    })
    const hold = fromBsl(await till.raw("Зарезервировать", till.settings, receipt, data.get("Баллы")))
    expect(hold).toMatchObject({ Успешно: true, Данные: { Резерв: { КОплате: 945.5 } } })
    const sale = fromBsl(
      await till.raw(
        "Провести",
        till.settings,
        receipt,
        data.get("Сумма"),
        data.get("Баллы"),
        undefined,
        data.get("Дата"),
      ),
    )
    expect(sale).toMatchObject({ Успешно: true, Данные: { Продажа: { Статус: "committed", Списано: 100 } } })
    expect(await shop.sales(customer)).toMatchObject([{ amount: 1045.5, total: 945.5, spend: 100 }])
  })
})
