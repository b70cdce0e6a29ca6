/** A refund is noted on its sale, once for each document; what has no sale of ours is left alone. */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { passing, seconds } from "./OwnTime.ts"
import { documentId, first, fixture, pushed, receiptId, second, type Paper } from "./Papers.ts"
import { alive, begun, cases, committed, keyOf, living, MORNING, outside, push, sales } from "./Shop.ts"

vi.setConfig({ testTimeout: 60_000 })

const SETTLES = 121

const sale = (n: number, rest: Partial<Paper> = {}): Paper => ({
  kind: "SELL",
  id: documentId(n),
  sold: [{ sum: 400_00, ofDiscount: 100_00 }],
  closedAt: MORNING - 1_000,
  ...rest,
})

/** A refund of the sale of that number. */
const refund = (n: number, of: number, rest: Partial<Paper> = {}): Paper => ({
  ...sale(n),
  kind: "PAYBACK",
  base: documentId(of),
  ...rest,
})

const part = (cost: number, discount: number) => ({ sold: [{ sum: cost * 100, ofDiscount: discount * 100 }] })

describe("a refund", () => {
  it.effect("whole, of the second version: as much as the sale was counted for", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* push(second(sale(1, { extra })))
        yield* push(second(refund(2, 1)))
        yield* seconds(SETTLES)
        yield* passing(30)
        assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
        assert.deepStrictEqual(yield* cases, [`return ${documentId(2)} 400`])
      }),
    ),
  )

  it.effect("in parts, of both versions, told again and again: each once, and together the sale", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* push(second(sale(1, { extra })))
        yield* seconds(SETTLES)
        const one = refund(2, 1, part(100, 25))
        const two = refund(3, 1, part(300, 75))
        for (let times = 0; times < 3; times++) {
          yield* push([second(one, true), second(one)])
          yield* push([first(two), first(one)], "first")
          yield* seconds(SETTLES)
        }
        assert.sameMembers(
          [...(yield* cases)],
          [`return ${documentId(2)} 100`, `return ${documentId(3)} 300`],
        )
      }),
    ),
  )

  it.effect("takes back of a discount what was ours in it", () =>
    alive(
      Effect.gen(function* () {
        // 100 rubles off, of which 60 are points and 40 another application's.
        const extra = yield* begun(1, { amount: 360, points: 60, other: 40 })
        yield* push(second(sale(1, { extra })))
        yield* seconds(SETTLES)
        yield* push(second(refund(2, 1, part(200, 50))))
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [{ amount: 360, points: 60 }])
        assert.deepStrictEqual(yield* cases, [`return ${documentId(2)} 180`])
      }),
    ),
  )

  it.effect("of a sale that the receipts webhook told of first goes by its document", () =>
    alive(
      Effect.gen(function* () {
        // 60 points off, and 40 rubles that are a position's own discount, which the webhook counts in.
        const extra = yield* begun(1, { amount: 360, points: 60 })
        yield* push(pushed(sale(1, { extra })), "receipts")
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [{ amount: 360, points: 60 }])
        yield* push(second(sale(1, { extra, ...part(360, 60) })))
        yield* push(second(refund(2, 1, part(180, 30))))
        yield* seconds(SETTLES)
        yield* passing(30)
        assert.deepStrictEqual(yield* sales, [{ amount: 360, points: 60 }])
        assert.deepStrictEqual(yield* cases, [`return ${documentId(2)} 180`])
      }),
    ),
  )

  it.effect("of a sale that earned says which goods came back", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 0 })
        yield* push(second(sale(1, { extra, ...part(400, 0) })))
        yield* seconds(SETTLES)
        yield* push(
          second(
            refund(2, 1, {
              sold: [
                { sum: 100_00, ofDiscount: 0 },
                { sum: 50_00, ofDiscount: 0 },
              ],
            }),
          ),
        )
        yield* seconds(SETTLES)
        const { state } = yield* Effect.flatMap(Checkout, (checkout) => checkout.get(keyOf(1)))
        assert.deepStrictEqual(
          state.returns.map(({ amount, lines }) => [Number(amount), lines?.map(({ id }) => id)]),
          [[150_00, ["position-0", "position-1"]]],
        )
      }),
    ),
  )

  it.effect("finds a sale that the terminal closed itself: by the document's mark, or by the same ID", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* committed(1, 400, 100)
        yield* push(second(sale(1, { extra })))
        // Its document was never told; its ID is the receipt's.
        yield* begun(2, { amount: 400, points: 100 })
        yield* committed(2, 400, 100)
        yield* seconds(SETTLES)
        yield* push(second(refund(11, 1)))
        yield* push(second(refund(12, 2, { base: receiptId(2) })))
        yield* seconds(SETTLES)
        assert.sameMembers(
          [...(yield* cases)],
          [`return ${documentId(11)} 400`, `return ${documentId(12)} 400`],
        )
      }),
    ),
  )

  it.effect("before its sale waits for it, also over a restart and for days", () =>
    Effect.flatMap(outside, (world) =>
      Effect.gen(function* () {
        const extra = yield* living(world)(
          Effect.gen(function* () {
            const extra = yield* begun(1, { amount: 400, points: 100 })
            assert.strictEqual(yield* push(second(refund(2, 1))), 200)
            yield* seconds(86_400)
            assert.deepStrictEqual(yield* cases, [])
            return extra
          }),
        )
        yield* living(world)(
          Effect.gen(function* () {
            yield* push(second(sale(1, { extra })))
            yield* seconds(SETTLES)
            yield* passing(1_500, 60)
            assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
            assert.deepStrictEqual(yield* cases, [`return ${documentId(2)} 400`])
          }),
        )
      }),
    ),
  )
})

describe("a refund of a sale whose points the service refuses for now", () => {
  it.effect("waits, and is noted when they are written off", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.addFault({ fault: { kind: "refuse" } })
        yield* push([second(sale(1, { extra })), second(refund(2, 1))])
        yield* passing(180)
        assert.deepStrictEqual(yield* cases, ["printedNotWrittenOff"])
        yield* sandbox.removeFaults()
        yield* passing(480, 30)
        assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
        assert.deepStrictEqual(yield* cases, [`return ${documentId(2)} 400`])
      }),
    ),
  )
})

describe("what is not noted", () => {
  it.effect("a refund without a sale, of a sale without our mark, or of one that nobody ever saw", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        yield* push(fixture("cloud-v2-sell-doc-discount"))
        yield* push(fixture("cloud-v2-payback-full"))
        const { base: _base, ...without } = refund(3, 1)
        yield* push(second(without))
        yield* push(fixture("cloud-v2-payback-partial"))
        yield* push([fixture("cloud-v1-payback")], "first")
        // No receipt can have such an ID.
        yield* push(second(refund(4, 1, { base: "чек 7/1" })))
        yield* seconds(SETTLES)
        assert.notInclude(lines.join(), "could not be worked off")
        const told = () => lines.filter((line) => line.includes("A refund is not noted"))
        assert.strictEqual(told().length, 2)
        assert.match(told().join(), /names no sale/)
        assert.match(told().join(), /nothing of ours/)
        yield* seconds(3 * 86_400)
        yield* passing(1_500, 60)
        assert.strictEqual(told().length, 5)
        assert.deepStrictEqual([yield* sales, yield* cases], [[], []])
      }),
      { heard: (line) => lines.push(line) },
    )
  })

  it.effect("more refunds of sales that nobody saw than leave room for sales", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        const unseen = Array.from({ length: 303 }, (_, index) =>
          second(refund(1_000 + index, 0, { base: documentId(2_000 + index) })),
        )
        yield* push(unseen)
        yield* seconds(SETTLES)
        const told = () => lines.filter((line) => line.includes("too many wait")).length
        assert.strictEqual(told(), 3)
        // Whose sale comes make room again.
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* push(second({ ...sale(1, { extra }), id: documentId(2_000) }))
        yield* seconds(SETTLES)
        yield* passing(900, 300)
        assert.deepStrictEqual(yield* cases, [`return ${documentId(1_000)} 400`])
        yield* push(second(refund(5, 0, { base: documentId(3_000) })))
        yield* seconds(SETTLES)
        assert.strictEqual(told(), 3)
      }),
      { heard: (line) => lines.push(line) },
    )
  })
})
