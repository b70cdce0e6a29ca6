/**
 * A day at a till with the module: every function, what a cashier gets to see, and the truth in the service's ledger.
 *
 * The same scenes for every platform: what they expect never depends on one.
 */
import { randomUUID } from "node:crypto"
import { expect } from "vitest"
import type { Customer, Shop } from "./Shop.ts"
import type { Result, Till } from "./Till.ts"
import { fromBsl, type Plain, toBsl } from "./Values.ts"

export interface Scene {
  readonly name: string
  readonly play: (till: Till, shop: Shop) => Promise<void>
}

/** A call that must succeed; gives its data. */
const done = (result: Result): Readonly<Record<string, unknown>> => {
  expect(result).toMatchObject({ Успешно: true, Код: "", Текст: "", КодСостояния: 200 })
  return result.Данные
}

/** A call that must be refused; gives what the cashier reads. */
const refused = (result: Result, code: string): string => {
  expect(result).toMatchObject({ Успешно: false, Код: code, Данные: {} })
  expect(result.Текст).toMatch(/^[А-Я].+/)
  return result.Текст
}

const numbers = (...values: ReadonlyArray<number>) => values.map(toBsl)

/** Up to the quote. */
const begin = async (till: Till, customer: Customer, amount: number): Promise<string> => {
  const receipt = randomUUID()
  done(await till.call("Определить", receipt, customer.phone))
  done(await till.call("Рассчитать", receipt, amount))
  return receipt
}

const purchase = [
  {
    Идентификатор: "1",
    Наименование: "Молоко «Домик» 3,2 %",
    Количество: 2,
    Цена: 500.25,
    Сумма: 1000.5,
    БезБаллов: false,
  },
  { Идентификатор: "2", Наименование: 'Хлеб "Ржаной"', Количество: 1, Цена: 45, Сумма: 45, БезБаллов: false },
]

export const day: ReadonlyArray<Scene> = [
  {
    name: "the gateway answers",
    play: async (till) => {
      expect(done(await till.call("Пинг"))).toMatchObject({ НаСвязи: true, Версия: expect.any(String) })
    },
  },
  {
    name: "a client is found by phone and by card, and every field is there",
    play: async (till, shop) => {
      const customer = shop.customer()
      const client = {
        Идентификатор: customer.id,
        Имя: "Анна Соколова",
        Телефон: expect.stringMatching(new RegExp(`${customer.phone.slice(-4)}$`)),
        ДеньРождения: "",
        Баланс: 1500,
        Уровень: "Золото",
        ВидПрограммы: "cashback",
        Процент: 10,
        ПроцентСписания: 30,
      }
      expect(done(await till.call("НайтиКлиента", customer.phone))).toEqual({ Клиент: client })
      expect(done(await till.call("НайтиКлиента", customer.card))).toEqual({ Клиент: client })
    },
  },
  {
    name: "nobody is found, and the cashier reads what to do",
    play: async (till) => {
      const text = refused(await till.call("НайтиКлиента", "+7 (999) 999-99-99"), "CLIENT_NOT_FOUND")
      expect(text).toBe("Клиент не найден. Проверьте номер или продолжайте без баллов")
    },
  },
  {
    name: "a sale that spends, line by line, to the kopeck",
    play: async (till, shop) => {
      const customer = shop.customer()
      const receipt = randomUUID()
      done(await till.call("Определить", receipt, customer.phone))
      const quote = done(await till.call("Рассчитать", receipt, 1045.5, purchase))
      expect(quote).toEqual({
        Расчет: {
          ВидПрограммы: "cashback",
          Процент: 10,
          Сумма: 1045.5,
          МожноСписать: 313.65,
          Начислится: 104.55,
          Скидка: 0,
          КОплате: 1045.5,
          Строки: [
            { Идентификатор: "1", МожноСписать: expect.any(Number) },
            { Идентификатор: "2", МожноСписать: expect.any(Number) },
          ],
        },
      })
      const hold = done(await till.call("Зарезервировать", receipt, 100, 10))
      expect(hold).toMatchObject({
        Резерв: {
          Баллы: 100,
          КОплате: 945.5,
          Строки: [
            { Идентификатор: "1", Баллы: 95.7, КОплате: 904.8 },
            { Идентификатор: "2", Баллы: 4.3, КОплате: 40.7 },
          ],
        },
      })
      const sale = done(await till.call("Провести", receipt, 1045.5, 100))
      expect(sale).toMatchObject({
        Продажа: { Статус: "committed", Сумма: 1045.5, КОплате: 945.5, Списано: 100, Начислено: 0 },
      })
      expect(await shop.sales(customer)).toEqual([{ amount: 1045.5, total: 945.5, spend: 100, earn: 0 }])
    },
  },
  {
    name: "a sale that earns, by a phone given with the commit",
    play: async (till, shop) => {
      const customer = shop.customer()
      const sale = done(await till.call("Провести", randomUUID(), 1234567.89, 0, customer.phone))
      expect(sale).toMatchObject({ Продажа: { Статус: "committed", Начислено: 123456.79, Списано: 0 } })
      expect(await shop.sales(customer)).toHaveLength(1)
    },
  },
  {
    name: "a discount programme says what is left to pay",
    play: async (till, shop) => {
      const customer = shop.customer("friends")
      const receipt = randomUUID()
      done(await till.call("Определить", receipt, customer.phone))
      expect(done(await till.call("Рассчитать", receipt, 1000))).toMatchObject({
        Расчет: { ВидПрограммы: "discount", Скидка: 150, КОплате: 850, МожноСписать: 0 },
      })
      done(await till.call("Провести", receipt, 1000, 0))
      expect(await shop.sales(customer)).toMatchObject([{ amount: 1000, total: 850 }])
    },
  },
  {
    name: "too many points are refused, and fewer are taken",
    play: async (till, shop) => {
      const receipt = await begin(till, shop.customer(), 1000)
      const text = refused(await till.call("Зарезервировать", receipt, 300.01), "NOT_ENOUGH_POINTS")
      expect(text).toMatch(/не больше 300/)
      done(await till.call("Зарезервировать", receipt, 300))
      done(await till.call("Отменить", receipt))
    },
  },
  {
    name: "steps out of order are refused by the name of the step that is missing",
    play: async (till) => {
      const text = refused(await till.call("Рассчитать", randomUUID(), 100), "OUT_OF_ORDER")
      expect(text).toMatch(/найдите клиента/)
    },
  },
  {
    name: "a receipt that is cancelled gives its points back, and takes no sale",
    play: async (till, shop) => {
      const customer = shop.customer()
      const receipt = await begin(till, customer, 1000)
      done(await till.call("Зарезервировать", receipt, 200))
      done(await till.call("Освободить", receipt))
      done(await till.call("Освободить", receipt))
      done(await till.call("Зарезервировать", receipt, 50))
      done(await till.call("Отменить", receipt))
      refused(await till.call("Провести", receipt, 1000, 50), "RECEIPT_CONFLICT")
      expect(done(await till.call("НайтиКлиента", customer.phone))).toMatchObject({
        Клиент: { Баланс: 1500 },
      })
      expect(await shop.sales(customer)).toEqual([])
    },
  },
  {
    name: "a receipt that is put off gives its points back, and is gone on with",
    play: async (till, shop) => {
      const customer = shop.customer()
      const receipt = await begin(till, customer, 1000)
      done(await till.call("Зарезервировать", receipt, 200))
      done(await till.call("Освободить", receipt))
      expect(done(await till.call("НайтиКлиента", customer.phone))).toMatchObject({
        Клиент: { Баланс: 1500 },
      })
      done(await till.call("Определить", receipt, customer.phone))
      done(await till.call("Рассчитать", receipt, 900))
      done(await till.call("Зарезервировать", receipt, 100))
      done(await till.call("Провести", receipt, 900, 100))
      expect(await shop.sales(customer)).toMatchObject([{ amount: 900, total: 800 }])
    },
  },
  {
    name: "a commit repeated sells once; with another sum it is refused",
    play: async (till, shop) => {
      const customer = shop.customer()
      const receipt = await begin(till, customer, 1000)
      const first = done(await till.call("Провести", receipt, 1000, 0))
      expect(done(await till.call("Провести", receipt, 1000, 0))).toEqual(first)
      refused(await till.call("Провести", receipt, 1001, 0), "RECEIPT_CONFLICT")
      refused(await till.call("Рассчитать", receipt, 1000), "ALREADY_COMMITTED")
      expect(await shop.sales(customer)).toHaveLength(1)
    },
  },
  {
    name: "an answer that got lost is a sale in doubt: print and go on; later it is settled, once",
    play: async (till, shop) => {
      const customer = shop.customer()
      const receipt = await begin(till, customer, 1000)
      done(await till.call("Зарезервировать", receipt, 100))
      await shop.breakNext(customer, "retail", { kind: "close", executed: true })
      const sale = await till.call("Провести", receipt, 1000, 100)
      expect(done(sale)).toMatchObject({ Продажа: { Статус: "pending", Списано: 0 } })
      await expect
        .poll(async () => done(await till.call("Состояние", receipt))["Состояние"], {
          timeout: 15_000,
          interval: 100,
        })
        .toBe("committed")
      expect(done(await till.call("Провести", receipt, 1000, 100))).toMatchObject({
        Продажа: { Статус: "committed", Списано: 100 },
      })
      expect(await shop.sales(customer)).toHaveLength(1)
    },
  },
  {
    name: "a return is noted once for its ID",
    play: async (till, shop) => {
      const receipt = await begin(till, shop.customer(), 1045.5)
      refused(await till.call("Вернуть", receipt, "return-1", 500.25), "RECEIPT_CONFLICT")
      done(await till.call("Провести", receipt, 1045.5, 0))
      const lines = [{ ...purchase[0], Количество: 1, Сумма: 500.25 }]
      done(await till.call("Вернуть", receipt, "return-1", 500.25, lines))
      done(await till.call("Вернуть", receipt, "return-1", 500.25, lines))
      refused(await till.call("Вернуть", receipt, "return-1", 45), "RECEIPT_CONFLICT")
    },
  },
  {
    name: "the state tells everything that is known, and what is not yet is there too",
    play: async (till, shop) => {
      const receipt = randomUUID()
      expect(done(await till.call("Состояние", receipt))).toEqual({
        Состояние: "open",
        Клиент: undefined,
        Расчет: undefined,
        Резерв: undefined,
        Продажа: undefined,
      })
      done(await till.call("Определить", receipt, shop.customer().phone))
      done(await till.call("Рассчитать", receipt, 1000))
      done(await till.call("Зарезервировать", receipt, 100))
      expect(done(await till.call("Состояние", receipt))).toMatchObject({
        Состояние: "held",
        Клиент: { Уровень: "Золото" },
        Расчет: { МожноСписать: 300 },
        Резерв: { Баллы: 100 },
      })
      done(await till.call("Провести", receipt, 1000, 100))
      expect(done(await till.call("Состояние", receipt))).toMatchObject({
        Состояние: "committed",
        Продажа: { Статус: "committed", Списано: 100 },
      })
    },
  },
  {
    name: "what is printed fits the paper",
    play: async (till, shop) => {
      const receipt = await begin(till, shop.customer(), 1000)
      const result = await till.raw("Провести", till.settings, receipt, ...numbers(1000, 0))
      for (const width of [32, 20]) {
        const lines = await till.raw("СтрокиПечати", result, ...numbers(width))
        const texts = fromBsl(lines)
        expect(texts).toEqual(expect.arrayContaining([expect.stringMatching(/баллов|Начислено|баллы/i)]))
        expect((texts as ReadonlyArray<string>).every((line) => line.length <= width)).toBe(true) // a list of texts, as asked for above
      }
    },
  },
]

/** The gateway is not reached: what a cashier reads then is the module's own, and short. */
export const noGateway: ReadonlyArray<readonly [name: string, args: ReadonlyArray<Plain>, text: string]> = [
  ["Пинг", [], "Продолжайте без баллов или повторите"],
  ["НайтиКлиента", ["79000100000"], "Продолжайте без баллов или повторите"],
  ["Определить", ["check-1", "79000100000"], "Продолжайте без баллов или повторите"],
  ["Рассчитать", ["check-1", 100], "Продолжайте без баллов или повторите"],
  ["Зарезервировать", ["check-1", 10], "Примите оплату без баллов или повторите"],
  ["Освободить", ["check-1"], "Продолжайте: резерв баллов снимется сам"],
  ["Провести", ["check-1", 100, 0], "Отдайте чек покупателю: проведение баллов повторится позже"],
  ["Отменить", ["check-1"], "Продолжайте: резерв баллов снимется сам"],
  ["Вернуть", ["check-1", "return-1", 100], "Оформите возврат: отметка о нём повторится позже"],
  ["Состояние", ["check-1"], "Повторите запрос"],
]
