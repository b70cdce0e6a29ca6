import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { Sandbox } from "../src/Sandbox.ts"
import * as SandboxTransport from "../src/SandboxTransport.ts"
import { anna, balance, cafe, call, hold } from "./Till.ts"

const fresh = () => Effect.provide(SandboxTransport.layerWith())

/** How the holds ended, from the ledger. */
const ends = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const entries = yield* sandbox.ledger()
  return entries.flatMap((entry) => (entry.kind === "hold-ended" ? [[entry.how, entry.at] as const] : []))
})

describe("a hold ends", () => {
  it.effect("by itself, after ten minutes to the second", () =>
    Effect.gen(function* () {
      yield* hold(100)
      yield* TestClock.adjust("599 seconds")
      assert.strictEqual(yield* balance(), 1400)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* balance(), 1500)
      assert.deepStrictEqual(yield* ends, [["expired", 600_000]])
    }).pipe(fresh()),
  )

  it.effect("by itself, after the minutes asked for, the longest last", () =>
    Effect.gen(function* () {
      yield* hold(1, { duration: 30 })
      yield* hold(2, { duration: 1 })
      yield* hold(4)
      yield* TestClock.adjust("2 hours")
      assert.deepStrictEqual(yield* ends, [
        ["expired", 60_000],
        ["expired", 600_000],
        ["expired", 1_800_000],
      ])
    }).pipe(fresh()),
  )

  it.effect("by hand, once, however often it is released", () =>
    Effect.gen(function* () {
      const id = yield* hold(100)
      yield* TestClock.adjust("1 minute")
      yield* call("release", { id })
      yield* call("release", { id })
      assert.strictEqual(yield* balance(), 1500)
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(yield* ends, [["released", 60_000]])
    }).pipe(fresh()),
  )

  it.effect("by a sale at its point, whether the sale names it or not", () =>
    Effect.gen(function* () {
      yield* hold(100)
      yield* TestClock.adjust("1 minute")
      yield* call("retail", { client: anna.id, point: cafe, amount: 1000, spend: 0 })
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(yield* ends, [["sale", 60_000]])
    }).pipe(fresh()),
  )

  it.effect("so that two holds cannot keep more than there is", () =>
    Effect.gen(function* () {
      yield* hold(1000)
      const second = yield* call("hold", { client: anna.id, point: cafe, amount: 501 })
      assert.deepStrictEqual(second.body, { amount: "Spend can't be more 500" })
      yield* TestClock.adjust("10 minutes")
      assert.strictEqual((yield* call("hold", { client: anna.id, point: cafe, amount: 501 })).status, 200)
    }).pipe(fresh()),
  )
})

describe("the sandbox's own clock", () => {
  it.effect("can be moved forward past a hold's end", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      yield* hold(100)
      const { now } = yield* sandbox.advance("10 minutes")
      assert.strictEqual(now, 600_000)
      assert.strictEqual(yield* balance(), 1500)
    }).pipe(fresh()),
  )

  it.effect("stands still while it is paused, and goes on from there", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      yield* hold(100)
      yield* sandbox.pause
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(yield* sandbox.clock, { now: 0, running: false })
      yield* sandbox.advance("599 seconds")
      assert.strictEqual(yield* balance(), 1400)
      yield* sandbox.resume
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual(yield* sandbox.clock, { now: 600_000, running: true })
      assert.strictEqual(yield* balance(), 1500)
    }).pipe(fresh()),
  )
})
