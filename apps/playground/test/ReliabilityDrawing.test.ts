/** What the reliability page makes of its figures, without a browser: scales, lines, labels, and the command. */
import { assert, describe, it } from "vitest"
import { commandFor } from "../src/reliability/Command.ts"
import { draw } from "../src/reliability/Drawing.ts"
import { add, none, type Figures } from "../src/reliability/Figures.ts"
import { beginning, longer, type History } from "../src/reliability/History.ts"
import { scaleFor } from "../src/reliability/Scale.ts"

const world: Figures = {
  counted: { ...none.counted, receipts: 120 },
  harm: {
    ...none.harm,
    "retry three times": { double: 12, lost: 9 },
    "log and forget": { double: 0, lost: 40 },
  },
}

/** So many worlds of the same figures. */
const played = (worlds: number): { readonly history: History; readonly last: Figures } => {
  let [history, last] = [beginning, none]
  for (let index = 0; index < worlds; index++) {
    last = add(last, world)
    history = longer(history, last)
  }
  return { history, last }
}

describe("a plot of the reliability page", () => {
  it.each([
    [0, 10],
    [10, 10],
    [11, 20],
    [499, 500],
    [501, 1_000],
    [99_241, 100_000],
  ])("ends an axis for %i at %i, a round number, with whole numbers along it", (most, end) => {
    for (const isNarrow of [false, true]) {
      const scale = scaleFor(most, 10, isNarrow)
      assert.equal(scale.end, end)
      assert.deepEqual([scale.ticks[0], scale.ticks.at(-1)], [0, end])
      assert.isTrue(scale.ticks.every(Number.isInteger))
    }
  })

  it("keeps so many points as can be seen, the first and the last always", () => {
    const { history, last } = played(5_000)
    assert.isAtMost(history.length, 401)
    assert.equal(history[0], none)
    assert.equal(history.at(-1), last)
    assert.equal(last.counted.receipts, 600_000)
  })

  it.each([
    [280, 1],
    [280, 40],
    [660, 1],
    [660, 7],
    [660, 40],
  ])(
    "%i pixels wide, after %i worlds: labels are inside and apart, and ours is drawn last",
    (width, worlds) => {
      const { history, last } = played(worlds)
      for (const harm of ["double", "lost"] as const) {
        const { lines, plot } = draw(history, last, harm, { width, height: 212 })
        assert.equal(lines.at(-1)?.client, "loyalkit")
        const heights = lines.map(({ label }) => label.y).toSorted((a, b) => a - b)
        heights.forEach((y, index) => assert.isAtLeast(y - (heights[index - 1] ?? -Infinity), 16))
        assert.isAtLeast(heights[0] ?? 0, 30)
        for (const { label } of lines) {
          if (label.anchor === "end") assert.isAtLeast(label.x, plot.left + 150)
          else assert.isAtMost(label.x, plot.right - 150)
        }
      }
    },
  )
})

describe("the command that plays the page's worlds again", () => {
  it("is one word of a shell for every seed", () => {
    assert.equal(commandFor("1", "calm", 240), "npm run simulate -- --profile calm --checkouts 240 --seed=1")
    assert.include(commandFor("a b; rm 'x'", "calm", 120), String.raw`--seed='a b; rm '\''x'\'''`)
    assert.include(commandFor("-1", "calm", 120), "--seed='-1'")
  })
})
