/**
 * Clocks that are not to be trusted: a till's wall clock that somebody sets, a monotonic one that stands still while a laptop sleeps,
 * and a hold that is shorter than it was asked for. No sale is made twice for them, none is taken for made, none is forgotten.
 */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import { Transport } from "@loyalkit/core/Transport"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Aftermath from "./Aftermath.ts"
import { vi } from "vitest"
import * as Shop from "./Shop.ts"

// Months of the test's time, on a machine that has other things to do.
vi.setConfig({ testTimeout: 30_000 })

const { life, wait } = Aftermath
const DAY = 86_400_000
const key = Shop.receipt("check-1")
const second = Shop.receipt("check-2")
const spending = Aftermath.spend(key, Shop.anna)
const earning = { amount: Shop.rubles(400), points: Shop.points(0), search: Shop.anna }
const sell = Effect.flatMap(Checkout, (checkout) => checkout.commit(key, earning))

/** Runs an effect with a wall clock that is so far from the true time, which may change. */
const withWallClock =
  (ahead: () => number) =>
  <A, E, R>(body: Effect.Effect<A, E, R>) =>
    Effect.flatMap(Clock.Clock, (clock) => {
      const currentTimeMillisUnsafe = () => clock.currentTimeMillisUnsafe() + ahead()
      const wrong: typeof clock = Object.assign(Object.create(clock), {
        currentTimeMillisUnsafe,
        currentTimeMillis: Effect.sync(currentTimeMillisUnsafe),
      })
      return Effect.provideService(body, Clock.Clock, wrong)
    })

/** The same points are spent elsewhere: to the balance it looks like the sale in doubt. */
const sameElsewhere = Effect.gen(function* () {
  const { id } = yield* Shop.account(Shop.anna)
  const sale = { client: id, point: Shop.bakery, amount: Shop.rubles(400), spend: Shop.points(100) }
  yield* Effect.flatMap(LoyalClient, (client) => client.retail(sale))
})

describe("a wall clock that was two hundred days behind and is set right", () => {
  it.effect("after a restart does not let a sale of a minute ago be forgotten and sold again", () =>
    Effect.gen(function* () {
      yield* withWallClock(() => -200 * DAY)(life(sell))
      yield* life(Effect.andThen(wait("1 minute"), sell))
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("while the engine runs does not, either", () => {
    let ahead = -200 * DAY
    return Effect.gen(function* () {
      yield* withWallClock(() => ahead)(
        life(
          Effect.gen(function* () {
            yield* wait("359 minutes")
            yield* sell
            ahead = 0
            yield* wait("2 minutes")
            yield* sell
          }),
        ),
      )
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.outside()))
  })

  it.effect("costs old receipts no more than another three months", () =>
    Effect.gen(function* () {
      yield* withWallClock(() => -200 * DAY)(life(sell))
      yield* life(wait("89 days"))
      assert.notStrictEqual((yield* Aftermath.eventsOf(key)).length, 0)
      yield* life(wait("2 days"))
      assert.deepStrictEqual(yield* Aftermath.eventsOf(key), [])
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("does not cancel the receipt that is being paid", () => {
    let ahead = -200 * DAY
    return withWallClock(() => ahead)(
      life(
        Effect.gen(function* () {
          yield* wait("4 minutes")
          yield* Aftermath.quoted(key, Shop.anna)
          ahead = 0
          yield* wait("30 minutes")
          yield* Aftermath.earnQuoted(key)
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        }),
      ),
    ).pipe(Effect.provide(Shop.outside()))
  })
})

describe("a wall clock that is set back by a year", () => {
  it.effect("does not keep a sale waiting for a hold that was over long ago", () => {
    let ahead = 0
    return withWallClock(() => ahead)(
      life(
        Effect.gen(function* () {
          yield* Aftermath.provenNotCreated(key, Shop.anna)
          yield* Shop.breakNext("hold", Aftermath.lostRequest)
          yield* Aftermath.spend(second, Shop.anna, 1_400, 1_500).pipe(Effect.ignore)
          yield* wait("1 minute")
          ahead = -365 * DAY
          yield* wait("1 hour")
          assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
        }),
      ),
    ).pipe(Effect.provide(Shop.outside()))
  })
})

describe("a hold that ended earlier than our clock says", () => {
  it.effect("since the machine slept is no proof that the sale was made", () =>
    Effect.gen(function* () {
      yield* Aftermath.lesson
      yield* Aftermath.doubtful(spending, Aftermath.lostRequest)
      yield* (yield* Sandbox).advance("20 minutes")
      yield* sameElsewhere
      yield* wait("5 minutes")
      assert.strictEqual(yield* Aftermath.leftBecause(key), "holdMayHaveEnded")
    }).pipe(Effect.provide(Shop.shop())),
  )

  const grantsTenMinutes = Layer.effect(
    Transport,
    Effect.map(Transport, (transport) =>
      Transport.of({
        send: (request) =>
          transport.send(
            request.url.endsWith("/hold")
              ? { ...request, body: request.body.replace('"duration":12', '"duration":10') }
              : request,
          ),
      }),
    ),
  )

  it.effect("since the service grants fewer minutes than were asked for is none, either", () =>
    Effect.gen(function* () {
      yield* Aftermath.lesson
      const checkout = yield* Aftermath.quoted(key, Shop.anna)
      const points = Shop.points(100)
      assert.strictEqual((yield* checkout.hold(key, { points })).secondsLeft, 600)
      yield* wait("570 seconds")
      yield* Aftermath.doubtful(
        checkout.commit(key, { amount: Shop.rubles(400), points }),
        Aftermath.lostRequest,
      )
      yield* wait("35 seconds")
      yield* sameElsewhere
      yield* wait("1 hour")
      // A one-point hold, taken in time, has outlived it: never made, so it was made then, once.
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Committed")
      const ours = (yield* Shop.sales).filter(({ point, spend }) => point === Shop.cafe && spend === points)
      assert.deepStrictEqual(
        ours.map(({ at }) => at / 60_000),
        [15.5],
      )
    }).pipe(
      Effect.provide(Layer.provideMerge(Layer.provide(Shop.engine(), grantsTenMinutes), Shop.outside())),
    ),
  )
})
