/** The front bridge lives through what a till must, as far as it can; what it cannot is named in the report. */
import { certify, scenarios } from "@loyalkit/sandbox/conformance"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { bridgeDriver } from "./BridgeDriver.ts"
import { here, inProcess } from "./GatewayHome.ts"

/** More than the slowest scenario takes on the slowest machine. */
const TIMEOUT = 180_000

const notCarried = ["lines", "stale-quote", "reordered-commands"]
const page = new URL("../../../docs/iiko-bridge.md", import.meta.url)

describe("the front bridge of iiko", () => {
  it.concurrent.each(scenarios)(
    "$id: $title.en",
    async ({ id, needs }) => {
      // A power cut, and logs that are all its own, take a process; the rest would only wait for it to start.
      const home = needs.includes("crash") || needs.includes("logs") ? inProcess : here
      const { verdicts } = await certify(bridgeDriver(home), { only: [id] })
      const expected = notCarried.includes(id) ? "notCarried" : "passed"
      assert.deepStrictEqual(
        verdicts.map(({ detail, result }) => (result === "failed" ? detail?.en : result)),
        [expected],
      )
      if (expected === "notCarried") assert.isNotEmpty(verdicts[0]?.detail?.en)
    },
    TIMEOUT,
  )

  it("is told in docs/iiko-bridge.md for what it carries and what not", () => {
    const text = readFileSync(page, "utf8")
    assert.include(text, `**${scenarios.length - notCarried.length} of ${scenarios.length}**`)
    for (const id of notCarried) assert.include(text, `\`${id}\``)
  })
})
