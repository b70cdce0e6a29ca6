/** A service that answers what nobody expected: nothing is spent beyond a hold, and nothing is hidden. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Shop from "./Shop.ts"

const { key } = Shop.story

describe("a hold that is not the one asked for", () => {
  it.effect.each([
    { held: 19, tag: "SpendTooLarge" },
    { held: 5_000, tag: "Malformed" },
    { held: -5, tag: "Malformed" },
  ])("of $held points instead of 19.99 is given back, and refused", ({ held, tag }) =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      const error = yield* Effect.flip(checkout.hold(key, { points: Shop.points(19.99) }))
      assert.strictEqual(error._tag, tag)
      if (error._tag === "SpendTooLarge") assert.strictEqual(error.limit, Shop.points(19))
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Quoted")
      assert.strictEqual((yield* Shop.account(Shop.anna)).holds.length, 0)
    }).pipe(
      Effect.provide(
        Shop.shopAnswering((method, answer) =>
          method === "hold" ? { ...answer, held: { ...answer["held"], amount: held } } : answer,
        ),
      ),
    ),
  )

  it.effect("ended by somebody else's sale at the point, is taken anew when the sale is repeated", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* checkout.hold(key, { points: Shop.points(100) })
      const other = Shop.receipt("check-2")
      yield* checkout.commit(other, { amount: Shop.rubles(10), points: Shop.points(0), search: Shop.boris })
      const commit = checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(100) })
      assert.strictEqual((yield* Effect.flip(commit))._tag, "FieldsRejected")
      assert.strictEqual((yield* commit).sale.spend, Shop.points(100))
      assert.strictEqual((yield* Shop.sales).length, 2)
    }).pipe(Effect.provide(Shop.shop({ behaviour: { saleEnds: "point", deadHold: "refused" } }))),
  )
})

describe("a quote", () => {
  it.effect("of points that the client owes spends nothing, and earns", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      const { quote } = yield* checkout.quote(key, Shop.purchase(400))
      assert.strictEqual(quote.maxSpend, Shop.points(0))
      yield* checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(0) })
    }).pipe(
      Effect.provide(
        Shop.shopAnswering((method, answer) =>
          method === "recalc" ? { ...answer, recalc: { ...answer["recalc"], spend: -5 } } : answer,
        ),
      ),
    ),
  )

  it.effect("that the service did not keep to is asked for anew", () =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      const other = Shop.receipt("check-2", Shop.bakery)
      yield* checkout.identify(other, Shop.anna)
      yield* checkout.quote(other, Shop.purchase(1_400))
      yield* checkout.hold(other, { points: Shop.points(1_400) })
      assert.strictEqual(
        (yield* Effect.flip(checkout.hold(key, { points: Shop.points(200) })))._tag,
        "SpendTooLarge",
      )
      const { quote } = yield* checkout.quote(key, Shop.purchase(400))
      assert.strictEqual(quote.maxSpend, Shop.points(100))
      yield* checkout.hold(key, { points: Shop.points(100) })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("keeps a hold that is still allowed, whichever way the service reads the field `hold`", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(1_500))
      const { hold } = yield* checkout.hold(key, { points: Shop.points(900) })
      yield* checkout.quote(key, Shop.purchase(1_400))
      const { state } = yield* checkout.get(key)
      assert.strictEqual(state._tag === "Held" ? state.hold.id : undefined, hold.id)
    }).pipe(Effect.provide(Shop.shop({ behaviour: { holdField: "takes-off" } }))),
  )
})

describe("a sale that is not the one asked for", () => {
  it.effect.each([
    { name: "earns instead of spending", retail: { amount: 400, total: 300, earn: 15 }, points: true },
    { name: "is of another amount", retail: { amount: 9_999, total: 300, spend: 100 }, points: false },
    { name: "has another total", retail: { amount: 400, total: 400, spend: 100 }, points: false },
  ])("because it $name is committed, and a case", ({ points, retail }) =>
    Effect.gen(function* () {
      const checkout = yield* Shop.upToQuote
      yield* checkout.hold(key, { points: Shop.points(100) })
      const { difference } = yield* checkout.commit(key, {
        amount: Shop.rubles(400),
        points: Shop.points(100),
      })
      assert.strictEqual(difference?.shown, Shop.rubles(300))
      assert.strictEqual(difference?.spent, points ? Shop.points(0) : undefined)
      const cases = yield* (yield* Cases).list("difference")
      assert.strictEqual(cases.length, 1)
    }).pipe(
      Effect.provide(
        Shop.shopAnswering((method, answer) =>
          method === "retail"
            ? { success: true, retail: { percent: 7.5, type: "cashback", ...retail } }
            : answer,
        ),
      ),
    ),
  )
})

describe("a refusal that quotes the customer", () => {
  it.effect("is written down without their name, phone and code", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, "2200000000001")
      yield* checkout.quote(key, Shop.purchase(400))
      yield* checkout.hold(key, { points: Shop.points(100) })
      const body = JSON.stringify({
        errors: { client: "Анна Соколова, карта 220-0000-000-001, тел. 79000000001" },
      })
      yield* Shop.breakNext("retail", { kind: "status", status: 422, executed: false, body })
      yield* Effect.flip(checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(100) }))
      const record = Option.getOrThrow(yield* (yield* Journal).load(key))
      const written = JSON.stringify(record.events)
      assert.include(written, "CommitRefused")
      for (const secret of ["Анна", "Соколова", "000-001", "79000000001"]) assert.notInclude(written, secret)
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("an engine that stops", () => {
  it.effect("in the middle of a hold writes it down as points held unseen", () =>
    Effect.gen(function* () {
      const life = Effect.gen(function* () {
        const checkout = yield* Shop.upToQuote
        yield* Shop.breakNext("hold", { kind: "silence", executed: true })
        yield* Effect.forkChild(checkout.hold(key, { points: Shop.points(100) }), { startImmediately: true })
      })
      yield* Effect.provide(life, Shop.engine())
      const { state } = yield* Effect.provide(
        Effect.flatMap(Checkout, (checkout) => checkout.get(key)),
        Shop.engine(),
      )
      assert.strictEqual(state.unseenHold?.points, Shop.points(100))
      assert.strictEqual((yield* (yield* Sandbox).state).clients[0]?.holds.length, 1)
    }).pipe(Effect.provide(Shop.outside())),
  )
})
