/** A receipt on which another customer is asked for: nobody's purchase goes to the one who was known before. */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import type { Fault } from "@loyalkit/sandbox/Fault"
import * as Effect from "effect/Effect"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const key = Shop.receipt("check-1")
const earning = { amount: Shop.rubles(400), points: Shop.points(0) }
const down: Fault = { kind: "status", status: 503, executed: false }
const nobody = "79009999999"

const idOf = (phone: string) => Effect.map(Shop.account(phone), ({ id }) => id)
const soldTo = Effect.map(Shop.sales, (sales) => sales.map(({ client }) => client))

/** Anna is known, and 100 of her points are held. */
const annaHolds = Effect.gen(function* () {
  const checkout = yield* Aftermath.quoted(key, Shop.anna)
  yield* checkout.hold(key, { points: Shop.points(100) })
  return checkout
})

describe("another customer who is not found", () => {
  it.effect("ends what is known and held of the one before, and nothing is sold to them", () =>
    Effect.gen(function* () {
      const checkout = yield* annaHolds
      const error = yield* Effect.flip(checkout.identify(key, nobody))
      assert.strictEqual(error._tag, "ClientNotFound")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Open")
      const refused = yield* Effect.flip(checkout.commit(key, earning))
      assert.strictEqual(refused._tag, "OutOfOrder")
      yield* Aftermath.wait("1 second")
      assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_500), holds: [] })
      assert.deepStrictEqual(yield* soldTo, [])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("since the service is away is remembered, and gets the earning when it is back", () =>
    Effect.gen(function* () {
      const checkout = yield* annaHolds
      yield* Shop.breakNext("client", down, 10)
      const error = yield* Effect.flip(Shop.whileTimePasses(checkout.identify(key, Shop.boris), "5 seconds"))
      assert.strictEqual(error._tag, "Unavailable")
      const queued = yield* Effect.flip(Shop.whileTimePasses(checkout.commit(key, earning), "6 seconds"))
      assert.strictEqual(queued._tag, "CommitQueued")
      yield* (yield* Sandbox).removeFaults()
      yield* Aftermath.wait("5 minutes")
      assert.deepStrictEqual(yield* soldTo, [yield* idOf(Shop.boris)])
      assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_500), holds: [] })
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("another customer who is not found, after one who was only typed while the service was away", () => {
  it.effect("leaves nobody: what was typed before gets no earning", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.breakNext("client", down, 10)
      yield* Effect.flip(Shop.whileTimePasses(checkout.identify(key, Shop.boris), "5 seconds"))
      yield* (yield* Sandbox).removeFaults()
      yield* Aftermath.wait("1 minute")
      const error = yield* Effect.flip(checkout.identify(key, nobody))
      assert.strictEqual(error._tag, "ClientNotFound")
      const refused = yield* Effect.flip(checkout.commit(key, earning))
      assert.strictEqual(refused._tag, "OutOfOrder")
      yield* Aftermath.wait("5 minutes")
      assert.deepStrictEqual(yield* soldTo, [])
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a commit that names another customer", () => {
  it.effect("earns for them, and gives back what was held", () =>
    Effect.gen(function* () {
      const checkout = yield* annaHolds
      yield* checkout.commit(key, { ...earning, search: Shop.boris })
      yield* Aftermath.wait("1 second")
      assert.deepStrictEqual(yield* soldTo, [yield* idOf(Shop.boris)])
      assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_500), holds: [] })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("does not spend the points of the one before", () =>
    Effect.gen(function* () {
      const checkout = yield* annaHolds
      const spending = { amount: Shop.rubles(400), points: Shop.points(100), search: Shop.boris }
      const error = yield* Effect.flip(checkout.commit(key, spending))
      assert.strictEqual(error._tag, "OutOfOrder")
      yield* Aftermath.wait("1 second")
      assert.deepStrictEqual(yield* soldTo, [])
      assert.deepInclude(yield* Shop.account(Shop.anna), { balance: Shop.points(1_500), holds: [] })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("while the service is away waits for them, and not for the one before", () =>
    Effect.gen(function* () {
      const checkout = yield* annaHolds
      yield* Shop.breakNext("client", down, 10)
      const queued = yield* Effect.flip(
        Shop.whileTimePasses(checkout.commit(key, { ...earning, search: Shop.boris }), "6 seconds"),
      )
      assert.strictEqual(queued._tag, "CommitQueued")
      yield* (yield* Sandbox).removeFaults()
      yield* Aftermath.wait("5 minutes")
      assert.deepStrictEqual(yield* soldTo, [yield* idOf(Shop.boris)])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("or the same one by their card, spends what is held of theirs", () =>
    Effect.gen(function* () {
      const checkout = yield* annaHolds
      const spending = { amount: Shop.rubles(400), points: Shop.points(100), search: "2200000000001" }
      const { sale } = yield* checkout.commit(key, spending)
      assert.strictEqual(sale.spend, Shop.points(100))
      assert.deepStrictEqual(yield* soldTo, [yield* idOf(Shop.anna)])
    }).pipe(Effect.provide(Shop.shop())),
  )
})
