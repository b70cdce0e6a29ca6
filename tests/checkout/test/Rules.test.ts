/** One test for each rule that would not be missed on an ordinary day. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as TestClock from "effect/testing/TestClock"
import * as Shop from "./Shop.ts"

const { key, request } = Shop.story
const events = Effect.flatMap(Journal, (journal) =>
  Effect.map(journal.load(key), (record) => Option.getOrThrow(record).events),
)

describe("the sale", () => {
  it.effect("names the hold whose points it spends", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      const { hold } = yield* checkout.hold(key, { points: request.points })
      yield* checkout.commit(key, request)
      assert.deepStrictEqual(
        (yield* Shop.sales).map(({ named }) => named),
        [[hold.id]],
      )
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is not sent for more points than were quoted, also without holds", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.boris)
      yield* checkout.quote(key, Shop.purchase(400))
      const calls = (yield* (yield* Sandbox).calls).length
      const commit = checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(200.01) })
      assert.strictEqual((yield* Effect.flip(commit))._tag, "SpendTooLarge")
      assert.strictEqual((yield* (yield* Sandbox).calls).length, calls)
    }).pipe(Effect.provide(Shop.shop({}, { holds: "off" }))),
  )

  it.effect("of a discount programme is not sent for another amount than was quoted", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.grigory)
      yield* checkout.quote(key, Shop.purchase(400))
      const commit = checkout.commit(key, { amount: Shop.rubles(401), points: Shop.points(0) })
      assert.strictEqual((yield* Effect.flip(commit))._tag, "StaleQuote")
      assert.deepStrictEqual(yield* Shop.sales, [])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect(
    "cut by the end of the engine is a doubt, and the next engine finds it so before anybody asks",
    () =>
      Effect.gen(function* () {
        const dying = Effect.gen(function* () {
          const checkout = yield* Shop.upToQuote
          yield* Shop.breakNext("retail", { kind: "silence", executed: true })
          yield* Effect.forkChild(checkout.commit(key, { ...request, points: Shop.points(0) }), {
            startImmediately: true,
          })
        })
        yield* Effect.provide(dying, Shop.engine())
        const last = (yield* events).at(-1)
        assert.deepInclude(last, { _tag: "CommitUnknown", error: "Interrupted" })
      }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("left without an outcome by a process that died is a doubt from the next start on", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* Effect.provide(Shop.upToQuote, Shop.engine())
      const { account } = yield* Effect.map(events, (all) => {
        const [first] = all
        return first?._tag === "Identified" ? first : assert.fail("the first event finds the client")
      })
      yield* journal.append({
        key,
        expectedVersion: 2,
        events: [
          {
            _tag: "CommitIntended",
            at: 0,
            attempt: 1,
            request,
            account,
            witness: { balance: account.balance },
          },
        ],
        status: "committing",
        cases: false,
        moves: true,
        at: 0,
        durability: "synced",
      })
      yield* Effect.provide(Effect.void, Shop.engine())
      assert.deepStrictEqual(
        (yield* journal.list({ status: "doubt" })).map((entry) => entry.key),
        [key],
      )
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("refused twice in the same way is one entry, and its second attempt counts as the second", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* checkout.hold(key, { points: request.points })
      yield* Shop.breakNext("retail", { kind: "refuse" }, 2)
      yield* Effect.flip(checkout.commit(key, request))
      yield* Effect.flip(checkout.commit(key, request))
      const all = yield* events
      assert.strictEqual(all.filter(({ _tag }) => _tag === "PrintedNotWrittenOff").length, 1)
      assert.deepStrictEqual(
        all.flatMap((event) => (event._tag === "CommitIntended" ? [event.attempt] : [])),
        [1, 2],
      )
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a hold", () => {
  it.effect("is replaced by a new one before the old one is released, where the points suffice", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* checkout.hold(key, { points: Shop.points(100) })
      yield* checkout.hold(key, { points: Shop.points(200) })
      const ledger = yield* (yield* Sandbox).ledger()
      assert.deepStrictEqual(
        ledger.flatMap(({ kind }) => (kind === "held" || kind === "hold-ended" ? [kind] : [])),
        ["held", "held", "hold-ended"],
      )
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is as old as its request, not as its answer", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* Shop.breakNext("hold", { kind: "delay", after: 1_500 })
      const held = yield* Shop.whileTimePasses(checkout.hold(key, { points: request.points }), 1_500)
      assert.strictEqual(held.secondsLeft, 598)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("that another process took counts as possibly over, and is replaced before it is spent", () =>
    Effect.gen(function* () {
      const first = Effect.flatMap(Shop.upToQuote, (checkout) =>
        checkout.hold(key, { points: request.points }),
      )
      const { hold } = yield* Effect.provide(first, Shop.engine())
      yield* Effect.provide(
        Effect.flatMap(Checkout, (checkout) => checkout.commit(key, request)),
        Shop.engine(),
      )
      const [sale] = yield* Shop.sales
      assert.strictEqual(sale?.named.length, 1)
      assert.isFalse(sale?.named.includes(hold.id))
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("counts in the quote of its own receipt", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(1_500))
      yield* checkout.hold(key, { points: Shop.points(1_500) })
      const { quote } = yield* checkout.quote(key, Shop.purchase(1_600))
      assert.strictEqual(quote.maxSpend, Shop.points(1_500))
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("that cannot be released does not keep an earning waiting, nor refuse it", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* checkout.hold(key, { points: request.points })
      yield* Shop.breakNext("release", { kind: "status", status: 503, executed: false }, 9)
      const earning = checkout.commit(key, { ...request, points: Shop.points(0) })
      assert.strictEqual((yield* Shop.whileTimePasses(earning)).sale.earn, Shop.points(30))
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a cancelled receipt", () => {
  it.effect("needs nobody any more, whatever was refused before", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* checkout.hold(key, { points: request.points })
      yield* Shop.breakNext("retail", { kind: "refuse" })
      yield* Effect.flip(checkout.commit(key, request))
      yield* checkout.cancel(key)
      yield* TestClock.adjust("1 minute")
      assert.deepStrictEqual(yield* (yield* Cases).list(), [])
    }).pipe(Effect.provide(Shop.shop())),
  )
})
