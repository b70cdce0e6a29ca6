/**
 * What comes after a bad moment at the till: sales that get lost, time that goes by, and engines that die.
 *
 * Everything happens on the shop's one virtual clock, so a night of settling takes no time at all.
 */
import { assert } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { PolicyConfig } from "@loyalkit/core/Policy"
import type { Switches } from "@loyalkit/sandbox/Behaviour"
import type { Method } from "@loyalkit/sandbox/Call"
import type { Fault } from "@loyalkit/sandbox/Fault"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import * as Shop from "./Shop.ts"

/** The sale is created, and nobody hears of it. */
export const lostReply: Fault = { kind: "close", executed: true }
/** Nothing is created, and nobody knows. */
export const lostRequest: Fault = { kind: "close", executed: false }
/** Nobody listens. */
export const away: Fault = { kind: "refuse" }

/** Every reading of the document that changes what a doubt looks like. */
export const readings: ReadonlyArray<{ readonly name: string; readonly behaviour: Switches }> = (
  ["adds", "takes-off"] as const
).flatMap((holdField) =>
  (["client", "point"] as const).flatMap((saleEnds) =>
    (["ignored", "refused"] as const).map((deadHold) => ({
      name: `naming ${holdField}, a sale ends the ${saleEnds}'s holds, a dead hold is ${deadHold}`,
      behaviour: { holdField, saleEnds, deadHold },
    })),
  ),
)

/** One life of the process: the engine stops at its end, and service and journal go on. */
export const life = <A, E, R>(
  body: Effect.Effect<A, E, R | Checkout | Cases>,
  policy: Partial<PolicyConfig> = {},
) => Effect.provide(body, Shop.engine(policy))

/** Time goes by, in steps as small as the settler's: what happens on the way may set the next alarm. */
export const wait = (time: Duration.Input) => TestClock.adjust(time)

export const stateOf = (key: CheckoutKey) =>
  Effect.map(
    Effect.flatMap(Checkout, (checkout) => checkout.get(key)),
    ({ state }) => state,
  )

/** A receipt's events as the journal has them. */
export const eventsOf = Effect.fnUntraced(function* (key: CheckoutKey) {
  const record = yield* (yield* Journal).load(key)
  return Option.match(record, {
    onNone: (): ReadonlyArray<JournalEvent> => [],
    onSome: ({ events }) => events,
  })
})

const Body = Schema.fromJsonString(
  Schema.Struct({
    id: Schema.optionalKey(Schema.String),
    hold: Schema.optionalKey(Schema.Array(Schema.String)),
    amount: Schema.optionalKey(Schema.Finite),
    spend: Schema.optionalKey(Schema.Finite),
  }),
)

/** The calls of a method that have come in so far, with what they asked for. */
export const callsOf = Effect.fnUntraced(function* (method: Method) {
  const calls = yield* (yield* Sandbox).calls
  return calls.flatMap((call) =>
    call.method === method
      ? [{ at: call.at, call: call.call, ...Schema.decodeSync(Body)(call.request.body) }]
      : [],
  )
})

export const countOf = (method: Method) => Effect.map(callsOf(method), (calls) => calls.length)

/** A receipt up to its quote. */
export const quoted = Effect.fnUntraced(function* (key: CheckoutKey, phone: string, amount = 400) {
  const checkout = yield* Checkout
  yield* checkout.identify(key, phone)
  yield* checkout.quote(key, Shop.purchase(amount))
  return checkout
})

/** A receipt that spends, from end to end: 400 rubles and 100 points where nothing else is said. */
export const spend = Effect.fnUntraced(function* (
  key: CheckoutKey,
  phone: string,
  spent = 100,
  amount = 400,
) {
  const checkout = yield* quoted(key, phone, amount)
  const points = Shop.points(spent)
  yield* checkout.hold(key, { points })
  return yield* checkout.commit(key, { amount: Shop.rubles(amount), points })
})

/** A quoted receipt's earning. */
export const earnQuoted = (key: CheckoutKey, amount = 400) =>
  Effect.flatMap(Checkout, (checkout) =>
    checkout.commit(key, { amount: Shop.rubles(amount), points: Shop.points(0) }),
  )

/** A receipt that earns, from end to end. */
export const earn = (key: CheckoutKey, phone: string, amount = 400) =>
  Effect.andThen(quoted(key, phone, amount), earnQuoted(key, amount))

/** A sale that meets a fault and is in doubt from now on. */
export const doubtful = Effect.fnUntraced(function* <A, E extends { readonly _tag: string }, R>(
  sale: Effect.Effect<A, E, R>,
  fault: Fault,
) {
  yield* Shop.breakNext("retail", fault)
  const error = yield* Effect.flip(sale)
  assert.strictEqual(error._tag, "CommitInDoubt")
})

/** A first doubt, from which everybody learns how the service shows holds. */
export const lesson = Effect.andThen(
  doubtful(spend(Shop.receipt("lesson"), Shop.boris, 10), lostReply),
  wait("5 minutes"),
)

/** A sale that is proven not to have been created, and waits to be sent again; the service is back. */
export const provenNotCreated = Effect.fnUntraced(function* (key: CheckoutKey, phone: string) {
  yield* lesson
  yield* doubtful(spend(key, phone), lostRequest)
  yield* Shop.breakNext("retail", away, 4)
  yield* wait("63 seconds")
  assert.strictEqual((yield* stateOf(key))._tag, "NotCreated")
  yield* serviceIsBack
})

/** The service is away altogether, until {@link serviceIsBack}. */
export const serviceGoesAway = Effect.flatMap(Sandbox, (sandbox) => sandbox.addFault({ fault: away }))
export const serviceIsBack = Effect.flatMap(Sandbox, (sandbox) => sandbox.removeFaults())

/** The kinds of all cases, with the receipt of each. */
export const caseList = Effect.map(
  Effect.flatMap(Cases, (cases) => cases.list()),
  (cases) => cases.map(({ key, kind }) => `${key.receipt} ${kind}`),
)

/** Why a doubt was left to a person; nothing where it was not. */
export const leftBecause = Effect.fnUntraced(function* (key: CheckoutKey) {
  const state = yield* stateOf(key)
  return state._tag === "InDoubt" ? state.left?.why : undefined
})
