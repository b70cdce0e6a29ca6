/** What the playground's page plays: a world with all three clients in it, the same as a run's. */
import { assert, describe, it } from "@effect/vitest"
import { playOne } from "../src/OneWorld.ts"
import * as Tally from "../src/report/Tally.ts"
import { playAll } from "../src/Worlds.ts"

const order = { seed: "one world", profile: "hostile", step: 1, goesOn: true } as const

describe("one world", () => {
  it("has the harm of all three clients, of the same receipts", () => {
    const { tally, violations } = playOne(order.seed, 1, order.profile)
    assert.deepStrictEqual(violations, [])
    assert.sameMembers(Object.keys(tally.harm), ["loyalkit", "retry three times", "log and forget"])
    for (const { receipts } of Object.values(tally.harm)) assert.strictEqual(receipts, tally.receipts)
  })

  it("is the world of that number in a run", () => {
    // The first of a run's worlds is one of those that the other clients play too.
    const run = playAll({ ...order, from: 2, until: 3 })
    assert.deepStrictEqual(playOne(order.seed, 2, order.profile).tally, run.tally)
  })

  it("counts the earnings that were queued, and those of them that were delivered", () => {
    const tally = Tally.empty()
    for (let world = 0; world < 5; world++) Tally.add(tally, playOne(order.seed, world, order.profile).tally)
    const { delivered = 0, queued = 0 } = tally.counts
    assert.isAbove(delivered, 0)
    assert.isAtLeast(queued, delivered)
  })
})
