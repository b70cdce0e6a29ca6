/** Functions on values of any type, messages, and the event log. */
import { Exception, NotModelled } from "../Failure.ts"
import type { Host } from "../run/Platform.ts"
import { isFilled, toText, typeNameOf } from "../values/Conversions.ts"
import { DateTime } from "../values/DateTime.ts"
import { Decimal } from "../values/Decimal.ts"
import { NameTable } from "../values/Names.ts"
import { Structure } from "../values/Collections.ts"
import { type Native, native, PlatformObject, TypeValue, type Value } from "../values/Value.ts"
import { EnumerationValue } from "./Enumerations.ts"
import { regionalOf, type World } from "./World.ts"

/** `Тип("Structure")` is the type `Структура`. */
const typeNames = new NameTable<string>(
  [
    ["Неопределено", "Undefined"],
    ["Булево", "Boolean"],
    ["Строка", "String"],
    ["Число", "Number"],
    ["Дата", "Date"],
    ["Тип", "Type"],
    ["Null", "Null"],
    ["Структура", "Structure"],
    ["Соответствие", "Map"],
    ["Массив", "Array"],
    ["УникальныйИдентификатор", "UUID"],
  ].map((names) => [names, names[0] ?? ""]),
)

const typeNamed = (name: string): TypeValue => {
  const known = typeNames.get(name)
  if (known === undefined) throw new Exception(`Тип не определен (${name})`)
  return new TypeValue(known)
}

/** As XML has it: the same on every machine. */
const xml = (value: Value): string => {
  if (typeof value === "string") return value
  if (typeof value === "boolean") return String(value)
  if (value instanceof Decimal) return value.toString()
  if (value instanceof DateTime) return value.toIso()
  const text = value instanceof PlatformObject ? value.xml() : undefined
  if (text === undefined) throw new Exception(`Значение типа ${typeNameOf(value)} не имеет представления XML`)
  return text
}

/** Copies what both have by name. The source may be anything with fields; a field that it lacks is left alone. */
const fillFields = (target: Value, source: Value): void => {
  if (!(target instanceof Structure))
    throw new NotModelled("ЗаполнитьЗначенияСвойств into anything but a Структура")
  if (!(source instanceof PlatformObject)) throw new Exception("Несоответствие типов (параметр номер '2')")
  for (const [key] of target.entries()) {
    try {
      target.set(key, source.get(key))
    } catch (error) {
      if (!(error instanceof Exception)) throw error
    }
  }
}

export const systemFunctions = ({ oddities, onLog, onMessage }: World): ReadonlyArray<Native<Host>> => [
  native(["Тип", "Type"], [1, 1], (_, args) => typeNamed(args.text(0))),
  native(["ТипЗнч", "TypeOf"], [1, 1], (_, args) => new TypeValue(typeNameOf(args.value(0)))),
  native(["ЗначениеЗаполнено", "ValueIsFilled"], [1, 1], (_, args) => isFilled(args.value(0))),
  native(["XMLСтрока", "XMLString"], [1, 1], (_, args) => xml(args.value(0))),
  native(["ЗаполнитьЗначенияСвойств", "FillPropertyValues"], [2, 4], (_, args) => {
    if (args.count > 2) throw new NotModelled("ЗаполнитьЗначенияСвойств with a list of names")
    fillFields(args.value(0), args.value(1))
  }),
  native(["Сообщить", "Message"], [1, 2], (_, args) => {
    onMessage(toText(args.value(0), regionalOf(oddities)))
  }),
  native(["ЗаписьЖурналаРегистрации", "WriteLogEvent"], [1, 6], (_, args) => {
    const level = args.value(1)
    onLog({
      event: args.text(0),
      level: level instanceof EnumerationValue ? level.name : "Информация",
      text: toText(args.value(4), regionalOf(oddities)),
    })
  }),
]
