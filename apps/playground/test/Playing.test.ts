/**
 * A scenario played step by step, without a browser: a long time passes in slices, can be stopped, and comes to the same.
 */
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Text from "@loyalkit/scenario/format/Text"
import { gallery } from "@loyalkit/scenario/node/Gallery"
import { play } from "@loyalkit/scenario/play/Play"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { createPlaying, type Progress } from "../src/scenarios/Playing.ts"

const HOUR = 3_600_000
const LONG = 6 * HOUR

/** The gallery's doubt that 1C's receipts are read back in, and then a morning in which they are read every minute. */
const long = (): Scenario => {
  const text = gallery().find(({ file }) => file === "1c-read-back")?.text ?? ""
  const scenario = Result.getOrThrow(Text.parse(text))
  const at = scenario.steps.at(-1)?.at ?? 0
  return { ...scenario, steps: [...scenario.steps, { at, pass: LONG }] }
}

/** Lets what plays have its next slice. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve))

describe("a scenario in which much time passes", { timeout: 60_000 }, () => {
  it("gives the page its turn meanwhile, with how far it is, and comes to the same", async () => {
    const scenario = long()
    const expected = play(scenario).outcome
    const playing = createPlaying({ ...scenario, outcome: expected })
    const seen: Array<Progress> = []
    const all = playing.all()
    while (playing.plays() !== undefined) {
      await turn()
      const progress = playing.progress()
      if (progress !== undefined) seen.push(progress)
    }
    await all
    const gone = seen.filter(({ of }) => of === LONG).map((progress) => progress.gone)
    assert.isAbove(new Set(gone).size, 2)
    assert.deepEqual(
      gone,
      gone.toSorted((a, b) => a - b),
    )
    assert.isUndefined(playing.progress())
    assert.isUndefined(playing.plays())
    assert.deepEqual(playing.frame().ending?.differences, [])
    assert.deepEqual(playing.frame().ending?.outcome, expected)
  })

  it("is stopped by going back, and plays again from there", async () => {
    const scenario = long()
    const playing = createPlaying(scenario)
    let hasStopped = false
    void playing.all().then(() => (hasStopped = true))
    while (playing.progress()?.of !== LONG) await turn()
    playing.back()
    // At its next slice, of which there would be many more.
    for (const _ of [1, 2, 3]) await turn()
    assert.isTrue(hasStopped)
    assert.isUndefined(playing.plays())
    assert.isUndefined(playing.progress())
    assert.equal(playing.frame().now, 0)
    await turn()
    assert.deepEqual(playing.frame().done, [])
    await playing.all()
    assert.deepEqual(playing.frame().ending?.outcome, play(scenario).outcome)
  })

  it("plays one step for one press, and no more where all were under way", async () => {
    const playing = createPlaying(long())
    await Promise.all([playing.step(), playing.step()])
    assert.lengthOf(playing.frame().done, 1)
    const all = playing.all()
    await playing.step()
    await all
    assert.lengthOf(playing.frame().done, 2)
  })
})
