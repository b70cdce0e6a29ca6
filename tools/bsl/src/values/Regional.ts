/**
 * Regional settings: how numbers, dates and yes/no look as text. They differ between machines, so no text made by them
 * may ever go over a wire.
 */
import type { DateTime } from "./DateTime.ts"
import type { Decimal } from "./Decimal.ts"

export interface Regional {
  readonly decimalPoint: string
  readonly group: string
  readonly yes: string
  readonly no: string
  readonly date: (date: DateTime) => string
}

const NO_BREAK_SPACE = "\u00a0"
const NARROW_NO_BREAK_SPACE = "\u202f"

export const russian: Regional = {
  decimalPoint: ",",
  group: NO_BREAK_SPACE,
  yes: "Да",
  no: "Нет",
  date: (date) => date.toRussian(),
}

/** Newer systems write groups with a narrower space. */
export const russianNarrow: Regional = { ...russian, group: NARROW_NO_BREAK_SPACE }

export const american: Regional = {
  decimalPoint: ".",
  group: ",",
  yes: "Yes",
  no: "No",
  date: (date) => date.toAmerican(),
}

/** Digits in groups of three, counted from the point. */
export const grouped = (whole: string, group: string): string => whole.replaceAll(/\B(?=(\d{3})+$)/g, group)

export const numberText = (number: Decimal, { decimalPoint, group }: Regional): string => {
  const { fraction, whole } = number.digits()
  const sign = number.isNegative ? "-" : ""
  return `${sign}${grouped(whole, group)}${fraction === "" ? "" : `${decimalPoint}${fraction}`}`
}
