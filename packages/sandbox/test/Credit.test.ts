import { assert, describe, it } from "@effect/vitest"
import { ClientId } from "@loyalkit/core/Domain"
import { MAX_WHOLE, Points } from "@loyalkit/core/Money"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { Sandbox } from "../src/Sandbox.ts"
import * as SandboxTransport from "../src/SandboxTransport.ts"
import { anna, balance, grigory, hold } from "./Till.ts"

const fresh = () => Effect.provide(SandboxTransport.layerWith())

describe("points credited by hand", () => {
  it.effect("reach the balance at once, beside what is held, as nobody's call", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      yield* hold(1500)
      yield* TestClock.adjust("1 second")
      const entry = yield* sandbox.credit(anna.id, Points.make(25_50))
      assert.deepStrictEqual(entry, {
        seq: 7,
        at: 1_000,
        kind: "granted",
        client: anna.id,
        points: Points.make(25_50),
        before: Points.make(1500_00),
        after: Points.make(1525_50),
        held: Points.make(1500_00),
      })
      assert.deepStrictEqual((yield* sandbox.ledger()).at(-1), entry)
      assert.strictEqual(yield* balance(), 25.5)
    }).pipe(fresh()),
  )

  it.effect("are news to who watches", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const watching = yield* Effect.forkChild(Stream.runHead(sandbox.changes))
      yield* TestClock.adjust(0)
      const entry = yield* sandbox.credit(anna.id, Points.make(1))
      const head = yield* Fiber.join(watching)
      assert.deepStrictEqual(head._tag === "Some" ? head.value : undefined, { _tag: "Entry", entry })
    }).pipe(fresh()),
  )

  it.effect("go to clients that there are, that have points, and that have room for them", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const most = Points.make(MAX_WHOLE * 100)
      const nobody = yield* Effect.flip(sandbox.credit(ClientId.make("nobody"), Points.make(1)))
      assert.strictEqual(nobody._tag, "NoSuchClient")
      for (const [client, points, reason] of [
        [grigory.id, Points.make(1), "discount"],
        [anna.id, most, "too-many"],
      ] as const) {
        const refused = yield* Effect.flip(sandbox.credit(client, points))
        assert.deepInclude(refused, { _tag: "CannotCredit", client, reason })
        assert.include(refused.message, client)
      }
      assert.strictEqual((yield* sandbox.state).entries, 5)
    }).pipe(fresh()),
  )

  it.effect("are more than none, or a defect that names the field", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      for (const points of [Points.make(0), Points.make(-1), JSON.parse("0.5"), JSON.parse('"1"')]) {
        const exit = yield* Effect.exit(sandbox.credit(anna.id, points))
        assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
        assert.include(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "", " points:")
      }
      assert.strictEqual((yield* sandbox.state).entries, 5)
    }).pipe(fresh()),
  )
})
