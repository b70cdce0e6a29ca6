/** The promise itself: tens of thousands of receipts in worlds that are as hostile as they say, and nothing that must not happen. */
import { assert, describe, it } from "@effect/vitest"
import { run, type Ran } from "../src/Run.ts"
import { table } from "../src/report/Table.ts"
import * as Verdict from "../src/report/Verdict.ts"
import type { Profile } from "../src/script/Script.ts"

/** Of a machine with other work to do. */
const MOST_MILLIS = 600_000

const simulate = async (profile: Profile, checkouts: number): Promise<Ran> => {
  const options = { seed: "npm test", profile, checkouts, threads: 1, sabotage: undefined }
  const ran = await run(options)
  assert.isAtLeast(ran.tally.receipts, checkouts)
  return ran
}

/** All that the command would complain of, with the whole table to read where there is something. */
const complaints = (profile: Profile, ran: Ran): ReadonlyArray<string> => {
  const found = Verdict.complaints(profile, ran)
  if (found.length > 0) console.log(table({ profile, seed: "npm test", ...ran }))
  return found
}

describe.concurrent("in a run of the simulator", () => {
  it.each([
    { profile: "calm", checkouts: 10_000 },
    { profile: "rough", checkouts: 20_000 },
    { profile: "hostile", checkouts: 20_000 },
  ] as const)(
    "nothing happens that must not, on $checkouts $profile receipts, and everything that was promised was met",
    async ({ checkouts, profile }) => {
      const ran = await simulate(profile, checkouts)
      assert.deepStrictEqual(complaints(profile, ran), [])
      const { harm } = ran.tally
      assert.deepInclude(harm["loyalkit"], { double: 0, lost: 0 })
      assert.isAbove(harm["retry three times"]?.double ?? 0, 0)
      assert.isAbove(harm["log and forget"]?.lost ?? 0, 0)
    },
    MOST_MILLIS,
  )

  it(
    "an assumption that does not hold does harm, is counted, and is no failure",
    async () => {
      const ran = await simulate("broken-assumption", 6_000)
      const { broken, harm } = ran.tally
      assert.deepStrictEqual(harm, {})
      for (const name of ["execution-within-window", "sale-ends-holds", "fresh-balances"])
        assert.isAbove(broken[name]?.double ?? 0, 0, name)
      for (const name of ["no-same-sale-elsewhere", "no-cancelling-events", "exclusive-point"])
        assert.isAbove(broken[name]?.lost ?? 0, 0, name)
      assert.deepInclude(broken["credit-immediate"], { double: 0, lost: 0 })
      assert.deepStrictEqual(complaints("broken-assumption", ran), [])
    },
    MOST_MILLIS,
  )
})
