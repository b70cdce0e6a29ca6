/** The native protocol lives through what a till must, as far as it can; what it cannot is named in the report. */
import { certify, scenarios } from "@loyalkit/sandbox/conformance"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { nativeDriver } from "./NativeDriver.ts"

/** More than the slowest scenario takes on the slowest machine. */
const TIMEOUT = 180_000

const carried = [
  "identify",
  "quote",
  "spend",
  "lost-at-look-up",
  "lost-answer",
  "lost-request",
  "late-sale",
  "service-away-spend",
  "crash-after-pay",
  "crash-in-commit",
  "two-tills-one-point",
]

describe("the native protocol of 1C", () => {
  it.each(scenarios)(
    "$id: $title.en",
    async ({ id }) => {
      const { verdicts } = await certify(nativeDriver, { only: [id] })
      const expected = carried.includes(id) ? "passed" : "notCarried"
      assert.deepStrictEqual(
        verdicts.map(({ detail, result }) => (result === "failed" ? detail?.en : result)),
        [expected],
      )
      if (expected === "notCarried") assert.isNotEmpty(verdicts[0]?.detail?.en)
    },
    TIMEOUT,
  )

  it.each(["1c.md", "1c.ru.md"])("is told in docs/%s for what it carries", (page) => {
    const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), "utf8")
    assert.include(text, carried.map((id) => `\`${id}\``).join(", "))
    assert.match(text, new RegExp(`\\| ${carried.length} (of|из) ${scenarios.length} \\|`))
  })
})
