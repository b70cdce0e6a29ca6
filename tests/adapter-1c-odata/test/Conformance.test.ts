/** Receipts that are read back live through what a till must, as far as they can; what they cannot is named in the report. */
import { certify, scenarios } from "@loyalkit/sandbox/conformance"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { odataDriver } from "./OdataDriver.ts"

/** More than the slowest scenario takes on the slowest machine. */
const TIMEOUT = 180_000

const carried = [
  "spend",
  "earn-only",
  "return",
  "repeated-commands",
  "lost-at-look-up",
  "lost-answer",
  "lost-request",
  "late-sale",
  "lost-at-earning",
  "crash-after-pay",
  "crash-in-commit",
  "crash-with-queue",
  "two-tills-one-point",
  "receipt-taken-over",
  "personal-data-in-logs",
]

describe("receipts read back by OData", () => {
  it.concurrent.each(scenarios)(
    "$id: $title.en",
    async ({ id }) => {
      const { verdicts } = await certify(odataDriver, { only: [id] })
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
