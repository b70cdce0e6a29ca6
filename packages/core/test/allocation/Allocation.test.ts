import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import fc from "fast-check"
import * as Allocation from "../../src/Allocation.ts"
import { MAX_LINES } from "../../src/Domain.ts"
import { Kopecks, MAX_WHOLE, Points } from "../../src/Money.ts"

const LARGEST = MAX_WHOLE * 100

const line = (id: string, amount: number, excluded?: boolean): Allocation.AllocatedLine =>
  excluded === undefined
    ? { id, amount: Kopecks.make(amount) }
    : { id, amount: Kopecks.make(amount), excluded }

const allocate = (lines: ReadonlyArray<Allocation.AllocatedLine>, points: number, minLine = 0) =>
  Allocation.allocate({ lines, points: Points.make(points), minLine: Kopecks.make(minLine) })

const shares = (
  lines: ReadonlyArray<Allocation.AllocatedLine>,
  points: number,
  minLine = 0,
): ReadonlyArray<number> =>
  Result.getOrThrow(allocate(lines, points, minLine)).map((share): number => share.points)

describe("points over the lines of a receipt", () => {
  it("are spread in proportion to what the lines cost", () => {
    assert.deepStrictEqual(shares([line("a", 30_000), line("b", 10_000)], 20_000), [15_000, 5_000])
  })

  it("leave the odd kopeck to the largest remainder, then to the smaller ID", () => {
    // 100 over 1 : 1 : 4 is 16.67, 16.67, 66.67 with equal remainders.
    assert.deepStrictEqual(shares([line("c", 100), line("b", 100), line("a", 400)], 100), [16, 17, 67])
    // 10 over 1 : 2 : 4 is 1.43, 2.86, 5.71: the two kopecks left go to the last two.
    assert.deepStrictEqual(shares([line("a", 100), line("b", 200), line("c", 400)], 10), [1, 3, 6])
  })

  it("do not touch excluded goods", () => {
    const receipt = [line("bread", 5_000), line("vodka", 40_000, true), line("milk", 5_000, false)]
    assert.deepStrictEqual(Result.getOrThrow(allocate(receipt, 9_000)), [
      { id: "bread", points: Points.make(4_500), amountAfter: Kopecks.make(500) },
      { id: "vodka", points: Points.make(0), amountAfter: Kopecks.make(40_000) },
      { id: "milk", points: Points.make(4_500), amountAfter: Kopecks.make(500) },
    ])
  })

  it("leave every line its minimum, and lines below it alone", () => {
    const receipt = [line("bag", 50), line("free", 0), line("bread", 5_000), line("milk", 10_000)]
    assert.strictEqual(Allocation.capacity(receipt, Kopecks.make(100)), 14_800)
    assert.deepStrictEqual(
      Result.getOrThrow(allocate(receipt, 14_800, 100)).map((share) => share.amountAfter),
      [50, 0, 100, 100].map((amount) => Kopecks.make(amount)),
    )
  })

  it("pay for weighed goods by their amount, whatever price and quantity make", () => {
    // 0.333 kg at 100.00 is 33.30; the till rounded to 33.33, and that is what the customer owes.
    const cheese = { id: "cheese", quantity: 333, price: Kopecks.make(10_000), amount: Kopecks.make(3_333) }
    assert.deepStrictEqual(Result.getOrThrow(allocate([cheese], 3_333)), [
      { id: "cheese", points: Points.make(3_333), amountAfter: Kopecks.make(0) },
    ])
  })

  it("that are none leave everything as it is", () => {
    assert.deepStrictEqual(shares([line("a", 100), line("b", 0)], 0), [0, 0])
    assert.deepStrictEqual(shares([], 0), [])
    assert.deepStrictEqual(shares([line("a", 100, true)], 0), [0])
  })

  it("of the largest amounts are exact, too", () => {
    const half = LARGEST / 2
    assert.deepStrictEqual(
      shares([line("a", half), line("b", half - 1), line("c", 1)], LARGEST - 1),
      // Exactly: half − 0.5, half − 1 + 0.5 + 10^-14, 1 − 10^-14.
      [half - 1, half - 1, 1],
    )
  })

  it("fill a receipt of the most lines", () => {
    const receipt = Array.from({ length: MAX_LINES }, (_, index) => line(String(index), 1_999))
    const spread = shares(receipt, 1_000_001)
    assert.strictEqual(
      spread.reduce<number>((total, share) => total + share, 0),
      1_000_001,
    )
    assert.strictEqual(spread.filter((share) => share === 501).length, 1)
    assert.strictEqual(spread[0], 501)
  })
})

describe("what cannot be spread is refused", () => {
  it("more points than the lines take, with the most they do", () => {
    const cases: ReadonlyArray<readonly [ReadonlyArray<Allocation.AllocatedLine>, number, number]> = [
      [[line("a", 100), line("b", 100, true)], 0, 100],
      [[line("a", 100), line("b", 100)], 30, 140],
      [[line("a", 100, true)], 0, 0],
      [[], 0, 0],
    ]
    for (const [receipt, minLine, capacity] of cases) {
      const result = allocate(receipt, capacity + 1, minLine)
      assert(Result.isFailure(result) && result.failure._tag === "PointsExceedLines")
      assert.deepStrictEqual<number>(result.failure.capacity, capacity)
      assert.include(result.failure.message, `at most ${(capacity / 100).toFixed(2)} points`)
      assert.isTrue(Result.isSuccess(allocate(receipt, capacity, minLine)))
    }
  })

  it("two lines with one ID", () => {
    const result = allocate([line("a", 100), line("b", 100), line("a", 50)], 10)
    assert(Result.isFailure(result) && result.failure._tag === "DuplicateLine")
    assert.strictEqual(result.failure.id, "a")
    assert.include(result.failure.message, '"a"')
  })

  it("fewer than zero points, as a defect", () => {
    assert.throws(() => allocate([line("a", 100)], -1), RangeError)
  })
})

describe("the lines of a receipt", () => {
  const check = (lines: ReadonlyArray<Allocation.AllocatedLine>, amount: number) =>
    Allocation.checkLines(lines, Kopecks.make(amount))

  it("make up its amount, excluded goods included", () => {
    assert.isTrue(Result.isSuccess(check([line("a", 100), line("b", 50, true)], 150)))
    assert.isTrue(Result.isSuccess(check([], 0)))
  })

  it("are refused where they do not, with both sums", () => {
    for (const amount of [149, 151]) {
      const result = check([line("a", 100), line("b", 50)], amount)
      assert(Result.isFailure(result) && result.failure._tag === "LinesDiffer")
      assert.deepStrictEqual([result.failure.amount, result.failure.sum], [amount, 150])
      assert.include(result.failure.message, "The lines sum to 1.50")
    }
  })

  it("are refused where an ID comes twice", () => {
    const result = check([line("a", 100), line("a", 50)], 150)
    assert(Result.isFailure(result) && result.failure._tag === "DuplicateLine")
  })

  it("are refused, without a defect, where they sum beyond any amount", () => {
    const result = check([line("a", LARGEST), line("b", LARGEST), line("c", 1)], 5)
    assert(Result.isFailure(result) && result.failure._tag === "LinesDiffer")
    assert.strictEqual(result.failure.sum, LARGEST)
  })
})

const receipts = (maxAmount: number) =>
  fc
    .record({
      lines: fc.uniqueArray(
        fc.record(
          {
            id: fc.string({ minLength: 1, maxLength: 4 }),
            amount: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: maxAmount })),
            excluded: fc.boolean(),
          },
          { requiredKeys: ["id", "amount"] },
        ),
        { selector: ({ id }) => id, maxLength: 40 },
      ),
      minLine: fc.constantFrom(0, 1, 100),
      part: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    })
    .map(({ lines, minLine, part }) => {
      const typed = lines.map((each) => ({ ...each, amount: Kopecks.make(each.amount) }))
      const capacity = Allocation.capacity(typed, Kopecks.make(minLine))
      return {
        lines: typed,
        minLine: Kopecks.make(minLine),
        points: Points.make(Math.floor(capacity * part)),
        capacity,
      }
    })

// Lines of some rubles, and ones whose products leave 2^53.
const anyReceipt = fc.oneof(receipts(1_000_000), receipts(LARGEST / 40))

describe("for every receipt", () => {
  it("the shares sum to the points, and each line's parts to its amount", () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        const spread = Result.getOrThrow(Allocation.allocate(receipt))
        assert.deepStrictEqual(
          spread.map(({ id }) => id),
          receipt.lines.map(({ id }) => id),
        )
        assert.strictEqual(
          spread.reduce((total, { points }) => total + points, 0),
          receipt.points,
        )
        for (const [index, { amountAfter, points }] of spread.entries()) {
          assert.strictEqual(points + amountAfter, receipt.lines[index]?.amount)
        }
      }),
      { numRuns: 500 },
    )
  })

  it("no line goes beyond its limit, below the minimum, or below zero", () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        const limits = Allocation.limits(receipt.lines, receipt.minLine)
        for (const [index, share] of Result.getOrThrow(Allocation.allocate(receipt)).entries()) {
          const { amount, excluded = false } = receipt.lines[index] ?? assert.fail()
          assert.isAtLeast(share.points, 0)
          assert.isAtMost(share.points, limits[index]?.points ?? assert.fail())
          assert.isAtLeast(share.amountAfter, Math.min(amount, receipt.minLine))
          if (excluded) assert.strictEqual(share.amountAfter, amount)
        }
      }),
      { numRuns: 500 },
    )
  })

  it("each share is less than a kopeck away from the exact proportion", () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        const limits = Allocation.limits(receipt.lines, receipt.minLine)
        for (const [index, { points }] of Result.getOrThrow(Allocation.allocate(receipt)).entries()) {
          const exact = BigInt(receipt.points) * BigInt(limits[index]?.points ?? assert.fail())
          const away = BigInt(points) * BigInt(receipt.capacity) - exact
          const kopeck = BigInt(receipt.capacity)
          assert.isTrue(receipt.capacity === 0 ? away === 0n : away < kopeck && away > -kopeck)
        }
      }),
      { numRuns: 500 },
    )
  })

  it("a line's share does not depend on the order of the lines", () => {
    const shuffled = anyReceipt.chain((receipt) =>
      fc.tuple(
        fc.constant(receipt),
        fc.shuffledSubarray(receipt.lines, {
          minLength: receipt.lines.length,
          maxLength: receipt.lines.length,
        }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([receipt, lines]) => {
        const byId = (spread: ReadonlyArray<Allocation.LineShare>) =>
          new Map(spread.map(({ id, points }) => [id, points] as const))
        const [one, other] = [receipt, { ...receipt, lines }].map((each) =>
          byId(Result.getOrThrow(Allocation.allocate(each))),
        )
        assert.deepStrictEqual(
          receipt.lines.map(({ id }) => one?.get(id)),
          receipt.lines.map(({ id }) => other?.get(id)),
        )
      }),
      { numRuns: 500 },
    )
  })

  it("of two lines, the one that may take more takes no less", () => {
    fc.assert(
      fc.property(anyReceipt, (receipt) => {
        const limits = Allocation.limits(receipt.lines, receipt.minLine)
        const ranked = Result.getOrThrow(Allocation.allocate(receipt))
          .map(({ points }, index) => ({ points, limit: limits[index]?.points ?? assert.fail() }))
          .toSorted((a, b) => a.limit - b.limit || a.points - b.points)
        for (const [index, { limit, points }] of ranked.entries()) {
          const before = ranked[index - 1]
          if (before === undefined) continue
          if (before.limit < limit) assert.isAtMost(before.points, points)
          // Lines that are alike differ by the odd kopeck at most.
          else assert.isAtMost(points - before.points, 1)
        }
      }),
      { numRuns: 500 },
    )
  })
})
