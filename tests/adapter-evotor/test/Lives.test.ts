/**
 * Whatever a shop's days look like: each closed receipt is one sale, and each refund one case.
 *
 * Receipts are begun at a terminal, which may close some of them itself; the cloud tells of all of them in every form, again and again, in any order, late; and the gateway
 * is started anew in between.
 */
import { assert, describe, it } from "@effect/vitest"
import type { SaleExtra } from "@loyalkit/adapter-evotor/terminal"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import { vi } from "vitest"
import { passing, seconds } from "./OwnTime.ts"
import { documentId, first, pushed, second, type Paper } from "./Papers.ts"
import { begun, cases, committed, held, living, MORNING, outside, push, sales, type Inside } from "./Shop.ts"

vi.setConfig({ testTimeout: 120_000 })

/** What each receipt costs, and how many points it takes: in rubles. */
const RECEIPTS = [
  { amount: 400, points: 100 },
  { amount: 250, points: 0 },
  { amount: 300, points: 50 },
] as const

type Form = "second" | "wrapped" | "first" | "receipt"
type Step =
  | { readonly does: "closes" | "refunds"; readonly n: number }
  | { readonly does: "tells"; readonly n: number; readonly form: Form; readonly of: "sale" | "refund" }
  | { readonly does: "waits"; readonly seconds: number }
  | { readonly does: "starts anew" }

const number = fc.integer({ min: 0, max: RECEIPTS.length - 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constantFrom("closes" as const, "refunds" as const), n: number }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant("tells" as const),
      n: number,
      form: fc.constantFrom<Form>("second", "wrapped", "first", "receipt"),
      of: fc.constantFrom("sale" as const, "sale" as const, "refund" as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("waits" as const),
      seconds: fc.constantFrom(1, 60, 130, 4_000),
    }),
  },
  { weight: 2, arbitrary: fc.constant<Step>({ does: "starts anew" }) },
)

/** Steps in lives: one ends where the gateway is started anew. */
const livesOf = (steps: ReadonlyArray<Step>): ReadonlyArray<ReadonlyArray<Step>> => {
  const lives: Array<Array<Step>> = [[]]
  for (const one of steps)
    if (one.does === "starts anew") lives.push([])
    else lives.at(-1)?.push(one)
  return lives
}

const paper = (n: number, extra: SaleExtra | undefined): Paper => {
  const { amount, points } = RECEIPTS[n] ?? RECEIPTS[0]
  return {
    kind: "SELL",
    id: documentId(n + 1),
    sold: [{ sum: amount * 100, ofDiscount: points * 100 }],
    closedAt: MORNING - 1_000,
    ...(extra === undefined ? {} : { extra }),
  }
}

const refund = (n: number): Paper => ({
  ...paper(n, undefined),
  kind: "PAYBACK",
  id: documentId(n + 11),
  base: documentId(n + 1),
})

const told = (form: Form, receipt: Paper) => {
  switch (form) {
    case "second":
      return push(second(receipt))
    case "wrapped":
      return push([second(receipt, true)])
    case "first":
      return push([first(receipt)], "first")
    case "receipt":
      return push(pushed(receipt), "receipts")
  }
}

const days = fc.sample(fc.array(step, { minLength: 4, maxLength: 12 }), { numRuns: 24, seed: 7 })
const named = days.map((steps) => ({
  steps,
  name: steps.map((one) => ("n" in one ? `${one.does} ${one.n}` : one.does)).join(", "),
}))

describe("a day at the shop", () => {
  it.effect.each(named)("$name", ({ steps }) =>
    Effect.gen(function* () {
      const world = yield* outside
      const extras: Array<SaleExtra> = []
      const refunded = new Set<number>()
      const doing = (one: Step): Effect.Effect<unknown, never, Inside> => {
        switch (one.does) {
          case "closes": {
            const { amount, points } = RECEIPTS[one.n] ?? RECEIPTS[0]
            return committed(one.n + 1, amount, points)
          }
          case "refunds":
            refunded.add(one.n)
            return told("second", refund(one.n))
          case "tells":
            if (one.of === "sale") return told(one.form, paper(one.n, extras[one.n]))
            return refunded.has(one.n) ? told(one.form, refund(one.n)) : Effect.void
          case "waits":
            return seconds(one.seconds)
          case "starts anew":
            return Effect.void
        }
      }
      yield* living(world)(
        Effect.gen(function* () {
          for (const [n, receipt] of RECEIPTS.entries()) extras.push(yield* begun(n + 1, receipt))
        }),
      )
      for (const life of livesOf(steps)) yield* living(world)(Effect.forEach(life, doing, { discard: true }))
      yield* living(world)(
        Effect.gen(function* () {
          for (const n of RECEIPTS.keys()) yield* told("second", paper(n, extras[n]))
          yield* seconds(125)
          // What waits for its sale is looked at again within ten minutes or so.
          yield* passing(900, 300)
          assert.sameDeepMembers(
            [...(yield* sales)],
            RECEIPTS.map(({ amount, points }) => ({ amount, points })),
          )
          assert.deepStrictEqual(yield* held, [])
          assert.sameMembers(
            [...(yield* cases)],
            [...refunded].map((n) => `return ${documentId(n + 11)} ${RECEIPTS[n]?.amount}`),
          )
        }),
      )
    }),
  )
})
