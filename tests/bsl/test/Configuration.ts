/**
 * What the sample handler wants of a configuration: two constants, and the register that is its queue.
 *
 * The register as 1C has it: a record is read and written as a whole, by its key; a selection by one indexed field is a picture of
 * the moment when it was made.
 */
import {
  type Arguments,
  callMethod,
  methods,
  NamedValues,
  NameTable,
  native,
  PlatformObject,
  type Value,
} from "@loyalkit/bsl"

/** The fields of the register, as the sample's head tells integrators to make them. */
const FIELDS = [
  "Идентификатор",
  "Состояние",
  "Операция",
  "Продажа",
  "Сумма",
  "Баллы",
  "Поиск",
  "Дата",
  "Попыток",
  "НеРаньше",
  "Сообщение",
] as const
/** By which a selection may be made. */
const INDEXED = "Состояние"

type Row = Map<string, Value>

const canonical = new Map(FIELDS.map((name) => [name.toLowerCase(), name]))
const fieldOf = (name: string): string => {
  const field = canonical.get(name.toLowerCase())
  if (field === undefined) throw new Error(`the register has no field ${name}`)
  return field
}

/** One record in the hands of a program. */
class RecordManager extends PlatformObject {
  override readonly typeName = "РегистрСведенийМенеджерЗаписи"
  private readonly register: QueueRegister
  private row: Row = new Map()
  private found = false

  constructor(register: QueueRegister) {
    super()
    this.register = register
  }

  override get(name: string): Value {
    return this.row.get(fieldOf(name))
  }

  override set(name: string, value: Value): void {
    this.row.set(fieldOf(name), value)
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(recordMethods, this, name, args)
  }

  read(): void {
    const stored = this.register.rows.get(this.row.get("Идентификатор"))
    this.found = stored !== undefined
    if (stored !== undefined) this.row = new Map(stored)
  }

  write(): void {
    this.register.rows.set(this.row.get("Идентификатор"), new Map(this.row))
  }

  get isFound(): boolean {
    return this.found
  }
}

const recordMethods = methods<RecordManager>(
  native(["Прочитать", "Read"], [0, 0], (self) => void self.read()),
  native(["Записать", "Write"], [0, 1], (self) => void self.write()),
  native(["Выбран", "Selected"], [0, 0], (self) => self.isFound),
)

/** A walk over records; before its first step it stands nowhere. */
class Selection extends PlatformObject {
  override readonly typeName = "РегистрСведенийВыборка"
  private readonly rows: ReadonlyArray<Row>
  private place = -1

  constructor(rows: ReadonlyArray<Row>) {
    super()
    this.rows = rows
  }

  override get(name: string): Value {
    return this.rows[this.place]?.get(fieldOf(name))
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(selectionMethods, this, name, args)
  }

  next(): boolean {
    this.place += 1
    return this.place < this.rows.length
  }
}

const selectionMethods = methods<Selection>(native(["Следующий", "Next"], [0, 0], (self) => self.next()))

/** The register `ОчередьЛояльности`. */
export class QueueRegister extends PlatformObject {
  override readonly typeName = "РегистрСведенийМенеджер"
  readonly rows = new Map<Value, Row>()

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(registerMethods, this, name, args)
  }

  select(filter: Value): Selection {
    if (!(filter instanceof PlatformObject)) throw new Error("a selection without a filter")
    const wanted = filter.get(INDEXED)
    return new Selection(
      [...this.rows.values()].filter((row) => row.get(INDEXED) === wanted).map((row) => new Map(row)),
    )
  }
}

const registerMethods = methods<QueueRegister>(
  native(["СоздатьМенеджерЗаписи", "CreateRecordManager"], [0, 0], (self) => new RecordManager(self)),
  native(["Выбрать", "Select"], [1, 2], (self, args) => self.select(args.value(0))),
)

class Constant extends PlatformObject {
  override readonly typeName = "КонстантаМенеджер"
  private readonly value: Value

  constructor(value: Value) {
    super()
    this.value = value
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(constantMethods, this, name, args)
  }

  read(): Value {
    return this.value
  }
}

const constantMethods = methods<Constant>(native(["Получить", "Get"], [0, 0], (self) => self.read()))

/** The global properties of that configuration. */
export const configuration = (queue: QueueRegister, address: string, token: string) => {
  const named = (type: string, entries: ReadonlyArray<readonly [string, Value]>) =>
    new NamedValues(type, new NameTable(entries.map(([name, value]) => [[name], value])))
  return [
    [["РегистрыСведений", "InformationRegisters"], named("РегистрыСведений", [["ОчередьЛояльности", queue]])],
    [
      ["Константы", "Constants"],
      named("Константы", [
        ["ЛояльностьАдрес", new Constant(address)],
        ["ЛояльностьТокен", new Constant(token)],
      ]),
    ],
  ] as const
}
