/** The conformance suite, played by the module: every step goes through BSL, over HTTP, into the gateway and on to the service. */
import { certify, scenarios } from "@loyalkit/sandbox/conformance"
import { describe, expect, it } from "vitest"
import { bslDriver } from "./BslDriver.ts"

/** More than the slowest scenario takes on the slowest machine. */
const TIMEOUT = 180_000

describe("the BSL module lives through what a till must", () => {
  it.concurrent.each(scenarios)("$id: $title.en", { timeout: TIMEOUT }, async ({ id }) => {
    const report = await certify(bslDriver, { only: [id] })
    expect(report.verdicts.map(({ detail, result }) => detail?.en ?? result)).toEqual(["passed"])
  })
})
