/**
 * Reads amounts, dates and phones from the texts that 1C makes of them.
 *
 * 1C's `Строка()` writes a number with no-break spaces and a comma, an empty date as the year 1, and a phone as its mask has it; a `+`
 * may arrive as a space.
 */
import { points, rubles, type Kopecks, type Points } from "@loyalkit/core/Money"
import * as Result from "effect/Result"

/** Spaces of every kind part the thousands, a comma or a dot the decimals: 1C never writes a comma for thousands. */
const AMOUNT = /^\d{1,12}(?:\.\d{1,2}0*)?$/

/** An amount in 1C's own text as a plain decimal; nothing where it is none, or less than zero. */
const decimalOf = (text: string): string | undefined => {
  const plain = text.replace(/\s/g, "").replace(",", ".")
  return AMOUNT.test(plain) ? plain.replace(/(\.\d\d)0+$/, "$1") : undefined
}

/** Bonus points in a query. */
export const pointsOf = (text: string): Points | undefined => {
  const decimal = decimalOf(text)
  return decimal === undefined ? undefined : Result.getOrUndefined(points(decimal))
}

/** Money in a body: a JSON number, or the same as text. Nothing where it is none, or less than zero. */
export const moneyOf = (value: number | string): Kopecks | undefined => {
  const plain = typeof value === "string" ? decimalOf(value) : value
  const amount = plain === undefined ? undefined : Result.getOrUndefined(rubles(plain))
  return amount === undefined || amount < 0 ? undefined : amount
}

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?$/
const RUSSIAN = /^(\d\d)\.(\d\d)\.(\d{4}) (\d{1,2}):(\d\d):(\d\d)$/

/** A local time in seconds without a zone, the only form that 1C reads for sure; nothing for its empty date, the year 1. */
export const dateOf = (text: string): string | undefined => {
  const iso = LOCAL.exec(text)?.slice(1, 7)
  const [day, month, year, ...time] = RUSSIAN.exec(text)?.slice(1, 7) ?? []
  const [y, mo, d, h = "", mi, s] = iso ?? [year, month, day, ...time]
  return y === undefined || y === "0001" ? undefined : `${y}-${mo}-${d}T${h.padStart(2, "0")}:${mi}:${s}`
}

/** The year 1: how 1C writes that there is no date. */
export const NO_DATE = "0001-01-01T00:00:00"

/** A Russian number as the service has it: `7` and ten digits. Nothing where it is none: too short, foreign, or the last digits only. */
export const phoneOf = (text: string): string | undefined => {
  const digits = text.replace(/\D/g, "")
  if (digits.length === 10) return `7${digits}`
  return digits.length === 11 && /^[78]/.test(digits) ? `7${digits.slice(1)}` : undefined
}
