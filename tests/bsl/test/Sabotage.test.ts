/**
 * Does the double find anything? Each precaution of the module is taken out, and the day on the platform that it was taken for
 * must go wrong.
 */
import { makePlatform, makeWorld, Oddities, Program } from "@loyalkit/bsl"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { day } from "./Day.ts"
import { callLoyalty, loyalty } from "./Modules.ts"
import { openShop, type Shop, TOKEN } from "./Shop.ts"
import { type Result, type Till } from "./Till.ts"
import { fromBsl, toBsl } from "./Values.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, 30_000)
afterAll(() => shop.close())

/** A till with one place of its module changed. */
const sabotaged = async (oddities: Oddities.Oddities, from: string, to: string): Promise<Till> => {
  expect(loyalty.text.split(from)).toHaveLength(2)
  const source = { ...loyalty, text: loyalty.text.replace(from, to) }
  const program = await Program.load([source], makePlatform(makeWorld({ oddities })))
  const raw: Till["raw"] = (name, ...args) => callLoyalty(program, name, args)
  const settings = await raw("НовыеНастройки", shop.gateway.url, TOKEN)
  return {
    // As in `openTill`.
    call: async (name, ...args) => fromBsl(await raw(name, settings, ...args.map(toBsl))) as Result,
    plain: async (name, ...args) => fromBsl(await raw(name, ...args.map(toBsl))),
    raw,
    settings,
    log: [],
    requests: [],
  }
}

const cases: ReadonlyArray<
  readonly [what: string, oddity: Partial<Oddities.Oddities>, from: string, to: string]
> = [
  ["the answer's byte order mark stays", { answerMark: "present" }, "= 65279", "= 0"],
  [
    "the answer's encoding is left to guess",
    { charset: "guessed" },
    'ПолучитьТелоКакСтроку("UTF-8")',
    "ПолучитьТелоКакСтроку()",
  ],
  [
    "the machine's proxy is used",
    { systemProxy: "catches loopback" },
    'Вставить("БезПрокси", Истина)',
    'Вставить("БезПрокси", Ложь)',
  ],
  ["there is no timeout", {}, "Прокси, Таймаут, Защита", "Прокси, , Защита"],
  [
    "amounts go as text of this machine",
    { regional: "american" },
    'Новый Структура("amount, points", Сумма, Баллы)',
    'Новый Структура("amount, points", Строка(Сумма), Баллы)',
  ],
  ["there is no token", {}, '"X-Loyalkit-Token", Настройки.Токен', '"X-Other-Token", Настройки.Токен'],
]

describe.each(cases)("%s", (_, oddity, from, to) => {
  it("is noticed", { timeout: 60_000 }, async () => {
    const till = await sabotaged({ ...Oddities.ordinary, ...oddity }, from, to)
    const failures: Array<string> = []
    for (const { name, play } of day.filter(({ name }) => !name.includes("answer that got lost")))
      await play(till, shop).catch(() => void failures.push(name))
    expect(failures.length).toBeGreaterThan(0)
  })
})
