/**
 * A shop to test in: the real engine over a sandbox in the same process, on one virtual clock.
 *
 * The sandbox and the journal outlive the engine, so that a test can stop one engine and start the next, as a
 * till does when its power comes back.
 */
import { assert } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId, type CheckoutKey, type PointId, type Purchase } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import { Kopecks, Percent, Points } from "@loyalkit/core/Money"
import * as Policy from "@loyalkit/core/Policy"
import { Transport } from "@loyalkit/core/Transport"
import type { Method } from "@loyalkit/sandbox/Call"
import type { Fault } from "@loyalkit/sandbox/Fault"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import { BASE_URL, layerWith } from "@loyalkit/sandbox/SandboxTransport"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"

const world = sampleWorld("1")

/** The points of sale of the sample world. */
const [first, second] = world.points.map(({ id }): PointId => id)
if (first === undefined || second === undefined) throw new Error("the sample world has two points")
export const cafe: PointId = first
export const bakery: PointId = second

/** The same world, in which every level has this percent. */
export const worldWithPercent = (percent: number) => ({
  ...world,
  levels: world.levels.map((level) => ({ ...level, percent: Percent.make(percent) })),
})

/** Gold: 7.5 % cashback, the whole receipt may be paid by points, 1 500 points. */
export const anna = "79000000001"
/** Bronze: 5 % cashback, half of the receipt, 320.50 points. */
export const boris = "79000000002"
/** Gold, 99.99 points. */
export const darya = "79000000005"
/** A discount of 15 %, no points. */
export const grigory = "79000000004"

export const receipt = (id: string, point: PointId = cafe): CheckoutKey => ({
  point,
  receipt: ReceiptId.make(id),
})
export const rubles = (amount: number): Kopecks => Kopecks.make(Math.round(amount * 100))
export const points = (amount: number): Points => Points.make(Math.round(amount * 100))
export const purchase = (amount: number): Purchase => ({ amount: rubles(amount) })

/** What outlives an engine: the service and the journal. */
export const outside = (options: Sandbox.Options = {}) =>
  Layer.merge(layerWith({ seed: "1", ...options }), layerMemory)

/** The same for several processes at once: each asks the journal anew, since another may have written. */
export const outsideOfMany = Layer.effect(
  Journal,
  Effect.map(Journal, (journal) => Journal.of({ ...journal, singleWriter: false })),
).pipe(Layer.provideMerge(outside()))

/** One engine. Provide it anew for each life of the process. */
export const engine = (policy: Partial<Policy.PolicyConfig> = {}, { url } = { url: BASE_URL }) =>
  Layer.fresh(
    Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
      Layer.provideMerge(LoyalClient.layer({ url, apiKey: Redacted.make(world.apikey) })),
      Layer.provide(Policy.layer(policy)),
      Layer.orDie,
    ),
  )

/** One engine whose journal answers otherwise than it should: `change` gets the journal. */
export const engineOver = (
  change: (journal: Journal["Service"]) => Partial<Journal["Service"]>,
  policy: Partial<Policy.PolicyConfig> = {},
) =>
  Layer.provide(
    engine(policy),
    Layer.effect(
      Journal,
      Effect.map(Journal, (journal) => Journal.of({ ...journal, ...change(journal) })),
    ),
  )

/** A whole shop: engine, service and journal. */
export const shop = (options: Sandbox.Options = {}, policy: Partial<Policy.PolicyConfig> = {}) =>
  Layer.provideMerge(engine(policy), outside(options))

/** A whole shop whose service answers some calls otherwise than it should: `change` gets the last part of the path and the answer. */
export const shopAnswering = (
  change: (method: string, answer: Record<string, Record<string, unknown>>) => unknown,
  options: Sandbox.Options = {},
) => {
  const altered = Layer.effect(
    Transport,
    Effect.map(Transport, (transport) =>
      Transport.of({
        send: (request) =>
          Effect.map(transport.send(request), (reply) => ({
            ...reply,
            body: JSON.stringify(change(request.url.replace(/.*\//, ""), JSON.parse(reply.body))),
          })),
      }),
    ),
  )
  return engine().pipe(Layer.provide(altered), Layer.provideMerge(outside(options)))
}

/** The service's ledger of sales, which the engine cannot see. */
export const sales = Effect.gen(function* () {
  const sandbox = yield* Sandbox.Sandbox
  return (yield* sandbox.ledger()).flatMap((entry) => (entry.kind === "sold" ? [entry] : []))
})

/** A client's points as the service has them. */
export const account = Effect.fnUntraced(function* (phone: string) {
  const sandbox = yield* Sandbox.Sandbox
  const found = (yield* sandbox.state).clients.find((client) => String(client.phone) === phone)
  return found ?? (yield* Effect.die(new Error(`no client ${phone}`)))
})

/** The next call of a method meets this fault, once. */
export const breakNext = Effect.fnUntraced(function* (method: Method, fault: Fault, times = 1) {
  const sandbox = yield* Sandbox.Sandbox
  yield* sandbox.addFault({ match: { method }, times, fault })
})

/** Runs an effect while the clock goes on, for those that wait for a budget. */
export const whileTimePasses = <A, E, R>(effect: Effect.Effect<A, E, R>, time: Duration.Input = "1 minute") =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust(time)
    return yield* Fiber.join(fiber)
  })

/** The one receipt of a short story: Anna buys for 400 rubles and spends 100 points. */
export const story = {
  key: receipt("check-1"),
  request: { amount: rubles(400), points: points(100) },
} as const

/** The story up to its quote. */
export const upToQuote = Effect.gen(function* () {
  const checkout = yield* Checkout
  yield* checkout.identify(story.key, anna)
  yield* checkout.quote(story.key, purchase(400))
  return checkout
})

/** The story up to its hold. */
export const upToHold = Effect.flatMap(upToQuote, (checkout) =>
  checkout.hold(story.key, { points: story.request.points }),
)

/** The story's sale, which is expected to be in doubt just when its budget ends: no earlier, and no later. */
export const doubtAtBudgetsEnd = Effect.gen(function* () {
  const checkout = yield* Checkout
  const fiber = yield* Effect.forkChild(Effect.flip(checkout.commit(story.key, story.request)))
  yield* TestClock.adjust(4_999)
  assert.isUndefined(fiber.pollUnsafe())
  yield* TestClock.adjust(1)
  assert.strictEqual((yield* Fiber.join(fiber))._tag, "CommitInDoubt")
})

/** The story's sale, which is expected to fail, while a minute passes. */
export const failingCommit = Effect.flatMap(Checkout, (checkout) =>
  whileTimePasses(Effect.flip(checkout.commit(story.key, story.request))),
)
