/**
 * The power goes, at every place where it can: before and after each write to the journal and each call to the
 * service. A small exhaustive search: every flow, every place, and what the next process and the till make of it.
 */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import { Transport } from "@loyalkit/core/Transport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import * as Shop from "./Shop.ts"

const key = Shop.receipt("check-1")

interface Flow {
  readonly name: string
  /** What leads up to the end. After a restart the till repeats it, and goes on past whatever it is told. */
  readonly way: ReadonlyArray<(checkout: Checkout["Service"]) => Effect.Effect<unknown, unknown>>
  readonly end: (checkout: Checkout["Service"]) => Effect.Effect<unknown, unknown>
  /** How many sales the ledger has where the end succeeds. */
  readonly sales: 0 | 1
}

const identify: Flow["way"][number] = (checkout) => checkout.identify(key, Shop.anna)
const quote: Flow["way"][number] = (checkout) => checkout.quote(key, Shop.purchase(1_500))
const hold =
  (points: number): Flow["way"][number] =>
  (checkout) =>
    checkout.hold(key, { points: Shop.points(points) })
const commit =
  (points: number): Flow["end"] =>
  (checkout) =>
    checkout.commit(key, { amount: Shop.rubles(1_500), points: Shop.points(points) })

const flows: ReadonlyArray<Flow> = [
  { name: "spend", way: [identify, quote, hold(100)], end: commit(100), sales: 1 },
  { name: "earn", way: [identify, quote], end: commit(0), sales: 1 },
  { name: "hold, and earn after all", way: [identify, quote, hold(100)], end: commit(0), sales: 1 },
  {
    name: "hold more and more, and spend",
    way: [identify, quote, hold(900), hold(1_000)],
    end: commit(1_000),
    sales: 1,
  },
  { name: "spend what was not held", way: [identify, quote], end: commit(100), sales: 1 },
  {
    name: "hold and cancel",
    way: [identify, quote, hold(100)],
    end: (checkout) => checkout.cancel(key),
    sales: 0,
  },
]

const strictly = ({ end, way }: Flow) =>
  Effect.flatMap(Checkout, (checkout) =>
    Effect.andThen(
      Effect.forEach(way, (step) => step(checkout), { discard: true }),
      end(checkout),
    ),
  )
const stubbornly = ({ end, way }: Flow) =>
  Effect.flatMap(Checkout, (checkout) =>
    Effect.andThen(
      Effect.forEach(way, (step) => Effect.ignore(step(checkout)), { discard: true }),
      end(checkout),
    ),
  )

/** Dies for good at the nth of its operations, before or after doing it. */
const powerCut = (at: number, when: "before" | "after") => {
  let operations = 0
  const guard = <A, E>(operation: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      const now = operations++
      if (now < at) return operation
      if (now > at || when === "before") return Effect.never
      // Done, but this process never hears of it.
      return Effect.andThen(Effect.exit(operation), Effect.never)
    })
  const journal = Layer.effect(
    Journal,
    Effect.map(Journal, (inner) => Journal.of({ ...inner, append: (append) => guard(inner.append(append)) })),
  )
  const transport = Layer.effect(
    Transport,
    Effect.map(Transport, (inner) => Transport.of({ send: (request) => guard(inner.send(request)) })),
  )
  return { layer: Layer.merge(journal, transport), count: () => operations }
}

/** One life of a till whose power is cut, then a second one that repeats what the first did. */
const twoLives = (flow: Flow, at: number, when: "before" | "after") =>
  Effect.gen(function* () {
    const cut = powerCut(at, when)
    // The dead process is left hanging, as a dead process is: it writes no last word.
    const patient = { commitBudget: 600_000, holdBudget: 600_000 }
    yield* Effect.forkDetach(
      Effect.exit(Effect.provide(strictly(flow), Layer.provide(Shop.engine(patient), cut.layer))),
      { startImmediately: true },
    )
    yield* TestClock.adjust("1 second")
    const second = Effect.gen(function* () {
      const outcome = yield* Shop.whileTimePasses(Effect.exit(stubbornly(flow)))
      return { outcome, doubts: yield* (yield* Cases).list("doubt") }
    })
    const { doubts, outcome } = yield* Effect.provide(second, Shop.engine())
    return { died: cut.count() > at, succeeded: outcome._tag === "Success", doubts, sales: yield* Shop.sales }
  }).pipe(Effect.provide(Shop.outside()))

/** More operations than any flow has. */
const MOST = 30

describe("a power cut", () => {
  for (const flow of flows) {
    for (const when of ["before", "after"] as const) {
      it.effect(
        `${when} any operation of "${flow.name}" leaves at most one sale, and none unknown to the journal`,
        () =>
          Effect.gen(function* () {
            let places = 0
            for (let at = 0; at < MOST; at++) {
              const { died, doubts, sales, succeeded } = yield* twoLives(flow, at, when)
              if (!died) break
              places++
              const where = `${when} operation ${at}`
              assert.isAtMost(sales.length, flow.sales, where)
              assert.isAtMost(doubts.length, 1, where)
              // Settled: the ledger says the same. Neither settled nor in doubt: the ledger has nothing.
              if (succeeded) assert.deepStrictEqual([sales.length, doubts.length], [flow.sales, 0], where)
              else if (doubts.length === 0) assert.strictEqual(sales.length, 0, where)
            }
            assert.isAbove(places, 4)
            assert.isBelow(places, MOST)
          }),
      )
    }
  }
})
