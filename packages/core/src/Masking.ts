/**
 * Keeps people out of logs, spans and error texts.
 *
 * A service may quote what it was asked for in its refusal, and that is a phone number or an e-mail. Whatever
 * text of others goes where operators read, goes through here first.
 */

/** Seven digits or more, perhaps set apart by spaces, dashes or brackets; not by dots, which stand in amounts: a phone, or a card. */
const LONG_NUMBER = /\+?\d(?:[\s()\u2010-\u2015-]{0,3}\d){6,}/g
const EMAIL = /[^\s@"'<>]+@[^\s@"'<>]+\.[^\s@"'<>]+/g

const SHOWN_DIGITS = 4

/**
 * A phone or card number with all but its last four digits hidden.
 *
 * @example
 * ```ts
 * import * as Masking from "@loyalkit/core/Masking"
 *
 * Masking.maskNumber("79201234567") // => "•••••••4567"
 * ```
 */
export const maskNumber = (number: string): string => {
  const digits = number.replace(/\D/g, "")
  return digits.length <= SHOWN_DIGITS
    ? "•".repeat(digits.length)
    : "•".repeat(digits.length - SHOWN_DIGITS) + digits.slice(-SHOWN_DIGITS)
}

/**
 * A text with every long number and e-mail in it hidden.
 *
 * @example
 * ```ts
 * import * as Masking from "@loyalkit/core/Masking"
 *
 * Masking.maskText("No client +7 920 123-45-67, ivan@mail.ru") // => "No client •••••••4567, •@•"
 * ```
 */
export const maskText = (text: string): string => text.replace(EMAIL, "•@•").replace(LONG_NUMBER, maskNumber)

/**
 * A text without what was asked for: what finds a client may be a short code, which looks like nobody's.
 *
 * @example
 * ```ts
 * import * as Masking from "@loyalkit/core/Masking"
 *
 * Masking.hide("Code 4711 is used up", "4711") // => "Code • is used up"
 * ```
 */
export const hide = (text: string, secret: string): string =>
  secret.trim() === "" ? text : text.replaceAll(secret.trim(), "•")

/** A part of a name shorter than this is too common in a text to be hidden everywhere: "Ли", "Як". Our judgment. */
const SHORTEST_NAME = 3

/**
 * A text of others about a known customer: without their name, without what was searched for, and with every long
 * number and e-mail hidden.
 *
 * @example
 * ```ts
 * import * as Masking from "@loyalkit/core/Masking"
 *
 * Masking.hidePerson("Анна Соколова, code 471-123", { name: "Анна Соколова", search: "471123" }) // => "• •, code •"
 * ```
 */
export const hidePerson = (
  text: string,
  known: { readonly name?: string | undefined; readonly search?: string | undefined },
): string => {
  let hidden = text
  for (const part of (known.name ?? "").split(/\s+/)) {
    if (part.length >= SHORTEST_NAME) hidden = hidden.replaceAll(part, "•")
  }
  const search = known.search ?? ""
  const digits = search.replace(/\D/g, "")
  // A code may be quoted with other dashes than it was typed with.
  if (digits.length >= SHORTEST_NAME && digits.length === search.replace(/[\s-]/g, "").length) {
    hidden = hidden.replace(new RegExp([...digits].join("[\\s-]?"), "g"), "•")
  }
  return maskText(hide(hidden, search))
}
