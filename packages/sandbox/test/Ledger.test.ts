import { assert, describe, it } from "@effect/vitest"
import { Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import * as fc from "fast-check"
import type { Switches } from "../src/Behaviour.ts"
import type { Fault } from "../src/Fault.ts"
import { paths } from "../src/internal/Wire.ts"
import type { Entry } from "../src/Ledger.ts"
import { Sandbox } from "../src/Sandbox.ts"
import type { Snapshot } from "../src/Snapshot.ts"
import * as SandboxTransport from "../src/SandboxTransport.ts"
import { send, world } from "./Till.ts"

/** What tills, time and the network may do, in any order. */
type Step =
  | {
      readonly do: "hold"
      readonly client: number
      readonly point: number
      readonly amount: number
      readonly minutes: number
    }
  | { readonly do: "release"; readonly hold: number }
  | {
      readonly do: "retail"
      readonly client: number
      readonly point: number
      readonly amount: number
      readonly spend: number
      readonly named: number
    }
  | { readonly do: "look"; readonly client: number; readonly point: number; readonly named: number }
  | { readonly do: "credit"; readonly client: number; readonly points: number }
  | { readonly do: "wait"; readonly seconds: number }
  | { readonly do: "fault"; readonly fault: Fault }

const cents = (most: number) => fc.integer({ min: 0, max: most * 100 }).map((amount) => amount / 100)
const client = fc.nat({ max: world.clients.length - 1 })
const point = fc.nat({ max: world.points.length - 1 })

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant("hold" as const),
    client,
    point,
    amount: cents(800),
    minutes: fc.integer({ min: 1, max: 30 }),
  }),
  fc.record({ do: fc.constant("release" as const), hold: fc.nat({ max: 20 }) }),
  fc.record({
    do: fc.constant("retail" as const),
    client,
    point,
    amount: cents(2000),
    spend: fc.oneof(fc.constant(0), cents(900)),
    named: fc.nat({ max: 20 }),
  }),
  fc.record({ do: fc.constant("look" as const), client, point, named: fc.nat({ max: 20 }) }),
  fc.record({
    do: fc.constant("credit" as const),
    client,
    points: fc.integer({ min: 1, max: 800_00 }),
  }),
  fc.record({ do: fc.constant("wait" as const), seconds: fc.integer({ min: 1, max: 1_200 }) }),
  fc.record({
    do: fc.constant("fault" as const),
    fault: fc.constantFrom<Fault>(
      { kind: "close", executed: true },
      { kind: "reset", executed: false },
      { kind: "duplicate", gap: 5_000 },
      { kind: "late", after: 90_000, connection: "closed" },
      { kind: "status", status: 503, executed: true },
    ),
  }),
)

const behaviour: fc.Arbitrary<Switches> = fc.record({
  saleEnds: fc.constantFrom("client", "point"),
  holdField: fc.constantFrom("adds", "takes-off", "ignored"),
  holdLowers: fc.boolean(),
  holdsEndAfter: fc.constantFrom(0, 0, 1, 60_000, 3_600_000),
  deadHold: fc.constantFrom("ignored", "refused"),
  creditDelay: fc.constantFrom(0, 1, 300_000),
  earnOnSpend: fc.boolean(),
  points: fc.constantFrom("fractional", "whole"),
})

/** Does the steps; looks at the sandbox after each of them. */
const play = Effect.fnUntraced(function* (
  steps: ReadonlyArray<Step>,
  look: (state: Snapshot, ledger: ReadonlyArray<Entry>) => void,
) {
  const sandbox = yield* Sandbox
  const holds: Array<string> = []
  const post = (path: string, body: object) => Effect.result(send(path, JSON.stringify(body)))
  for (const step of steps) {
    switch (step.do) {
      case "hold": {
        const { amount, minutes: duration } = step
        const heard = yield* post(paths.hold, { ...place(step), amount, duration })
        if (heard._tag === "Success" && heard.success.status === 200)
          holds.push(JSON.parse(heard.success.body).held.id)
        break
      }
      case "release":
        yield* post(paths.release, { id: holds[step.hold] ?? "none" })
        break
      case "retail": {
        const { amount, named, spend } = step
        yield* post(paths.retail, {
          ...place(step),
          amount,
          spend,
          hold: holds[named] === undefined ? [] : [holds[named]],
        })
        break
      }
      case "look": {
        const search = String(world.clients[step.client]?.phone)
        const hold = holds[step.named] === undefined ? [] : [holds[step.named]]
        const heard = yield* post(paths.client, { search, point: world.points[step.point]?.id, hold })
        // A fault may have let something else through.
        if (heard._tag === "Success" && heard.success.status === 200)
          assert.isAtLeast(JSON.parse(heard.success.body).client.balance, 0)
        break
      }
      case "credit": {
        const id = world.clients[step.client]?.id
        if (id !== undefined) yield* Effect.ignore(sandbox.credit(id, Points.make(step.points)))
        break
      }
      case "wait":
        yield* TestClock.adjust(`${step.seconds} seconds`)
        break
      case "fault":
        yield* sandbox.addFault({ times: 1, fault: step.fault })
        break
    }
    look(yield* sandbox.state, yield* sandbox.ledger())
  }
})

const place = (step: { readonly client: number; readonly point: number }) => ({
  client: world.clients[step.client]?.id,
  point: world.points[step.point]?.id,
})

/** What the ledger alone says about a client's balance and held points. */
const fold = (ledger: ReadonlyArray<Entry>, client: string) => {
  let balance = 0
  let held = 0
  let at = 0
  for (const [index, entry] of ledger.entries()) {
    assert.strictEqual(entry.seq, index + 1)
    assert.isAtLeast(entry.at, at)
    at = entry.at
    if (entry.client !== client) continue
    assert.strictEqual(entry.before, balance)
    if (entry.kind === "opened" || entry.kind === "credited" || entry.kind === "granted")
      balance += entry.points
    else if (entry.kind === "sold") balance -= entry.spend
    else if (entry.kind === "held") held += entry.points
    else if (entry.kind === "hold-ended") held -= entry.points
    assert.deepStrictEqual([entry.after, entry.held], [balance, held])
  }
  return { balance, held }
}

describe("whatever tills, time and the network do", () => {
  it.effect(
    "balances are the start, plus credits, less debits; none falls below zero, nor do free points where a sale ends its holds",
    () =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(fc.array(step, { maxLength: 40 }), behaviour, (steps, behaviour) =>
            Effect.runPromise(
              play(steps, (state, ledger) => {
                for (const { balance, free, holds, id } of state.clients) {
                  const folded = fold(ledger, id)
                  assert.strictEqual(balance, folded.balance)
                  assert.strictEqual(free, folded.balance - folded.held)
                  assert.strictEqual(
                    holds.reduce((sum, { points }) => sum + points, 0),
                    folded.held,
                  )
                  assert.isAtLeast(balance, 0)
                  if (state.behaviour.holdsEndAfter === 0) assert.isAtLeast(free, 0)
                  for (const { until } of holds) assert.isAbove(until, state.clock.now)
                }
              }).pipe(
                Effect.provide(SandboxTransport.layerWith({ behaviour })),
                Effect.provide(TestClock.layer()),
              ),
            ),
          ),
          { numRuns: 150 },
        ),
      ),
  )

  it.effect("every hold ends once, and every sale is credited once, when time has passed", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), behaviour, (steps, behaviour) =>
          Effect.runPromise(
            Effect.gen(function* () {
              yield* play(steps, () => {})
              yield* TestClock.adjust("1 day")
              const sandbox = yield* Sandbox
              const ledger = yield* sandbox.ledger()
              const of = (kind: Entry["kind"], key: (entry: Entry) => string | undefined) =>
                ledger
                  .filter((entry) => entry.kind === kind)
                  .flatMap((entry) => key(entry) ?? [])
                  .toSorted()
              const hold = (entry: Entry) => ("hold" in entry ? entry.hold : undefined)
              assert.deepStrictEqual(of("hold-ended", hold), of("held", hold))
              const earning = (entry: Entry) =>
                entry.kind === "sold" && entry.earn > 0 ? entry.sale : undefined
              assert.deepStrictEqual(
                of("credited", (entry) => ("sale" in entry ? entry.sale : undefined)),
                of("sold", earning),
              )
            }).pipe(
              Effect.provide(SandboxTransport.layerWith({ behaviour })),
              Effect.provide(TestClock.layer()),
            ),
          ),
        ),
        { numRuns: 100 },
      ),
    ),
  )
})
