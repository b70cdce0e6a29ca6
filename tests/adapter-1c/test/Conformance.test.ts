/** The native protocol lives through what a till must; what it cannot carry is named. */
import { certify, scenarios, type Scenario } from "@loyalkit/sandbox/conformance"
import { assert, describe, it } from "vitest"
import { nativeDriver, notCarried } from "./NativeDriver.ts"

/** More than the slowest scenario takes on the slowest machine. */
const TIMEOUT = 180_000

const lacksOf = ({ needs }: Scenario) =>
  needs.filter((ability) => nativeDriver.cannot?.[ability] !== undefined)
const played = scenarios.filter(({ id }) => notCarried[id] === undefined)

describe("the native protocol of 1C", () => {
  it.each(played)(
    "$id: $title.en",
    async (scenario) => {
      const { verdicts } = await certify(nativeDriver, { only: [scenario.id] })
      assert.deepStrictEqual(
        verdicts.map(({ detail, result }) => (result === "failed" ? detail?.en : result)),
        [lacksOf(scenario).length > 0 ? "notCarried" : "passed"],
      )
    },
    TIMEOUT,
  )

  it.each(Object.entries(notCarried))("%s is not carried: %s", (_id, why) => assert.isNotEmpty(why))

  it("names no scenario that the suite has not", () => {
    const ids = scenarios.map(({ id }) => id)
    assert.deepStrictEqual(
      Object.keys(notCarried).filter((id) => !ids.includes(id)),
      [],
    )
  })
})
