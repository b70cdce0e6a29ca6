/** Points that are held while the customer pays: how long they count, and what becomes of them. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import * as Shop from "./Shop.ts"

const { key, request } = Shop.story

describe("a hold", () => {
  it.effect("whose time is over is taken anew before the sale", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* TestClock.adjust("15 minutes")
      yield* checkout.commit(key, request)
      const ledger = yield* (yield* Sandbox).ledger()
      assert.deepStrictEqual(
        ledger.flatMap((entry) => (entry.kind === "held" || entry.kind === "sold" ? [entry.kind] : [])),
        ["held", "held", "sold"],
      )
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is asked for long enough to see a doubt through, 30 minutes at most", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      assert.deepInclude((yield* Shop.upToHold).hold, { minutes: 10, askedMinutes: 12 })
      const held = yield* checkout.hold(key, { points: Shop.points(200), minutes: 30 })
      assert.deepInclude(held.hold, { minutes: 30, askedMinutes: 30 })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect.each([
    // Given back in the background when the till's time was over.
    { settler: "on", refusal: "SpendTooLarge" },
    { settler: "off", refusal: "HoldExpired" },
  ] as const)(
    "that is over and cannot be had again refuses the spending, and a person is told: settler $settler",
    ({ refusal, settler }) =>
      Effect.gen(function* () {
        const checkout = yield* Checkout
        yield* Shop.upToHold
        yield* TestClock.adjust("15 minutes")
        // Another till takes all of the client's points meanwhile.
        const other = Shop.receipt("check-2", Shop.bakery)
        yield* checkout.identify(other, Shop.anna)
        yield* checkout.quote(other, Shop.purchase(1_500))
        yield* checkout.hold(other, { points: Shop.points(1_500) })
        assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, refusal)
        assert.strictEqual((yield* Shop.sales).length, 0)
        assert.deepStrictEqual(
          (yield* (yield* Cases).list()).map(({ kind }) => kind),
          ["printedNotWrittenOff"],
        )
      }).pipe(Effect.provide(Shop.shop({}, { settler }))),
  )

  it.effect("whose answer is lost is written down as points that may be held unseen", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* Shop.breakNext("hold", { kind: "close", executed: true })
      const error = yield* Effect.flip(checkout.hold(key, { points: Shop.points(100) }))
      assert.strictEqual(error._tag, "Unavailable")
      const { state } = yield* checkout.get(key)
      assert.deepStrictEqual([state._tag, state.unseenHold?.points], ["Quoted", Shop.points(100)])
      assert.strictEqual((yield* Shop.account(Shop.anna)).holds.length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is not asked for where the service has none", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* checkout.commit(key, request)
      assert.deepStrictEqual(
        (yield* Shop.sales).map(({ spend }) => spend),
        [request.points],
      )
      assert.strictEqual((yield* (yield* Sandbox).calls).length, 3)
    }).pipe(Effect.provide(Shop.shop({ behaviour: { holds: false } }, { holds: "off" }))),
  )
})

describe("a till that changes its mind while the service is slow", () => {
  it.effect("waits no longer than the hold's budget for a hold in place of another", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* Shop.breakNext("hold", { kind: "delay", before: 1_900 })
      yield* Shop.breakNext("release", { kind: "silence", executed: false }, 9)
      const fiber = yield* Effect.forkChild(checkout.hold(key, { points: Shop.points(200) }))
      yield* TestClock.adjust(2_000)
      assert.strictEqual((yield* Fiber.join(fiber)).hold.points, Shop.points(200))
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("waits for the search alone where another client takes the place of one who holds points", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* Shop.breakNext("client", { kind: "delay", before: 1_400 })
      yield* Shop.breakNext("release", { kind: "silence", executed: false }, 9)
      const fiber = yield* Effect.forkChild(checkout.identify(key, Shop.boris))
      yield* TestClock.adjust(1_500)
      assert.strictEqual((yield* Fiber.join(fiber)).name, "Борис Кузнецов")
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("never takes a hold for alive whose release nobody knows the end of", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* Shop.breakNext("release", { kind: "close", executed: true }, 9)
      yield* Shop.whileTimePasses(Effect.flip(checkout.release(key)))
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Quoted")
      yield* checkout.commit(key, request)
      const [sale] = yield* Shop.sales
      const held = (yield* (yield* Sandbox).ledger()).filter((entry) => entry.kind === "held")
      assert.deepStrictEqual(sale?.named, held[1] === undefined ? [] : [held[1].hold])
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a commit that has more to do than to sell", () => {
  it.effect("still answers within its budget, the hold's second try included", () =>
    Effect.gen(function* () {
      yield* Shop.upToQuote
      yield* Shop.breakNext("hold", { kind: "delay", before: 1_900 })
      yield* Shop.breakNext("retail", { kind: "silence", executed: true })
      yield* Shop.doubtAtBudgetsEnd
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("sends nothing where no hold could be had in half of it", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* Shop.breakNext("hold", { kind: "silence", executed: true })
      const fiber = yield* Effect.forkChild(Effect.flip(checkout.commit(key, request)))
      yield* TestClock.adjust(2_000)
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "Unavailable")
      assert.strictEqual((yield* checkout.get(key)).state.unseenHold?.points, request.points)
      assert.deepStrictEqual(yield* Shop.sales, [])
    }).pipe(Effect.provide(Shop.shop())),
  )
})
