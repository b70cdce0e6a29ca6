/** When a run fails: also where too much was left to people, or where it was not hostile enough to prove anything. */
import { assert, describe, it } from "@effect/vitest"
import type { Ran } from "../src/Run.ts"
import * as Tally from "../src/report/Tally.ts"
import { complaints, LARGE_ENOUGH } from "../src/report/Verdict.ts"

const ranOf = (change: Partial<Tally.Tally>): Ran => ({
  tally: { ...Tally.empty(), ...change },
  failed: [],
  rate: 1,
})

const doubts = (person: number, usual: number) => ({
  spending: { total: 200, witness: 200 - person, person },
  usual: { total: 200, witness: 200 - usual, person: usual },
  earning: { total: 900, witness: 0, person: 900 },
})

describe("a run", () => {
  it("passes where nothing was wrong and little was left to people", () => {
    assert.deepStrictEqual(complaints("calm", ranOf({ receipts: 1_000, doubts: doubts(100, 50) })), [])
  })

  it("fails where something happened that must not, but not where an assumption was broken on purpose", () => {
    const violation = { code: "twice", receipt: "r-1", detail: "", at: 0 } as const
    const ran = { ...ranOf({}), failed: [{ world: 0, violations: [violation, violation] }] }
    assert.deepStrictEqual(complaints("hostile", ran), ["2 violations in 1 worlds."])
    assert.deepStrictEqual(complaints("broken-assumption", ran), [])
  })

  it("fails where too many doubts were left to a person, at all services or at the usual ones", () => {
    assert.match(
      complaints("rough", ranOf({ doubts: doubts(199, 0) })).join(),
      /199 of 200 doubts \(spending\)/,
    )
    assert.match(
      complaints("rough", ranOf({ doubts: doubts(100, 150) })).join(),
      /150 of 200 doubts \(usual\)/,
    )
  })

  it("fails where it was long enough and did not meet everything often enough", () => {
    const counts = { "fault: late": 100, "event: Held": 99 }
    const found = complaints("hostile", ranOf({ receipts: LARGE_ENOUGH, counts }))
    assert.include(found, 'Not hostile enough: "event: Held" was met 99 times.')
    assert.notInclude(found.join(), "fault: late")
    for (const what of ["fault: outage: key", "event: CaseClosed", "crash: as a reply comes", "disk: full"])
      assert.include(found, `Not hostile enough: "${what}" was met 0 times.`)
  })
})
