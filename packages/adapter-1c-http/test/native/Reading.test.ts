/** Numbers, phones and dates as 1C writes them, by the notes' own tables. */
import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { dateOf, phoneOf, pointsOf } from "../../src/native/Reading.ts"

interface Case {
  readonly text: string
  readonly value?: number | string | null
  readonly national?: string | null
  readonly suffix?: string
}

// The fixture's own border.
const cases = (name: string) =>
  (
    JSON.parse(readFileSync(new URL(`../fixtures/wire/${name}.json`, import.meta.url), "utf8")) as {
      readonly cases: ReadonlyArray<Case>
    }
  ).cases

describe("1C's texts", () => {
  for (const { text, value } of cases("numbers"))
    it(`the amount ${JSON.stringify(text)} is ${value}`, () => {
      const points = pointsOf(text)
      assert.strictEqual(points === undefined ? null : points / 100, value)
    })

  for (const { national, suffix, text } of cases("phones"))
    it(`the phone ${JSON.stringify(text)} is ${national ?? suffix}`, () => {
      // The service finds nobody by the last digits.
      assert.strictEqual(phoneOf(text), typeof national === "string" ? `7${national}` : undefined)
    })

  for (const { text, value } of cases("dates"))
    it(`the date ${JSON.stringify(text)} is ${value}`, () => {
      assert.strictEqual(dateOf(text) ?? null, value)
    })

  it("an amount with more than kopecks is none, but zeros behind them are", () => {
    assert.isUndefined(pointsOf("1,005"))
    assert.strictEqual(pointsOf("1,500"), 150)
  })
})
