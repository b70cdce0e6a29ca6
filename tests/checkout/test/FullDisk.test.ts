/** A disk that does not take what must be written: nothing is sent that is not on it. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal, JournalUnavailable } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as TestClock from "effect/testing/TestClock"
import * as Shop from "./Shop.ts"

const { key, request } = Shop.story

describe("a journal that cannot be written", () => {
  /** The real journal, whose disk is full from the nth append on, for so many appends. */
  const fullAfter = (appends: number, failures: number) =>
    Layer.effect(
      Journal,
      Effect.map(Journal, (journal) => {
        let done = 0
        return Journal.of({
          ...journal,
          append: (append) =>
            done++ < appends || done > appends + failures
              ? journal.append(append)
              : Effect.fail(new JournalUnavailable({ detail: "the disk is full" })),
        })
      }),
    )
  const shopWithDisk = (appends: number, failures = Number.POSITIVE_INFINITY) =>
    Shop.engine().pipe(Layer.provideMerge(fullAfter(appends, failures)), Layer.provideMerge(Shop.outside()))

  it.effect("before the intent: nothing is sent, and the error says so", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "JournalUnavailable")
      assert.strictEqual((yield* Shop.sales).length, 0)
    }).pipe(Effect.provide(shopWithDisk(3))),
  )

  it.effect("after the sale: the till hears of the sale, and the journal keeps a doubt", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      assert.strictEqual((yield* checkout.commit(key, request)).sale.spend, request.points)
      assert.deepStrictEqual(
        (yield* (yield* Cases).list()).map(({ kind }) => kind),
        ["doubt"],
      )
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(shopWithDisk(4))),
  )

  it.effect("after the sale, and working again: the same commit is in doubt, and nothing is sent", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* checkout.commit(key, request)
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "CommitInDoubt")
      assert.strictEqual((yield* checkout.get(key)).state._tag, "InDoubt")
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(shopWithDisk(4, 1))),
  )

  it.effect("after taking a hold: the hold is given back", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(Shop.upToHold))._tag, "JournalUnavailable")
      assert.strictEqual((yield* Shop.account(Shop.anna)).holds.length, 0)
    }).pipe(Effect.provide(shopWithDisk(2))),
  )

  it.effect(
    "after taking a hold that cannot be given back either: the till hears of it within its budget",
    () =>
      Effect.gen(function* () {
        yield* Shop.upToQuote
        yield* Shop.breakNext("hold", { kind: "delay", before: 1_500 })
        yield* Shop.breakNext("release", { kind: "silence", executed: false })
        const holding = yield* Effect.forkChild(
          Effect.flip((yield* Checkout).hold(key, { points: request.points })),
        )
        yield* TestClock.adjust("2 seconds")
        assert.strictEqual(
          (yield* Effect.fromOption(Option.fromUndefinedOr(holding.pollUnsafe())))._tag,
          "Success",
        )
      }).pipe(Effect.provide(shopWithDisk(2))),
  )
})

describe("a journal that is slow", () => {
  it.effect("keeps no till: it is told to print and go on, and what was not sent in time is a case", () => {
    let isSlow = false
    return Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      isSlow = true
      const till = yield* Effect.forkChild(Effect.flip(checkout.commit(key, request)))
      yield* TestClock.adjust(5_250)
      assert.strictEqual((yield* Fiber.join(till))._tag, "CommitInDoubt")
      isSlow = false
      yield* TestClock.adjust("1 hour")
      assert.strictEqual((yield* Shop.sales).length, 0)
      assert.deepStrictEqual(
        (yield* (yield* Cases).list()).map(({ kind }) => kind),
        ["printedNotWrittenOff"],
      )
    }).pipe(
      Effect.provide(
        Shop.engineOver((journal) => ({
          append: (entry) =>
            isSlow ? Effect.delay(journal.append(entry), "20 seconds") : journal.append(entry),
        })),
      ),
      Effect.provide(Shop.outside()),
    )
  })

  it.effect("keeps no till that only asks, either", () => {
    const slow = Shop.engineOver((journal) => ({
      append: (entry) => Effect.delay(journal.append(entry), "20 seconds"),
    }))
    return Effect.gen(function* () {
      const checkout = yield* Checkout
      const till = yield* Effect.forkChild(Effect.flip(checkout.identify(key, Shop.anna)))
      yield* TestClock.adjust(1_750)
      assert.strictEqual((yield* Fiber.join(till))._tag, "JournalUnavailable")
      yield* TestClock.adjust("1 minute")
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Identified")
    }).pipe(Effect.provide(slow), Effect.provide(Shop.outside()))
  })
})
