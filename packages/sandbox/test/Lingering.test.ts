/** Holds that outlive their sale: the service that the engine's table of doubt does not assume. */
import { assert, describe, it } from "@effect/vitest"
import * as Money from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import type { Switches } from "../src/Behaviour.ts"
import { Sandbox } from "../src/Sandbox.ts"
import * as SandboxTransport from "../src/SandboxTransport.ts"
import { anna, bakery, balance, boris, cafe, call, hold } from "./Till.ts"

const MINUTE = 60_000

/** A service whose holds end a minute after their sale. */
const late = (behaviour: Switches = {}) =>
  Effect.provide(SandboxTransport.layerWith({ behaviour: { holdsEndAfter: MINUTE, ...behaviour } }))

const sell = (spend: number, holds: ReadonlyArray<string> = [], amount = 2000) =>
  call("retail", { client: anna.id, point: cafe, amount, spend, hold: holds })

const most = (holds: ReadonlyArray<string> = []) =>
  Effect.map(
    call("recalc", { client: anna.id, point: cafe, amount: 1_000_000, hold: holds }),
    ({ body }): number => body.recalc.spend,
  )

/** How holds ended, when, and by which call. */
const ends = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  return (yield* sandbox.ledger()).flatMap((entry) =>
    entry.kind === "hold-ended" ? [[entry.how, entry.at, entry.call] as const] : [],
  )
})

const annas = Effect.gen(function* () {
  const { clients, pending } = yield* (yield* Sandbox).state
  const account = clients.find(({ id }) => id === anna.id)
  return {
    pending,
    balance: Money.toNumber(account?.balance ?? Money.zeroPoints),
    free: Money.toNumber(account?.free ?? Money.zeroPoints),
    holds: account?.holds.length,
  }
})

describe("a hold that outlives its sale", () => {
  it.effect("ends by that sale, as its call, when the time has come, and keeps its points till then", () =>
    Effect.gen(function* () {
      const id = yield* hold(400)
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* sell(400, [id])).status, 200)
      yield* TestClock.adjust("59 seconds")
      assert.deepStrictEqual([yield* balance(), yield* balance([id])], [700, 1100])
      assert.deepStrictEqual(yield* ends, [])
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual([yield* balance(), yield* balance([id])], [1100, 1100])
      assert.deepStrictEqual(yield* ends, [["sale", 70_000, 2]])
      assert.deepInclude(yield* annas, { pending: 0, holds: 0 })
    }).pipe(late()),
  )

  it.effect("leaves less than nothing free, of which nothing is shown, held or spent", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const id = yield* hold(1000)
      assert.strictEqual((yield* sell(1000, [id])).status, 200)
      assert.deepInclude(yield* annas, { balance: 500, free: -500, holds: 1 })
      assert.deepStrictEqual([yield* balance(), yield* balance([id])], [0, 500])
      assert.deepStrictEqual([yield* most(), yield* most([id])], [0, 500])
      assert.deepStrictEqual((yield* sell(1)).body, { spend: "Spend can't be more 0" })
      const held = yield* call("hold", { client: anna.id, point: cafe, amount: 1 })
      assert.deepStrictEqual([held.status, held.body], [422, { amount: "Spend can't be more 0" }])
      yield* sandbox.setBehaviour({ holdField: "takes-off" })
      assert.deepStrictEqual([yield* balance(), yield* balance([id])], [500, 0])
      assert.deepStrictEqual([yield* most(), yield* most([id])], [500, 0])
      yield* sandbox.setBehaviour({ holdField: "ignored" })
      assert.deepStrictEqual([yield* balance(), yield* balance([id])], [0, 0])
      yield* sandbox.setBehaviour({ holdLowers: false })
      assert.deepStrictEqual([yield* balance(), yield* balance([id])], [500, 500])
      yield* sandbox.setBehaviour({ points: "whole" })
      assert.deepStrictEqual((yield* sell(1)).body, { spend: "Spend can't be more 0" })
    }).pipe(late()),
  )

  it.effect("hinders no sale that only earns, whose points are shown when they outweigh it", () =>
    Effect.gen(function* () {
      const id = yield* hold(1000)
      yield* sell(1000, [id])
      assert.strictEqual((yield* sell(0, [], 4000)).body.retail.earn, 300)
      assert.strictEqual(yield* balance(), 0)
      yield* sell(0, [], 4000)
      assert.strictEqual(yield* balance(), 100)
    }).pipe(late()),
  )

  it.effect("may be spent again by who names it, but never more than there is", () =>
    Effect.gen(function* () {
      const id = yield* hold(1000)
      yield* sell(1000, [id])
      assert.deepStrictEqual((yield* sell(501, [id])).body, { spend: "Spend can't be more 500" })
      assert.strictEqual((yield* sell(500, [id])).status, 200)
      assert.deepInclude(yield* annas, { balance: 0, free: -1000 })
    }).pipe(late({ deadHold: "refused" })),
  )

  it.effect("is not kept longer by a second sale", () =>
    Effect.gen(function* () {
      yield* hold(100)
      yield* sell(0)
      yield* TestClock.adjust("30 seconds")
      yield* sell(0)
      assert.strictEqual((yield* annas).pending, 1)
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(yield* ends, [["sale", MINUTE, 2]])
    }).pipe(late()),
  )

  it.effect("ends sooner by a second sale, if holds are to end at once again", () =>
    Effect.gen(function* () {
      yield* hold(100)
      yield* sell(0)
      const sandbox = yield* Sandbox
      yield* sandbox.setBehaviour({ holdsEndAfter: 0 })
      yield* TestClock.adjust("30 seconds")
      yield* sell(0)
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(yield* ends, [["sale", 30_000, 3]])
    }).pipe(late()),
  )

  it.effect("ends sooner by itself, or by hand", () =>
    Effect.gen(function* () {
      yield* hold(100, { duration: 1 })
      const released = yield* hold(200)
      yield* TestClock.adjust("30 seconds")
      yield* sell(0)
      yield* TestClock.adjust("10 seconds")
      yield* call("release", { id: released })
      assert.strictEqual((yield* annas).pending, 1)
      yield* TestClock.adjust("1 hour")
      assert.deepStrictEqual(yield* ends, [
        ["released", 40_000, 4],
        ["expired", MINUTE, undefined],
      ])
    }).pipe(late()),
  )

  it.effect("was there at the sale: neither a later one nor one of another point or client ends", () =>
    Effect.gen(function* () {
      yield* hold(1)
      yield* hold(2, { point: bakery })
      yield* hold(4, { client: boris.id })
      yield* sell(0)
      yield* hold(8)
      yield* TestClock.adjust("2 minutes")
      assert.deepStrictEqual(yield* ends, [["sale", MINUTE, 4]])
      assert.strictEqual((yield* annas).holds, 2)
    }).pipe(late()),
  )

  it.effect("may be anybody's at the point", () =>
    Effect.gen(function* () {
      yield* hold(4, { client: boris.id })
      yield* sell(0)
      assert.deepStrictEqual(yield* ends, [])
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* ends, [["sale", MINUTE, 2]])
    }).pipe(late({ saleEnds: "point" })),
  )
})
