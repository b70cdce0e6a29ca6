/**
 * The collections that BSL programs hand each other: Структура, Соответствие, Массив, and the pair that `Для Каждого` gives.
 *
 * A Структура has names for keys, the same in any case, and answers to them behind a dot. A Соответствие takes anything for a
 * key, to the letter. In which order they are gone through is nowhere promised.
 */
import { Exception } from "../Failure.ts"
import { areEqual, toNumber } from "./Conversions.ts"
import { DateTime } from "./DateTime.ts"
import { Decimal } from "./Decimal.ts"
import { fold, isIdentifier } from "./Names.ts"
import { type Arguments, callMethod, methods, native, PlatformObject, type Value } from "./Value.ts"

const count = (size: number): Decimal => Decimal.whole(size)

/** What `Для Каждого` gives for a Структура and a Соответствие. */
export class KeyAndValue extends PlatformObject {
  override readonly typeName = "КлючИЗначение"
  readonly key: Value
  readonly value: Value

  constructor(key: Value, value: Value) {
    super()
    this.key = key
    this.value = value
  }

  override get(name: string): Value {
    const folded = fold(name)
    if (folded === "ключ" || folded === "key") return this.key
    if (folded === "значение" || folded === "value") return this.value
    return super.get(name)
  }
}

/** In which order the pairs of a collection come. */
export type Order = <T>(items: ReadonlyArray<T>) => ReadonlyArray<T>

export class Structure extends PlatformObject {
  override readonly typeName = "Структура"
  private readonly fields = new Map<string, { readonly key: string; value: Value }>()
  private readonly order: Order

  constructor(fields: Iterable<readonly [key: string, value: Value]> = [], order: Order = (items) => items) {
    super()
    this.order = order
    for (const [key, value] of fields) this.insert(key, value)
  }

  insert(key: string, value: Value): void {
    if (!isIdentifier(key)) throw new Exception("Задано неправильное имя атрибута структуры")
    const known = this.fields.get(fold(key))
    if (known === undefined) this.fields.set(fold(key), { key, value })
    else known.value = value
  }

  has(key: string): boolean {
    return this.fields.has(fold(key))
  }

  /** Its keys and values, in no promised order. */
  entries(): ReadonlyArray<readonly [key: string, value: Value]> {
    return this.order([...this.fields.values()].map(({ key, value }) => [key, value] as const))
  }

  delete(key: string): void {
    this.fields.delete(fold(key))
  }

  clear(): void {
    this.fields.clear()
  }

  override get(name: string): Value {
    const field = this.fields.get(fold(name))
    return field === undefined ? super.get(name) : field.value
  }

  override set(name: string, value: Value): void {
    const field = this.fields.get(fold(name))
    if (field === undefined) return super.set(name, value)
    field.value = value
  }

  override at(index: Value): Value {
    return typeof index === "string" ? this.get(index) : super.at(index)
  }

  override put(index: Value, value: Value): void {
    return typeof index === "string" ? this.set(index, value) : super.put(index, value)
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(structureMethods, this, name, args)
  }

  override items(): Iterable<Value> {
    return this.entries().map(([key, value]) => new KeyAndValue(key, value))
  }

  override isFilled(): boolean {
    return this.fields.size > 0
  }
}

const structureMethods = methods<Structure>(
  native(["Вставить", "Insert"], [1, 2], (self, args) => void self.insert(args.text(0), args.value(1))),
  native(["Удалить", "Delete"], [1, 1], (self, args) => void self.delete(args.text(0))),
  native(["Очистить", "Clear"], [0, 0], (self) => void self.clear()),
  native(["Количество", "Count"], [0, 0], (self) => count(self.entries().length)),
  native(["Свойство", "Property"], [1, 2], (self, args) => {
    const found = self.has(args.text(0))
    args.give(1, found ? self.get(args.text(0)) : undefined)
    return found
  }),
)

/** What makes two keys of a Соответствие the same: type and value. */
const keyOf = (key: Value): unknown => {
  if (key instanceof Decimal) return `number ${key.toString()}`
  if (key instanceof DateTime) return `date ${key.seconds}`
  return typeof key === "string" ? `text ${key}` : key
}

export class Mapping extends PlatformObject {
  override readonly typeName = "Соответствие"
  private readonly pairs = new Map<unknown, readonly [Value, Value]>()
  private readonly order: Order

  constructor(order: Order = (items) => items) {
    super()
    this.order = order
  }

  insert(key: Value, value: Value): void {
    this.pairs.set(keyOf(key), [key, value])
  }

  entries(): ReadonlyArray<readonly [Value, Value]> {
    return this.order([...this.pairs.values()])
  }

  delete(key: Value): void {
    this.pairs.delete(keyOf(key))
  }

  clear(): void {
    this.pairs.clear()
  }

  override at(key: Value): Value {
    return this.pairs.get(keyOf(key))?.[1]
  }

  override put(key: Value, value: Value): void {
    this.insert(key, value)
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(mappingMethods, this, name, args)
  }

  override items(): Iterable<Value> {
    return this.entries().map(([key, value]) => new KeyAndValue(key, value))
  }

  override isFilled(): boolean {
    return this.pairs.size > 0
  }
}

const mappingMethods = methods<Mapping>(
  native(["Вставить", "Insert"], [1, 2], (self, args) => void self.insert(args.value(0), args.value(1))),
  native(["Получить", "Get"], [1, 1], (self, args) => self.at(args.value(0))),
  native(["Удалить", "Delete"], [1, 1], (self, args) => void self.delete(args.value(0))),
  native(["Очистить", "Clear"], [0, 0], (self) => void self.clear()),
  native(["Количество", "Count"], [0, 0], (self) => count(self.entries().length)),
)

export class List extends PlatformObject {
  override readonly typeName: string = "Массив"
  readonly values: Array<Value>

  constructor(values: Iterable<Value> = []) {
    super()
    this.values = [...values]
  }

  private place(index: Value): number {
    const place = toNumber(index).toWhole()
    if (place < 0 || place >= this.values.length)
      throw new Exception("Значение индекса выходит за границы диапазона")
    return place
  }

  override at(index: Value): Value {
    return this.values[this.place(index)]
  }

  override put(index: Value, value: Value): void {
    this.values[this.place(index)] = value
  }

  remove(index: Value): void {
    this.values.splice(this.place(index), 1)
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(listMethods, this, name, args)
  }

  override items(): Iterable<Value> {
    return [...this.values]
  }

  override isFilled(): boolean {
    return this.values.length > 0
  }
}

const listMethods = methods<List>(
  native(["Добавить", "Add"], [0, 1], (self, args) => void self.values.push(args.value(0))),
  native(["Вставить", "Insert"], [1, 2], (self, args) => {
    self.values.splice(toNumber(args.value(0)).toWhole(), 0, args.value(1))
  }),
  native(["Удалить", "Delete"], [1, 1], (self, args) => void self.remove(args.value(0))),
  native(["Получить", "Get"], [1, 1], (self, args) => self.at(args.value(0))),
  native(["Установить", "Set"], [2, 2], (self, args) => void self.put(args.value(0), args.value(1))),
  native(["Очистить", "Clear"], [0, 0], (self) => void self.values.splice(0)),
  native(["Количество", "Count"], [0, 0], (self) => count(self.values.length)),
  native(["ВГраница", "UBound"], [0, 0], (self) => count(self.values.length - 1)),
  native(["Найти", "Find"], [1, 1], (self, args) => {
    const place = self.values.findIndex((value) => areEqual(value, args.value(0)))
    return place === -1 ? undefined : count(place)
  }),
)
