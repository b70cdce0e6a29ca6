/** What a doubt is watched by: how a service shows holds, the one point beside, and what outlives a crash. */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const key = Shop.receipt("check-1")
const later = Shop.receipt("check-2")
const spending = Aftermath.spend(key, Shop.anna)
const { request } = Shop.story

describe("how the service shows holds", () => {
  it.effect.each(["adds", "takes-off"] as const)(
    "is learnt in one doubt and decides the next within its window: naming %s",
    (holdField) =>
      Effect.gen(function* () {
        yield* Aftermath.lesson
        yield* Aftermath.doubtful(spending, Aftermath.lostReply)
        yield* Aftermath.wait("5 seconds")
        assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        assert.strictEqual((yield* Shop.sales).length, 2)
      }).pipe(Effect.provide(Shop.shop({ behaviour: { holdField } }))),
  )

  it.effect.each(["adds", "takes-off"] as const)("is remembered after a restart: naming %s", (holdField) =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* Aftermath.doubtful(spending, Aftermath.lostReply)
          yield* Aftermath.wait("5 seconds")
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        }),
      )
    }).pipe(Effect.provide(Shop.outside({ behaviour: { holdField } }))),
  )

  it.effect.each(Aftermath.readings.filter(({ name }) => name.includes("client's")))(
    "is learnt after a restart, too, of the very first doubt: the sale is found, $name",
    ({ behaviour }) =>
      Effect.gen(function* () {
        yield* Aftermath.life(Aftermath.doubtful(spending, Aftermath.lostReply))
        yield* Aftermath.life(
          Effect.gen(function* () {
            yield* Aftermath.wait("5 minutes")
            assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
            assert.strictEqual((yield* Shop.sales).length, 1)
            assert.isAtMost(yield* Aftermath.countOf("hold"), 4)
            assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_400), holds: [] })
          }),
        )
      }).pipe(Effect.provide(Shop.outside({ behaviour }))),
  )

  it.effect("is learnt of each service for itself: what the sandbox taught is nothing to the real one", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      yield* (yield* Sandbox).setBehaviour({ holdField: "ignored" })
      const another = { url: "https://another-service.invalid" }
      yield* Effect.gen(function* () {
        yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
        yield* Aftermath.wait("2 hours")
        assert.strictEqual(yield* Aftermath.leftBecause(key), "signUnknown")
      }).pipe(Effect.provide(Shop.engine({}, another)))
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("may change one day: then nothing is concluded from what was learnt", () =>
    Effect.gen(function* () {
      yield* Aftermath.lesson
      yield* (yield* Sandbox).setBehaviour({ holdField: "takes-off" })
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* Aftermath.wait("2 hours")
      const state = yield* Aftermath.stateOf(key)
      const sold = (yield* Shop.sales).filter(({ spend }) => spend === request.points)
      if (state._tag === "Committed") return assert.strictEqual(sold.length, 1)
      assert.strictEqual(state._tag, "InDoubt")
      assert.isDefined(yield* Aftermath.leftBecause(key))
      assert.strictEqual(sold.length, 0)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect.each([Aftermath.lostReply, Aftermath.lostRequest])(
    "may be not at all: then every doubt is a person's, and the operator reads why",
    (fault) => {
      const logs: Array<string> = []
      const logger = Logger.layer([Logger.map(Logger.formatLogFmt, (line) => void logs.push(line))])
      return Effect.gen(function* () {
        yield* Aftermath.doubtful(spending, fault)
        yield* Aftermath.wait("30 minutes")
        assert.strictEqual(yield* Aftermath.leftBecause(key), "signUnknown")
        assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
        assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
        assert.isTrue(logs.some((line) => line.includes("left to a person") && line.includes("signUnknown")))
        assert.isTrue(logs.some((line) => line.includes("shows no difference")))
      }).pipe(
        Effect.provide(Shop.shop({ behaviour: { holdField: "adds", holdLowers: false } })),
        Effect.provide(logger),
      )
    },
  )

  it.effect.each([Aftermath.lostReply, Aftermath.lostRequest])(
    "does not matter where it has none: a spend goes without, and its doubt is a person's",
    (fault) =>
      Effect.gen(function* () {
        const checkout = yield* Aftermath.quoted(key, Shop.anna)
        yield* Aftermath.doubtful(checkout.commit(key, request), fault)
        yield* Aftermath.wait("30 minutes")
        assert.strictEqual(yield* Aftermath.leftBecause(key), "noWitness")
        assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
        assert.strictEqual(yield* Aftermath.countOf("hold"), 0)
      }).pipe(Effect.provide(Shop.shop({ behaviour: { holds: false } }, { holds: "off" }))),
  )
})

describe("the one point beside a doubt", () => {
  it.effect.each(["adds", "takes-off"] as const)(
    "is held before the look and given back: it outlives a hold that is soon over, naming %s",
    (holdField) =>
      Effect.gen(function* () {
        yield* Aftermath.lesson
        const checkout = yield* Aftermath.quoted(key, Shop.anna)
        yield* checkout.hold(key, { points: request.points })
        yield* Aftermath.wait("599 seconds")
        // Executed at the end of the window; by then only the point beside it can tell.
        yield* Aftermath.doubtful(Shop.whileTimePasses(checkout.commit(key, request), "6 seconds"), {
          kind: "late",
          after: 50_000,
        })
        yield* Aftermath.wait("10 minutes")
        const beside = (yield* Aftermath.eventsOf(key)).flatMap((event) =>
          event._tag === "WitnessHeld" ? [event.hold] : [],
        )
        assert.strictEqual(beside.length, 1)
        const sent = (yield* Aftermath.callsOf("retail")).at(-1)?.call ?? Infinity
        const [held, ...more] = (yield* Aftermath.callsOf("hold")).filter(({ call }) => call > sent)
        assert.deepStrictEqual(more, [])
        const [look] = (yield* Aftermath.callsOf("client")).filter(({ call }) => call > sent)
        assert.strictEqual(held?.amount, 1)
        assert.isBelow(held?.call ?? Infinity, look?.call ?? 0)
        const released = (yield* Aftermath.callsOf("release")).map(({ id }) => id)
        for (const one of beside) assert.include(released, one)
        assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        assert.strictEqual((yield* Shop.sales).length, 2)
        assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_400), holds: [] })
      }).pipe(Effect.provide(Shop.shop({ behaviour: { holdField } }))),
  )

  it.effect("whose fate is not known is remembered, and the doubt is settled or a person's", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostReply)
      yield* Shop.breakNext("hold", { kind: "close", executed: true }, 3)
      yield* Aftermath.wait("2 hours")
      const state = yield* Aftermath.stateOf(key)
      assert.isTrue(
        state._tag === "Committed" || (state._tag === "InDoubt" && state.left !== undefined),
        state._tag,
      )
      assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
      assert.deepStrictEqual((yield* Shop.account(Shop.anna)).holds, [])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("cannot be had where all points are held: a sale seen alive is sent again all the same", () =>
    Effect.gen(function* () {
      const all = { amount: Shop.rubles(1_500), points: Shop.points(1_500) }
      const checkout = yield* Aftermath.quoted(key, Shop.anna, 1_500)
      yield* checkout.hold(key, { points: all.points })
      yield* Aftermath.doubtful(checkout.commit(key, all), Aftermath.lostRequest)
      yield* Aftermath.wait("10 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a doubt's own hold", () => {
  it.effect("is never released as an orphan, however long the service does not answer", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const { hold } = yield* Shop.upToHold
      yield* Aftermath.doubtful(checkout.commit(key, request), Aftermath.lostReply)
      yield* Aftermath.serviceGoesAway
      yield* Aftermath.wait("2 hours")
      assert.deepStrictEqual(
        (yield* Aftermath.callsOf("release")).filter(({ id }) => id === hold.id),
        [],
      )
      assert.strictEqual(yield* Aftermath.leftBecause(key), "notSeen")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is looked at again when the service is back in time", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* Aftermath.serviceGoesAway
      yield* Aftermath.wait("4 minutes")
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("5 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("outlives the window beside the doubt of another client at the point", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostReply)
      yield* Aftermath.doubtful(Aftermath.spend(later, Shop.boris), Aftermath.lostRequest)
      yield* Aftermath.wait("15 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.strictEqual((yield* Aftermath.stateOf(later))._tag, "Committed")
      assert.strictEqual((yield* Shop.sales).length, 2)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is not made useless by an older doubt at the point that waits for a person", () =>
    Effect.gen(function* () {
      // An earning has no witness: it waits for a person from the start, until somebody finds the time.
      yield* Aftermath.doubtful(Aftermath.earn(later, Shop.boris), Aftermath.lostRequest)
      yield* Aftermath.wait("1 hour")
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* Aftermath.wait("15 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
    }).pipe(Effect.provide(Shop.shop())),
  )
})
