/**
 * Money and quantities of the terminal as whole numbers.
 *
 * Evotor's terminal counts in decimals (rubles with 2, quantities with 3) rounded half up, and hands doubles over the bridge.
 * So a number is read by its shortest decimal text and rounded there: 1.005 is 1.01, as the terminal itself has it, where
 * arithmetic on doubles would give 1.00.
 */

/** The largest whole number that a double holds exactly: beyond it nothing is counted. */
const MAX_SAFE = 9007199254740991
/** No till has a number of a longer exponent. */
const MAX_EXPONENT = 30
const DECIMAL = /^([+-]?)(\d*)(?:[.,](\d*))?(?:[eE]([+-]?\d+))?$/
const ONE_QUANTITY = 1000

const zeros = (count: number): string => (count <= 0 ? "" : `0${zeros(count - 1)}`)

/** A decimal as a whole number of its last digit at `scale`, half up; nothing where it cannot be read or is too large. */
const scaled = (value: unknown, scale: number): number | undefined => {
  const parts = DECIMAL.exec(String(value).replace(/\s/g, ""))
  if (parts === null) return undefined
  const whole = parts[2] || ""
  const rest = parts[3] || ""
  const exponent = Number(parts[4] || 0)
  if (whole + rest === "" || Math.abs(exponent) > MAX_EXPONENT) return undefined
  const point = whole.length + exponent
  const digits = zeros(-point) + whole + rest
  const end = Math.max(point, 0) + scale
  const kept = Number(digits.slice(0, end) + zeros(end - digits.length))
  const count = digits.charAt(end) >= "5" ? kept + 1 : kept
  if (count > MAX_SAFE) return undefined
  return parts[1] === "-" && count > 0 ? -count : count
}

/** Rubles as the terminal or the gateway writes them, in whole kopecks. */
export const kopecksOf = (rubles: unknown): number | undefined => scaled(rubles, 2)

/** A quantity in thousandths. */
export const thousandthsOf = (quantity: unknown): number | undefined => scaled(quantity, 3)

/** Whole kopecks as rubles in decimal text: `386.20`. */
export const textOf = (kopecks: number): string => {
  const size = Math.abs(kopecks)
  const rest = size % 100
  return `${kopecks < 0 ? "-" : ""}${(size - rest) / 100}.${rest < 10 ? "0" : ""}${rest}`
}

/** Whole kopecks as the double whose shortest text is the exact amount, for the vendor's library. */
export const rublesOf = (kopecks: number): number => Number(textOf(kopecks))

/** Price times quantity in kopecks, half up: what the terminal charges for a position. Exact, without a product larger than a double holds. */
export const amountOf = (price: unknown, quantity: unknown): number | undefined => {
  const kopecks = kopecksOf(price)
  const thousandths = thousandthsOf(quantity)
  if (kopecks === undefined || thousandths === undefined) return undefined
  const negative = kopecks < 0 !== thousandths < 0
  const unit = Math.abs(kopecks)
  const part = Math.abs(thousandths) % ONE_QUANTITY
  const whole = (Math.abs(thousandths) - part) / ONE_QUANTITY
  const fraction = unit * part + ONE_QUANTITY / 2
  const amount = unit * whole + (fraction - (fraction % ONE_QUANTITY)) / ONE_QUANTITY
  if (amount > MAX_SAFE || fraction > MAX_SAFE) return undefined
  return negative && amount > 0 ? -amount : amount
}
