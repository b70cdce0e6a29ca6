/**
 * The sandbox's time as the header `Date` has it (RFC 9110, 6.6.1): to the second.
 *
 * The sandbox's clock may be turned, so its doors must not let a server write its own time there.
 */

let second = Number.NaN
let text = ""

/** Made once a second: a till makes several calls in one. */
export const httpDate = (millis: number): string => {
  const now = Math.floor(millis / 1_000)
  if (now === second) return text
  second = now
  // oxlint-disable-next-line eslint/no-restricted-globals -- writes a number as a text, and reads no clock
  text = new Date(now * 1_000).toUTCString()
  return text
}
