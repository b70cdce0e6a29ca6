/** A sale that is sent again: by whom it is looked at, after which stops, and with which points. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { JournalUnavailable } from "@loyalkit/core/Journal"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const { life, wait } = Aftermath
const key = Shop.receipt("check-1")
const spending = Aftermath.spend(key, Shop.anna)
const { request } = Shop.story
const hasEnded = Effect.map(
  Aftermath.stateOf(key),
  (state) => state._tag === "Committed" || (state._tag === "InDoubt" && state.left !== undefined),
)

describe("a second request", () => {
  it.effect.each([5_000, 30_000, 58_000])(
    "that is executed %s ms after it was sent, while its engine dies, is never followed by another sale",
    (after) =>
      Effect.gen(function* () {
        yield* life(Aftermath.lesson)
        yield* life(
          Effect.gen(function* () {
            yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
            yield* Shop.breakNext("retail", { kind: "late", after })
            yield* wait("63 seconds")
            assert.strictEqual(yield* Aftermath.countOf("retail"), 3)
          }),
        )
        yield* life(
          Effect.andThen(
            wait("1 hour"),
            Effect.map(hasEnded, (ended) => assert.isTrue(ended)),
          ),
        )
        assert.strictEqual((yield* Shop.sales).length, 2)
      }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("is one of so many, however many engines share them", () =>
    Effect.gen(function* () {
      yield* life(Aftermath.lesson)
      yield* Shop.breakNext("retail", Aftermath.lostRequest, 99)
      yield* life(Effect.ignore(spending), { settler: "off" })
      for (let lives = 0; lives < 8; lives++) yield* life(wait("90 seconds"), { breakerFailures: 1_000 })
      assert.isAtMost(yield* Aftermath.countOf("retail"), 1 + 3)
      yield* life(Effect.map(hasEnded, (ended) => assert.isTrue(ended)))
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("waits for its points where a hold of its own, of unknown fate, keeps them", () =>
    Effect.gen(function* () {
      const checkout = yield* Aftermath.quoted(key, Shop.anna, 1_500)
      const all = { amount: Shop.rubles(1_500), points: Shop.points(1_500) }
      yield* checkout.hold(key, { points: all.points })
      yield* wait("590 seconds")
      yield* Aftermath.doubtful(checkout.commit(key, all), Aftermath.lostRequest)
      yield* Shop.breakNext("hold", { kind: "close", executed: false })
      yield* wait("60 seconds")
      yield* Shop.breakNext("hold", Aftermath.lostReply)
      yield* wait("1 hour")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("may be met by a return, which is noted, before and after", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      const checkout = yield* Checkout
      yield* checkout.noteReturn(key, { returnId: "r1", amount: Shop.rubles(10) })
      yield* Shop.breakNext("retail", Aftermath.away, 4)
      yield* wait("65 seconds")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "NotCreated")
      yield* checkout.noteReturn(key, { returnId: "r2", amount: Shop.rubles(10) })
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "CommitInDoubt")
      assert.strictEqual((yield* Effect.flip(checkout.cancel(key)))._tag, "CommitInDoubt")
      yield* wait("5 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 return", "check-1 return"])
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a sale that lost its hold and takes a fresh one", () => {
  const heldPoints = Effect.map(Shop.account(Shop.anna), ({ holds }) =>
    holds.map(({ points }) => points / 100),
  )
  const second = Shop.receipt("check-2")

  it.effect("gives it back where a full disk cannot keep it, at every try", () => {
    let isFull = false
    return Effect.gen(function* () {
      yield* Aftermath.provenNotCreated(key, Shop.anna)
      yield* Aftermath.spend(second, Shop.anna, 50)
      isFull = true
      yield* wait("11 minutes")
      assert.deepStrictEqual(yield* heldPoints, [])
      isFull = false
      yield* wait("2 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
    }).pipe(
      Effect.provide(
        Shop.engineOver((journal) => ({
          append: (entry) =>
            isFull ? Effect.fail(new JournalUnavailable({ detail: "full" })) : journal.append(entry),
        })),
      ),
      Effect.provide(Shop.outside()),
    )
  })

  it.effect(
    "takes no other while one of unknown fate may live: the customer has other uses for the points",
    () =>
      Effect.gen(function* () {
        yield* Aftermath.provenNotCreated(key, Shop.anna)
        yield* Aftermath.spend(second, Shop.anna, 50)
        yield* Shop.breakNext("hold", Aftermath.lostReply, 12)
        yield* wait("9 minutes")
        assert.deepStrictEqual(yield* heldPoints, [100])
        yield* Aftermath.serviceIsBack
        yield* wait("1 hour")
        assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        assert.deepStrictEqual(yield* heldPoints, [])
      }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a sale that the service will not take again", () => {
  it.effect("is left to a person after some hours, and may be closed by one at any time", () =>
    Effect.gen(function* () {
      yield* Aftermath.provenNotCreated(key, Shop.anna)
      yield* Shop.breakNext("retail", { kind: "status", status: 401, executed: false }, 100_000)
      yield* wait("1 hour")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
      yield* wait("3 days")
      assert.strictEqual(yield* Aftermath.leftBecause(key), "cannotBeSent")
      assert.isBelow((yield* Aftermath.eventsOf(key)).length, 500)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("may be closed by a person while it is still tried", () =>
    Effect.gen(function* () {
      yield* Aftermath.provenNotCreated(key, Shop.anna)
      yield* Shop.breakNext("retail", { kind: "status", status: 401, executed: false }, 100_000)
      yield* wait("5 minutes")
      const cases = yield* Cases
      yield* cases.resolve(key, { kind: "doubt", verdict: "notCommitted", then: "close", by: "Olga" })
      assert.deepInclude(yield* Aftermath.stateOf(key), { _tag: "Rejected", error: "Closed" })
      yield* Aftermath.serviceIsBack
      yield* wait("1 hour")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Rejected")
      assert.deepStrictEqual((yield* Shop.account(Shop.anna)).holds, [])
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a doubt is looked at", () => {
  const phoneless = Shop.shopAnswering((method, answer) =>
    method === "client" && answer["client"] !== undefined
      ? { ...answer, client: { ...answer["client"], phone: null } }
      : answer,
  )

  it.effect.each([true, false])(
    "by what a huge purchase could take where the client has no phone (made: %s)",
    (executed) =>
      Effect.gen(function* () {
        const looks = yield* Aftermath.countOf("client")
        yield* Aftermath.doubtful(Aftermath.spend(key, "2200000000001"), { kind: "close", executed })
        yield* wait("5 minutes")
        assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        assert.strictEqual((yield* Aftermath.countOf("client")) - looks, 1)
        assert.strictEqual((yield* Shop.sales).length, 1)
      }).pipe(Effect.provide(phoneless)),
  )

  it.effect("and a cap on what one receipt may spend is not taken for the balance", () =>
    Effect.gen(function* () {
      yield* Aftermath.lesson
      yield* Aftermath.doubtful(Aftermath.spend(key, "2200000000001"), Aftermath.lostRequest)
      yield* wait("1 hour")
      // Never made, and 1,400 is just what would be left of 1,500.
      assert.strictEqual(yield* Aftermath.leftBecause(key), "limitShown")
      // One point of the customer's for the proof, and no more.
      assert.strictEqual(
        (yield* Aftermath.eventsOf(key)).filter(({ _tag }) => _tag === "WitnessHeld").length,
        1,
      )
    }).pipe(
      Effect.provide(
        Shop.shopAnswering((method, answer) => {
          const { client, recalc } = answer
          if (method === "client" && client !== undefined)
            return { ...answer, client: { ...client, phone: null } }
          if (method !== "recalc" || recalc === undefined) return answer
          return { ...answer, recalc: { ...recalc, spend: Math.min(Number(recalc["spend"]), 1_400) } }
        }),
      ),
    ),
  )

  it.effect.each([true, false])(
    "by phone where a code of the client's app found them, once (made: %s)",
    (executed) =>
      Effect.gen(function* () {
        const code = yield* (yield* Sandbox).issueCode(sampleWorld("1").clients[0].id)
        yield* Aftermath.doubtful(Aftermath.spend(key, code), { kind: "close", executed })
        yield* wait("5 minutes")
        assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        assert.strictEqual((yield* Shop.sales).length, 1)
      }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("an earning with a witness", () => {
  const earning = Aftermath.earn(key, Shop.anna)
  const policy = { earnWitness: "hold", creditImmediate: true } as const

  it.effect.each(Aftermath.readings)("is seen to have been made, or is made once: $name", ({ behaviour }) =>
    Effect.gen(function* () {
      for (const fault of [Aftermath.lostReply, Aftermath.lostRequest]) {
        yield* Effect.gen(function* () {
          yield* Aftermath.doubtful(earning, fault)
          yield* wait("5 minutes")
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
          assert.strictEqual((yield* Shop.sales).length, 1)
          assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_530), holds: [] })
        }).pipe(Effect.provide(Shop.shop({ behaviour }, policy)))
      }
    }),
  )

  it.effect("takes four calls, and its one point comes back with the sale", () =>
    Effect.gen(function* () {
      yield* earning
      assert.strictEqual((yield* (yield* Sandbox).calls).length, 4)
      assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_530), holds: [] })
    }).pipe(Effect.provide(Shop.shop({}, policy))),
  )

  it.effect("that is queued gives its one point back", () =>
    Effect.gen(function* () {
      yield* Aftermath.quoted(key, Shop.anna)
      yield* Shop.breakNext("retail", Aftermath.away)
      assert.strictEqual((yield* Effect.flip(Aftermath.earnQuoted(key)))._tag, "CommitQueued")
      assert.deepStrictEqual((yield* Shop.account(Shop.anna)).holds, [])
    }).pipe(Effect.provide(Shop.shop({}, policy))),
  )

  it.effect("whose credit comes later is a person's where it was made, whatever we were told", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(earning, Aftermath.lostReply)
      yield* wait("30 minutes")
      assert.strictEqual(yield* Aftermath.leftBecause(key), "unchanged")
      assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
    }).pipe(Effect.provide(Shop.shop({ behaviour: { creditDelay: 86_400_000 } }, policy))),
  )

  it.effect(
    "is sent again without it where that has ended meanwhile, also to a service that refuses dead holds",
    () =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(earning, Aftermath.lostRequest)
        yield* Shop.breakNext("retail", Aftermath.away, 6)
        yield* wait("30 minutes")
        assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        assert.strictEqual((yield* Shop.sales).length, 1)
      }).pipe(Effect.provide(Shop.shop({ behaviour: { deadHold: "refused" } }, policy))),
  )
})
