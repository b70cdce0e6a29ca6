/** Sales that no terminal closed live through what a till must, as far as they can; what they cannot is named in the report. */
import { certify, scenarios } from "@loyalkit/sandbox/conformance"
import { assert, describe, it } from "vitest"
import { documentDriver } from "./DocumentDriver.ts"
import { here, inProcess } from "@loyalkit/gateway-process"

/** More than the slowest scenario takes on the slowest machine. */
const TIMEOUT = 180_000

/**
 * A power cut, and logs that are all its own, take a gateway in a process; the rest would only wait for it to start. These are told by the log why a closed receipt was
 * refused.
 */
const refused = ["service-away-spend", "hold-expired"]

describe("Evotor's cloud", () => {
  it.concurrent.each(scenarios)(
    "$id: $title.en",
    async ({ id, needs }) => {
      const takesProcess = needs.includes("crash") || needs.includes("logs") || refused.includes(id)
      const driver = documentDriver(takesProcess ? inProcess : here)
      const { verdicts } = await certify(driver, { only: [id] })
      const isOut =
        driver.notCarried?.[id] !== undefined ||
        needs.some((ability) => driver.cannot?.[ability] !== undefined)
      assert.deepStrictEqual(
        verdicts.map(({ detail, result }) => (result === "failed" ? detail?.en : result)),
        [isOut ? "notCarried" : "passed"],
      )
      if (isOut) assert.isNotEmpty(verdicts[0]?.detail?.en)
    },
    TIMEOUT,
  )
})
