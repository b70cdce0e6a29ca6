/** When the gateway is there and the service is not: earnings wait, spending is refused, the key is somebody else's trouble. */
import { makePlatform, makeWorld, Oddities, Program, UniqueId } from "@loyalkit/bsl"
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openShop, type Shop, TOKEN } from "./Shop.ts"
import { openTill, type Till } from "./Till.ts"

let shop: Shop
let till: Till
beforeAll(async () => {
  shop = await openShop()
  till = await openTill(shop.gateway.url, TOKEN)
}, 30_000)
afterAll(() => shop.close())

const becomes = (receipt: string, state: string) =>
  expect
    .poll(async () => (await till.call("Состояние", receipt)).Данные["Состояние"], {
      timeout: 15_000,
      interval: 100,
    })
    .toBe(state)

describe("the service is away", () => {
  it("an earning is queued, printed, and delivered when the service is back, once", async () => {
    const customer = shop.customer()
    const receipt = randomUUID()
    await shop.away()
    expect(await till.call("Определить", receipt, customer.phone)).toMatchObject({
      Успешно: false,
      Код: "LOYALTY_UNAVAILABLE",
      МожноПовторить: true,
    })
    const result = await till.call("Провести", receipt, 1000, 0)
    expect(result).toMatchObject({ Успешно: true, Данные: { Продажа: { Статус: "queued", Начислено: 0 } } })
    expect(await till.call("Пинг")).toMatchObject({ Успешно: true, Данные: { НаСвязи: false, ВОчереди: 1 } })
    await shop.back()
    await becomes(receipt, "committed")
    expect(await till.call("Провести", receipt, 1000, 0)).toMatchObject({
      Данные: { Продажа: { Статус: "committed", Начислено: 100 } },
    })
    expect(await shop.sales(customer)).toEqual([{ amount: 1000, total: 1000, spend: 0, earn: 100 }])
  }, 30_000)

  it("spending is refused, may be repeated, and then is done", async () => {
    const customer = shop.customer()
    const receipt = randomUUID()
    await till.call("Определить", receipt, customer.phone)
    await till.call("Рассчитать", receipt, 1000)
    await shop.away()
    expect(await till.call("Зарезервировать", receipt, 100)).toMatchObject({
      Успешно: false,
      МожноПовторить: true,
    })
    expect(await till.call("Провести", receipt, 1000, 100)).toMatchObject({
      Успешно: false,
      Код: "LOYALTY_UNAVAILABLE",
      МожноПовторить: true,
    })
    await shop.back()
    await expect
      .poll(async () => (await till.call("Провести", receipt, 1000, 100)).Успешно, {
        timeout: 15_000,
        interval: 200,
      })
      .toBe(true)
    expect(await shop.sales(customer)).toMatchObject([{ spend: 100 }])
  }, 30_000)
})

describe("the gateway", () => {
  it("is killed and started again: the same commit gives the same sale", async () => {
    const customer = shop.customer()
    const receipt = randomUUID()
    expect(await till.call("Провести", receipt, 500, 0, customer.phone)).toMatchObject({ Успешно: true })
    await shop.gateway.crash()
    till = await openTill(shop.gateway.url, TOKEN)
    expect(await till.call("Провести", receipt, 500, 0)).toMatchObject({
      Данные: { Продажа: { Статус: "committed", Начислено: 50 } },
    })
    expect(await shop.sales(customer)).toHaveLength(1)
  }, 30_000)

  it("does not know the till's token, and says so to the cashier", async () => {
    const stranger = await openTill(shop.gateway.url, "another-token")
    expect(await stranger.call("Пинг")).toMatchObject({
      Код: "UNAUTHORIZED",
      КодСостояния: 401,
      Текст: "Программа лояльности не узнала кассу. Продолжайте без баллов и сообщите администратору",
      МожноПовторить: false,
    })
  })

  it("refuses what it cannot read, and the details are for the administrator", async () => {
    const result = await till.call("Рассчитать", "check-1", "не число")
    expect(result).toMatchObject({ Код: "BAD_REQUEST", КодСостояния: 400, МожноПовторить: false })
    expect(result.Подробности).toMatch(/amount/)
  })

  it("takes a receipt ID that no address can have for what it is", async () => {
    const result = await till.call("Состояние", "Чек № 1/2")
    expect(result).toMatchObject({ Успешно: false, Код: "BAD_REQUEST" })
  })
})

it("a receipt's ID may be given as 1C's own UUID", async () => {
  const receipt = randomUUID()
  await till.raw("Состояние", till.settings, new UniqueId(receipt))
  expect(till.requests.at(-1)?.target).toBe(`/v1/receipts/${receipt}`)
})

it.each(["zero length", "no length"] as const)(
  "a POST without a body is taken, with a %s",
  async (emptyPost) => {
    // The module always sends a body; an integrator's own code may not.
    const { host } = new URL(shop.gateway.url)
    const [server, port] = host.split(":")
    const text = `Функция Ф() Экспорт
  С = Новый HTTPСоединение("${server}", ${port}, , , Новый ИнтернетПрокси(Ложь), 3);
  З = Новый HTTPЗапрос("/v1/receipts/${randomUUID()}/cancel");
  З.Заголовки.Вставить("Authorization", "Bearer ${TOKEN}");
  Возврат С.ОтправитьДляОбработки(З).ПолучитьТелоКакСтроку();
  КонецФункции`
    const oddities = { ...Oddities.ordinary, emptyPost }
    const program = await Program.load([{ name: "Свой", text }], makePlatform(makeWorld({ oddities })))
    expect(JSON.parse(String(await program.call("Свой", "Ф", [])))).toMatchObject({ ok: true })
  },
)

it("neither phones nor names nor tokens come into 1C's event log or the gateway's", async () => {
  const customer = shop.customer()
  const watched = await openTill(shop.gateway.url, TOKEN)
  const receipt = randomUUID()
  await watched.call("НайтиКлиента", "79990009999")
  await watched.call("Определить", receipt, customer.phone)
  await watched.call("Зарезервировать", receipt, 10_000)
  const body = JSON.stringify({ client: `Анна Соколова, ${customer.phone}: refused.` })
  await shop.breakNext(customer, "retail", { kind: "status", status: 422, executed: false, body })
  expect((await watched.call("Провести", receipt, 1000, 0)).Подробности).toContain("refused")
  const logs = `${watched.log.map(({ text }) => text).join("\n")}\n${shop.gateway.logs()}`
  expect(watched.log.length).toBeGreaterThan(0)
  for (const secret of [customer.phone, "79990009999", TOKEN, "Соколова", "bsl-tests-key"])
    expect(logs).not.toContain(secret)
})
