/** How much of a purchase a write-off stands for, and when the same again is no other one. */
import { assert, describe, it } from "@effect/vitest"
import { Kopecks, Points } from "@loyalkit/core/Money"
import type { Part, Visit } from "../../src/native/Visit.ts"
import { amountFor, decide, MOMENT, SETTLED, UNANSWERED } from "../../src/native/WriteOffRule.ts"

type Line = readonly [amount: number, points: number]

const visit = (lines: ReadonlyArray<Line>, parts: ReadonlyArray<Part> = []): Visit => ({
  id: "v",
  guid: "g",
  begun: 0,
  calculated: 0,
  lines: lines.map(([amount, points]) => ({ amount: Kopecks.make(amount), points: Points.make(points) })),
  parts,
})

const part = (points: number, rest: Partial<Part> = {}): Part => ({
  points: Points.make(points),
  amount: Kopecks.make(0),
  at: 0,
  answered: 100,
  ...rest,
})

const amount = (of: Visit, points: number): number => amountFor(of, Points.make(points))

const milkAndBread: ReadonlyArray<Line> = [
  [1_000_50, 95_70],
  [45_00, 4_30],
]

describe("a write-off stands for", () => {
  it("the whole purchase, where it spends all that was shown", () => {
    assert.strictEqual(amount(visit(milkAndBread), 100_00), 1_045_50)
  })
  it("the whole purchase, where no calculation showed any points", () => {
    assert.strictEqual(amount(visit([[1_045_50, 0]]), 100_00), 1_045_50)
  })
  it("the lines that show just so many", () => {
    assert.strictEqual(amount(visit(milkAndBread), 4_30), 45_00)
  })
  it("its share, where several groups of lines show so many", () => {
    const lines: ReadonlyArray<Line> = [
      [100_00, 10_00],
      [200_00, 10_00],
      [300_00, 20_00],
    ]
    assert.strictEqual(amount(visit(lines), 10_00), 150_00)
  })
  it("its share of the points, and the last part for what is left", () => {
    const first = amount(visit(milkAndBread), 50_00)
    assert.strictEqual(first, 522_75)
    const paid = part(50_00, { amount: Kopecks.make(first) })
    assert.strictEqual(amount(visit(milkAndBread, [paid]), 50_00), 522_75)
  })
  it("an unknown amount, where it is more than was shown, or nothing was calculated", () => {
    assert.strictEqual(amount(visit(milkAndBread), 200_00), 0)
    assert.strictEqual(amount(visit([]), 200_00), 0)
    assert.strictEqual(amount(visit([[1_000_00, 0]], [part(50_00)]), 50_00), 0)
  })
  it("a share that is enough for its part of the limit, whatever the rounding", () => {
    for (let points = 1; points <= 300; points++) {
      const share = amount(visit([[1_000, 300]]), points)
      assert.isAtLeast(Math.floor((share * 30) / 100), points, `${points}`)
    }
  })
})

describe("the same write-off again", () => {
  const again = (of: Visit, points: number, arrived: number) =>
    decide(of, { points: Points.make(points), arrived })
  const unshown: ReadonlyArray<Line> = [[1_045_50, 0]]

  it("is a repetition within a moment of its answer, and another receipt's after it", () => {
    const once = visit(unshown, [part(50_00)])
    assert.strictEqual(again(once, 50_00, 100 + MOMENT - 1)._tag, "Again")
    assert.strictEqual(again(once, 50_00, 100 + MOMENT)._tag, "New")
  })
  it("is a repetition as long as nobody answered it", () => {
    const { answered: _, ...open } = part(50_00)
    assert.strictEqual(again(visit(unshown, [open]), 50_00, UNANSWERED - 1)._tag, "Again")
    assert.strictEqual(again(visit(unshown, [open]), 50_00, UNANSWERED)._tag, "New")
  })
  it("is another receipt's where the till has given the card back meanwhile", () => {
    assert.strictEqual(again(visit(unshown, [part(50_00, { followed: true })]), 50_00, 101)._tag, "New")
  })
  it("is a repetition where all that was shown is written off already, for some minutes", () => {
    const all = visit(milkAndBread, [part(100_00, { followed: true })])
    assert.strictEqual(again(all, 100_00, SETTLED - 1)._tag, "Again")
    assert.strictEqual(again(all, 100_00, SETTLED)._tag, "New")
  })
  it("with other points is another receipt's", () => {
    assert.strictEqual(again(visit(unshown, [part(50_00)]), 30_00, 101)._tag, "New")
  })
})
