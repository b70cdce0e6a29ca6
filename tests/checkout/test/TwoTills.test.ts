/** Two tills at one point, two tills with one client: each sale once, and no till waits longer than its budget. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { JournalCorrupt } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const first = Shop.receipt("check-1")
const second = Shop.receipt("check-2")
const third = Shop.receipt("check-3")
const elsewhere = Shop.receipt("check-4", Shop.bakery)
const spending = { amount: Shop.rubles(400), points: Shop.points(100) }
const earning = { amount: Shop.rubles(400), points: Shop.points(0) }

const spent = Effect.map(Shop.sales, (sales) => sales.map(({ spend }) => spend / 100))

describe("a client's second receipt while the first is in doubt", () => {
  it.effect("spends at once, and the first is a person's where one look does not decide it", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostReply)
      yield* Aftermath.wait("20 seconds")
      yield* Aftermath.spend(second, Shop.anna, 50)
      assert.strictEqual((yield* Aftermath.stateOf(second))._tag, "Committed")
      assert.strictEqual(yield* Aftermath.leftBecause(first), "anotherSale")
      const [doubt, ...rest] = yield* (yield* Cases).list()
      assert.deepStrictEqual(rest, [])
      assert.strictEqual(doubt?.kind === "doubt" && doubt.left?.why, "anotherSale")
      yield* Aftermath.wait("1 hour")
      assert.strictEqual((yield* Shop.sales).length, 2)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect.each([Aftermath.lostReply, Aftermath.lostRequest])(
    "earns after the first is settled: the receipt is printed, and the earning waits",
    (fault) =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), fault)
        yield* Aftermath.wait("20 seconds")
        yield* Aftermath.quoted(second, Shop.anna)
        assert.strictEqual((yield* Effect.flip(Aftermath.earnQuoted(second)))._tag, "CommitQueued")
        yield* Aftermath.wait("10 minutes")
        assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Committed")
        assert.strictEqual((yield* Aftermath.stateOf(second))._tag, "Committed")
        assert.strictEqual((yield* Shop.sales).length, 2)
      }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("earns after it also where another process settles", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostReply)
          yield* Aftermath.quoted(second, Shop.anna)
          assert.strictEqual((yield* Effect.flip(Aftermath.earnQuoted(second)))._tag, "CommitQueued")
        }),
        { settler: "off" },
      )
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* Aftermath.wait("1 hour")
          assert.strictEqual((yield* Aftermath.stateOf(second))._tag, "Committed")
        }),
      )
      assert.strictEqual((yield* Shop.sales).length, 3)
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect(
    "spends, while the first one's request is lost: that is never sent within its window, nor by a dead hold",
    () =>
      Effect.gen(function* () {
        yield* Aftermath.lesson
        yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
        yield* Aftermath.wait("10 seconds")
        yield* Aftermath.spend(second, Shop.anna, 50)
        yield* Aftermath.wait("1 hour")
        // Seen alive within its window is not final, and the second sale ends its hold.
        assert.strictEqual(yield* Aftermath.leftBecause(first), "anotherSale")
        assert.strictEqual((yield* Shop.sales).length, 2)
      }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect.each([
    { trouble: "an error of ours", error: () => Effect.die(new Error("ours")) },
    { trouble: "a damaged record", error: () => Effect.fail(new JournalCorrupt({ detail: "not JSON" })) },
  ])("is sold whatever the first one's trouble: $trouble", ({ error }) => {
    let isBad = false
    return Effect.gen(function* () {
      yield* Aftermath.lesson
      yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
      isBad = true
      yield* Aftermath.wait("10 seconds")
      yield* Aftermath.spend(second, Shop.anna, 50)
      yield* Aftermath.earn(third, Shop.anna)
      assert.strictEqual((yield* Aftermath.stateOf(second))._tag, "Committed")
      yield* Aftermath.wait("1 hour")
      assert.strictEqual((yield* Aftermath.stateOf(third))._tag, "Committed")
    }).pipe(
      Effect.provide(
        Shop.engineOver((journal) => ({
          singleWriter: false,
          load: (key) => (isBad && key.receipt === first.receipt ? error() : journal.load(key)),
        })),
      ),
      Effect.provide(Shop.outside()),
    )
  })

  it.effect("keeps its own budget while the service answers no look", () =>
    Effect.gen(function* () {
      yield* Aftermath.lesson
      yield* Aftermath.quoted(second, Shop.anna)
      const checkout = yield* Checkout
      yield* checkout.hold(second, { points: spending.points })
      yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostReply)
      yield* Shop.breakNext("client", { kind: "silence", executed: false }, 99)
      const till = yield* Effect.forkChild(checkout.commit(second, spending))
      yield* TestClock.adjust(4_999)
      assert.isDefined(till.pollUnsafe())
      assert.strictEqual((yield* Fiber.join(till)).sale.spend, spending.points)
      assert.isDefined(yield* Aftermath.leftBecause(first))
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("at another point costs the first nothing where that was never made", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
      yield* Aftermath.wait("20 seconds")
      yield* Aftermath.spend(elsewhere, Shop.anna, 50)
      yield* Aftermath.wait("10 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Committed")
      assert.deepStrictEqual(yield* spent, [50, 100])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect(
    "at another point leaves the first to a person where that was made: the balance moved by both",
    () =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostReply)
        yield* Aftermath.wait("20 seconds")
        yield* Aftermath.spend(elsewhere, Shop.anna, 50)
        yield* Aftermath.wait("1 hour")
        assert.isDefined(yield* Aftermath.leftBecause(first))
        assert.deepStrictEqual(yield* spent, [100, 50])
      }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("that waits in the queue lets the first be settled before it is delivered", () =>
    Effect.gen(function* () {
      yield* Aftermath.quoted(second, Shop.anna)
      yield* Aftermath.serviceGoesAway
      assert.strictEqual((yield* Effect.flip(Aftermath.earnQuoted(second)))._tag, "CommitQueued")
      yield* Aftermath.wait("5 minutes")
      yield* Aftermath.serviceIsBack
      yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
      yield* Aftermath.wait("30 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Committed")
      assert.strictEqual((yield* Aftermath.stateOf(second))._tag, "Committed")
      assert.strictEqual((yield* Shop.sales).length, 2)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect(
    "takes the first one's hold while that waits to be sent again, which then takes a fresh one",
    () =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
        yield* Shop.breakNext("retail", Aftermath.away, 4)
        yield* Aftermath.wait("65 seconds")
        assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "NotCreated")
        yield* yield* Effect.succeed(Aftermath.serviceIsBack)
        yield* Aftermath.spend(second, Shop.anna, 1_400, 1_500)
        yield* Aftermath.wait("30 minutes")
        assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Committed")
        assert.deepStrictEqual(yield* spent, [1_400, 100])
      }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect(
    "that takes the very points of a sale to be sent again makes that one a case, never a minus",
    () =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
        yield* Shop.breakNext("retail", Aftermath.away, 4)
        yield* Aftermath.wait("65 seconds")
        yield* Aftermath.serviceIsBack
        const checkout = yield* Checkout
        yield* checkout.identify(second, Shop.anna)
        yield* checkout.quote(second, Shop.purchase(1_500))
        // The first one's hundred are held still; they come free by the second sale, and this client spends them elsewhere.
        yield* Aftermath.spend(second, Shop.anna, 1_400, 1_500)
        yield* Aftermath.spend(elsewhere, Shop.anna, 100)
        yield* Aftermath.wait("30 minutes")
        assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Rejected")
        assert.sameMembers(
          [...(yield* Aftermath.caseList)],
          ["check-1 rejected", "check-1 printedNotWrittenOff"],
        )
        assert.strictEqual((yield* Shop.account(Shop.anna)).balance, Shop.points(0))
      }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("two tills with the same client at the same moment", () => {
  it.effect("take turns, and both sell", () =>
    Effect.gen(function* () {
      for (const key of [first, second]) yield* Aftermath.quoted(key, Shop.anna)
      yield* Shop.breakNext("retail", { kind: "delay", before: 1_000 })
      const checkout = yield* Checkout
      const both = Effect.all(
        [first, second].map((key) => checkout.commit(key, spending)),
        { concurrency: 2 },
      )
      yield* Shop.whileTimePasses(both, "5 seconds")
      assert.deepStrictEqual(yield* spent, [100, 100])
      const [one, other] = yield* Aftermath.callsOf("retail")
      assert.isAtLeast((other?.at ?? 0) - (one?.at ?? 0), 1_000)
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
      assert.strictEqual((yield* Shop.account(Shop.anna)).balance, Shop.points(1_300))
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect(
    "and no answer to the first: the second has its own in time, an earning queued, a spending refused",
    () =>
      Effect.gen(function* () {
        for (const key of [first, second, third]) yield* Aftermath.quoted(key, Shop.anna)
        yield* Shop.breakNext("retail", { kind: "silence", executed: true })
        const checkout = yield* Checkout
        yield* checkout.hold(first, { points: spending.points })
        yield* checkout.hold(third, { points: spending.points })
        const tills = yield* Effect.forEach(
          [
            [first, spending],
            [second, earning],
            [third, spending],
          ] as const,
          ([key, command]) => Effect.forkChild(Effect.flip(checkout.commit(key, command))),
        )
        yield* TestClock.adjust(4_990)
        const [one, two, three] = tills
        assert.isUndefined(one?.pollUnsafe())
        if (two === undefined || three === undefined) return assert.fail("three tills")
        assert.strictEqual((yield* Fiber.join(two))._tag, "CommitQueued")
        assert.strictEqual((yield* Fiber.join(three))._tag, "Unavailable")
        assert.include(yield* Aftermath.caseList, "check-3 printedNotWrittenOff")
        assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
        yield* Aftermath.wait("30 minutes")
        assert.strictEqual((yield* Aftermath.stateOf(second))._tag, "Committed")
        assert.strictEqual((yield* Aftermath.stateOf(third))._tag, "Quoted")
        assert.strictEqual((yield* Shop.sales).length, 2)
      }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("at two points sell beside each other", () =>
    Effect.gen(function* () {
      for (const key of [first, elsewhere]) yield* Aftermath.quoted(key, Shop.anna)
      yield* Shop.breakNext("retail", { kind: "delay", before: 1_000 }, 2)
      const checkout = yield* Checkout
      const both = Effect.all(
        [first, elsewhere].map((key) => checkout.commit(key, spending)),
        { concurrency: 2 },
      )
      yield* Shop.whileTimePasses(both, "1 second")
      assert.deepStrictEqual(yield* spent, [100, 100])
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a shop that goes on selling while a sale is in doubt", () => {
  it.effect("shows that sales spare the holds of others, and the doubt is decided", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostReply)
      for (let sale = 0; sale < 12; sale++) {
        yield* Aftermath.wait("10 seconds")
        yield* Aftermath.earn(Shop.receipt(`other-${sale}`), Shop.boris)
      }
      assert.deepInclude(yield* Aftermath.stateOf(first), { _tag: "Committed", judge: { by: "witness" } })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect.each([true, false])(
    "where sales end everybody's holds is never taken for the sale itself: executed %s",
    (executed) =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), { kind: "close", executed })
        for (let sale = 0; sale < 12; sale++) {
          yield* Aftermath.wait("10 seconds")
          // Elsewhere she buys for as many points: to her balance it looks like the sale in doubt.
          if (sale === 3) yield* Aftermath.spend(elsewhere, Shop.anna)
          yield* Aftermath.earn(Shop.receipt(`other-${sale}`), Shop.boris)
        }
        yield* Aftermath.wait("1 hour")
        const here = (yield* Shop.sales).filter(({ point, spend }) => point === Shop.cafe && spend > 0)
        const state = yield* Aftermath.stateOf(first)
        assert.strictEqual(here.length, state._tag === "Committed" || executed ? 1 : 0)
        assert.isTrue(state._tag === "Committed" || (yield* Aftermath.leftBecause(first)) !== undefined)
      }).pipe(Effect.provide(Shop.shop({ behaviour: { saleEnds: "point" } }))),
  )
})

describe("two clients at one point whose sales end everybody's holds there", () => {
  it.effect.each([Aftermath.lostReply, Aftermath.lostRequest])(
    "never sell one receipt twice, nor take it for sold",
    (fault) =>
      Effect.gen(function* () {
        yield* Aftermath.lesson
        yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), fault)
        yield* Aftermath.spend(second, Shop.boris, 100)
        yield* Aftermath.wait("1 hour")
        const { id } = yield* Shop.account(Shop.anna)
        const own = (yield* Shop.sales).filter(({ client }) => client === id)
        const state = yield* Aftermath.stateOf(first)
        assert.isAtMost(own.length, 1)
        if (state._tag === "Committed") assert.strictEqual(own.length, 1)
        else assert.strictEqual(state._tag === "InDoubt" && state.left !== undefined, true)
      }).pipe(Effect.provide(Shop.shop({ behaviour: { saleEnds: "point" } }))),
  )
})

describe("a doubt of another process", () => {
  it.effect.each([30_000, 45_000, 58_000])(
    "is given its whole window before it is sent again: executed after %s ms, sold once",
    (after) =>
      Effect.gen(function* () {
        yield* Aftermath.life(Aftermath.lesson)
        const settling = yield* Effect.forkChild(Aftermath.life(Effect.never))
        // Just before the settler looks for what nobody told it of.
        yield* Aftermath.wait("295 seconds")
        yield* Aftermath.life(
          Effect.gen(function* () {
            yield* Aftermath.quoted(first, Shop.anna)
            const checkout = yield* Checkout
            yield* checkout.hold(first, { points: spending.points })
            yield* Shop.breakNext("retail", { kind: "late", after, connection: "closed" })
            assert.strictEqual((yield* Effect.flip(checkout.commit(first, spending)))._tag, "CommitInDoubt")
            yield* Aftermath.wait("1 hour")
            assert.isTrue(
              (yield* Aftermath.stateOf(first))._tag === "Committed" ||
                (yield* Aftermath.leftBecause(first)) !== undefined,
            )
          }),
          { settler: "off" },
        )
        assert.deepStrictEqual(yield* spent, [10, 100])
        yield* Fiber.interrupt(settling)
      }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("that was sent again by that one is not judged by the window of its first request", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      const settlers = [yield* Effect.forkChild(Aftermath.life(Effect.never))]
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
          yield* Aftermath.wait("10 seconds")
        }),
      )
      settlers.push(yield* Effect.forkChild(Aftermath.life(Effect.never)))
      yield* Shop.breakNext("retail", { kind: "late", after: 40_000, connection: "closed" })
      yield* Aftermath.wait("1 hour")
      assert.deepStrictEqual(yield* spent, [10, 100])
      yield* Fiber.interruptAll(settlers)
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("nor by a till of the first one that sells to the same client meanwhile", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      const settling = yield* Effect.forkChild(Aftermath.life(Effect.never))
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
          yield* Shop.breakNext("retail", { kind: "late", after: 50_000, connection: "closed" })
          while ((yield* Aftermath.countOf("retail")) < 3) yield* Aftermath.wait("1 second")
          yield* Effect.ignore(Aftermath.spend(second, Shop.anna, 50))
          yield* Aftermath.wait("1 hour")
        }),
        { settler: "off" },
      )
      assert.strictEqual((yield* spent).filter((points) => points === 100).length, 1)
      yield* Fiber.interrupt(settling)
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("is looked at soon, though nobody tells the settler: its hold has minutes left", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      const settling = yield* Effect.forkChild(Aftermath.life(Effect.never))
      yield* Aftermath.wait("60 seconds")
      yield* Aftermath.life(
        Effect.gen(function* () {
          const checkout = yield* Aftermath.quoted(first, Shop.anna)
          yield* checkout.hold(first, { points: spending.points })
          yield* Aftermath.wait("545 seconds")
          yield* Aftermath.doubtful(checkout.commit(first, spending), Aftermath.lostRequest)
          yield* Aftermath.wait("1 hour")
          assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Committed")
        }),
        { settler: "off" },
      )
      assert.deepStrictEqual(yield* spent, [10, 100])
      yield* Fiber.interrupt(settling)
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("makes its client's earning wait here, too", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      yield* Aftermath.life(
        Effect.gen(function* () {
          const lost = Aftermath.doubtful(Aftermath.spend(first, Shop.anna), Aftermath.lostRequest)
          yield* Aftermath.life(lost, { settler: "off" })
          yield* Aftermath.quoted(second, Shop.anna)
          assert.strictEqual((yield* Effect.flip(Aftermath.earnQuoted(second)))._tag, "CommitQueued")
          yield* Aftermath.wait("1 hour")
          assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Committed")
          assert.strictEqual((yield* Aftermath.stateOf(second))._tag, "Committed")
        }),
      )
      assert.deepStrictEqual(yield* spent, [10, 100, 0])
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("that died with its request under way is found after some seconds, and not before", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      yield* Aftermath.life(Aftermath.quoted(first, Shop.boris))
      yield* Shop.breakNext("retail", { kind: "silence", executed: true })
      const dying = yield* Effect.forkChild(Aftermath.life(Aftermath.earnQuoted(first), { settler: "off" }))
      yield* Aftermath.wait("1 second")
      yield* Fiber.interrupt(dying)
      yield* Aftermath.life(
        Effect.gen(function* () {
          const checkout = yield* Checkout
          assert.strictEqual((yield* Effect.flip(checkout.commit(first, earning)))._tag, "CommitInDoubt")
          yield* Aftermath.wait("2 minutes")
          assert.strictEqual(yield* Aftermath.leftBecause(first), "noWitness")
        }),
      )
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("is not followed by the first request, where a slow disk kept that until its time was over", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.lesson)
      const settling = yield* Effect.forkChild(Aftermath.life(Effect.never))
      yield* Aftermath.wait("295 seconds")
      const slow = Shop.engineOver(
        (journal) => ({
          append: (entry) =>
            entry.events.some(({ _tag }) => _tag === "CommitIntended") && entry.key.receipt === first.receipt
              ? Effect.tap(journal.append(entry), () => Effect.sleep("100 seconds"))
              : journal.append(entry),
        }),
        { settler: "off" },
      )
      yield* Effect.gen(function* () {
        const checkout = yield* Aftermath.quoted(first, Shop.anna)
        yield* checkout.hold(first, { points: spending.points })
        const till = yield* Effect.forkChild(Effect.flip(checkout.commit(first, spending)))
        yield* Aftermath.wait("6 seconds")
        assert.strictEqual(till.pollUnsafe()?._tag, "Success")
        assert.strictEqual((yield* Fiber.join(till))._tag, "CommitInDoubt")
        yield* Aftermath.wait("1 hour")
      }).pipe(Effect.provide(slow))
      assert.deepStrictEqual(yield* spent, [10, 100])
      yield* Fiber.interrupt(settling)
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("that it declared over a request of ours under way ends with the answer to that", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(Aftermath.quoted(first, Shop.anna))
      yield* Shop.breakNext("retail", { kind: "delay", before: 1_000 })
      const pay = Aftermath.life(
        Effect.result(Effect.flatMap(Checkout, (checkout) => checkout.commit(first, earning))),
        { settler: "off" },
      )
      const ours = yield* Effect.forkChild(pay)
      yield* Aftermath.wait("500 millis")
      const theirs = yield* pay
      assert.strictEqual(theirs._tag === "Failure" && theirs.failure._tag, "CommitInDoubt")
      yield* Aftermath.wait("1 second")
      assert.strictEqual((yield* Fiber.join(ours))._tag, "Success")
      yield* Aftermath.life(
        Effect.gen(function* () {
          assert.notProperty(yield* Aftermath.stateOf(first), "judge")
          assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Committed")
          assert.deepStrictEqual(yield* Aftermath.caseList, [])
        }),
      )
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )
})

describe("two tills of two processes with one receipt", () => {
  it.effect("pay it at the same moment: one sale, and the refused till leaves nothing odd behind", () =>
    Effect.gen(function* () {
      const all = { amount: Shop.rubles(1_500), points: Shop.points(1_500) }
      yield* Aftermath.life(Aftermath.quoted(first, Shop.anna, 1_500))
      // Each holds the points for its own commit; the second hears that none are left while the first one's sale is under way.
      yield* Shop.breakNext("hold", { kind: "delay", after: 100 })
      yield* Shop.breakNext("hold", { kind: "delay", after: 200 })
      yield* Shop.breakNext("retail", { kind: "delay", before: 1_000 })
      const pay = Aftermath.life(
        Effect.result(Effect.flatMap(Checkout, (checkout) => checkout.commit(first, all))),
        { settler: "off" },
      )
      const answers = yield* Shop.whileTimePasses(Effect.all([pay, pay], { concurrency: 2 }), "5 seconds")
      assert.deepStrictEqual(
        answers.map((answer) => (answer._tag === "Success" ? "sold" : answer.failure._tag)),
        ["sold", "SpendTooLarge"],
      )
      yield* Aftermath.life(
        Effect.gen(function* () {
          assert.strictEqual((yield* Aftermath.stateOf(first))._tag, "Committed")
          assert.deepStrictEqual(yield* Aftermath.caseList, [])
        }),
      )
      assert.deepStrictEqual(yield* spent, [1_500])
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )
})
