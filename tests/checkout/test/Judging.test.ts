/** What machines cannot know a person decides, by name and for good. */
import { assert, describe, it } from "@effect/vitest"
import { Cases, MAX_NAME, MAX_NOTE, type Resolution } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const { key, request } = Shop.story
const by = "Мария, старшая смены"

const resolve = (receipt: CheckoutKey, resolution: Resolution) =>
  Effect.flatMap(Cases, (cases) => cases.resolve(receipt, resolution))

const resolveIs = (tag: string, receipt: CheckoutKey, resolution: Resolution) =>
  Effect.map(Effect.flip(resolve(receipt, resolution)), ({ _tag }) => assert.strictEqual(_tag, tag))

/** A service without holds: whatever gets lost is a person's. */
const blind = Shop.shop({ behaviour: { holds: false } }, { holds: "off" })
const lost = (executed: boolean) =>
  Effect.gen(function* () {
    const checkout = yield* Shop.upToQuote
    yield* Aftermath.doubtful(checkout.commit(key, request), { kind: "close", executed })
    yield* Aftermath.wait("2 minutes")
    assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
    return checkout
  })

describe("a doubt that is left to a person", () => {
  it.effect("is a sale by their word, from then on and also for the till", () =>
    Effect.gen(function* () {
      const checkout = yield* lost(true)
      yield* resolve(key, { kind: "doubt", verdict: "committed", by, note: "Списание видно в кабинете" })
      const state = yield* Aftermath.stateOf(key)
      if (state._tag !== "Committed") return assert.fail(state._tag)
      assert.deepStrictEqual(state.judge, { by: "person", name: by, note: "Списание видно в кабинете" })
      assert.deepStrictEqual((yield* checkout.commit(key, request)).sale, state.sale)
      assert.deepInclude(state.sale, { total: Shop.rubles(300), spend: Shop.points(100) })
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
      assert.deepStrictEqual((yield* checkout.get(key)).personal, {})
      // For good: nobody judges it a second time.
      yield* resolveIs("NoSuchCase", key, { kind: "doubt", verdict: "notCommitted", then: "send", by })
      yield* Aftermath.wait("1 hour")
      assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
    }).pipe(Effect.provide(blind)),
  )

  it.effect("was no sale, and is sent again", () =>
    Effect.gen(function* () {
      yield* lost(false)
      yield* resolve(key, { kind: "doubt", verdict: "notCommitted", then: "send", by })
      yield* Aftermath.wait("1 minute")
      const state = yield* Aftermath.stateOf(key)
      assert.deepInclude(state, { _tag: "Committed", attempts: 2 })
      assert.strictEqual((yield* Shop.sales).length, 1)
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
      const [judged] = (yield* Aftermath.eventsOf(key)).filter(({ _tag }) => _tag === "NotCreated")
      assert.deepInclude(judged, { judge: { by: "person", name: by } })
    }).pipe(Effect.provide(blind)),
  )

  it.effect("is sent again by their word as soon as the service is back, also by the next process", () =>
    Effect.gen(function* () {
      const policy = { holds: "off", maxResends: 0 } as const
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* lost(false)
          yield* Aftermath.serviceGoesAway
          yield* resolve(key, { kind: "doubt", verdict: "notCommitted", then: "send", by })
          yield* Aftermath.wait("20 minutes")
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "NotCreated")
        }),
        policy,
      )
      yield* Aftermath.serviceIsBack
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* Aftermath.wait("2 minutes")
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        }),
        policy,
      )
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.outside({ behaviour: { holds: false } }))),
  )

  it.effect("is in doubt again, and theirs again, when that is lost or refused, too", () =>
    Effect.gen(function* () {
      yield* lost(false)
      yield* Shop.breakNext("retail", Aftermath.lostRequest)
      yield* resolve(key, { kind: "doubt", verdict: "notCommitted", then: "send", by })
      yield* Aftermath.wait("2 minutes")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
      const body = JSON.stringify({ client: "Client not found." })
      yield* Shop.breakNext("retail", { kind: "status", status: 422, executed: false, body })
      yield* resolve(key, { kind: "doubt", verdict: "notCommitted", then: "send", by })
      yield* Aftermath.wait("2 minutes")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "InDoubt")
      yield* resolve(key, { kind: "doubt", verdict: "notCommitted", then: "send", by })
      yield* Aftermath.wait("2 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(blind)),
  )

  it.effect("was no sale, and is closed without one", () =>
    Effect.gen(function* () {
      const checkout = yield* lost(false)
      yield* resolve(key, { kind: "doubt", verdict: "notCommitted", then: "close", by })
      const state = yield* Aftermath.stateOf(key)
      assert.deepInclude(state, { _tag: "Rejected", judge: { by: "person", name: by } })
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "ReceiptConflict")
      yield* Aftermath.wait("1 hour")
      assert.strictEqual(yield* Aftermath.countOf("retail"), 1)
    }).pipe(Effect.provide(blind)),
  )

  it.effect("gives its points back when it is closed, and they can be spent", () =>
    Effect.gen(function* () {
      yield* Shop.breakNext("retail", Aftermath.lostRequest, 99)
      assert.strictEqual(
        (yield* Effect.flip(Aftermath.spend(key, Shop.anna, 1_500, 1_500)))._tag,
        "CommitInDoubt",
      )
      yield* Aftermath.wait("6 minutes")
      assert.strictEqual(yield* Aftermath.leftBecause(key), "resendsUsedUp")
      yield* resolve(key, { kind: "doubt", verdict: "notCommitted", then: "close", by })
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("1 minute")
      yield* Aftermath.spend(Shop.receipt("check-2"), Shop.anna, 1_500, 1_500)
      assert.deepStrictEqual((yield* Shop.account(Shop.anna)).holds, [])
    }).pipe(Effect.provide(Shop.shop({}, { breakerFailures: 1_000 }))),
  )

  it.effect("is not theirs while it is looked at, nor denied while its request may still be executed", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(Aftermath.spend(key, Shop.anna), Aftermath.lostRequest)
      for (const verdict of [{ verdict: "committed" }, { verdict: "notCommitted", then: "send" }] as const) {
        yield* resolveIs("NoSuchCase", key, { kind: "doubt", by, ...verdict })
      }
      const earned = Shop.receipt("check-2")
      yield* Aftermath.doubtful(Aftermath.earn(earned, Shop.boris), {
        kind: "late",
        after: 50_000,
        connection: "closed",
      })
      yield* Aftermath.wait("10 seconds")
      assert.isDefined(yield* Aftermath.leftBecause(earned))
      yield* resolveIs("ReceiptConflict", earned, {
        kind: "doubt",
        verdict: "notCommitted",
        then: "send",
        by,
      })
      yield* Aftermath.wait("1 minute")
      yield* resolve(earned, { kind: "doubt", verdict: "committed", by })
      assert.strictEqual((yield* Aftermath.stateOf(earned))._tag, "Committed")
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("every other case", () => {
  const oddTotal = Shop.shopAnswering((method, answer) =>
    method === "retail" ? { ...answer, retail: { ...answer["retail"], total: 301 } } : answer,
  )

  it.effect("of a total that differs is dealt with once, by name", () =>
    Effect.gen(function* () {
      yield* Aftermath.spend(key, Shop.anna)
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 difference"])
      yield* resolve(key, { kind: "difference", by, note: "Вернули рубль" })
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
      yield* resolveIs("NoSuchCase", key, { kind: "difference", by })
      const closed = (yield* Aftermath.eventsOf(key)).find(({ _tag }) => _tag === "CaseClosed")
      assert.deepInclude(closed, { kind: "difference", name: by, note: "Вернули рубль" })
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
    }).pipe(Effect.provide(oddTotal)),
  )

  it.effect("of returns is dealt with one by one, and stays so after a restart", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* Aftermath.spend(key, Shop.anna)
          const checkout = yield* Checkout
          for (const returnId of ["r1", "r2"])
            yield* checkout.noteReturn(key, { returnId, amount: Shop.rubles(10) })
          yield* resolve(key, { kind: "return", returnId: "r1", by })
          yield* resolveIs("NoSuchCase", key, { kind: "return", returnId: "r1", by })
          yield* resolveIs("NoSuchCase", key, { kind: "return", returnId: "r3", by })
          // Told again by the till it opens nothing anew.
          yield* checkout.noteReturn(key, { returnId: "r1", amount: Shop.rubles(10) })
        }),
      )
      yield* Aftermath.life(
        Effect.gen(function* () {
          const [open, ...rest] = yield* (yield* Cases).list()
          assert.deepStrictEqual(rest, [])
          assert.deepInclude(open, { kind: "return", returnId: "r2" })
        }),
      )
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect(
    "of points that were printed is dealt with, opens anew with a new refusal, and closes by a success",
    () =>
      Effect.gen(function* () {
        const checkout = yield* Checkout
        yield* Shop.upToHold
        const refuse = Effect.andThen(
          Shop.breakNext("retail", Aftermath.away),
          Effect.flip(checkout.commit(key, request)),
        )
        yield* refuse
        yield* resolve(key, { kind: "printedNotWrittenOff", by })
        assert.deepStrictEqual(yield* Aftermath.caseList, [])
        yield* refuse
        assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 printedNotWrittenOff"])
        yield* checkout.commit(key, request)
        assert.deepStrictEqual(yield* Aftermath.caseList, [])
        yield* resolveIs("NoSuchCase", key, { kind: "printedNotWrittenOff", by })
      }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("of an earning that was rejected is dealt with", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Aftermath.serviceGoesAway
      const earning = { amount: Shop.rubles(10), points: Shop.points(0), search: "79999999999" }
      yield* Shop.whileTimePasses(Effect.flip(checkout.commit(key, earning)))
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("2 minutes")
      yield* resolve(key, { kind: "rejected", by })
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
      yield* resolveIs("NoSuchCase", key, { kind: "rejected", by })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("that is none is said to be none", () =>
    Effect.gen(function* () {
      yield* resolveIs("NoSuchCase", key, { kind: "doubt", verdict: "committed", by })
      yield* resolveIs("NoSuchCase", key, { kind: "rejected", by })
      assert.deepStrictEqual(yield* Aftermath.eventsOf(key), [])
      yield* Aftermath.spend(key, Shop.anna)
      yield* resolveIs("NoSuchCase", key, { kind: "doubt", verdict: "committed", by })
      yield* resolveIs("NoSuchCase", key, { kind: "difference", by })
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("who decides", () => {
  it.effect("has a name, and is not too wordy", () =>
    Effect.gen(function* () {
      yield* lost(true)
      const verdict = { kind: "doubt", verdict: "committed" } as const
      for (const nobody of ["", "  ", "x".repeat(MAX_NAME + 1)]) {
        yield* resolveIs("InvalidRequest", key, { ...verdict, by: nobody })
      }
      yield* resolveIs("InvalidRequest", key, { ...verdict, by, note: "x".repeat(MAX_NOTE + 1) })
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 doubt"])
      yield* resolve(key, { ...verdict, by: `  ${by} `, note: "x".repeat(MAX_NOTE) })
      assert.deepInclude(yield* Aftermath.stateOf(key), {
        judge: { by: "person", name: by, note: "x".repeat(MAX_NOTE) },
      })
    }).pipe(Effect.provide(blind)),
  )

  it.effect("may write what nobody should keep: phones, cards and e-mails are hidden for good", () =>
    Effect.gen(function* () {
      yield* lost(true)
      const note = `Звонила ${Shop.anna} (+7 900 000-00-01), anna@example.com, карта 2200000000001`
      yield* resolve(key, { kind: "doubt", verdict: "committed", by, note })
      const record = JSON.stringify(yield* (yield* Journal).load(key))
      for (const secret of [Shop.anna, "000-00-01", "anna@example.com", "2200000000001"])
        assert.notInclude(record, secret)
      assert.include(record, "Звонила")
    }).pipe(Effect.provide(blind)),
  )
})

describe("an earning of another amount than was quoted", () => {
  it.effect("that a person says was made, is recorded without what the quote promised", () =>
    Effect.gen(function* () {
      yield* Aftermath.quoted(key, Shop.anna, 400)
      yield* Aftermath.doubtful(Aftermath.earnQuoted(key, 800), Aftermath.lostReply)
      yield* Aftermath.wait("2 minutes")
      yield* resolve(key, { kind: "doubt", verdict: "committed", by })
      const state = yield* Aftermath.stateOf(key)
      if (state._tag !== "Committed") return assert.fail(state._tag)
      assert.strictEqual(state.sale.amount, Shop.rubles(800))
      assert.notProperty(state.sale, "earn")
    }).pipe(Effect.provide(Shop.shop())),
  )
})
