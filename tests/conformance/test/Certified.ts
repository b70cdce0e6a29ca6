/** Each scenario of the suite as a test of its own, by its ID. */
import { certify, type Driver, type Scenario } from "@loyalkit/sandbox/conformance"
import { expect, it } from "vitest"

/** More than the slowest scenario takes on the slowest machine. */
export const TIMEOUT = 180_000

export const everyScenario = (driver: Driver, scenarios: ReadonlyArray<Scenario>): void => {
  for (const { id, title } of scenarios) {
    it.concurrent(
      `${id}: ${title.en}`,
      async () => {
        const report = await certify(driver, { only: [id] })
        expect(report.verdicts.map(({ detail, result }) => detail?.en ?? result)).toEqual(["passed"])
      },
      TIMEOUT,
    )
  }
}
