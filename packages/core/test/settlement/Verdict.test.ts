import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { Points } from "../../src/Money.ts"
import { decide, type Looks, type Sign, signSeen, type Watch } from "../../src/settlement/Verdict.ts"

const points = (whole: number) => Points.make(whole * 100)

/** Identify saw 100 points, 30 of them were held, and the sale would spend them. */
const spend: Watch = {
  size: points(30),
  balance: points(100),
  change: points(-30),
  othersMoved: false,
  pointMoved: false,
  exclusivePoint: false,
}

/** One point was held beside an earning of five. */
const earning: Watch = { ...spend, size: points(1), change: points(5) }
const { change: _, ...laterEarning } = earning

const looks = (y: number, x: number, again = y, more: Partial<Looks> = {}): Looks => ({
  withHold: points(y),
  without: points(x),
  withHoldAgain: points(again),
  afterWindow: true,
  unexpired: true,
  disturbed: false,
  ...more,
})

const why = (watch: Watch, seen: Looks, sign: Sign | undefined = "adds") => {
  const verdict = decide(watch, sign, seen)
  return verdict._tag === "Undecided" ? verdict.why : verdict._tag
}

describe("a hold that is seen", () => {
  it.each([
    ["adds", looks(100, 70)],
    ["takes-off", looks(70, 100)],
  ] as const)("proves that nothing was sold and nothing will be, where naming it %s", (sign, seen) => {
    assert.deepStrictEqual(decide(spend, sign, seen), {
      _tag: "NotCreated",
      final: true,
      balance: points(100),
    })
  })

  it("proves it only so far within the window", () => {
    assert.deepStrictEqual(decide(spend, "adds", looks(100, 70, 100, { afterWindow: false })), {
      _tag: "NotCreated",
      final: false,
      balance: points(100),
    })
  })

  it("proves it whatever the clock says and whatever else has moved", () => {
    const watch = { ...spend, othersMoved: true, pointMoved: true, balance: points(7) }
    assert.strictEqual(why(watch, looks(100, 70, 100, { unexpired: false })), "NotCreated")
  })

  it("proves nothing in the other direction, or of another size", () => {
    assert.strictEqual(why(spend, looks(70, 100)), "differenceUnexplained")
    assert.strictEqual(why(spend, looks(100, 70), "takes-off"), "differenceUnexplained")
    assert.strictEqual(why(spend, looks(100, 71)), "differenceUnexplained")
  })

  it("gives a newer balance to go on with: a credit before it does not hide the sale after it", () => {
    const first = decide(spend, "adds", looks(104, 74, 104, { afterWindow: false }))
    assert.strictEqual(first._tag, "NotCreated")
    const balance = first._tag === "NotCreated" ? first.balance : spend.balance
    assert.strictEqual(why(spend, looks(74, 74)), "balanceMoved")
    assert.strictEqual(why({ ...spend, balance }, looks(74, 74)), "Committed")
  })
})

describe("a hold that is gone before its time", () => {
  it.each(["adds", "takes-off"] as const)(
    "proves the sale by the points that went with it, where naming it %s",
    (sign) => {
      assert.deepStrictEqual(decide(spend, sign, looks(70, 70)), { _tag: "Committed" })
    },
  )

  it("proves it within the window, too", () => {
    assert.strictEqual(why(spend, looks(70, 70, 70, { afterWindow: false })), "Committed")
  })

  it.each([
    ["signUnknown", spend, looks(70, 70), undefined],
    ["noWitness", { ...spend, size: points(0) }, looks(100, 100), "adds"],
    ["holdMayHaveEnded", spend, looks(70, 70, 70, { unexpired: false }), "adds"],
    ["pointMoved", { ...spend, pointMoved: true }, looks(70, 70), "adds"],
    ["othersMoved", { ...spend, othersMoved: true }, looks(70, 70), "adds"],
    ["unchanged", spend, looks(100, 100), "adds"],
    ["balanceMoved", spend, looks(71, 71), "adds"],
    ["LookAgain", spend, looks(70, 70, 71), "adds"],
    ["LookAgain", spend, looks(70, 70, 70, { disturbed: true }), "adds"],
    ["LookAgain", spend, looks(100, 70, 100, { disturbed: true }), "adds"],
  ] as const)("proves nothing: %s", (expected, watch, seen, sign) => {
    const verdict = decide(watch, sign, seen)
    assert.strictEqual(verdict._tag === "Undecided" ? verdict.why : verdict._tag, expected)
  })

  it("proves the sale at a point of ours alone, whatever the balance moved by", () => {
    const watch = { ...spend, exclusivePoint: true }
    assert.strictEqual(why(watch, looks(55, 55)), "Committed")
    assert.strictEqual(why(watch, looks(100, 100)), "unchanged")
    assert.strictEqual(why(watch, looks(55, 55, 55, { unexpired: false })), "holdMayHaveEnded")
    assert.strictEqual(why({ ...watch, pointMoved: true }, looks(55, 55)), "pointMoved")
    assert.strictEqual(why({ ...watch, othersMoved: true }, looks(55, 55)), "othersMoved")
  })
})

describe("an earning watched by a hold of one point", () => {
  it("is proved by its credit, where that comes at once", () => {
    assert.strictEqual(why(earning, looks(105, 105)), "Committed")
    assert.strictEqual(why(earning, looks(100, 100)), "unchanged")
  })

  it("is not proved by a credit that may come any time", () => {
    assert.strictEqual(why(laterEarning, looks(105, 105)), "changeUnknown")
    assert.strictEqual(why(laterEarning, looks(100, 100)), "unchanged")
    assert.strictEqual(why(laterEarning, looks(100, 99)), "NotCreated")
  })

  it("is proved at a point of ours alone before it is credited", () => {
    assert.strictEqual(why({ ...laterEarning, exclusivePoint: true }, looks(100, 100)), "Committed")
  })
})

describe("the sign", () => {
  it("is learnt from looks after the window at a hold that certainly lives", () => {
    assert.strictEqual(signSeen(points(1), looks(100, 99)), "adds")
    assert.strictEqual(signSeen(points(1), looks(99, 100)), "takes-off")
  })

  it.each([
    ["no difference", looks(100, 100)],
    ["another difference", looks(100, 98)],
    ["a balance that moved", looks(100, 99, 101)],
    ["looks within the window", looks(100, 99, 100, { afterWindow: false })],
    ["a hold that may have ended", looks(100, 99, 100, { unexpired: false })],
    ["movements of our own", looks(100, 99, 100, { disturbed: true })],
  ])("is not learnt from %s", (_name, seen) => {
    assert.isUndefined(signSeen(points(1), seen))
  })

  it("is not learnt without a hold", () => {
    assert.isUndefined(signSeen(points(0), looks(100, 100)))
  })
})

describe("any looks at all", () => {
  // Few amounts and mostly calm circumstances, so that every verdict is met often.
  const amount = fc.integer({ min: 0, max: 3 }).map(points)
  const rarely = fc.integer({ min: 1, max: 5 }).map((drawn) => drawn === 1)
  const look = fc.record({
    withHold: amount,
    without: amount,
    withHoldAgain: amount,
    afterWindow: fc.boolean(),
    unexpired: rarely.map((is) => !is),
    disturbed: rarely,
  })
  const watch = fc
    .record({
      size: fc.integer({ min: 0, max: 3 }).map(points),
      balance: amount,
      change: fc.option(fc.integer({ min: -3, max: 3 }).map(points), { nil: undefined }),
      othersMoved: rarely,
      pointMoved: rarely,
      exclusivePoint: fc.boolean(),
    })
    .map(({ change, ...rest }): Watch => (change === undefined ? rest : { ...rest, change }))
  const sign = fc.constantFrom<Sign | undefined>("adds", "takes-off", undefined)
  const any = (check: (watch: Watch, sign: Sign | undefined, looks: Looks) => void) =>
    fc.assert(fc.property(watch, sign, look, check), { numRuns: 5_000 })

  it("prove a sale only by a hold gone certainly before its time, with nobody else at the point", () => {
    let met = 0
    any((watched, by, seen) => {
      if (decide(watched, by, seen)._tag !== "Committed") return
      met++
      assert.isTrue(seen.withHold === seen.without && seen.withHold === seen.withHoldAgain)
      assert.isTrue(by !== undefined && seen.unexpired && !seen.disturbed)
      assert.isFalse(watched.pointMoved || watched.othersMoved)
      const isExplained = watched.change === seen.withHold - watched.balance
      assert.isTrue(isExplained || watched.exclusivePoint)
    })
    assert.isAbove(met, 0)
  })

  it("prove that there is none only by a hold seen alive, for good only after the window", () => {
    let met = 0
    any((watched, by, seen) => {
      const verdict = decide(watched, by, seen)
      if (verdict._tag !== "NotCreated") return
      met++
      assert.strictEqual(Math.abs(seen.withHold - seen.without), watched.size)
      assert.isTrue(seen.withHold === seen.withHoldAgain && !seen.disturbed && watched.size > 0)
      assert.strictEqual(verdict.final, seen.afterWindow)
      assert.strictEqual(verdict.balance, Math.max(seen.withHold, seen.without))
    })
    assert.isAbove(met, 0)
  })

  it("say the same when every balance is higher by the same", () => {
    const up = (amount: Points) => Points.make(amount + 1_700)
    any((watched, by, seen) => {
      const higher = {
        ...seen,
        withHold: up(seen.withHold),
        without: up(seen.without),
        withHoldAgain: up(seen.withHoldAgain),
      }
      const verdict = decide(watched, by, seen)
      assert.deepStrictEqual(
        decide({ ...watched, balance: up(watched.balance) }, by, higher),
        verdict._tag === "NotCreated" ? { ...verdict, balance: up(verdict.balance) } : verdict,
      )
    })
  })
})
