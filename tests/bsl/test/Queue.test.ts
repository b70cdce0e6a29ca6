/**
 * The sample handler: receipts queue up as they are written, without a request in the transaction, and a scheduled job commits each
 * of them once.
 */
import { type LogEntry, Oddities, type SeenRequest, Structure, type Value } from "@loyalkit/bsl"
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { configuration, QueueRegister } from "./Configuration.ts"
import { Reference, receiptOf } from "./Documents.ts"
import { nobody } from "./Doors.ts"
import { events, loadEvents } from "./Modules.ts"
import { type Customer, openShop, type Shop, TOKEN } from "./Shop.ts"
import { openTill } from "./Till.ts"
import { fromBsl, type Plain, toBsl } from "./Values.ts"

const MINUTE = 60_000

/** A base with the sample in it, whose clock a test moves. */
const openBase = async (address: string, oddities = Oddities.ordinary) => {
  const queue = new QueueRegister()
  const requests: Array<SeenRequest> = []
  const log: Array<LogEntry> = []
  let at = Date.parse("2026-09-23T10:00:00Z")
  const program = await loadEvents(
    {
      oddities,
      now: () => at,
      onRequest: (request) => void requests.push(request),
      onLog: (entry) => void log.push(entry),
    },
    configuration(queue, address, TOKEN),
  )
  const call = (name: string, ...args: ReadonlyArray<Value>) => program.call(events.name, name, args)
  return {
    requests,
    log,
    write: (receipt: Structure) => call("ЧекПриЗаписи", receipt, false),
    drain: () => call("ОбработатьОчередь"),
    put: (receipt: Plain, search: string) => call("ПоставитьВОчередь", toBsl(receipt), search),
    later: (minutes: number) => void (at += minutes * MINUTE),
    rows: () =>
      [...queue.rows.values()].map((row): Readonly<Record<string, unknown>> =>
        Object.fromEntries([...row].map(([name, value]) => [name, fromBsl(value)])),
      ),
  }
}
type Base = Awaited<ReturnType<typeof openBase>>

/** A receipt of a fixture as a new document of that customer's. */
const bought = (
  fixture: string,
  customer: Customer,
  changes: Readonly<Record<string, Value>> = {},
): { readonly id: string; readonly document: Structure } => {
  const id = randomUUID()
  const card = { КодКартыШтрихкод: customer.card }
  return { id, document: receiptOf(fixture, { card, changes: { Ссылка: new Reference(id), ...changes } }) }
}

let shop: Shop
let base: Base
beforeAll(async () => {
  shop = await openShop()
}, 30_000)
afterAll(() => shop.close())
beforeEach(async () => {
  base = await openBase(shop.gateway.url)
})

describe("writing a receipt", () => {
  it.each(["unf", "retail2", "ut11"])(
    "%s: a printed one with a card queues up, and nothing is sent",
    async (dialect) => {
      const { document, id } = bought(`${dialect}.sale-earn`, shop.customer())
      await base.write(document)
      expect(base.rows()).toMatchObject([
        { Идентификатор: id, Состояние: "Ждёт", Операция: "Продажа", Сумма: 1045.5, Баллы: 0, Попыток: 0 },
      ])
      expect(base.requests).toHaveLength(0)
    },
  )

  it.each([
    "unf.sale-not-printed",
    "unf.sale-postponed",
    "unf.sale-no-card",
    "retail2.sale-cancelled",
    "unf.return-without-sale",
  ])("%s does not", async (fixture) => {
    await base.write(bought(fixture, shop.customer()).document)
    expect(base.rows()).toEqual([])
  })

  it("a receipt that comes from another base does not", async () => {
    const exchange = new Structure([["Загрузка", true]])
    await base.write(bought("unf.sale-earn", shop.customer(), { ОбменДанными: exchange }).document)
    expect(base.rows()).toEqual([])
  })

  it("a document that cannot be read is written all the same, and the event log says why", async () => {
    await base.write(new Structure([["ОбменДанными", new Structure([["Загрузка", false]])]]))
    expect(base.rows()).toEqual([])
    expect(base.log).toMatchObject([
      { level: "Ошибка", text: expect.stringContaining("Неизвестный вид чека") },
    ])
  })
})

describe("the scheduled job", () => {
  it.each(["unf", "retail2", "ut11"])(
    "%s: commits a receipt once, however often it is written and drained",
    async (dialect) => {
      const customer = shop.customer()
      const { document, id } = bought(`${dialect}.sale-earn`, customer)
      for (let round = 0; round < 3; round += 1) {
        await base.write(document)
        await base.drain()
        base.later(5)
      }
      expect(base.rows()).toMatchObject([
        { Идентификатор: id, Состояние: "Проведён", Попыток: 1, Сообщение: "" },
      ])
      expect(await shop.sales(customer)).toEqual([{ amount: 1045.5, total: 1045.5, spend: 0, earn: 104.55 }])
    },
  )

  it("sends the time of the sale in UTC: noon in Moscow is nine o'clock", async () => {
    const customer = shop.customer()
    const { document, id } = bought("unf.sale-earn", customer)
    await base.write(document)
    await base.drain()
    const [request, ...others] = base.requests
    expect(others).toEqual([])
    expect(request).toMatchObject({ method: "POST", target: `/v1/receipts/${id}/commit` })
    expect(JSON.parse(request?.body ?? "")).toEqual({
      amount: 1045.5,
      points: 0,
      search: customer.card,
      soldAt: "2026-09-23T09:00:00Z",
    })
  })

  it("a row that was lost and made anew changes nothing: the gateway knows the receipt", async () => {
    const customer = shop.customer()
    const { document } = bought("unf.sale-earn", customer)
    for (let round = 0; round < 2; round += 1) {
      const restored = await openBase(shop.gateway.url)
      await restored.write(document)
      await restored.drain()
      expect(restored.rows()).toMatchObject([{ Состояние: "Проведён" }])
    }
    expect(await shop.sales(customer)).toHaveLength(1)
  })

  it("commits what the till itself has committed already, and sells nothing twice", async () => {
    const customer = shop.customer()
    const { document, id } = bought("unf.sale-spend", customer)
    const till = await openTill(shop.gateway.url, TOKEN)
    await till.call("Определить", id, customer.phone)
    await till.call("Рассчитать", id, 1045.5)
    await till.call("Зарезервировать", id, 100)
    expect(await till.call("Провести", id, 1045.5, 100)).toMatchObject({ Успешно: true })
    await base.write(document)
    await base.drain()
    expect(base.rows()).toMatchObject([{ Состояние: "Проведён" }])
    expect(await shop.sales(customer)).toHaveLength(1)
  })

  it("waits while the gateway is away, longer each time, and commits when it is back", async () => {
    const customer = shop.customer()
    const away = await openBase(await nobody())
    const { document } = bought("unf.sale-earn", customer)
    await away.write(document)
    await away.write(bought("unf.sale-earn", shop.customer()).document)
    await away.drain()
    // The second row is left for the next run: there is nobody to send it to.
    expect(away.rows().map(({ Попыток }) => Попыток)).toEqual([1, 0])
    expect(away.rows()[0]).toMatchObject({
      Состояние: "Ждёт",
      Сообщение:
        "Нет связи с сервером лояльности. Отдайте чек покупателю: проведение баллов повторится позже",
    })
    away.later(2)
    await away.drain()
    expect(away.rows()[0]).toMatchObject({ Попыток: 2 })
  })

  it("what the service refuses for good is left to a person, with the reason", async () => {
    const { document } = bought("unf.sale-earn", { id: "", phone: "", card: "2299999999999" })
    await base.write(document)
    await base.drain()
    base.later(120)
    await base.drain()
    expect(base.rows()).toMatchObject([
      {
        Состояние: "Отказ",
        Попыток: 1,
        Сообщение: "Клиент не найден. Проверьте номер или продолжайте без баллов",
      },
    ])
  })

  it("a wrong token is no reason to give a receipt up", async () => {
    const queue = new QueueRegister()
    const program = await loadEvents({}, configuration(queue, shop.gateway.url, "wrong"))
    await program.call(events.name, "ЧекПриЗаписи", [
      bought("unf.sale-earn", shop.customer()).document,
      false,
    ])
    await program.call(events.name, "ОбработатьОчередь", [])
    expect([...queue.rows.values()].map((row) => row.get("Состояние"))).toEqual(["Ждёт"])
  })

  it.each(["unf", "retail2", "ut11"])(
    "%s: notes a return after its sale, even if it was written first",
    async (dialect) => {
      const customer = shop.customer()
      const sale = bought(`${dialect}.sale-earn`, customer)
      const link = dialect === "retail2" ? "ЧекККМПродажа" : "ЧекККМ"
      const back = bought(`${dialect}.return`, customer, { [link]: new Reference(sale.id) })
      await base.write(back.document)
      await base.write(sale.document)
      await base.drain()
      expect(base.requests.map(({ target }) => target)).toEqual([
        `/v1/receipts/${sale.id}/commit`,
        `/v1/receipts/${sale.id}/return`,
      ])
      expect(base.rows().map(({ Состояние }) => Состояние)).toEqual(["Проведён", "Проведён"])
    },
  )

  it("waits some hours for a sale that the gateway does not know of, then gives the return to a person", async () => {
    const back = bought("unf.return", shop.customer(), { ЧекККМ: new Reference(randomUUID()) })
    await base.write(back.document)
    await base.drain()
    expect(base.rows()).toMatchObject([{ Состояние: "Ждёт", Попыток: 1 }])
    for (let attempt = 2; attempt <= 20; attempt += 1) {
      base.later(attempt)
      await base.drain()
    }
    expect(base.rows()).toMatchObject([{ Состояние: "Отказ", Попыток: 20 }])
  })

  it("takes over a receipt that the till could not commit, by the phone that the till knows", async () => {
    const customer = shop.customer()
    const till = await openTill(await nobody(), TOKEN)
    const document = bought("unf.sale-no-card", customer)
    const read = await till.raw("ДанныеЧека", document.document)
    expect(await till.call("Провести", document.id, 1045.5, 0, customer.phone)).toMatchObject({
      МожноПовторить: true,
    })
    if (!(read instanceof Structure)) throw new Error("no result")
    const data = read.get("Данные")
    if (!(data instanceof Structure)) throw new Error("no data")
    await base.put(data, customer.phone)
    await base.put(data, customer.phone)
    await base.drain()
    expect(base.rows()).toMatchObject([{ Состояние: "Проведён" }])
    expect(await shop.sales(customer)).toHaveLength(1)
  })

  it("all of it on a platform with every oddity", async () => {
    const customer = shop.customer()
    const odd = await openBase(shop.gateway.url, Oddities.allAtOnce.oddities)
    await odd.write(bought("ut11.sale-earn", customer).document)
    await odd.drain()
    expect(odd.rows()).toMatchObject([{ Состояние: "Проведён" }])
    expect(await shop.sales(customer)).toHaveLength(1)
  })
})
