/** Doubts are settled in the background: by what is seen, once, and whatever the service's reading of its document. */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import * as Effect from "effect/Effect"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const key = Shop.receipt("check-1")
const later = Shop.receipt("check-2")
const spending = Aftermath.spend(key, Shop.anna)
const { request } = Shop.story

describe("an ordinary day", () => {
  it.effect("a spend takes four calls, an earning three, and nobody calls behind the till's back", () =>
    Effect.gen(function* () {
      yield* spending
      const total = Effect.map(
        Effect.all((["client", "recalc", "hold", "retail", "release"] as const).map(Aftermath.countOf)),
        (counts) => counts.join(" "),
      )
      assert.strictEqual(yield* total, "1 1 1 1 0")
      yield* Aftermath.earn(later, Shop.boris)
      assert.strictEqual(yield* total, "2 2 1 2 0")
      yield* Aftermath.wait("1 hour")
      assert.strictEqual(yield* total, "2 2 1 2 0")
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a sale whose reply was lost", () => {
  it.effect.each(Aftermath.readings)("is seen to have been made: $name", ({ behaviour }) =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostReply)
      yield* Aftermath.wait("55 seconds")
      // No difference has been seen yet on this service, so nothing is concluded, however much the balance looks like it.
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "InDoubt")
      yield* Aftermath.wait("5 minutes")
      const state = yield* Aftermath.stateOf(key)
      if (state._tag !== "Committed") return assert.fail(state._tag)
      assert.deepStrictEqual(state.judge, { by: "witness" })
      assert.deepInclude(state.sale, { total: Shop.rubles(300), spend: Shop.points(100) })

      assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
      assert.strictEqual((yield* Shop.sales).length, 1)
      assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_400), holds: [] })
      const checkout = yield* Checkout
      assert.deepStrictEqual((yield* checkout.commit(key, request)).sale, state.sale)
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
    }).pipe(Effect.provide(Shop.shop({ behaviour }))),
  )

  it.effect("is seen also where it earned, as long as the credit comes later", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostReply)
      yield* Aftermath.wait("5 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
    }).pipe(Effect.provide(Shop.shop({ behaviour: { earnOnSpend: true, creditDelay: 3_600_000 } }))),
  )

  it.effect("and earned at once cannot be told from other things, and is a person's", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostReply)
      yield* Aftermath.wait("30 minutes")
      assert.strictEqual(yield* Aftermath.leftBecause(key), "balanceMoved")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
      assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
      assert.deepStrictEqual((yield* Shop.account(Shop.anna)).holds, [])
    }).pipe(Effect.provide(Shop.shop({ behaviour: { earnOnSpend: true } }))),
  )

  it.effect("and earned at once is seen all the same where the point is ours alone", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostReply)
      yield* Aftermath.wait("5 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
    }).pipe(Effect.provide(Shop.shop({ behaviour: { earnOnSpend: true } }, { exclusivePoint: true }))),
  )

  it.effect("was executed late, within the window: seen, and never sent again", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(Shop.whileTimePasses(spending, "6 seconds"), { kind: "late", after: 55_000 })
      yield* Aftermath.wait("10 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.strictEqual((yield* Shop.sales).length, 1)
      assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a sale whose request was lost", () => {
  it.effect.each(Aftermath.readings)(
    "is sent again, once, by the same hold, after the window: $name",
    ({ behaviour }) =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
        yield* Aftermath.wait("59 seconds")
        assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
        yield* Aftermath.wait("5 minutes")
        const state = yield* Aftermath.stateOf(key)
        if (state._tag !== "Committed") return assert.fail(state._tag)
        assert.isUndefined(state.judge)
        assert.strictEqual(state.attempts, 2)
        const [first, second, ...rest] = yield* Aftermath.callsOf("retail")
        assert.deepStrictEqual(rest, [])
        assert.deepStrictEqual(second?.hold, first?.hold)
        assert.isAtLeast((second?.at ?? 0) - (first?.at ?? 0), 60_000)
        assert.strictEqual((yield* Shop.sales).length, 1)
        assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_400), holds: [] })
        assert.deepStrictEqual(yield* Aftermath.caseList, [])
      }).pipe(Effect.provide(Shop.shop({ behaviour }))),
  )

  it.effect("is sent again by a fresh hold where the old one would not outlive a second doubt", () =>
    Effect.gen(function* () {
      const checkout = yield* Aftermath.quoted(key, Shop.anna)
      yield* checkout.hold(key, { points: request.points })
      yield* Aftermath.wait("590 seconds")
      yield* Aftermath.doubtful(checkout.commit(key, request), Aftermath.lostRequest)
      yield* Aftermath.wait("5 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      const [first, second, ...rest] = yield* Aftermath.callsOf("retail")
      assert.deepStrictEqual(rest, [])
      assert.notDeepEqual(second?.hold, first?.hold)
      const released = (yield* Aftermath.callsOf("release")).map(({ id }) => id)
      assert.include(released, first?.hold?.[0])
      assert.strictEqual((yield* Shop.sales).length, 1)
      assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_400), holds: [] })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("and refused when it is sent again is in doubt again, and is never taken for refused", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      const body = JSON.stringify({ spend: "Spend can't be more 0" })
      yield* Shop.breakNext("retail", { kind: "status", status: 422, executed: true, body })
      yield* Aftermath.wait("70 seconds")
      assert.strictEqual(yield* Aftermath.countOf("retail"), 2)
      assert.strictEqual(
        (yield* Aftermath.eventsOf(key)).filter(({ _tag }) => _tag === "CommitUnknown").length,
        2,
      )
      yield* Aftermath.wait("5 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.strictEqual((yield* Shop.sales).length, 1)
      assert.strictEqual(yield* Aftermath.countOf("retail"), 2)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is sent again at most so many times, and then a person is asked", () =>
    Effect.gen(function* () {
      yield* Shop.breakNext("retail", Aftermath.lostRequest, 99)
      assert.strictEqual((yield* Effect.flip(spending))._tag, "CommitInDoubt")
      yield* Aftermath.wait("1 hour")
      assert.strictEqual(yield* Aftermath.countOf("retail"), 3)
      assert.strictEqual(yield* Aftermath.leftBecause(key), "resendsUsedUp")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
    }).pipe(Effect.provide(Shop.shop({}, { breakerFailures: 1_000 }))),
  )

  it.effect("waits for a service that is away: what was not sent is neither a doubt nor a try", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* Shop.breakNext("retail", Aftermath.away, 5)
      yield* Aftermath.wait("30 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      const events = yield* Aftermath.eventsOf(key)
      assert.strictEqual(events.filter(({ _tag }) => _tag === "CommitUnknown").length, 1)
      assert.strictEqual(events.filter(({ _tag }) => _tag === "LeftToPerson").length, 0)
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("has its window anew with each request: a second one that is late makes no second sale", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* Shop.breakNext("retail", { kind: "late", after: 58_000 })
      yield* Aftermath.wait("15 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.strictEqual(yield* Aftermath.countOf("retail"), 2)
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )
})
