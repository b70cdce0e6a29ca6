/** JSON goes out and comes back the same, however the machine writes it, and its numbers stay decimal. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Oddities from "../src/platform/Oddities.ts"
import { List, Mapping, Structure } from "../src/values/Collections.ts"
import { Decimal } from "../src/values/Decimal.ts"
import type { Value } from "../src/values/Value.ts"
import { evaluate } from "./Running.ts"

const WRITE = "З = Новый ЗаписьJSON;\nЗ.УстановитьСтроку();\nЗаписатьJSON(З, П1);\nВозврат З.Закрыть();"
const READ = "Ч = Новый ЧтениеJSON;\nЧ.УстановитьСтроку(П1);\nВозврат ПрочитатьJSON(Ч);"

const platforms = [...Oddities.oneByOne, Oddities.allAtOnce].filter(({ name }) =>
  /^(ordinary|all|json|order)/.test(name),
)

/** A number as JSON, with up to four decimals. */
const number = fc.tuple(fc.integer(), fc.integer({ min: 0, max: 4 })).map(([digits, scale]) => {
  const value = Decimal.parse(`${digits}E-${scale}`)
  if (value === undefined) throw new Error("not read")
  return value
})
const key = fc.stringMatching(/^[а-яa-z_][а-яa-z0-9_]{0,8}$/)

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(number, fc.string({ unit: "binary" }), fc.boolean(), fc.constant(undefined)),
    fc.array(tie("value"), { maxLength: 4 }).map((values) => new List(values)),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }).map((fields) => new Structure(Object.entries(fields))),
  ),
}))

/** As `JSON.parse` would have it, the names of a Структура in one case. */
const plain = (value: Value): unknown => {
  if (value instanceof Decimal) return Number(value.toString())
  if (value instanceof List) return value.values.map(plain)
  if (value instanceof Structure)
    return Object.fromEntries(value.entries().map(([name, field]) => [name, plain(field) ?? null]))
  return value ?? null
}

describe.each(platforms)("$name", ({ oddities }) => {
  it("what is written is JSON, and is read back", async () => {
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        const text = await evaluate(WRITE, { oddities }, [given])
        if (typeof text !== "string") throw new Error("no text")
        expect(JSON.parse(text)).toEqual(plain(given))
        expect(plain(await evaluate(READ, { oddities }, [text]))).toEqual(plain(given))
      }),
      { numRuns: 40 },
    )
  })
})

describe("reading", () => {
  it("keeps every digit of a number", async () => {
    for (const text of ["0.10", "1234567890123456789.01", "1e3", "-2.5E-3"])
      expect(await evaluate(READ, {}, [text])).toEqual(Decimal.parse(text))
  })

  it.each(["", "{", '{"а":}', "[1,]", "{'а':1}", "01", "1 2", '"а', '"\u0001"', "\ufeff1", "nul", "+1"])(
    "refuses %j",
    async (text) => {
      await expect(evaluate(READ, {}, [text])).rejects.toThrow("Непредвиденный символ при чтении JSON")
    },
  )

  it("into a Соответствие takes any key", async () => {
    const read = await evaluate(READ.replace("ПрочитатьJSON(Ч)", "ПрочитатьJSON(Ч, Истина)"), {}, [
      '{"a-b":{"1":2}}',
    ])
    if (!(read instanceof Mapping)) throw new Error("no mapping")
    expect(read.at("a-b")).toBeInstanceOf(Mapping)
  })
})

it("what JSON cannot hold is refused", async () => {
  await expect(evaluate(WRITE.replace("П1", "Новый УникальныйИдентификатор"))).rejects.toThrow(
    "Недопустимое значение JSON (УникальныйИдентификатор)",
  )
})
