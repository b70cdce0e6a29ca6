/** Others move the same points: tills of strangers, other points, credits by hand. What looks like our sale need not be it. */
import { assert, describe, it } from "@effect/vitest"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import type { CheckoutKey, PointId } from "@loyalkit/core/Domain"
import * as Effect from "effect/Effect"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const key = Shop.receipt("check-1")
const elsewhere = Shop.receipt("check-2", Shop.bakery)
const spending = Aftermath.spend(key, Shop.anna)

/** A sale of Anna's that no journal of ours knows of. */
const strangerSells = Effect.fnUntraced(function* (point: PointId, spend: number, amount = 400) {
  const client = yield* LoyalClient
  const { id } = yield* Shop.account(Shop.anna)
  yield* client.retail(
    { client: id, point, amount: Shop.rubles(amount), spend: Shop.points(spend) },
    { budget: 5_000 },
  )
})

const ours = (point: PointId = Shop.cafe) =>
  Effect.map(
    Shop.sales,
    (sales) => sales.filter((sale) => sale.named.length > 0 && sale.point === point).length,
  )

/** Settled as the ledger says, or a person's; never neither. */
const isHonest = Effect.fnUntraced(function* (receipt: CheckoutKey, sold: number) {
  const state = yield* Aftermath.stateOf(receipt)
  if (state._tag === "Committed") return assert.strictEqual(sold, 1)
  assert.strictEqual(state._tag, "InDoubt")
  assert.isDefined(yield* Aftermath.leftBecause(receipt))
})

const moments = ["10 seconds", "90 seconds"] as const

describe.each(Aftermath.readings)("while a sale is in doubt ($name)", ({ behaviour }) => {
  const shop = Shop.shop({ behaviour: { ...behaviour, creditDelay: 86_400_000 } })

  it.effect.each(moments)(
    "and was never made, as many points spent elsewhere after %s are not taken for it",
    (moment) =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
        yield* Aftermath.wait(moment)
        yield* strangerSells(Shop.bakery, 100)
        yield* Aftermath.wait("30 minutes")
        yield* isHonest(key, yield* ours())
        assert.strictEqual(yield* ours(), 1)
      }).pipe(Effect.provide(shop)),
  )

  it.effect("and was never made, a stranger's sale at the point that ends its hold is not taken for it", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* Aftermath.wait("10 seconds")
      yield* strangerSells(Shop.cafe, 50)
      yield* Aftermath.wait("30 minutes")
      yield* isHonest(key, yield* ours())
      assert.strictEqual(yield* ours(), 0)
    }).pipe(Effect.provide(shop)),
  )

  it.effect("and was never made, a stranger's earning at the point does not make it final", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* Aftermath.wait("10 seconds")
      yield* strangerSells(Shop.cafe, 0)
      yield* Aftermath.wait("30 minutes")
      yield* isHonest(key, yield* ours())
      assert.strictEqual(yield* ours(), 0)
    }).pipe(Effect.provide(shop)),
  )

  it.effect("and was made, other points spent elsewhere make it a person's, and never a second sale", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostReply)
      yield* Aftermath.wait("10 seconds")
      yield* strangerSells(Shop.bakery, 40)
      yield* Aftermath.wait("30 minutes")
      yield* isHonest(key, yield* ours())
      assert.strictEqual(yield* ours(), 1)
    }).pipe(Effect.provide(shop)),
  )

  it.effect.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const)(
    "and another one at another point, too (made: %s, %s), each is sold at most once",
    ([here, there]) =>
      Effect.gen(function* () {
        yield* Aftermath.doubtful(spending, { kind: "close", executed: here })
        yield* Aftermath.doubtful(Aftermath.spend(elsewhere, Shop.anna), { kind: "close", executed: there })
        yield* Aftermath.wait("1 hour")
        yield* isHonest(key, yield* ours())
        yield* isHonest(elsewhere, yield* ours(Shop.bakery))
        if (here) assert.strictEqual(yield* ours(), 1)
        if (there) assert.strictEqual(yield* ours(Shop.bakery), 1)
      }).pipe(Effect.provide(shop)),
  )
})

describe("a credit of just as many points", () => {
  it.effect("hides a sale that was made: a person's", () =>
    Effect.gen(function* () {
      // A thousand rubles elsewhere earn what the sale in doubt has spent.
      yield* Aftermath.doubtful(spending, Aftermath.lostReply)
      yield* strangerSells(Shop.bakery, 0, 1_000)
      yield* Aftermath.wait("30 minutes")
      assert.strictEqual((yield* Shop.account(Shop.anna)).balance, Shop.points(1_500))
      assert.strictEqual(yield* Aftermath.leftBecause(key), "unchanged")
      assert.strictEqual(yield* ours(), 1)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("does not disturb one that was never made", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* strangerSells(Shop.bakery, 0, 1_000)
      yield* Aftermath.wait("30 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      assert.strictEqual(yield* ours(), 1)
    }).pipe(Effect.provide(Shop.shop())),
  )
})
