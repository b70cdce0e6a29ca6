/**
 * Each benchmark runs and tells its figure in one line. What the figure is, no test may ask: the machine decides.
 */
import { assert, describe, it } from "@effect/vitest"
import { benchmarks } from "../src/Benchmarks.ts"
import { isReached, line, type Figure } from "../src/Figure.ts"
import { compare, median, percentile } from "../src/Rounds.ts"

/** Enough for a child process to start on a busy machine. */
const PATIENCE = 60_000

describe("a benchmark", () => {
  for (const benchmark of benchmarks) {
    it(
      `${benchmark.name} runs and tells its figure`,
      async () => {
        const figure = await benchmark.run({ rounds: 1, scale: 0.01 })
        assert.match(
          line(figure),
          new RegExp(`^bench ${benchmark.name} \\d+\\.\\d\\d .+; target [≤≥] [\\d.]+: (reached|missed)$`),
        )
        assert.isAbove(figure.value, 0)
      },
      PATIENCE,
    )
  }
})

describe("a figure", () => {
  const figure = (value: number, at: "most" | "least"): Figure => ({
    name: "x",
    value,
    detail: "of something",
    target: { at, value: 1.5 },
  })

  it("is reached at its target, and missed beyond it", () => {
    assert.deepStrictEqual(
      [figure(1.5, "most"), figure(1.51, "most"), figure(1.5, "least"), figure(1.49, "least")].map(isReached),
      [true, false, true, false],
    )
  })

  it("says in its line whether it is reached", () => {
    assert.strictEqual(line(figure(2, "most")), "bench x 2.00 of something; target ≤ 1.5: missed")
  })
})

describe("a comparison", () => {
  it("is the median of the rounds' ratios, and tells how far they were apart", async () => {
    // Two rounds of warm-up, then three that count; a round has ten blocks of each side.
    const rounds = [9, 9, 2, 8, 4]
    let blocks = 0
    const compared = await compare(
      { rounds: 3, scale: 1 },
      {
        ours: async () => [rounds[Math.floor(blocks++ / 10)] ?? 0],
        theirs: async () => [2],
      },
    )
    assert.deepStrictEqual(compared, { ratio: 2, least: 1, largest: 4, ours: 4, theirs: 2, rounds: 3 })
  })

  it("takes the middle of an even number of values", () => {
    assert.strictEqual(median([4, 1, 3, 2]), 2.5)
  })

  it("takes as a percentile the least value that so many do not exceed", () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index)
    assert.deepStrictEqual(
      [percentile(0.99)(values), percentile(0.99)([7, 5]), percentile(0.5)([3, 1, 2])],
      [198, 7, 2],
    )
  })
})
