/**
 * Receipts as BSL sees them, made of the same receipts as OData shows them: `Номенклатура_Key` is the reference `Номенклатура`, a list is
 * a tabular part, and the name of an enumeration's value is a value that prints differently.
 */
import {
  DateTime,
  Decimal,
  EnumerationValue,
  fold,
  List,
  NameTable,
  PlatformObject,
  Structure,
  type Value,
} from "@loyalkit/bsl"
import { readFileSync } from "node:fs"

const EMPTY = "00000000-0000-0000-0000-000000000000"

/** A reference to an object of the base: told by its UUID, with attributes that are read through it. */
export class Reference extends PlatformObject {
  override readonly typeName = "Ссылка"
  readonly id: string
  private readonly attributes: NameTable<Value>

  constructor(id: string, attributes: Readonly<Record<string, Value>> = {}) {
    super()
    this.id = id
    this.attributes = new NameTable(Object.entries(attributes).map(([name, value]) => [[name], value]))
  }

  override get(name: string): Value {
    return this.attributes.has(name) ? this.attributes.get(name) : super.get(name)
  }

  override presentation(): string {
    return `Объект ${this.id.slice(0, 8)}`
  }

  override xml(): string {
    return this.id
  }

  override isFilled(): boolean {
    return this.id !== EMPTY
  }

  override equals(other: Value): boolean {
    return other instanceof Reference && other.id === this.id
  }
}

/** An enumeration's value in a configuration: its synonym is what is printed, and may be anything. */
class Kind extends EnumerationValue {
  override presentation(): string {
    return `Синоним значения «${this.name}»`
  }
}

const KINDS = new Set(["Статус", "СтатусЧекаККМ", "ВидОперации", "ВидОплаты", "СтавкаНДС"].map(fold))
/** OData writes 64-bit numbers as texts. */
const NUMBERS = new Set(["НомерЧекаККМ", "НомерСменыККМ"].map(fold))

/** A document's own name for what OData calls differently. */
const OWN_NAMES: Readonly<Record<string, string>> = {
  Ref: "Ссылка",
  Date: "Дата",
  Number: "Номер",
  Posted: "Проведен",
  DeletionMark: "ПометкаУдаления",
  LineNumber: "НомерСтроки",
}

interface Row {
  readonly [name: string]: Json
}
type Json = string | number | boolean | ReadonlyArray<Row>

type Cards = Readonly<Record<string, Value>>

const read = (name: string, value: Json, card: Cards): Value => {
  if (typeof value === "number") return Decimal.parse(String(value))
  if (typeof value === "boolean") return value
  if (typeof value !== "string") return new List(value.map((row) => fields(row, card)))
  if (name === "НомерСтроки" || NUMBERS.has(fold(name))) return Decimal.parse(value)
  if (KINDS.has(fold(name))) return new Kind(name, value)
  return DateTime.ofIso(value) ?? value
}

const CARDS = new Set(["ДисконтнаяКарта", "КартаЛояльности", "БонуснаяКарта"])

const fields = (row: Row, card: Cards): Structure =>
  new Structure(
    Object.entries(row).flatMap(([key, value]): ReadonlyArray<readonly [string, Value]> => {
      if (key.endsWith("_Type")) return []
      const bare = key.replace(/_Key$/, "")
      const name = OWN_NAMES[bare] ?? bare
      const isReference = key !== bare && typeof value === "string"
      return [
        [name, isReference ? new Reference(value, CARDS.has(name) ? card : {}) : read(name, value, card)],
      ]
    }),
  )

/**
 * The receipt of a fixture, as the object that an event handler gets; `changes` stand in for some of its attributes, `card` for what its
 * card's catalogue has.
 */
export const receiptOf = (
  fixture: string,
  {
    card = { КодКартыШтрихкод: "2200000100000" },
    changes = {},
  }: { readonly card?: Cards; readonly changes?: Readonly<Record<string, Value>> } = {},
): Structure => {
  const text = readFileSync(new URL(`receipts/${fixture}.json`, import.meta.url), "utf8")
  // The fixture is ours, and holds one document.
  const document = fields(JSON.parse(text) as Row, card)
  document.insert("ОбменДанными", new Structure([["Загрузка", false]]))
  for (const [name, value] of Object.entries(changes)) document.insert(name, value)
  return document
}
