/** A till that asks for odd things: they are refused before anything is sent, and the rest goes on. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal, JournalCorrupt } from "@loyalkit/core/Journal"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import * as Shop from "./Shop.ts"

const key = Shop.receipt("check-1")
const calls = Effect.map(
  Effect.flatMap(Sandbox, (sandbox) => sandbox.calls),
  (all) => all.length,
)

describe("a request that makes no sense", () => {
  it.effect("is refused by the name of its field, and nothing is sent", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      const before = yield* calls
      const points = Shop.points(100)
      const asked = [
        checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(-100) }),
        checkout.commit(key, { amount: Shop.rubles(-400), points: Shop.points(0) }),
        checkout.hold(key, { points, minutes: 1.5 }),
        checkout.hold(key, { points, minutes: 0 }),
        checkout.hold(key, { points, minutes: 45 }),
        checkout.quote(key, Shop.purchase(-1)),
      ]
      for (const one of asked)
        assert.strictEqual((yield* Effect.flip<unknown, { _tag: string }, never>(one))._tag, "InvalidRequest")
      assert.strictEqual(yield* calls, before)
      assert.deepStrictEqual(yield* (yield* Cases).list(), [])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("as a hold where the service has none", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      const before = yield* calls
      assert.strictEqual(
        (yield* Effect.flip(checkout.hold(key, { points: Shop.points(1) })))._tag,
        "InvalidRequest",
      )
      assert.strictEqual(yield* calls, before)
    }).pipe(Effect.provide(Shop.shop({ behaviour: { holds: false } }, { holds: "off" }))),
  )
})

describe("a basket that its till goes on changing", () => {
  it.effect("is quoted as it was, and as it is", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      const basket = { amount: Shop.rubles(100) }
      yield* checkout.quote(key, basket)
      basket.amount = Shop.rubles(300)
      assert.strictEqual((yield* checkout.quote(key, basket)).quote.amount, Shop.rubles(300))
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a spending that comes to nothing", () => {
  it.effect("is a case also where no client was found before", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const commit = checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(100) })
      assert.strictEqual((yield* Effect.flip(commit))._tag, "OutOfOrder")
      assert.deepStrictEqual(
        (yield* (yield* Cases).list()).map(({ kind }) => kind),
        ["printedNotWrittenOff"],
      )
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is found among a thousand returns", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      for (let index = 0; index < 1_000; index++) {
        const sold = Shop.receipt(`sold-${index}`)
        yield* checkout.commit(sold, { amount: Shop.rubles(1), points: Shop.points(0), search: Shop.boris })
        yield* checkout.noteReturn(sold, { returnId: "back", amount: Shop.rubles(1) })
      }
      yield* Effect.flip(checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(100) }))
      const cases = yield* Cases
      assert.strictEqual((yield* cases.list("printedNotWrittenOff")).length, 1)
      assert.strictEqual((yield* cases.list()).length, 1_000)
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("impatience", () => {
  it.effect("a press whose till went away while it waited for another begins nothing", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* Shop.breakNext("recalc", { kind: "delay", before: 1_000 })
      const first = yield* Effect.forkChild(checkout.quote(key, Shop.purchase(400)), {
        startImmediately: true,
      })
      const sale = checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(0) })
      const second = yield* Effect.forkChild(sale, { startImmediately: true })
      yield* Fiber.interrupt(second)
      yield* TestClock.adjust("2 seconds")
      yield* Fiber.join(first)
      assert.deepStrictEqual(yield* Shop.sales, [])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("a press behind a slow one waits no longer than its own budget, and begins nothing", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* Shop.breakNext("retail", { kind: "silence", executed: true })
      const sale = checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(0) })
      const first = yield* Effect.forkChild(Effect.flip(sale), { startImmediately: true })
      const second = yield* Effect.forkChild(Effect.flip(checkout.identify(key, Shop.boris)), {
        startImmediately: true,
      })
      yield* TestClock.adjust(1_500)
      assert.strictEqual((yield* Fiber.join(second))._tag, "ReceiptConflict")
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Fiber.join(first))._tag, "CommitInDoubt")
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a till that says what makes no sense", () => {
  it.effect.each([
    { field: "soldAt", soldAt: 1.5 },
    { field: "soldAt", soldAt: -1 },
    { field: "soldAt", soldAt: Number.NaN },
    { field: "amount", amount: Shop.rubles(-1) },
    { field: "points", points: Shop.points(-1) },
  ])("of a commit hears which field: $field, and nothing of it is written down", ({ field, ...wrong }) =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      const commit = { amount: Shop.rubles(400), points: Shop.points(0), ...wrong }
      const error = yield* Effect.flip(checkout.commit(key, commit))
      assert.deepInclude(error, { _tag: "InvalidRequest", field })
      assert.strictEqual((yield* checkout.get(key)).state.version, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect.each(["", "x".repeat(129)])("of a return hears that its ID is none", (returnId) =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(0), search: Shop.anna })
      const error = yield* Effect.flip(checkout.noteReturn(key, { returnId, amount: Shop.rubles(1) }))
      assert.deepInclude(error, { _tag: "InvalidRequest", field: "returnId" })
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a damaged receipt in the journal", () => {
  it.effect("is listed as one, hides no other case, and does not keep the shop closed", () => {
    const damaged = Layer.effect(
      Journal,
      Effect.map(Journal, (journal) =>
        Journal.of({
          ...journal,
          load: (one) =>
            one.receipt === key.receipt
              ? Effect.fail(new JournalCorrupt({ detail: "a flipped bit" }))
              : journal.load(one),
        }),
      ),
    )
    const other = Shop.receipt("check-2")
    return Effect.gen(function* () {
      const request = { amount: Shop.rubles(400), points: Shop.points(0), search: Shop.anna }
      const commit = (receipt: typeof key) =>
        Effect.flatMap(Checkout, (checkout) =>
          Shop.whileTimePasses(Effect.flip(checkout.commit(receipt, request))),
        )
      yield* Shop.breakNext("retail", { kind: "silence", executed: true }, 2)
      yield* Effect.provide(Effect.andThen(commit(key), commit(other)), Shop.engine())
      const list = Effect.flatMap(Cases, (cases) => cases.list())
      const cases = yield* Effect.provide(list, Layer.provide(Shop.engine(), damaged))
      assert.sameDeepMembers(
        cases.map(({ key, kind }) => [key.receipt, kind]),
        [
          ["check-1", "damaged"],
          ["check-2", "doubt"],
        ],
      )
    }).pipe(Effect.provide(Shop.outside()))
  })
})
