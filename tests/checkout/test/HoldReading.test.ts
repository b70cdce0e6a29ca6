/** How a service shows a hold, looked at on purpose: what is told, and that the point is always given back. */
import { assert, describe, it } from "@effect/vitest"
import { ClientNotFound } from "@loyalkit/core/LoyaltyError"
import * as Policy from "@loyalkit/core/Policy"
import { holdReading } from "@loyalkit/core/settlement/HoldReading"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import * as Shop from "./Shop.ts"

/** Looks may take half a minute. */
const patient = { identifyBudget: 30_000 }

const annas = holdReading({ search: Shop.anna, point: Shop.cafe })

/** How many points of Anna's are held, and how many calls were made of each method. */
const aftermath = Effect.gen(function* () {
  const { balance, holds } = yield* Shop.account(Shop.anna)
  assert.strictEqual(balance, Shop.points(1_500))
  const calls = yield* (yield* Sandbox).calls
  const made = (method: string) => calls.filter((call) => call.method === method).length
  return { held: holds.length, holds: made("hold"), releases: made("release") }
})

describe("how a service shows a hold", () => {
  it.effect.each([
    { behaviour: { holdField: "adds" }, seen: { reading: "adds", lowersBalance: true } },
    { behaviour: { holdField: "takes-off" }, seen: { reading: "takes-off", lowersBalance: false } },
    { behaviour: { holdField: "ignored" }, seen: { reading: "no-difference", lowersBalance: true } },
    {
      behaviour: { holdField: "ignored", holdLowers: false },
      seen: { reading: "no-difference", lowersBalance: false },
    },
  ] as const)("is told for $behaviour, and the point is given back", ({ behaviour, seen }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual<unknown>(yield* annas, seen)
      assert.deepStrictEqual(yield* aftermath, { held: 0, holds: 1, releases: 1 })
    }).pipe(Effect.provide(Shop.shop({ behaviour }))),
  )

  it.effect("is told of a client without a phone too, by what a huge purchase could take", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* annas, { reading: "adds", lowersBalance: true })
    }).pipe(
      Effect.provide(
        Shop.shopAnswering((method, answer) => {
          if (method !== "client") return answer
          const { phone: _, ...client } = answer["client"] ?? {}
          return { ...answer, client }
        }),
      ),
    ),
  )

  /** Answers the nth look-up of the client with so many points more. */
  const moving = (nth: number, more: number) => {
    let asked = 0
    return Shop.shopAnswering((method, answer) => {
      if (method !== "client" || ++asked < nth) return answer
      const { balance, ...client } = answer["client"] ?? {}
      return { ...answer, client: { ...client, balance: Number(balance) + more } }
    })
  }

  it.effect.each([
    { nth: 5, when: "at the last look" },
    { nth: 4, when: "before the look without it" },
  ])("is not told where the balance moves $when", ({ nth }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* annas, { reading: "moved" })
      assert.deepStrictEqual(yield* aftermath, { held: 0, holds: 1, releases: 1 })
    }).pipe(Effect.provide(moving(nth, 30))),
  )

  it.effect("is told where the balance moved before the hold, but not what that does to others", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* annas, { reading: "adds" })
    }).pipe(Effect.provide(moving(3, 30))),
  )

  it.effect("is not told by looks that took longer than the hold lives", () =>
    Effect.gen(function* () {
      // Three looks of 25 seconds each.
      yield* Shop.breakNext("client", { kind: "delay", before: 25_000 }, 99)
      assert.deepStrictEqual(yield* Shop.whileTimePasses(annas, "5 minutes"), { reading: "moved" })
    }).pipe(Effect.provide(Shop.shop({}, patient)), Effect.provide(Policy.layer(patient))),
  )
})

describe("a look at a hold that fails", () => {
  it.effect("holds nothing where the client is not found", () =>
    Effect.gen(function* () {
      const nobody = holdReading({ search: "79009999999", point: Shop.cafe })
      assert.instanceOf(yield* Effect.flip(nobody), ClientNotFound)
      assert.deepStrictEqual(yield* aftermath, { held: 0, holds: 0, releases: 0 })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("says so where the client has no point to spare", () =>
    Effect.gen(function* () {
      const discount = holdReading({ search: Shop.grigory, point: Shop.cafe })
      assert.strictEqual((yield* Effect.flip(discount)).commitState, "rejected")
    }).pipe(Effect.provide(Shop.shop())),
  )

  /** The first look with the hold is never answered. */
  const unanswered = Effect.gen(function* () {
    yield* (yield* Sandbox).addFault({
      match: { method: "client", nth: 3 },
      fault: { kind: "silence", executed: false },
    })
    const looking = yield* Effect.forkChild(annas, { startImmediately: true })
    yield* TestClock.adjust(1_000)
    assert.strictEqual((yield* aftermath).held, 1)
    return looking
  })

  it.effect("gives the point back, and tells what failed", () =>
    Effect.gen(function* () {
      const looking = yield* unanswered
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Effect.flip(Fiber.join(looking)))._tag, "Unavailable")
      assert.deepStrictEqual(yield* aftermath, { held: 0, holds: 1, releases: 1 })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("gives the point back when nobody waits for it any more", () =>
    Effect.gen(function* () {
      yield* Fiber.interrupt(yield* unanswered)
      assert.deepStrictEqual(yield* aftermath, { held: 0, holds: 1, releases: 1 })
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("tells that the point could not be given back, where nothing else failed", () =>
    Effect.gen(function* () {
      yield* Shop.breakNext("release", { kind: "status", status: 403, executed: false }, 99)
      assert.strictEqual((yield* Shop.whileTimePasses(Effect.flip(annas)))._tag, "Unauthorized")
    }).pipe(Effect.provide(Shop.shop())),
  )
})
