/**
 * What a client is found by: the digits of a phone however people write it, or a card or code as it is.
 *
 * A Russian 8 at the front is a 7. What is not made of digits and the usual punctuation stays as it came.
 */
export const searchKey = (search: string): string => {
  const text = search.trim()
  if (!/^\+?[\d\s()-]+$/.test(text)) return text
  const digits = text.replace(/\D/g, "")
  return digits.length === 11 && digits.startsWith("8") ? `7${digits.slice(1)}` : digits
}
