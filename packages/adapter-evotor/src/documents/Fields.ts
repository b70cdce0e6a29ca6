/**
 * The fields of a document, read without trust: wrapped or not, numbers or texts, missing or null.
 *
 * Evotor adds fields and words without notice, so what is not needed is passed over. Amounts are rubles, as a number or a text; a refund of the first
 * version has them negative.
 */
import { Kopecks, MAX_WHOLE, rubles, type Kopecks as Money } from "@loyalkit/core/Money"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"

export type Fields = Readonly<Record<PropertyKey, unknown>>

/** Why a document cannot be read: its field, and what was expected there. */
export interface Unreadable {
  readonly field: string
  readonly expected: string
}

export const unreadable = (field: string, expected: string) => Result.fail<Unreadable>({ field, expected })

export const fieldsOf = (value: unknown): Fields =>
  Predicate.isObject(value) && !Array.isArray(value) ? value : {}

/** A list's members; those of the documented form stand each in a field of its own, `{"position": {…}}`. */
export const listOf = (value: unknown, wrapper: string): ReadonlyArray<Fields> =>
  (Array.isArray(value) ? value : []).map((one) => {
    const fields = fieldsOf(one)
    const wrapped = fields[wrapper]
    return Predicate.isObject(wrapped) && !Array.isArray(wrapped) ? wrapped : fields
  })

/** A text that says something; numbers are taken for one. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === "number" && Number.isFinite(value)) return String(value)
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
}

/** An amount without its sign; nothing where there is none, or it is none. */
export const amountOf = (value: unknown): Money | undefined => {
  if (typeof value !== "number" && typeof value !== "string") return undefined
  const read = rubles(value)
  return Result.isSuccess(read) ? Kopecks.make(Math.abs(read.success)) : undefined
}

/** The sum of amounts; nothing where one of them is missing, or all together are more than there is. */
export const sumOf = (amounts: ReadonlyArray<Money | undefined>): Money | undefined => {
  let sum = 0
  for (const amount of amounts) {
    if (amount === undefined) return undefined
    sum += amount
  }
  return sum <= MAX_WHOLE * 100 ? Kopecks.make(sum) : undefined
}

/** How much more one amount is than the other; nothing where one of them is missing, never less than zero. */
export const differenceOf = (more: Money | undefined, less: Money | undefined): Money | undefined =>
  more === undefined || less === undefined ? undefined : Kopecks.make(Math.max(0, more - less))

/** Times with more digits than that are not milliseconds: one of the vendor's examples has microseconds. */
const MAX_MILLIS = 32_503_680_000_000

const fitting = (millis: number): number | undefined => {
  if (!Number.isFinite(millis) || millis < 0) return undefined
  return Math.trunc(millis > MAX_MILLIS ? millis / 1_000 : millis)
}

/** A time in milliseconds since 1970: ISO 8601 with whatever offset, or a number. */
export const timeOf = (value: unknown): number | undefined => {
  if (typeof value === "number") return fitting(value)
  if (typeof value !== "string") return undefined
  if (/^\d{10,}$/.test(value)) return fitting(Number(value))
  const made = Option.map(
    DateTime.make(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")),
    DateTime.toEpochMillis,
  )
  return Option.getOrUndefined(Option.map(made, Math.trunc))
}
