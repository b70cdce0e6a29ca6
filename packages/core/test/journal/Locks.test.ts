import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Locks from "../../src/journal/Locks.ts"

const started = { startImmediately: true } as const

describe("two commands", () => {
  it.effect("on one receipt run one after the other, in the order of their coming", () =>
    Effect.gen(function* () {
      const { alone } = Locks.make()
      const told: Array<string> = []
      const gate = yield* Deferred.make<void>()
      const first = alone("a")(
        Effect.andThen(
          Deferred.await(gate),
          Effect.sync(() => told.push("first")),
        ),
      )
      const second = alone("a")(Effect.sync(() => told.push("second")))
      const fibers = [yield* Effect.forkChild(first, started), yield* Effect.forkChild(second, started)]
      assert.deepStrictEqual(told, [])
      yield* Deferred.succeed(gate, undefined)
      yield* Fiber.joinAll(fibers)
      assert.deepStrictEqual(told, ["first", "second"])
    }),
  )

  it.effect("on two receipts do not wait for each other", () =>
    Effect.gen(function* () {
      const { alone } = Locks.make()
      const stuck = yield* Effect.forkChild(alone("a")(Effect.never), started)
      assert.strictEqual(yield* alone("b")(Effect.succeed("done")), "done")
      yield* Fiber.interrupt(stuck)
    }),
  )
})

describe("a receipt is free again", () => {
  it.effect("when its command failed", () =>
    Effect.gen(function* () {
      const { alone } = Locks.make()
      yield* Effect.exit(alone("a")(Effect.fail("no")))
      assert.strictEqual(yield* alone("a")(Effect.succeed("done")), "done")
    }),
  )

  it.effect("when one that held it and one that waited were interrupted, in either order", () =>
    Effect.gen(function* () {
      for (const order of [
        [0, 1],
        [1, 0],
      ]) {
        const { alone } = Locks.make()
        const fibers = [
          yield* Effect.forkChild(alone("a")(Effect.never), started),
          yield* Effect.forkChild(alone("a")(Effect.never), started),
        ]
        for (const index of order) yield* Fiber.interrupt(fibers[index] ?? assert.fail("no such fiber"))
        assert.strictEqual(yield* alone("a")(Effect.succeed("done")), "done")
      }
    }),
  )
})

describe("a command that was begun", () => {
  it.effect("goes on where its caller leaves, and never begins where the caller left the queue", () =>
    Effect.gen(function* () {
      const scope = yield* Effect.scope
      const { begin } = Locks.make()
      const told: Array<string> = []
      const gate = yield* Deferred.make<void>()
      const tell = (what: string) =>
        Effect.andThen(
          Deferred.await(gate),
          Effect.sync(() => told.push(what)),
        )
      const first = yield* Effect.forkChild(
        Effect.flatMap(begin("a", scope)(tell("first")), Fiber.join),
        started,
      )
      const second = yield* Effect.forkChild(begin("a", scope)(tell("second")), started)
      const third = yield* Effect.forkChild(
        Effect.flatMap(begin("a", scope)(tell("third")), Fiber.join),
        started,
      )
      yield* Fiber.interrupt(first)
      yield* Fiber.interrupt(second)
      yield* Deferred.succeed(gate, undefined)
      yield* Fiber.join(third)
      assert.deepStrictEqual(told, ["first", "third"])
    }).pipe(Effect.scoped),
  )
})
