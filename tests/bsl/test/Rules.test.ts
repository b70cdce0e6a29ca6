/** What the modules promise besides what they do: how they are written, what they export, what they need. */
import { findings, makePlatform, makeWorld, parse, type Module } from "@loyalkit/bsl"
import { allExpressions } from "@loyalkit/bsl/syntax/Walk"
import { GatewayApi } from "@loyalkit/gateway"
import * as OpenApi from "effect/http-api/OpenApi"
import { describe, expect, it } from "vitest"
import { configuration, QueueRegister } from "./Configuration.ts"
import { events, loyalty } from "./Modules.ts"

const trees = [loyalty, events].map(({ name, text }) => parse(name, text))
const [loyaltyTree, eventsTree] = trees

const exported = (module: Module | undefined): ReadonlyArray<string> =>
  (module?.subroutines ?? []).filter(({ exported }) => exported).map(({ name }) => name)

describe.each([loyalty, events])("$name", ({ text }) => {
  it("is written as 1C keeps modules: a byte order mark, tabs, lines that fit a screen", () => {
    expect(text.startsWith("\ufeff")).toBe(true)
    for (const line of text.split("\n")) {
      expect(line).not.toMatch(/^ |\r|[ \t]$/)
      expect(line.replaceAll("\t", "    ").length).toBeLessThanOrEqual(120)
    }
  })

  it("needs nothing of 1C's library of subsystems, and nothing newer than 8.3.10", () => {
    // Either would be a name that the double does not have.
    const platform = makePlatform(makeWorld(), configuration(new QueueRegister(), "", ""))
    expect(findings(platform, trees).map(({ message }) => message)).toEqual([])
  })

  it("uses nothing that is parsed only", () => {
    for (const { subroutines } of trees)
      for (const { body } of subroutines)
        expect(allExpressions(body).filter(({ kind }) => kind === "newByName" || kind === "await")).toEqual(
          [],
        )
  })
})

it("the client exports what the guide lists", () => {
  expect(exported(loyaltyTree)).toEqual([
    "НовыеНастройки",
    "Пинг",
    "НайтиКлиента",
    "Определить",
    "Рассчитать",
    "Зарезервировать",
    "Освободить",
    "Провести",
    "Отменить",
    "Вернуть",
    "Состояние",
    "ДобавитьСтроку",
    "ДанныеЧека",
    "СтрокиПечати",
  ])
  expect(exported(eventsTree)).toEqual(["ЧекПриЗаписи", "ПоставитьВОчередь", "ОбработатьОчередь"])
})

it("the client connects in one place, with a timeout and its proxy told", () => {
  const made = (loyaltyTree?.subroutines ?? [])
    .flatMap(({ body }) => allExpressions(body))
    .flatMap((expression) =>
      expression.kind === "new" && expression.type === "HTTPСоединение" ? [expression.arguments] : [],
    )
  expect(made).toHaveLength(1)
  expect(made[0]?.[4]).toBeDefined()
  expect(made[0]?.[5]).toBeDefined()
  expect(loyalty.text.match(/УстановитьТелоИзСтроки\(.*/g)).toEqual([
    'УстановитьТелоИзСтроки(ТекстТела, "UTF-8", ИспользованиеByteOrderMark.НеИспользовать);',
  ])
})

/** All keys of objects, at any depth of the OpenAPI document's schemas. */
const keysOf = (schema: unknown): ReadonlyArray<string> => {
  if (typeof schema !== "object" || schema === null) return []
  const inner = Object.values(schema).flatMap(keysOf)
  const properties: unknown = "properties" in schema ? schema.properties : undefined
  return typeof properties === "object" && properties !== null
    ? [...Object.keys(properties), ...inner]
    : inner
}

it("every field that the client reads or writes is one of the gateway's", () => {
  const known = new Set(keysOf(OpenApi.fromApi(GatewayApi)))
  // Latin words behind a dot or in quotes are the wire's: `Ответ.client`, `Поле(Клиент, "name")`, `Вставить("amount", …)`.
  const code = loyalty.text.replaceAll(/\/\/[^\n]*/g, "")
  const read = [
    ...code.matchAll(/\.([a-z]\w*)\b|Поле\([^(),]+, "([a-z]\w*)"|(?:Вставить|Свойство)\("([a-z]\w*)"/g),
  ]
  const names = read.map(([, member, field, inserted]) => member ?? field ?? inserted ?? "")
  expect(names.length).toBeGreaterThan(50)
  expect([...new Set(names)].filter((name) => !known.has(name))).toEqual([])
})

it("what a cashier reads is short, Russian, and says what to do", () => {
  const texts = [...loyalty.text.matchAll(/(?:Текст|Совет) = "([^"]{2,})"/g)].map(([, text = ""]) => text)
  expect(texts.length).toBeGreaterThanOrEqual(8)
  for (const text of texts) {
    expect(text).toMatch(/^[А-ЯЁ][а-яё]/)
    expect(text.length).toBeLessThanOrEqual(90)
    expect(text).toMatch(/Продолжайте|Примите|Отдайте|Оформите|Повторите/)
    expect(text).not.toMatch(/HTTP|JSON|шлюз/i)
  }
})
