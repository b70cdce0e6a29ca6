/**
 * Numbers as 1C writes them into texts, and as its cashiers type them.
 */
import { points, toNumber, zeroPoints, type Points } from "@loyalkit/core/Money"
import * as Result from "effect/Result"

const GROUPS = /\B(?=(?:\d{3})+$)/g

/** What `Строка()` makes of it: no-break spaces between the thousands, a comma, and no zeros behind. */
export const stringOf = (amount: Points): string => {
  const [whole = "", fraction] = String(toNumber(amount)).split(".")
  return `${whole.replaceAll(GROUPS, "\u00a0")}${fraction === undefined ? "" : `,${fraction}`}`
}

/** What a cashier typed; no points where it is none. */
export const typedPoints = (text: string): Points => {
  const decimal = text.replaceAll(/\s/g, "").replace(",", ".")
  const typed = decimal === "" ? zeroPoints : Result.getOrUndefined(points(decimal))
  return typed === undefined || typed < 0 ? zeroPoints : typed
}

const PLACES = 6

/** The number of a document. */
export const documentNumber = (number: number): string => `0000-${String(number).padStart(PLACES, "0")}`
