/** Orders whose end no plugin told: settled from the webhook, once, or given up; and when the webhook has to wait. */
import { assert, describe, it } from "@effect/vitest"
import * as Cases from "@loyalkit/core/Cases"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import { cafe, checkIn, closedAtTill, held, orderOf, push, sales, seconds, stateOf } from "./Cafe.ts"
import { event, GROUP, infoOf } from "./Fixtures.ts"
import { alive, at, closed, deleted } from "./Told.ts"

// Minutes of the test's time, in moments of a machine that has other things to do.
vi.setConfig({ testTimeout: 30_000 })

describe("an order that the plugin never reported", () => {
  it.effect("is settled with its points when the plugin has had its time", () =>
    alive(
      Effect.gen(function* () {
        yield* checkIn(1, 150)
        assert.strictEqual(yield* push([closed(1, 150)]), 200)
        yield* seconds(119)
        assert.deepStrictEqual(yield* sales, [])
        yield* seconds(1)
        assert.deepStrictEqual(yield* sales, [{ amount: 1000, points: 150 }])
        assert.deepStrictEqual(yield* held, [])
      }),
    ),
  )

  it.effect(
    "of which the points were taken off the sum already, or the loyalty discount, is settled with what the guest owed before",
    () =>
      alive(
        Effect.gen(function* () {
          yield* checkIn(1, 150)
          yield* push([event(infoOf(1, { status: "Closed", sum: 850, points: 150, timestamp: at }))])
          yield* checkIn(2)
          yield* push([event(infoOf(2, { status: "Closed", sum: 900, discount: 100, timestamp: at }))])
          yield* seconds(120)
          assert.deepStrictEqual(yield* sales, [
            { amount: 1000, points: 150 },
            { amount: 1000, points: 0 },
          ])
        }),
        { redemption: "discount" },
      ),
  )

  it.effect("is settled when the service is there again", () =>
    alive(
      Effect.gen(function* () {
        yield* checkIn(1, 150)
        const sandbox = yield* Sandbox
        yield* sandbox.addFault({ fault: { kind: "refuse" }, times: 4 })
        yield* push([closed(1, 150)])
        yield* seconds(120)
        assert.deepStrictEqual(yield* sales, [])
        for (let n = 0; n < 20; n++) yield* seconds(15)
        assert.deepStrictEqual(yield* sales, [{ amount: 1000, points: 150 }])
      }),
    ),
  )

  it.effect(
    "waits while points are held, where no type of payment tells whether they paid it: then the plugin decides, or the hold's end",
    () =>
      alive(
        Effect.gen(function* () {
          yield* checkIn(1, 100)
          yield* checkIn(2, 50)
          yield* checkIn(3)
          assert.strictEqual(yield* push([closed(1), closed(2), closed(3)]), 200)
          yield* seconds(120)
          assert.deepStrictEqual(yield* sales, [{ amount: 1000, points: 0 }])
          yield* closedAtTill(1, 1000, 100)
          yield* seconds(60)
          assert.deepStrictEqual(
            (yield* sales).map(({ points }) => points),
            [0, 100],
          )
          assert.strictEqual(yield* stateOf(2), "Held")
          // Ten minutes of the till's and its doubt's are over, and so is the inbox's longest pause.
          for (let tenth = 0; tenth < 30; tenth++) yield* seconds(60)
          assert.deepStrictEqual(
            (yield* sales).map(({ points }) => points),
            [0, 100, 0],
          )
          assert.strictEqual(yield* stateOf(2), "Committed")
        }),
        { paymentTypes: [] },
      ),
  )

  it.effect("and at which nobody was checked in is nothing to do; where points were paid, a case", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        yield* push([closed(1), closed(2, 150)])
        yield* seconds(120)
        assert.deepStrictEqual(yield* sales, [])
        const cases = yield* Effect.flatMap(Cases.Cases, ({ list }) => list())
        assert.deepStrictEqual(
          cases.map(({ key, kind }) => [kind, key.receipt]),
          [["printedNotWrittenOff", orderOf(2)]],
        )
        assert.isTrue(lines.some((line) => line.includes("paid with points, and nobody is checked in")))
      }),
      { webhook: { points: { [GROUP]: cafe } }, heard: (line) => lines.push(line) },
    )
  })

  it.effect("gives its points back when it is deleted", () =>
    alive(
      Effect.gen(function* () {
        yield* checkIn(1, 150)
        assert.deepStrictEqual(yield* held, [150])
        yield* push([deleted(1)])
        yield* seconds(120)
        assert.deepStrictEqual(yield* held, [])
        assert.deepStrictEqual(yield* sales, [])
      }),
    ),
  )
})
