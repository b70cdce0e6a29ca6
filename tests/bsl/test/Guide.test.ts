/** The guides' examples run, and say what the guides show. */
import { makePlatform, makeWorld, Program } from "@loyalkit/bsl"
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Gateway, startGateway } from "./GatewayProcess.ts"
import { loyalty } from "./Modules.ts"

const ADDRESS = "http://127.0.0.1:8077"

let gateway: Gateway

/** Without a service the gateway has a sandbox inside, as a guide begins; each guide with one of its own. */
const fresh = (): void => {
  beforeAll(async () => {
    gateway = await startGateway({ LOYALKIT_DATA: ":memory:" })
  }, 30_000)
  afterAll(() => gateway.stop())
}

interface Example {
  readonly line: number
  readonly code: string
  /** What the reader is told that they will see. */
  readonly shown: string | undefined
}

const examples = (guide: string): ReadonlyArray<Example> => {
  const text = readFileSync(new URL(`../../../docs/${guide}`, import.meta.url), "utf8")
  return [...text.matchAll(/```bsl\n([\s\S]*?)```(?:\s+\*\*[^\n]+\*\*\s+```text\n([\s\S]*?)```)?/g)].map(
    ({ 1: code = "", 2: shown, index }) => ({ line: text.slice(0, index).split("\n").length, code, shown }),
  )
}

/** Runs an example that is no subroutine as the body of one. */
const run = async (code: string): Promise<string> => {
  const said: Array<string> = []
  const isSubroutine = code.includes("КонецФункции")
  const text = isSubroutine ? code : `Процедура Пример() Экспорт\n${code}\nКонецПроцедуры`
  const program = await Program.load(
    [loyalty, { name: "Пример", text: text.replace(ADDRESS, gateway.url) }],
    makePlatform(makeWorld({ onMessage: (message) => void said.push(message) })),
  )
  if (!isSubroutine) await program.call("Пример", "Пример", [])
  // A guide shows a plain space between a number's groups.
  return said.map((message) => `${message.replaceAll("\u00a0", " ")}\n`).join("")
}

describe.each(["1c-bsl.ru.md", "1c-bsl.md"])("%s", (guide) => {
  fresh()

  it.each(examples(guide))("the example in line $line", async ({ code, shown }) => {
    expect(await run(code)).toBe(shown ?? "")
  })

  it("has examples, and shows what most of them say", () => {
    const found = examples(guide)
    expect(found.filter(({ shown }) => shown !== undefined)).toHaveLength(2)
  })
})

describe("the function of the guide", () => {
  fresh()

  it("gives the points and the sum, or the reason", async () => {
    const code = examples("1c-bsl.ru.md").find((example) => example.code.includes("СписатьБаллы"))?.code ?? ""
    const calls = `
Процедура Пример() Экспорт
	Настройки = ЛояльностьКассы.НовыеНастройки("${gateway.url}");
	Для Каждого Телефон Из ТелефоныПримера() Цикл
		Итог = СписатьБаллы(Настройки, Новый УникальныйИдентификатор, Телефон, 500, 9999);
		Сообщить("" + Итог.Баллы + "/" + Итог.КОплате + "/" + Итог.Текст);
	КонецЦикла;
КонецПроцедуры

Функция ТелефоныПримера()
	Список = Новый Массив;
	Список.Добавить("79000000002");
	Список.Добавить("79990009999");
	Возврат Список;
КонецФункции`
    const said: Array<string> = []
    const program = await Program.load(
      [loyalty, { name: "Касса", text: `${code}\n${calls}` }],
      makePlatform(makeWorld({ onMessage: (message) => void said.push(message) })),
    )
    await program.call("Касса", "Пример", [])
    expect(said).toEqual(["250/250/", "0/500/Клиент не найден. Проверьте номер или продолжайте без баллов"])
  })
})
