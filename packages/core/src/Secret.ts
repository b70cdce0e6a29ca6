/**
 * Compares what a caller shows with the secret that they should have.
 *
 * `===` stops at the first character that differs, and how long it took tells how many were right: enough tries find
 * a token letter by letter. Here the time depends on the length of what was shown, and on nothing that it is compared with.
 */
import * as Redacted from "effect/Redacted"

/**
 * Is this the secret?
 *
 * @example
 * ```ts
 * import { sameSecret } from "@loyalkit/core/Secret"
 * import * as Redacted from "effect/Redacted"
 *
 * const token = Redacted.make("till-1-token")
 * sameSecret("till-1-token", token) // => true
 * sameSecret("till-1-tokem", token) // => false
 * ```
 */
export const sameSecret = (given: string, expected: Redacted.Redacted): boolean => {
  const secret = Redacted.value(expected)
  let differences = given.length ^ secret.length
  // Every unit of what was given is looked at, whatever was found before; the secret is gone through as often as that takes.
  for (let index = 0; index < given.length; index++) {
    differences |= given.charCodeAt(index) ^ secret.charCodeAt(index % secret.length)
  }
  return differences === 0
}

/**
 * Does this `Authorization` show the secret? As a bearer's, or as it is: clouds do both.
 *
 * @param longest what is longer than any token is none, and is not compared letter by letter.
 */
export const showsSecret = (
  authorization: string | undefined,
  secret: Redacted.Redacted,
  longest: number,
): boolean => {
  const given = (authorization ?? "").trim().replace(/^bearer +/i, "")
  return given !== "" && given.length <= longest && sameSecret(given, secret)
}
