/** BSL values and JSON values, one into the other, so that tests are written in plain TypeScript. */
import { DateTime, Decimal, List, Mapping, PlatformObject, Structure, type Value } from "@loyalkit/bsl"

export type Plain =
  | undefined
  | null
  | boolean
  | number
  | string
  | ReadonlyArray<Plain>
  | { readonly [key: string]: Plain }
  | PlatformObject
  | DateTime

/** A Структура for an object, a Массив for a list; what is BSL's already stays. */
export const toBsl = (plain: Plain): Value => {
  if (typeof plain === "number") return Decimal.parse(String(plain))
  if (typeof plain !== "object" || plain === null) return plain
  if (plain instanceof PlatformObject || plain instanceof DateTime) return plain
  if (isList(plain)) return new List(plain.map(toBsl))
  return new Structure(Object.entries(plain).map(([key, value]) => [key, toBsl(value)] as const))
}

const isList = (plain: object): plain is ReadonlyArray<Plain> => Array.isArray(plain)

/** The other way; a date becomes its ISO text, an object of the platform its presentation. */
export const fromBsl = (value: Value): unknown => {
  if (value instanceof Decimal) return Number(value.toString())
  if (value instanceof DateTime) return value.toIso()
  if (value instanceof List) return value.values.map(fromBsl)
  if (value instanceof Structure)
    return Object.fromEntries(value.entries().map(([key, field]) => [key, fromBsl(field)]))
  if (value instanceof Mapping)
    return Object.fromEntries(value.entries().map(([key, field]) => [String(fromBsl(key)), fromBsl(field)]))
  return value instanceof PlatformObject ? value.presentation() : value
}
