/**
 * One type into another, as 1C does it by itself, and the words in which it refuses.
 */
import { Exception } from "../Failure.ts"
import { DateTime } from "./DateTime.ts"
import { Decimal } from "./Decimal.ts"
import { numberText, type Regional } from "./Regional.ts"
import { PlatformObject, TypeValue, type Value } from "./Value.ts"

/** The Russian name of a value's type. */
export const typeNameOf = (value: Value): string => {
  if (value === undefined) return "Неопределено"
  if (value === null) return "Null"
  if (typeof value === "boolean") return "Булево"
  if (typeof value === "string") return "Строка"
  if (value instanceof Decimal) return "Число"
  if (value instanceof DateTime) return "Дата"
  if (value instanceof TypeValue) return "Тип"
  return value.typeName
}

export const toText = (value: Value, regional: Regional): string => {
  if (value === undefined || value === null) return ""
  if (typeof value === "string") return value
  if (typeof value === "boolean") return value ? regional.yes : regional.no
  if (value instanceof Decimal) return numberText(value, regional)
  if (value instanceof DateTime) return value.seconds === 0 ? "" : regional.date(value)
  return value instanceof TypeValue ? value.typeName : value.presentation()
}

const cannot = (type: string): Exception =>
  new Exception(`Преобразование значения к типу ${type} не может быть выполнено`)

/** Spaces of every kind stand between groups, and either sign is a decimal point. */
const numberOf = (text: string): Decimal | undefined =>
  Decimal.parse(text.replaceAll(/\s/g, "").replace(",", "."))

export const toNumber = (value: Value): Decimal => {
  if (value instanceof Decimal) return value
  if (typeof value === "boolean") return Decimal.whole(value ? 1 : 0)
  const number = typeof value === "string" ? numberOf(value) : undefined
  if (number === undefined) throw cannot("Число")
  return number
}

/** As a condition takes it: numbers do, texts do not. */
export const toBoolean = (value: Value): boolean => {
  if (typeof value === "boolean") return value
  if (value instanceof Decimal) return !value.isZero
  throw cannot("Булево")
}

export const toDate = (value: Value): DateTime => {
  if (value instanceof DateTime) return value
  const date = typeof value === "string" ? DateTime.ofDigits(value) : undefined
  if (date === undefined) throw cannot("Дата")
  return date
}

/** `ЗначениеЗаполнено`: anything but its type's empty value. `Ложь` is filled. */
export const isFilled = (value: Value): boolean => {
  if (value === undefined || value === null) return false
  if (typeof value === "boolean") return true
  if (typeof value === "string") return value.trim() !== ""
  if (value instanceof Decimal) return !value.isZero
  if (value instanceof DateTime) return value.seconds !== 0
  return value instanceof TypeValue || value.isFilled()
}

/** `=`: values of different types are different. */
export const areEqual = (left: Value, right: Value): boolean => {
  if (left instanceof Decimal) return right instanceof Decimal && left.equals(right)
  if (left instanceof DateTime) return right instanceof DateTime && left.seconds === right.seconds
  if (left instanceof TypeValue) return right instanceof TypeValue && left.typeName === right.typeName
  return left instanceof PlatformObject ? left.equals(right) : left === right
}

/** `<` and its kin: below zero, zero, or above. */
export const compare = (left: Value, right: Value): number => {
  if (left instanceof Decimal && right instanceof Decimal) return left.compare(right)
  if (left instanceof DateTime && right instanceof DateTime) return left.seconds - right.seconds
  if (typeof left === "string" && typeof right === "string") return left.localeCompare(right, "ru")
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right)
  throw new Exception(
    "Операции сравнения на больше-меньше допустимы только для значений совпадающих примитивных типов (Булево, Число, Строка, Дата)",
  )
}
