/**
 * Any day at all: random commands on random receipts, random faults, restarts and passing time, under any
 * reading of the service's open points, against the ledger, which the engine cannot see.
 */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { Behaviour } from "@loyalkit/sandbox/Behaviour"
import type { Fault } from "@loyalkit/sandbox/Fault"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as TestClock from "effect/testing/TestClock"
import * as fc from "fast-check"
import * as Shop from "./Shop.ts"

const receipts = [Shop.receipt("a"), Shop.receipt("b"), Shop.receipt("a", Shop.bakery)]
const clients = [Shop.anna, Shop.boris, Shop.grigory, "79990000000"]

type Command = (checkout: Checkout["Service"], key: CheckoutKey) => Effect.Effect<unknown, unknown>

const amount = fc.constantFrom(0, 100, 19.31, 400)
const points = fc.constantFrom(0, 50, 100, 19.31, 2_000)

const command: fc.Arbitrary<{ readonly said: string; readonly run: Command }> = fc.oneof(
  fc.constantFrom(...clients).map((phone) => ({
    said: `identify ${phone}`,
    run: (checkout: Checkout["Service"], key: CheckoutKey) => checkout.identify(key, phone),
  })),
  amount.map((rubles) => ({
    said: `quote ${rubles}`,
    run: (checkout: Checkout["Service"], key: CheckoutKey) => checkout.quote(key, Shop.purchase(rubles)),
  })),
  fc.tuple(points, fc.constantFrom(1, 10, 30)).map(([held, minutes]) => ({
    said: `hold ${held} for ${minutes} min`,
    run: (checkout: Checkout["Service"], key: CheckoutKey) =>
      checkout.hold(key, { points: Shop.points(held), minutes }),
  })),
  fc.tuple(amount, points).map(([rubles, spent]) => ({
    said: `commit ${rubles} with ${spent}`,
    run: (checkout: Checkout["Service"], key: CheckoutKey) =>
      checkout.commit(key, { amount: Shop.rubles(rubles), points: Shop.points(spent) }),
  })),
  fc.constant({
    said: "release",
    run: (checkout: Checkout["Service"], key: CheckoutKey) => checkout.release(key),
  }),
  fc.constant({
    said: "cancel",
    run: (checkout: Checkout["Service"], key: CheckoutKey) => checkout.cancel(key),
  }),
)

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.boolean().map((executed): Fault => ({ kind: "close", executed })),
  fc.boolean().map((executed): Fault => ({ kind: "silence", executed })),
  fc.boolean().map((executed): Fault => ({ kind: "status", status: 503, executed })),
  fc.constant<Fault>({ kind: "refuse" }),
  fc.constant<Fault>({ kind: "cut" }),
  fc.constant<Fault>({ kind: "late", after: 30_000 }),
  fc.constant<Fault>({ kind: "status", status: 401, executed: false }),
)

const moment = fc.record({
  receipt: fc.nat(receipts.length - 1),
  command,
  fault: fc.option(fault, { nil: undefined, freq: 2 }),
  twice: fc.boolean(),
  restart: fc.boolean(),
  minutes: fc.constantFrom(0, 0, 0, 1, 12),
})
const days = fc.array(moment, { minLength: 1, maxLength: 14, size: "max" })

/** Any reading of what the service's document leaves open. */
const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  envelope: fc.constantFrom("top", "errors", "error", "message"),
  successFalse: fc.boolean(),
  errorText: fc.constantFrom("string", "array"),
  holds: fc.boolean(),
  saleEnds: fc.constantFrom("client", "point"),
  holdField: fc.constantFrom("adds", "takes-off", "ignored"),
  holdsEndAfter: fc.constant(0),
  holdLowers: fc.boolean(),
  deadHold: fc.constantFrom("ignored", "refused"),
  creditDelay: fc.constantFrom(0, 90_000),
  earnOnSpend: fc.boolean(),
  points: fc.constantFrom("fractional", "whole"),
})

/** What holds at every moment of any day. */
const invariants = Effect.gen(function* () {
  const checkout = yield* Checkout
  const sold = yield* Shop.sales
  let started = 0
  for (const key of receipts) {
    const { state } = yield* checkout.get(key)
    started += state.attempts
    if (state._tag === "Committed") {
      const { amount, points } = state.intent.request
      const matches = sold.filter(
        (one) => one.point === key.point && one.amount === amount && one.spend === points,
      )
      assert.isAbove(matches.length, 0, "what the journal calls committed is in the ledger")
    }
    if (state._tag === "Cancelled") assert.isAtMost(state.attempts, 1)
  }
  assert.isAtMost(sold.length, started, "no sale without an intent of its own")
  const unsettled = yield* Effect.forEach(receipts, (key) =>
    Effect.map(checkout.get(key), ({ state }) => state._tag),
  )
  const possible = unsettled.filter((tag) => tag === "Committed" || tag === "InDoubt").length
  assert.isAtMost(
    sold.length,
    possible,
    "at most one sale for each receipt that was committed or is in doubt",
  )
  for (const client of (yield* (yield* Sandbox).state).clients) {
    assert.isAtLeast(client.free, 0, "no points are held or spent that are not there")
  }
})

/** The service loses its bad day, and every hold ends by its time. */
const nightfall = Effect.gen(function* () {
  yield* (yield* Sandbox).removeFaults()
  yield* TestClock.adjust("31 minutes")
  const { clients } = yield* (yield* Sandbox).state
  assert.deepStrictEqual(
    clients.flatMap(({ holds }) => holds),
    [],
  )
})

type Moment = typeof moment extends fc.Arbitrary<infer A> ? A : never

/** An operator whose service has no holds says so in the policy; with holds it stays as it is. */
const engineFor = ({ holds }: Behaviour) => Shop.engine({ holds: holds ? "on" : "off" })

const live = (moments: ReadonlyArray<Moment>, behaviour: Behaviour) =>
  Effect.gen(function* () {
    const rest = [...moments]
    while (rest.length > 0) {
      const life = Effect.gen(function* () {
        const checkout = yield* Checkout
        for (let now = rest.shift(); now !== undefined; now = rest.shift()) {
          const key = receipts[now.receipt]
          if (key === undefined) return
          if (now.fault !== undefined)
            yield* (yield* Sandbox).addFault({ match: { nth: 1 }, times: 1, fault: now.fault })
          yield* TestClock.adjust(`${now.minutes} minutes`)
          const run = Effect.exit(now.command.run(checkout, key))
          const first = yield* Shop.whileTimePasses(run, "1 minute")
          yield* invariants
          if (now.twice && Exit.isSuccess(first)) {
            const sold = (yield* Shop.sales).length
            const again = yield* Shop.whileTimePasses(run, "1 minute")
            assert.isTrue(Exit.isSuccess(again), `${now.command.said}, repeated`)
            assert.strictEqual((yield* Shop.sales).length, sold)
          }
          if (now.restart) return
        }
      })
      yield* Effect.provide(life, engineFor(behaviour))
    }
    yield* Effect.provide(invariants, engineFor(behaviour))
    yield* nightfall
  }).pipe(Effect.provide(Shop.outside({ behaviour })), Effect.provide(TestClock.layer()), Effect.scoped)

describe("any day at the till", () => {
  it(
    "sells each receipt at most once, spends only what is there, and forgets nothing",
    () =>
      fc.assert(
        fc.asyncProperty(days, behaviour, (moments, reading) => Effect.runPromise(live(moments, reading))),
        { numRuns: 400 },
      ),
    120_000,
  )
})
