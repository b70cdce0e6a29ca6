/** The simulator can fail: with any one safeguard taken out of the shipped code, something goes wrong within 20,000 receipts. */
import { assert, describe, it } from "@effect/vitest"
import { run } from "../src/Run.ts"
import { patched } from "../src/sabotage/Loader.ts"
import { SABOTAGES } from "../src/sabotage/Sabotages.ts"

const MOST_CHECKOUTS = 20_000
/** Of a machine with other work to do; the slowest takes a minute. */
const MOST_MILLIS = 600_000

describe("the engine without", () => {
  it.each(Object.entries(SABOTAGES).map(([name, { caughtAs, takesOut }]) => ({ name, takesOut, caughtAs })))(
    "$takesOut is caught ($name)",
    async ({ caughtAs, name }) => {
      const { failed } = await run({
        seed: "npm test",
        profile: "hostile",
        checkouts: MOST_CHECKOUTS,
        threads: 1,
        sabotage: name,
        stopsAtFirst: true,
      })
      const codes = failed.flatMap(({ violations }) => violations.map(({ code }) => code))
      assert.isTrue(
        codes.some((code) => caughtAs.includes(code)),
        `${codes.join(", ")} instead of ${caughtAs.join(" or ")}`,
      )
    },
    MOST_MILLIS,
  )
})

describe("a sabotage", () => {
  const patch = { module: "Some.js", find: "a < b", put: "true" }

  it("changes the one place that it names", () => {
    assert.strictEqual(patched("if (a < b) sell()", patch), "if (true) sell()")
  })

  it("that finds no such place, or two of them, stops the run", () => {
    assert.throws(() => patched("if (a > b) sell()", patch), /no text "a < b" any more/)
    assert.throws(() => patched("a < b && a < b", patch), /more than once/)
  })

  it("that nobody knows stops the run", async () => {
    const options = { seed: "1", profile: "calm", checkouts: 1, threads: 1, sabotage: "none" } as const
    await run(options).then(
      () => assert.fail("it ran"),
      (error: unknown) => assert.include(String(error), `no "none"`),
    )
  })
})
