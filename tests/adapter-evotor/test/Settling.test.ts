/** A sale that the terminal never closed is settled from its document, once; and nothing else is. */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { passing, seconds } from "./OwnTime.ts"
import { documentId, first, fixture, pushed, receiptId, second, type Paper } from "./Papers.ts"
import {
  alive,
  anna,
  begun,
  cafe,
  cases,
  committed,
  grigory,
  held,
  keyOf,
  living,
  MORNING,
  outside,
  push,
  sales,
  stateOf,
  step,
} from "./Shop.ts"

// Minutes of the test's time, in moments of a machine that has other things to do.
vi.setConfig({ testTimeout: 60_000 })

/** The receipt of a thing for so many rubles, with so much of a discount. */
const paper = (n: number, cost: number, discount: number, rest: Partial<Paper> = {}): Paper => ({
  kind: "SELL",
  id: documentId(n),
  sold: [{ sum: cost * 100, ofDiscount: discount * 100 }],
  closedAt: MORNING - 1_000,
  ...rest,
})

const SETTLES = 121

describe("a sale that the terminal began and never closed", () => {
  it.effect("is settled from its document when the terminal had its time, with what its receipt shows", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        assert.strictEqual(yield* push(second(paper(1, 400, 100, { extra }))), 200)
        yield* seconds(100)
        assert.deepStrictEqual(yield* sales, [])
        yield* seconds(25)
        assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
        assert.deepStrictEqual([yield* held, yield* cases], [[], []])
        const state = yield* stateOf(1)
        assert.strictEqual(state._tag, "Committed")
        assert.isTrue(state._tag === "Committed" && state.intent.request.soldAt === MORNING - 1_000)
      }),
    ),
  )

  it.effect("earns where nothing was spent", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 0 })
        yield* push(first(paper(1, 400, 0, { extra })), "first")
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 0 }])
      }),
    ),
  )

  it.effect("leaves to others what is theirs in its discount, and spends no more than it shows", () =>
    alive(
      Effect.gen(function* () {
        // 500 rubles, 50 of another application's; 100 of ours were answered, and 80 are in the receipt.
        const extra = yield* begun(1, { amount: 450, points: 100, other: 50 })
        yield* push(second(paper(1, 500, 130, { extra })))
        // Ours never reached the receipt: it earns, and the points come back.
        const none = yield* begun(2, { amount: 300, points: 70 })
        yield* push(second(paper(2, 300, 0, { extra: none })))
        yield* seconds(SETTLES)
        assert.sameDeepMembers(
          [...(yield* sales)],
          [
            { amount: 450, points: 80 },
            { amount: 300, points: 0 },
          ],
        )
        assert.deepStrictEqual([yield* held, yield* cases], [[], []])
      }),
    ),
  )

  it.effect("is quoted anew where something was added after the quote, also in a discount programme", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* push(second(paper(1, 460, 100, { extra })))
        yield* begun(2, { amount: 400, points: 0, search: grigory })
        const quoted = yield* step(receiptId(2), "quote", { amount: 400 })
        const off = (quoted["quote"] as { readonly discount: number }).discount
        const own = {
          ...extra,
          receiptId: receiptId(2),
          type: "discount" as const,
          pointsHundredths: 0,
          discountKopecks: Math.round(off * 100),
          amountKopecks: 400_00,
        }
        yield* push(second(paper(2, 500, off, { extra: own })))
        yield* seconds(SETTLES)
        assert.sameDeepMembers(
          (yield* sales).map(({ points }) => points),
          [100, 0],
        )
        assert.deepStrictEqual(
          [(yield* stateOf(1))._tag, (yield* stateOf(2))._tag],
          ["Committed", "Committed"],
        )
      }),
    ),
  )

  it.effect("is settled once, whatever tells of it, how often, in which order and how late", () =>
    alive(
      Effect.gen(function* () {
        const days = 86_400
        const one = paper(1, 400, 100, { extra: yield* begun(1, { amount: 400, points: 100 }) })
        const two = paper(2, 200, 50, { extra: yield* begun(2, { amount: 200, points: 50 }) })
        const pushes = [
          push([second(two), second(one), second(one)]),
          push([first(one), first(two)], "first"),
          push(pushed(one), "receipts"),
          push(second(one, true)),
          push(pushed(two, "before"), "receipts"),
        ]
        for (const status of yield* Effect.all([...pushes, ...pushes], { concurrency: "unbounded" }))
          assert.strictEqual(status, 200)
        yield* seconds(SETTLES)
        const settled = [
          { amount: 400, points: 100 },
          { amount: 200, points: 50 },
        ]
        assert.sameDeepMembers([...(yield* sales)], settled)
        yield* seconds(3 * days)
        for (const status of yield* Effect.all(pushes)) assert.strictEqual(status, 200)
        yield* seconds(SETTLES)
        assert.sameDeepMembers([...(yield* sales)], settled)
        assert.deepStrictEqual(yield* cases, [])
      }),
    ),
  )

  it.effect("is settled by the next process, where the one that took its document died", () =>
    Effect.flatMap(outside, (world) =>
      Effect.gen(function* () {
        const document = yield* living(world)(
          Effect.gen(function* () {
            const extra = yield* begun(1, { amount: 400, points: 100 })
            const document = second(paper(1, 400, 100, { extra }))
            assert.strictEqual(yield* push(document), 200)
            return document
          }),
        )
        yield* living(world)(
          Effect.gen(function* () {
            assert.strictEqual(yield* push(document), 200)
            yield* seconds(SETTLES)
            assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
          }),
        )
        yield* living(world)(
          Effect.gen(function* () {
            assert.strictEqual(yield* push(document), 200)
            yield* seconds(SETTLES)
            assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
          }),
        )
      }),
    ),
  )

  it.effect("waits for a service that is away, listed as a case, and is settled when it is back", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.addFault({ fault: { kind: "refuse" } })
        yield* push(second(paper(1, 400, 100, { extra })))
        yield* passing(180)
        assert.deepStrictEqual([yield* sales, yield* cases], [[], ["printedNotWrittenOff"]])
        yield* sandbox.removeFaults()
        yield* passing(180)
        assert.deepStrictEqual([yield* sales, yield* cases], [[{ amount: 400, points: 100 }], []])
      }),
    ),
  )

  it.effect("is a person's where the service stays away for more than a day", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.addFault({ fault: { kind: "refuse" } })
        yield* push(second(paper(1, 400, 100, { extra })))
        yield* passing(180)
        yield* seconds(24 * 3_600 - 180)
        yield* passing(1_500, 60)
        yield* sandbox.removeFaults()
        yield* passing(1_500, 60)
        assert.deepStrictEqual([yield* sales, yield* cases], [[], ["printedNotWrittenOff"]])
      }),
    ),
  )
})

describe("the receipts webhook alone", () => {
  it.effect("settles what bears out what was answered, and leaves the rest to the document", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* push(pushed(paper(1, 400, 100, { extra })), "receipts")
        const other = yield* begun(2, { amount: 300, points: 70 })
        const odd = paper(2, 300, 20, { extra: other })
        yield* push(pushed(odd), "receipts")
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
        yield* push(second(odd))
        yield* seconds(SETTLES)
        assert.sameDeepMembers(
          [...(yield* sales)],
          [
            { amount: 400, points: 100 },
            { amount: 300, points: 20 },
          ],
        )
      }),
    ),
  )
})

describe("a sale that the terminal has closed itself", () => {
  it.effect("is not sold again, whoever is first", () =>
    alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* committed(1, 400, 100)
        yield* push(second(paper(1, 400, 100, { extra })))
        // The terminal comes after the cloud.
        const late = yield* begun(2, { amount: 200, points: 50 })
        yield* push(second(paper(2, 200, 50, { extra: late })))
        yield* seconds(SETTLES)
        const answer = yield* committed(2, 200, 50)
        assert.strictEqual(answer["status"], "committed")
        assert.strictEqual((yield* sales).length, 2)
      }),
    ),
  )

  it.effect("is compared: another amount is told in the log, and nothing is sold", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* committed(1, 400, 100)
        yield* push(second(paper(1, 390, 100, { extra })))
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
        const told = lines.filter((line) => line.includes("not what was settled"))
        assert.strictEqual(told.length, 1)
        assert.include(told[0], receiptId(1))
      }),
      { heard: (line) => lines.push(line) },
    )
  })

  it.effect("and one that was cancelled at the till is told in the log", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        const extra = yield* begun(1, { amount: 400, points: 100 })
        yield* step(receiptId(1), "cancel")
        yield* push(second(paper(1, 400, 100, { extra })))
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [])
        assert.strictEqual(lines.filter((line) => line.includes("its receipt is cancelled")).length, 1)
      }),
      { heard: (line) => lines.push(line) },
    )
  })
})

describe("what is not ours to settle", () => {
  const names = [
    "cloud-v2-sell-doc-discount",
    "cloud-v2-sell-extras-nested",
    "cloud-v2-sell-extras-flat",
    "cloud-v2-sell-extras-object",
    "cloud-v2-sell-extras-null",
    "cloud-v2-sell-no-discount",
    "cloud-v2-sell-position-discount",
    "cloud-v2-sell-wrapped",
  ]

  it.effect("a closed sale without our mark is left alone, also where its receipt was begun", () =>
    alive(
      Effect.gen(function* () {
        yield* begun(222_222_222_222, { amount: 190, points: 95 })
        for (const name of names) assert.strictEqual(yield* push(fixture(name)), 200)
        assert.strictEqual(yield* push([fixture("cloud-v1-sell")], "first"), 200)
        assert.strictEqual(yield* push(fixture("webhook-receipt-sell"), "receipts"), 200)
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [])
        assert.strictEqual((yield* stateOf(222_222_222_222))._tag, "Held")
      }),
    ),
  )

  const marked = {
    receiptId: receiptId(1),
    type: "cashback" as const,
    pointsHundredths: 0,
    discountKopecks: 0,
    otherKopecks: 0,
    amountKopecks: 400_00,
  }

  it.effect(
    "whose client nobody knows: an earning is told in the log, printed points are a person's too",
    () => {
      const lines: Array<string> = []
      return alive(
        Effect.gen(function* () {
          yield* push(second(paper(1, 400, 0, { extra: marked })))
          const spent = {
            ...marked,
            receiptId: receiptId(2),
            pointsHundredths: 100_00,
            discountKopecks: 100_00,
          }
          yield* push(second(paper(2, 400, 100, { extra: spent })))
          yield* seconds(SETTLES)
          assert.deepStrictEqual([yield* sales, yield* cases], [[], ["printedNotWrittenOff"]])
          assert.strictEqual(lines.filter((line) => line.includes("nobody knows its client")).length, 2)
        }),
        { heard: (line) => lines.push(line) },
      )
    },
  )

  it.effect("so old that it may have been settled and forgotten opens no case", () =>
    alive(
      Effect.gen(function* () {
        const spent = { ...marked, pointsHundredths: 100_00, discountKopecks: 100_00 }
        const closedAt = MORNING - 50 * 86_400_000
        yield* push(second(paper(1, 400, 100, { extra: spent, closedAt })))
        yield* seconds(SETTLES)
        assert.deepStrictEqual([yield* sales, yield* cases], [[], []])
      }),
    ),
  )

  it.effect("of a store without a point is told in the log, and settled where a known point has it", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        const elsewhere = { store: "20240101-0000-4000-8000-0000000000ff" }
        yield* push(second(paper(1, 400, 0, { extra: marked, ...elsewhere })))
        const extra = yield* begun(2, { amount: 300, points: 50 })
        yield* push(second(paper(2, 300, 50, { extra, ...elsewhere })))
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [{ amount: 300, points: 50 }])
        assert.strictEqual(lines.filter((line) => line.includes("adapters.evotor.webhooks.points")).length, 1)
      }),
      { heard: (line) => lines.push(line) },
    )
  })

  it.effect("a receipt that cost nothing", () =>
    alive(
      Effect.gen(function* () {
        yield* begun(1, { amount: 400, points: 0 })
        yield* push(second(paper(1, 0, 0, { extra: { ...marked, amountKopecks: 0 } })))
        yield* seconds(SETTLES)
        assert.deepStrictEqual(yield* sales, [])
      }),
    ),
  )
})

describe("a spending that was refused", () => {
  it.effect("is its case, and no document tries it again behind a person's back", () =>
    alive(
      Effect.gen(function* () {
        const checkout = yield* Checkout
        const key = keyOf(1)
        yield* checkout.identify(key, anna)
        yield* Effect.ignore(
          checkout.commit(key, { amount: Kopecks.make(400_00), points: Points.make(9_999_00) }),
        )
        assert.deepStrictEqual(yield* cases, ["printedNotWrittenOff"])
        const extra = {
          receiptId: receiptId(1),
          type: "cashback" as const,
          pointsHundredths: 100_00,
          discountKopecks: 100_00,
          otherKopecks: 0,
          amountKopecks: 400_00,
        }
        yield* push(second(paper(1, 400, 100, { extra })))
        yield* seconds(SETTLES)
        assert.deepStrictEqual([yield* sales, yield* cases], [[], ["printedNotWrittenOff"]])
        assert.strictEqual(key.point, cafe)
      }),
    ),
  )
})
