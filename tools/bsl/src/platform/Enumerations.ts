/**
 * System enumerations: sets of names. A value is told by its name; as text it is shown in Russian.
 */
import { Exception } from "../Failure.ts"
import { type Bilingual, NameTable } from "../values/Names.ts"
import { PlatformObject, type Value } from "../values/Value.ts"

export class EnumerationValue extends PlatformObject {
  override readonly typeName: string
  readonly name: string

  constructor(typeName: string, name: string) {
    super()
    this.typeName = typeName
    this.name = name
  }

  override presentation(): string {
    return this.name
  }

  override xml(): string {
    return this.name
  }

  override equals(other: Value): boolean {
    return other instanceof EnumerationValue && other.typeName === this.typeName && other.name === this.name
  }
}

/** A global object with named values: an enumeration, or `Символы`. */
export class NamedValues extends PlatformObject {
  override readonly typeName: string
  private readonly values: NameTable<Value>

  constructor(typeName: string, values: NameTable<Value>) {
    super()
    this.typeName = typeName
    this.values = values
  }

  override get(name: string): Value {
    if (!this.values.has(name)) throw new Exception(`Поле объекта не обнаружено (${name})`)
    return this.values.get(name)
  }
}

const enumeration = (names: Bilingual, members: ReadonlyArray<Bilingual>): readonly [Bilingual, Value] => [
  names,
  new NamedValues(
    names[0],
    new NameTable(members.map((member) => [member, new EnumerationValue(names[0], member[0])])),
  ),
]

const symbols: ReadonlyArray<readonly [Bilingual, string]> = [
  [["ПС", "LF"], "\n"],
  [["ВК", "CR"], "\r"],
  [["Таб", "Tab"], "\t"],
  [["НПП", "NBSp"], "\u00a0"],
]

/** The global properties that are enumerations. */
export const enumerations: ReadonlyArray<readonly [Bilingual, Value]> = [
  enumeration(
    ["ИспользованиеByteOrderMark", "ByteOrderMarkUse"],
    [
      ["Авто", "Auto"],
      ["Использовать", "Use"],
      ["НеИспользовать", "DontUse"],
    ],
  ),
  enumeration(
    ["КодировкаТекста", "TextEncoding"],
    [
      ["UTF8", "UTF8"],
      ["ANSI", "ANSI"],
    ],
  ),
  enumeration(
    ["СпособКодированияСтроки", "StringEncodingMethod"],
    [
      ["КодировкаURL", "URLEncoding"],
      ["URLВКодировкеURL", "URLInURLEncoding"],
    ],
  ),
  enumeration(
    ["УровеньЖурналаРегистрации", "EventLogLevel"],
    [
      ["Ошибка", "Error"],
      ["Предупреждение", "Warning"],
      ["Информация", "Information"],
      ["Примечание", "Note"],
    ],
  ),
  enumeration(["ФорматДатыJSON", "JSONDateFormat"], [["ISO", "ISO"]]),
  [["Символы", "Chars"], new NamedValues("Символы", new NameTable(symbols))],
]
