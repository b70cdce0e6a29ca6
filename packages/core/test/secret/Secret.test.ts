import { assert, describe, it } from "@effect/vitest"
import * as Redacted from "effect/Redacted"
import fc from "fast-check"
import { sameSecret, showsSecret } from "../../src/Secret.ts"

const same = (given: string, expected: string) => sameSecret(given, Redacted.make(expected))

/** Any text, halves of surrogate pairs included. */
const texts = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0, 97, 98, 0xd800, 0xfffd)), {
    maxLength: 12,
  })
  .map((units) => String.fromCharCode(...units))

describe("a secret that is shown", () => {
  it("is taken where it is the very one, and nowhere else", () => {
    fc.assert(
      fc.property(texts, texts, (given, expected) => {
        assert.isTrue(same(given, given))
        assert.strictEqual(same(given, expected), given === expected)
      }),
      { numRuns: 2_000 },
    )
  })

  it("is refused where one unit of it is another", () => {
    const changed = fc.record({ secret: texts, at: fc.nat(), by: fc.integer({ min: 1, max: 0xffff }) })
    fc.assert(
      fc.property(changed, ({ at, by, secret }) => {
        fc.pre(secret !== "")
        const units = Array.from({ length: secret.length }, (_, index) => secret.charCodeAt(index))
        const place = at % units.length
        units[place] = (units[place] ?? 0) ^ by
        assert.isFalse(same(String.fromCharCode(...units), secret))
      }),
    )
  })

  it.each([
    ["", "token"],
    ["token", ""],
    ["tok", "token"],
    ["tokentoken", "token"],
    ["token", "tokentoken"],
    ["\u0000", ""],
    ["", "\u0000"],
    ["token\u0000", "token"],
    ["\ud800", "\ufffd"],
  ])("is refused where it is a part, a repetition, or looks alike: %j for %j", (given, expected) => {
    assert.isFalse(same(given, expected))
  })
})

describe("an Authorization header", () => {
  const shows = (header: string | undefined) => showsSecret(header, Redacted.make("the-token"), 20)

  it("shows a secret as a bearer's, or as it is", () => {
    for (const header of ["the-token", "Bearer the-token", "bearer   the-token", "  Bearer the-token "])
      assert.isTrue(shows(header), header)
  })

  it("shows none where it is another, missing, or longer than any", () => {
    for (const header of [
      undefined,
      "",
      "Bearer",
      "Bearer ",
      "Basic the-token",
      "the-token2",
      "x".repeat(100),
    ])
      assert.isFalse(shows(header), header)
    assert.isFalse(showsSecret("the-token", Redacted.make("the-token"), 8))
    assert.isFalse(showsSecret("", Redacted.make(""), 8))
  })
})
