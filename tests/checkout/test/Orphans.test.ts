/** What tills leave behind: holds that nobody commits, receipts that nobody closes, and whatever a dead engine was at. */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import type { PolicyConfig } from "@loyalkit/core/Policy"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const { key, request } = Shop.story
const { life, wait } = Aftermath

const heldPoints = Effect.map(Shop.account(Shop.anna), ({ holds }) => holds.map(({ points }) => points))
const heldIds = Effect.map(Shop.account(Shop.anna), ({ holds }) => holds.map(({ id }) => id))

describe("a hold that is left behind", () => {
  it.effect("is given back after the till's time, and not before", () =>
    Effect.gen(function* () {
      yield* Shop.upToHold
      yield* wait("599 seconds")
      assert.deepStrictEqual(yield* heldPoints, [request.points])
      yield* wait("5 minutes")
      assert.deepStrictEqual(yield* heldPoints, [])
      assert.strictEqual(yield* Aftermath.countOf("release"), 1)
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Quoted")
    }).pipe(Effect.provide(Shop.shop({}, { doubtWindow: 600_000, probing: 600_000 }))),
  )

  it.effect("by a till that died is given back too, its time counted from the start", () =>
    Effect.gen(function* () {
      yield* life(Shop.upToHold)
      yield* life(
        Effect.gen(function* () {
          yield* wait("9 minutes")
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Held")
          assert.strictEqual(yield* Aftermath.countOf("release"), 0)
          yield* wait("6 minutes")
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Quoted")
        }),
      )
      assert.deepStrictEqual(yield* heldPoints, [])
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect(
    "is left alone while it is another process's till's, however long this one has been running",
    () =>
      Effect.gen(function* () {
        const settling = yield* Effect.forkChild(life(Effect.never))
        yield* wait("1 hour")
        const seconds = yield* life(
          Effect.gen(function* () {
            yield* Shop.upToHold
            yield* wait("9 minutes")
            const checkout = yield* Checkout
            const { hold, secondsLeft } = yield* checkout.hold(key, { points: request.points })
            assert.deepStrictEqual(yield* heldIds, [hold.id])
            return secondsLeft
          }),
          { settler: "off" },
        )
        assert.strictEqual(seconds, 60)
        assert.strictEqual(yield* Aftermath.countOf("hold"), 1)
        yield* wait("12 minutes")
        assert.deepStrictEqual(yield* heldPoints, [])
        yield* Fiber.interrupt(settling)
      }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("is taken up by its till where that comes back first, and spent once", () =>
    Effect.gen(function* () {
      yield* life(Shop.upToHold)
      yield* life(
        Effect.gen(function* () {
          yield* wait("3 minutes")
          const { sale } = yield* (yield* Checkout).commit(key, request)
          assert.strictEqual(sale.spend, request.points)
          yield* wait("1 hour")
        }),
      )
      assert.strictEqual((yield* Shop.sales).length, 1)
      assert.deepStrictEqual(yield* heldPoints, [])
      assert.strictEqual((yield* Shop.account(Shop.anna)).balance, Shop.points(1_400))
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("is released again and again while the service is away, until it has ended by itself", () =>
    Effect.gen(function* () {
      yield* Shop.upToHold
      yield* Aftermath.serviceGoesAway
      yield* wait("11 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Held")
      yield* wait("15 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Quoted")
      const ended = (yield* Aftermath.eventsOf(key)).flatMap((event) =>
        event._tag === "HoldEnded" ? [event.why] : [],
      )
      assert.deepStrictEqual(ended, ["abandoned"])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("and whose till comes back after that is quoted, held anew and sold", () =>
    Effect.gen(function* () {
      yield* Shop.upToHold
      yield* wait("20 minutes")
      const checkout = yield* Checkout
      assert.strictEqual((yield* checkout.commit(key, request)).sale.spend, request.points)
      assert.strictEqual(yield* Aftermath.countOf("hold"), 2)
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a receipt that nobody closes", () => {
  it.effect("is cancelled after three days, and its phone is forgotten", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* checkout.identify(Shop.receipt("later"), Shop.boris)
      yield* wait("71 hours")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Quoted")
      assert.strictEqual((yield* checkout.get(key)).personal.search, Shop.anna)
      yield* checkout.quote(Shop.receipt("later"), Shop.purchase(10))
      yield* wait("2 hours")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Cancelled")
      assert.deepStrictEqual((yield* checkout.get(key)).personal, {})
      assert.notInclude(JSON.stringify(yield* (yield* Journal).load(key)), Shop.anna)
      // Somebody was at this one since.
      assert.strictEqual((yield* Aftermath.stateOf(Shop.receipt("later")))._tag, "Quoted")
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "ReceiptConflict")
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("is cancelled also where the engine was started anew every day", () =>
    Effect.gen(function* () {
      yield* life(Shop.upToQuote)
      for (let day = 0; day < 4; day++) yield* life(wait("1 day"))
      yield* life(Effect.map(Aftermath.stateOf(key), ({ _tag }) => assert.strictEqual(_tag, "Cancelled")))
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("keeps its case: points that may be printed are not forgotten with it", () =>
    Effect.gen(function* () {
      yield* Shop.upToHold
      yield* Shop.breakNext("retail", Aftermath.away)
      yield* Effect.flip(Effect.flatMap(Checkout, (checkout) => checkout.commit(key, request)))
      yield* wait("200 hours")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 printedNotWrittenOff"])
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("an engine that dies and is started anew", () => {
  const spending = Aftermath.spend(key, Shop.anna)
  const mayBe = Effect.fnUntraced(function* (...tags: ReadonlyArray<string>) {
    const state = yield* Aftermath.stateOf(key)
    const tag = state._tag === "InDoubt" && state.left !== undefined ? "person" : state._tag
    assert.include(tags, tag)
  })

  /** Leaves an engine behind with a commit under way, as a dead process does: it says nothing any more. */
  const dyingAtCommit = (policy: Partial<PolicyConfig> = {}) =>
    Effect.gen(function* () {
      yield* Effect.forkDetach(
        Effect.provide(
          Effect.andThen(Effect.exit(spending), Effect.never),
          Shop.engine({ commitBudget: 600_000, settler: "off", ...policy }),
        ),
        { startImmediately: true },
      )
      yield* wait("1 second")
    })

  it.effect.each([true, false])("with a doubt whose sale was executed: %s", (executed) =>
    Effect.gen(function* () {
      yield* life(Aftermath.lesson)
      yield* life(Aftermath.doubtful(spending, { kind: "close", executed }), { settler: "off" })
      // How old the hold is, the service's own clock tells.
      yield* life(Effect.andThen(wait("30 minutes"), mayBe("Committed")))
      assert.strictEqual((yield* Shop.sales).length, 2)
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("with a doubt that shows itself once more: its second window begins anew", () =>
    Effect.gen(function* () {
      yield* life(Aftermath.lesson)
      yield* life(Aftermath.doubtful(spending, { kind: "late", after: 40_000, connection: "closed" }), {
        settler: "off",
      })
      yield* life(Effect.andThen(wait("30 minutes"), mayBe("person", "Committed")))
      assert.strictEqual((yield* Shop.sales).length, 2)
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("again and again in the middle of a doubt, and sells it once", () =>
    Effect.gen(function* () {
      yield* life(Aftermath.lesson)
      yield* life(Aftermath.doubtful(spending, Aftermath.lostRequest))
      for (let lives = 0; lives < 20; lives++) yield* life(wait(`${lives * 7} seconds`))
      yield* life(Effect.andThen(wait("30 minutes"), mayBe("person", "Committed")))
      assert.isAtMost((yield* Shop.sales).length, 2)
      yield* wait("1 hour")
      assert.deepStrictEqual(yield* heldPoints, [])
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("while a sale waits to be sent again, and sends it once", () =>
    Effect.gen(function* () {
      yield* life(
        Effect.gen(function* () {
          yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
          yield* Shop.breakNext("retail", Aftermath.away, 99)
          yield* wait("70 seconds")
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "NotCreated")
        }),
      )
      yield* Aftermath.serviceIsBack
      yield* life(Effect.andThen(wait("10 minutes"), mayBe("Committed")))
      assert.strictEqual((yield* Shop.sales).length, 1)
      assert.deepStrictEqual(yield* heldPoints, [])
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect.each([true, false])("with a commit under way, executed: %s", (executed) =>
    Effect.gen(function* () {
      yield* life(Aftermath.lesson)
      yield* Shop.breakNext("retail", { kind: "silence", executed })
      yield* dyingAtCommit()
      yield* life(
        Effect.gen(function* () {
          yield* mayBe("InDoubt")
          const checkout = yield* Checkout
          assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "CommitInDoubt")
          yield* wait("5 minutes")
          yield* mayBe("Committed")
        }),
      )
      assert.strictEqual((yield* Shop.sales).length, 2)
    }).pipe(Effect.provide(Shop.outside())),
  )
})
