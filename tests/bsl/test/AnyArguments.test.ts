/** No function of the client ever raises, whatever it is given: a sale must not stop over a mistake in a call. */
import { DateTime, Decimal, List, Mapping, Structure, UniqueId, type Value } from "@loyalkit/bsl"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { receiptOf } from "./Documents.ts"
import { nobody } from "./Doors.ts"
import { openTill } from "./Till.ts"

const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((given) => Decimal.parse(String(given)))

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Value>(
      undefined,
      null,
      true,
      false,
      "",
      "check-1",
      DateTime.empty,
      new UniqueId(),
      new Mapping(),
    ),
    number,
    fc.string({ unit: "binary", maxLength: 20 }),
    fc.array(tie("value"), { maxLength: 3 }).map((values) => new List(values)),
    fc
      .dictionary(
        fc.constantFrom("Ссылка", "Дата", "Идентификатор", "Сумма", "Сервер", "Ответ", "print"),
        tie("value"),
      )
      .map((fields) => new Structure(Object.entries(fields))),
    fc
      .constantFrom("unf.sale-spend", "retail2.return", "ut11.sale-earn")
      .map((fixture) => receiptOf(fixture)),
  ),
}))

/** How many arguments each takes, the settings included. */
const functions = [
  ["НовыеНастройки", 2],
  ["Пинг", 1],
  ["НайтиКлиента", 2],
  ["Определить", 3],
  ["Рассчитать", 4],
  ["Зарезервировать", 4],
  ["Освободить", 2],
  ["Провести", 6],
  ["Отменить", 2],
  ["Вернуть", 5],
  ["Состояние", 2],
  ["ДобавитьСтроку", 7],
  ["ДанныеЧека", 3],
  ["СтрокиПечати", 2],
] as const

it.each(functions)("%s", async (name, count) => {
  const till = await openTill(await nobody(), "")
  const takesSettings = !["НовыеНастройки", "ДобавитьСтроку", "ДанныеЧека", "СтрокиПечати"].includes(name)
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { minLength: count, maxLength: count }),
      fc.boolean(),
      async (given, isSet) => {
        const args = takesSettings && isSet ? [till.settings, ...given.slice(1)] : given
        const result = await till.raw(name, ...args)
        const codes = ["GATEWAY_UNREACHABLE", "MODULE_ERROR", "BAD_SETTINGS"]
        // Calls are answered by a refusal; what calls nobody gives what it always gives.
        expect(
          !takesSettings || (result instanceof Structure && codes.includes(String(result.get("Код")))),
        ).toBe(true)
      },
    ),
    { numRuns: 60 },
  )
})
