/** Sales that no terminal closed live through what a till must, as far as they can; what they cannot is named in the report. */
import { certify, scenarios } from "@loyalkit/sandbox/conformance"
import { assert, describe, it } from "vitest"
import { documentDriver } from "./DocumentDriver.ts"

/** More than the slowest scenario takes on the slowest machine. */
const TIMEOUT = 180_000

describe("Evotor's cloud", () => {
  it.concurrent.each(scenarios)(
    "$id: $title.en",
    async ({ id, needs }) => {
      const { verdicts } = await certify(documentDriver, { only: [id] })
      const isOut =
        documentDriver.notCarried?.[id] !== undefined ||
        needs.some((ability) => documentDriver.cannot?.[ability] !== undefined)
      assert.deepStrictEqual(
        verdicts.map(({ detail, result }) => (result === "failed" ? detail?.en : result)),
        [isOut ? "notCarried" : "passed"],
      )
      if (isOut) assert.isNotEmpty(verdicts[0]?.detail?.en)
    },
    TIMEOUT,
  )
})
