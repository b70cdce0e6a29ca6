/**
 * Operators on values. The left side decides what `+` means: a text joins, a date moves on, all else is a sum.
 */
import { Exception } from "../Failure.ts"
import type { BinaryOperator, UnaryOperator } from "../syntax/Tree.ts"
import { areEqual, compare, toBoolean, toNumber, toText } from "../values/Conversions.ts"
import { DateTime } from "../values/DateTime.ts"
import { Decimal } from "../values/Decimal.ts"
import type { Regional } from "../values/Regional.ts"
import type { Value } from "../values/Value.ts"

const moved = (date: DateTime, seconds: Decimal): DateTime => {
  const result = DateTime.ofSeconds(date.seconds + seconds.toWhole())
  if (result === undefined) throw new Exception("Дата за границами допустимого диапазона")
  return result
}

const plus = (left: Value, right: Value, regional: Regional): Value => {
  if (typeof left === "string") return left + toText(right, regional)
  if (left instanceof DateTime) return moved(left, toNumber(right))
  return toNumber(left).plus(toNumber(right))
}

const minus = (left: Value, right: Value): Value => {
  if (!(left instanceof DateTime)) return toNumber(left).minus(toNumber(right))
  return right instanceof DateTime
    ? Decimal.whole(left.seconds - right.seconds)
    : moved(left, toNumber(right).negated())
}

const divided = (quotient: Decimal | undefined): Decimal => {
  if (quotient === undefined) throw new Exception("Деление на 0")
  return quotient
}

/** All binary operators but `И` and `Или`, which may leave out their right side. */
export const binary = (
  operator: Exclude<BinaryOperator, "И" | "Или">,
  left: Value,
  right: Value,
  regional: Regional,
): Value => {
  switch (operator) {
    case "+":
      return plus(left, right, regional)
    case "-":
      return minus(left, right)
    case "*":
      return toNumber(left).times(toNumber(right))
    case "/":
      return divided(toNumber(left).dividedBy(toNumber(right)))
    case "%":
      return divided(toNumber(left).remainder(toNumber(right)))
    case "=":
      return areEqual(left, right)
    case "<>":
      return !areEqual(left, right)
    case "<":
      return compare(left, right) < 0
    case ">":
      return compare(left, right) > 0
    case "<=":
      return compare(left, right) <= 0
    case ">=":
      return compare(left, right) >= 0
  }
}

export const unary = (operator: UnaryOperator, operand: Value): Value => {
  if (operator === "Не") return !toBoolean(operand)
  return operator === "-" ? toNumber(operand).negated() : toNumber(operand)
}
