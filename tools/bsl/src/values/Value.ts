/**
 * Everything that a BSL variable may hold, and how the platform's objects look to the interpreter.
 *
 * `undefined` is `Неопределено`, `null` is `Null`. An object says by itself what its members do, so that a test can
 * bring objects of its own: a document, a register, a common module.
 */
import { Exception } from "../Failure.ts"
import type { DateTime } from "./DateTime.ts"
import type { Decimal } from "./Decimal.ts"
import { NameTable, type Bilingual } from "./Names.ts"

export type Value = undefined | null | boolean | string | Decimal | DateTime | TypeValue | PlatformObject

/** A value of the type `Тип`. */
export class TypeValue {
  readonly typeName: string

  constructor(typeName: string) {
    this.typeName = typeName
  }
}

/** A variable, or whatever stands in its place for an argument: what a by-reference parameter is bound to. */
export interface Cell {
  value: Value
}

/** The arguments of a call, as the platform's own code takes them. An omitted one is `Неопределено`. */
export class Arguments {
  readonly cells: ReadonlyArray<Cell | undefined>

  constructor(cells: ReadonlyArray<Cell | undefined>) {
    this.cells = cells
  }

  get count(): number {
    return this.cells.length
  }

  value(index: number): Value {
    return this.cells[index]?.value
  }

  /** All from that one on. */
  from(index: number): ReadonlyArray<Value> {
    return this.cells.slice(index).map((cell) => cell?.value)
  }

  /** A text, without any conversion: where 1C wants one, something else is an error. */
  text(index: number): string {
    const value = this.value(index)
    if (typeof value === "string") return value
    throw new Exception(`Несоответствие типов (параметр номер '${index + 1}')`)
  }

  isGiven(index: number): boolean {
    return this.value(index) !== undefined
  }

  /** Fills a parameter that the platform gives back. */
  give(index: number, value: Value): void {
    const cell = this.cells[index]
    if (cell !== undefined) cell.value = value
  }
}

/** How many arguments a call may have. */
export type Arity = readonly [least: number, most: number]

/** A method or a function of the platform. */
export interface Native<Self> {
  readonly names: Bilingual
  readonly arity: Arity
  readonly run: (self: Self, args: Arguments) => Value | Promise<Value>
}

export const native = <Self>(names: Bilingual, arity: Arity, run: Native<Self>["run"]): Native<Self> => ({
  names,
  arity,
  run,
})

/** A type's methods by name. */
export const methods = <Self>(...list: ReadonlyArray<Native<Self>>): NameTable<Native<Self>> =>
  new NameTable(list.map((method) => [method.names, method]))

/** Refuses a call with too few or too many arguments. */
export const checkCount = (count: number, [least, most]: Arity): void => {
  if (count > most) throw new Exception("Слишком много фактических параметров")
  if (count < least) throw new Exception("Недостаточно фактических параметров")
}

/** An object of the platform. What it does not have, it refuses in 1C's words. */
export abstract class PlatformObject {
  /** The type's Russian name. */
  abstract readonly typeName: string

  get(name: string): Value {
    throw new Exception(`Поле объекта не обнаружено (${name})`)
  }

  set(name: string, _value: Value): void {
    throw new Exception(`Поле объекта не обнаружено (${name})`)
  }

  call(name: string, _args: Arguments): Value | Promise<Value> {
    throw new Exception(`Метод объекта не обнаружен (${name})`)
  }

  at(_index: Value): Value {
    throw new Exception("Получение элемента по индексу для значения не определено")
  }

  put(_index: Value, _value: Value): void {
    throw new Exception("Установка элемента по индексу для значения не определена")
  }

  /** What `Для Каждого` goes over. */
  items(): Iterable<Value> {
    throw new Exception("Итератор для значения не определен")
  }

  /** How it looks as text. */
  presentation(): string {
    return this.typeName
  }

  /** `XMLСтрока` of it; nothing where it has none. */
  xml(): string | undefined {
    return undefined
  }

  isFilled(): boolean {
    return true
  }

  equals(other: Value): boolean {
    return this === other
  }
}

/** Calls a method out of a type's table. */
export const callMethod = <Self>(
  table: NameTable<Native<Self>>,
  self: Self,
  name: string,
  args: Arguments,
): Value | Promise<Value> => {
  const method = table.get(name)
  if (method === undefined) throw new Exception(`Метод объекта не обнаружен (${name})`)
  checkCount(args.count, method.arity)
  return method.run(self, args)
}
