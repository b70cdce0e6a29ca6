/**
 * `ЗаписьJSON` and `ЧтениеJSON` as far as texts go, and `ЗаписатьJSON` and `ПрочитатьJSON`.
 *
 * Numbers stay decimal: JSON's text is read by a reader of our own. An object becomes a Структура, whose keys must be names, unless a
 * Соответствие is asked for.
 */
import { Exception, NotModelled } from "../Failure.ts"
import type { Host } from "../run/Platform.ts"
import { List, Mapping, Structure } from "../values/Collections.ts"
import { toBoolean, typeNameOf } from "../values/Conversions.ts"
import { DateTime } from "../values/DateTime.ts"
import { Decimal } from "../values/Decimal.ts"
import {
  type Arguments,
  callMethod,
  methods,
  type Native,
  native,
  PlatformObject,
  type Value,
} from "../values/Value.ts"
import { readJson } from "./JsonReader.ts"
import type { Oddities } from "./Oddities.ts"
import { orderOf, type World } from "./World.ts"

export class JsonWriter extends PlatformObject {
  override readonly typeName = "ЗаписьJSON"
  text = ""

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(writerMethods, this, name, args)
  }
}

const writerMethods = methods<JsonWriter>(
  native(["УстановитьСтроку", "SetString"], [0, 1], (self, args) => {
    if (args.count > 0) throw new NotModelled("УстановитьСтроку with parameters")
    self.text = ""
  }),
  native(["Закрыть", "Close"], [0, 0], (self) => self.text),
)

export class JsonSource extends PlatformObject {
  override readonly typeName = "ЧтениеJSON"
  text = ""

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(sourceMethods, this, name, args)
  }
}

const sourceMethods = methods<JsonSource>(
  native(["УстановитьСтроку", "SetString"], [1, 1], (self, args) => void (self.text = args.text(0))),
  native(["Закрыть", "Close"], [0, 0], () => undefined),
)

const exponent = (number: Decimal): string => {
  const { fraction, whole } = number.digits()
  const digits = `${whole}${fraction}`.replace(/^0+/, "")
  if (digits === "") return "0"
  const power = whole === "0" ? digits.length - fraction.length - 1 : whole.length - 1
  const rest = digits.slice(1).replace(/0+$/, "")
  return `${number.isNegative ? "-" : ""}${digits[0]}${rest === "" ? "" : `.${rest}`}E${power < 0 ? "" : "+"}${power}`
}

const FRACTION = ".098267"

/** A value as JSON, on a machine with these oddities. */
const written = (value: Value, oddities: Oddities, indent: string): string => {
  const lines = oddities.jsonLayout === "lines"
  const inner = `${indent}\t`
  const inBrackets = (open: string, items: ReadonlyArray<string>, close: string): string => {
    if (items.length === 0) return `${open}${close}`
    return lines
      ? `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`
      : `${open}${items.join(",")}${close}`
  }
  const pair = (key: Value, item: Value): string =>
    `${text(keyText(key), oddities)}:${lines ? " " : ""}${written(item, oddities, inner)}`
  if (value === undefined || value === null) return "null"
  if (typeof value === "boolean") return String(value)
  if (typeof value === "string") return text(value, oddities)
  if (value instanceof Decimal) return oddities.jsonNumbers === "plain" ? value.toString() : exponent(value)
  if (value instanceof DateTime)
    return text(`${value.toIso()}${oddities.jsonDates === "fraction" ? FRACTION : ""}`, oddities)
  if (value instanceof List)
    return inBrackets(
      "[",
      value.values.map((item) => written(item, oddities, inner)),
      "]",
    )
  if (value instanceof Structure)
    return inBrackets(
      "{",
      value.entries().map(([key, item]) => pair(key, item)),
      "}",
    )
  if (value instanceof Mapping)
    return inBrackets(
      "{",
      value.entries().map(([key, item]) => pair(key, item)),
      "}",
    )
  throw new Exception(`Недопустимое значение JSON (${typeNameOf(value)})`)
}

const keyText = (key: Value): string => {
  if (typeof key === "string") return key
  throw new Exception("Имя свойства JSON должно быть строкой")
}

const text = (value: string, { jsonLetters }: Oddities): string => {
  const plain = JSON.stringify(value)
  if (jsonLetters === "plain") return plain
  return plain.replaceAll(
    /[^\u0020-\u007e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
}

const writerOf = (value: Value): JsonWriter => {
  if (value instanceof JsonWriter) return value
  throw new Exception("Несоответствие типов (параметр номер '1')")
}
const sourceOf = (value: Value): JsonSource => {
  if (value instanceof JsonSource) return value
  throw new Exception("Несоответствие типов (параметр номер '1')")
}

export const jsonFunctions = ({ oddities }: World): ReadonlyArray<Native<Host>> => [
  native(["ЗаписатьJSON", "WriteJSON"], [2, 2], (_, args) => {
    writerOf(args.value(0)).text += written(args.value(1), oddities, "")
  }),
  native(["ПрочитатьJSON", "ReadJSON"], [1, 2], (_, args) => {
    const asMapping = args.isGiven(1) && toBoolean(args.value(1))
    const make = asMapping ? () => new Mapping(orderOf(oddities)) : () => new Structure([], orderOf(oddities))
    return readJson(sourceOf(args.value(0)).text, make)
  }),
]
