import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import type { Switches } from "../src/Behaviour.ts"
import { Sandbox } from "../src/Sandbox.ts"
import * as SandboxTransport from "../src/SandboxTransport.ts"
import { anna, bakery, balance, boris, cafe, call, hold } from "./Till.ts"

const when = (behaviour: Switches) => Effect.provide(SandboxTransport.layerWith({ behaviour }))

const retail = (amount: number, spend: number, holds?: ReadonlyArray<string>) =>
  call("retail", {
    client: anna.id,
    point: cafe,
    amount,
    spend,
    ...(holds === undefined ? {} : { hold: holds }),
  })

describe("the envelope of a 422", () => {
  const cases: ReadonlyArray<readonly [Switches, object]> = [
    [{}, { spend: "Spend can't be more 100" }],
    [{ successFalse: true }, { success: false, spend: "Spend can't be more 100" }],
    [{ errorText: "array" }, { spend: ["Spend can't be more 100"] }],
    [{ envelope: "errors" }, { errors: { spend: "Spend can't be more 100" } }],
    [
      { envelope: "error", successFalse: true },
      { success: false, error: { spend: "Spend can't be more 100" } },
    ],
    [{ envelope: "message", errorText: "array" }, { message: { spend: ["Spend can't be more 100"] } }],
  ]
  for (const [behaviour, expected] of cases)
    it.effect(JSON.stringify(expected), () =>
      Effect.gen(function* () {
        const heard = yield* retail(100, 101)
        assert.deepStrictEqual([heard.status, heard.body], [422, expected])
      }).pipe(when(behaviour)),
    )
})

describe("holds", () => {
  it.effect("may not exist: hold and release are unknown, and naming one does nothing", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* call("hold", { client: anna.id, point: cafe, amount: 1 })).status, 404)
      assert.strictEqual((yield* call("release", { id: "x" })).status, 404)
      assert.strictEqual(yield* balance(["x"]), 1500)
      assert.strictEqual((yield* retail(100, 100, ["x"])).status, 200)
    }).pipe(when({ holds: false, deadHold: "refused" })),
  )

  const twoClients = Effect.gen(function* () {
    const annas = yield* hold(100)
    const boriss = yield* hold(50, { client: boris.id })
    const elsewhere = yield* hold(25, { client: boris.id, point: bakery })
    yield* retail(10, 0)
    const sandbox = yield* Sandbox
    const living = (yield* sandbox.state).clients.flatMap(({ holds }) => holds.map(({ id }): string => id))
    return { annas, boriss, elsewhere, living }
  })

  it.effect("a sale ends its client's at the point", () =>
    Effect.gen(function* () {
      const { boriss, elsewhere, living } = yield* twoClients
      assert.sameMembers([...living], [boriss, elsewhere])
    }).pipe(when({ saleEnds: "client" })),
  )

  it.effect("a sale ends everybody's at the point", () =>
    Effect.gen(function* () {
      const { elsewhere, living } = yield* twoClients
      assert.sameMembers([...living], [elsewhere])
    }).pipe(when({ saleEnds: "point" })),
  )

  const seen = Effect.gen(function* () {
    const id = yield* hold(100)
    const recalc = (hold: ReadonlyArray<string>) =>
      Effect.map(
        call("recalc", { client: anna.id, point: cafe, amount: 1_000_000, hold }),
        ({ body }): number => body.recalc.spend,
      )
    return [yield* balance(), yield* balance([id]), yield* recalc([]), yield* recalc([id])]
  })

  it.effect("lower what others see, and naming one adds its points back", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* seen, [1400, 1500, 1400, 1500])
    }).pipe(when({})),
  )

  it.effect("leave what others see, and naming one takes its points off", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* seen, [1500, 1400, 1500, 1400])
    }).pipe(when({ holdField: "takes-off" })),
  )

  it.effect("lower what others see, and naming one shows nothing else", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* seen, [1400, 1400, 1400, 1400])
    }).pipe(when({ holdField: "ignored" })),
  )

  for (const holdField of ["adds", "ignored"] as const)
    it.effect(`leave what everybody sees, where naming is: ${holdField}`, () =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* seen, [1500, 1500, 1500, 1500])
      }).pipe(when({ holdField, holdLowers: false })),
    )

  for (const behaviour of [
    {},
    { holdField: "takes-off" },
    { holdField: "ignored" },
    { holdLowers: false },
  ] satisfies ReadonlyArray<Switches>)
    it.effect(`keep their points for who names them, whatever is shown: ${JSON.stringify(behaviour)}`, () =>
      Effect.gen(function* () {
        const id = yield* hold(1450)
        assert.deepStrictEqual((yield* retail(1450, 1450)).body, { spend: "Spend can't be more 50" })
        assert.strictEqual((yield* retail(1450, 1450, [id])).status, 200)
      }).pipe(when(behaviour)),
    )

  it.effect("made at another point do not count as named", () =>
    Effect.gen(function* () {
      const id = yield* hold(1450, { point: bakery })
      assert.deepStrictEqual((yield* retail(1450, 1450, [id])).body, { spend: "Spend can't be more 50" })
    }).pipe(when({})),
  )

  it.effect("dead ones named in a sale are ignored", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* retail(100, 100, ["dead"])).status, 200)
    }).pipe(when({ deadHold: "ignored" })),
  )

  it.effect("dead ones named in a sale are refused, so that a hold's ID works once", () =>
    Effect.gen(function* () {
      const id = yield* hold(100)
      assert.strictEqual((yield* retail(100, 100, [id])).status, 200)
      const again = yield* retail(100, 100, [id])
      assert.deepStrictEqual([again.status, again.body], [422, { hold: "Hold not found." }])
    }).pipe(when({ deadHold: "refused" })),
  )
})

describe("earning", () => {
  it.effect("is credited at once", () =>
    Effect.gen(function* () {
      yield* retail(1000, 0)
      assert.strictEqual(yield* balance(), 1575)
    }).pipe(when({})),
  )

  it.effect("is credited later", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* retail(1000, 0)).body.retail.earn, 75)
      yield* TestClock.adjust("59 seconds")
      assert.strictEqual(yield* balance(), 1500)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* balance(), 1575)
    }).pipe(when({ creditDelay: 60_000 })),
  )

  it.effect("comes with a spend, on the rest of the receipt", () =>
    Effect.gen(function* () {
      const { body } = yield* retail(1000, 200)
      assert.deepInclude(body.retail, { total: 800, spend: 200, earn: 60 })
      assert.strictEqual(yield* balance(), 1360)
    }).pipe(when({ earnOnSpend: true })),
  )

  it.effect("does not come with a spend", () =>
    Effect.gen(function* () {
      const { body } = yield* retail(1000, 200)
      assert.notProperty(body.retail, "earn")
      assert.strictEqual(yield* balance(), 1300)
    }).pipe(when({})),
  )

  it.effect("has two decimals, half up", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* retail(19.4, 0)).body.retail.earn, 1.46)
    }).pipe(when({ points: "fractional" })),
  )

  it.effect("is whole points, rounded down, and a fraction cannot be spent or held", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* retail(19.4, 0)).body.retail.earn, 1)
      assert.strictEqual(
        (yield* call("recalc", { client: anna.id, point: cafe, amount: 99.9 })).body.recalc.spend,
        99,
      )
      assert.deepStrictEqual((yield* retail(100, 1.5)).body, { spend: "Spend can't be more 100" })
      assert.strictEqual((yield* call("hold", { client: anna.id, point: cafe, amount: 1.5 })).status, 422)
    }).pipe(when({ points: "whole" })),
  )
})

it.effect("switches can be turned while the sandbox runs", () =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox
    const after = yield* sandbox.setBehaviour({ envelope: "errors" })
    assert.deepInclude(after, { envelope: "errors", saleEnds: "client" })
    assert.property((yield* retail(1, 2)).body, "errors")
  }).pipe(when({})),
)
