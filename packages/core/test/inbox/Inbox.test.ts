import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { Inbox } from "../../src/index.ts"
import { Journal, JournalUnavailable } from "../../src/Journal.ts"
import { layerMemory } from "../../src/journal/MemoryJournal.ts"
import * as SqliteJournal from "../../src/node/SqliteJournal.ts"
import { tempFile } from "../journal/TempFile.ts"

const told = (id: string, more: Partial<Inbox.Entry> = {}): Inbox.Entry => ({
  id,
  body: `body of ${id}`,
  ...more,
})
const about = (subject: string, order: number) => told(`${subject}-${order}`, { subject, order })

/** An inbox whose work is written into a list; `how` may fail it. */
const keeping = (
  options: Partial<Inbox.InboxOptions<string, never>> = {},
  how: (id: string, tries: number) => Effect.Effect<Inbox.Worked, string> = () => Effect.succeed("done"),
) => {
  const worked: Array<string> = []
  const tries = new Map<string, number>()
  const work = ({ id }: Inbox.Entry) =>
    Effect.suspend(() => {
      const count = (tries.get(id) ?? 0) + 1
      tries.set(id, count)
      return how(id, count)
    }).pipe(Effect.tap((outcome) => Effect.sync(() => void (outcome === "done" && worked.push(id)))))
  return Effect.map(Inbox.make({ name: "t", work, ...options }), (inbox) => ({ ...inbox, worked, tries }))
}

/** A life of the process: its inbox ends with it, the journal stays. */
const life = <A, E, R>(use: Effect.Effect<A, E, R>) => Effect.scoped(use)

const settle = TestClock.adjust("1 millis")

describe("an inbox", () => {
  it.effect("works off what it took, once, and knows a repetition before and after", () =>
    Effect.gen(function* () {
      const inbox = yield* keeping()
      yield* inbox.put([told("a"), told("b"), told("a")])
      yield* settle
      yield* inbox.put([told("a"), told("c")])
      yield* settle
      assert.deepStrictEqual(inbox.worked, ["a", "b", "c"])
      assert.strictEqual(yield* inbox.waiting, 0)
    }).pipe(Effect.provide(layerMemory)),
  )

  it.effect("lets an entry rest, and tries again what is not done, less and less often", () =>
    Effect.gen(function* () {
      const inbox = yield* keeping({ rest: "2 minutes" }, (_, tries) =>
        tries < 4 ? Effect.succeed("again") : Effect.succeed("done"),
      )
      yield* inbox.put([told("a")])
      yield* TestClock.adjust("119 seconds")
      assert.strictEqual(inbox.tries.get("a"), undefined)
      yield* TestClock.adjust("1 seconds")
      assert.strictEqual(inbox.tries.get("a"), 1)
      yield* TestClock.adjust("7 seconds")
      assert.strictEqual(inbox.tries.get("a"), 2)
      yield* TestClock.adjust("1 minutes")
      assert.deepStrictEqual(inbox.worked, ["a"])
    }).pipe(Effect.provide(layerMemory)),
  )

  it.effect(
    "goes on with the others where one fails, dies or never ends, and gives that one up after days",
    () =>
      Effect.gen(function* () {
        const poison: Readonly<Record<string, Effect.Effect<Inbox.Worked, string>>> = {
          fails: Effect.fail("no"),
          dies: Effect.die(new Error("a bug")),
          hangs: Effect.never,
        }
        const inbox = yield* keeping({ giveUpDays: 2 }, (id) => poison[id] ?? Effect.succeed("done"))
        yield* inbox.put([told("fails"), told("dies"), told("hangs"), told("good")])
        yield* settle
        assert.deepStrictEqual(inbox.worked, ["good"])
        yield* TestClock.adjust("30 hours")
        assert.strictEqual(yield* inbox.waiting, 3)
        assert.isAbove(inbox.tries.get("fails") ?? 0, 100)
        yield* TestClock.adjust("19 hours")
        assert.strictEqual(yield* inbox.waiting, 0)
        assert.deepStrictEqual(inbox.worked, ["good"])
      }).pipe(Effect.provide(layerMemory)),
  )

  it.effect("refuses all of what it has no room for, and takes it when there is", () =>
    Effect.gen(function* () {
      const gate = yield* Deferred.make<void>()
      const inbox = yield* keeping({ slots: 2 }, () => Effect.as(Deferred.await(gate), "done"))
      yield* inbox.put([told("a")])
      yield* inbox.put([told("b")])
      const full = yield* Effect.flip(inbox.put([told("c")]))
      assert.strictEqual(full._tag, "InboxFull")
      // What it has is no news, and needs no room.
      yield* inbox.put([told("a"), told("b")])
      yield* Deferred.succeed(gate, undefined)
      yield* settle
      yield* inbox.put([told("c")])
      yield* settle
      assert.deepStrictEqual(inbox.worked, ["a", "b", "c"])
    }).pipe(Effect.provide(layerMemory)),
  )

  it.effect("keeps a push that is larger than a slot in several, and refuses an entry that fits none", () =>
    Effect.gen(function* () {
      const inbox = yield* keeping({ slots: 4 })
      const large = (id: string, bytes: number) => told(id, { body: "я".repeat(bytes / 2) })
      yield* inbox.put([large("a", 40_000), large("b", 40_000), large("c", 20_000)])
      yield* settle
      assert.deepStrictEqual(inbox.worked, ["a", "b", "c"])
      const refused = yield* Effect.flip(inbox.put([told("d"), large("e", 70_000)]))
      assert.strictEqual(refused._tag, "EntryTooLarge")
      const full = yield* Effect.flip(inbox.put("fghij".split("").map((id) => large(id, 60_000))))
      assert.strictEqual(full._tag, "InboxFull")
      yield* settle
      assert.deepStrictEqual(inbox.worked, ["a", "b", "c"])
    }).pipe(Effect.provide(layerMemory)),
  )

  it.effect("fails where the journal does, and works off what was kept all the same", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      let sick: "none" | "write" | "sync" = "none"
      const failing = new JournalUnavailable({ detail: "full disk" })
      const ill = Journal.of({
        ...journal,
        remember: (name, value) => (sick === "write" ? Effect.fail(failing) : journal.remember(name, value)),
        sync: Effect.suspend(() => (sick === "sync" ? Effect.fail(failing) : journal.sync)),
      })
      const inbox = yield* Effect.provideService(keeping(), Journal, ill)
      sick = "write"
      assert.strictEqual((yield* Effect.flip(inbox.put([told("a")])))._tag, "JournalUnavailable")
      yield* settle
      assert.deepStrictEqual(inbox.worked, [])
      sick = "sync"
      assert.strictEqual((yield* Effect.flip(inbox.put([told("b")])))._tag, "JournalUnavailable")
      // Told again it is known, and still not on the disk.
      assert.strictEqual((yield* Effect.flip(inbox.put([told("b")])))._tag, "JournalUnavailable")
      sick = "none"
      yield* inbox.put([told("a"), told("b")])
      yield* settle
      assert.deepStrictEqual(inbox.worked.toSorted(), ["a", "b"])
    }).pipe(Effect.provide(layerMemory)),
  )
})

describe("of one subject", () => {
  it.effect("the newest replaces what waits, keeps its place in time, and drops what comes late", () =>
    Effect.gen(function* () {
      const inbox = yield* keeping({ rest: "2 minutes" })
      yield* inbox.put([about("x", 5)])
      yield* TestClock.adjust("1 minutes")
      yield* inbox.put([about("x", 8), about("x", 6), about("y", 1)])
      yield* inbox.put([about("x", 7)])
      assert.strictEqual(yield* inbox.waiting, 2)
      yield* TestClock.adjust("1 minutes")
      assert.deepStrictEqual(inbox.worked, ["x-8"])
      yield* inbox.put([about("x", 4)])
      yield* TestClock.adjust("10 minutes")
      assert.deepStrictEqual(inbox.worked, ["x-8", "y-1"])
    }).pipe(Effect.provide(layerMemory)),
  )

  it.effect("a newer one waits until the older one, which is at work, has ended", () =>
    Effect.gen(function* () {
      const gate = yield* Deferred.make<void>()
      const inbox = yield* keeping({}, (id) =>
        id === "x-1" ? Effect.as(Deferred.await(gate), "done") : Effect.succeed("done"),
      )
      yield* inbox.put([about("x", 1)])
      yield* settle
      yield* inbox.put([about("x", 2), about("y", 1)])
      yield* settle
      assert.deepStrictEqual(inbox.worked, ["y-1"])
      yield* Deferred.succeed(gate, undefined)
      yield* settle
      assert.deepStrictEqual(inbox.worked, ["y-1", "x-1", "x-2"])
    }).pipe(Effect.provide(layerMemory)),
  )

  it.effect(
    "in any order, in any pushes, with any repetitions and restarts: never an older one after a newer, the newest always",
    () =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            fc.array(
              fc.oneof(
                {
                  weight: 6,
                  arbitrary: fc.array(fc.tuple(fc.constantFrom("x", "y", "z"), fc.nat(9)), { maxLength: 6 }),
                },
                { weight: 2, arbitrary: fc.constant("time" as const) },
                { weight: 1, arbitrary: fc.constant("restart" as const) },
              ),
              { maxLength: 20 },
            ),
            (steps) =>
              Effect.runPromise(
                Effect.gen(function* () {
                  const worked: Array<string> = []
                  let scope = yield* Scope.make()
                  const start = Inbox.make({
                    name: "t",
                    rest: "1 minutes",
                    // As many as there are pushes: what a slot forgets may come again.
                    slots: 20,
                    work: ({ id }) => Effect.sync((): Inbox.Worked => (worked.push(id), "done")),
                  })
                  let inbox = yield* Scope.provide(start, scope)
                  const newest = new Map<string, number>()
                  for (const step of steps) {
                    if (step === "time") yield* TestClock.adjust("1 minutes")
                    else if (step === "restart") {
                      yield* Scope.close(scope, Exit.void)
                      scope = yield* Scope.make()
                      inbox = yield* Scope.provide(start, scope)
                    } else {
                      const taken = yield* Effect.result(
                        inbox.put(step.map(([subject, order]) => about(subject, order))),
                      )
                      if (taken._tag === "Failure") yield* TestClock.adjust("1 minutes")
                      else
                        for (const [subject, order] of step)
                          newest.set(subject, Math.max(order, newest.get(subject) ?? 0))
                    }
                  }
                  yield* TestClock.adjust("1 minutes")
                  yield* Scope.close(scope, Exit.void)
                  for (const subject of ["x", "y", "z"]) {
                    const orders = worked
                      .filter((id) => id.startsWith(subject))
                      .map((id) => Number(id.slice(2)))
                    assert.deepStrictEqual(
                      orders,
                      [...new Set(orders)].toSorted((one, other) => one - other),
                      "in order, each once",
                    )
                    assert.strictEqual(orders.at(-1), newest.get(subject))
                  }
                }).pipe(Effect.provide(Layer.mergeAll(TestClock.layer(), layerMemory))),
              ),
          ),
          { numRuns: 200 },
        ),
      ),
  )
})

describe("after the end of its process, over a file", () => {
  const restarting = (
    use: (open: ReturnType<typeof SqliteJournal.layer>) => Effect.Effect<void, unknown, Scope.Scope>,
  ) => Effect.flatMap(tempFile, (path) => use(SqliteJournal.layer({ path })))

  it.effect("what was taken and not worked off is, and what was is not", () =>
    restarting((file) =>
      Effect.gen(function* () {
        yield* life(
          Effect.gen(function* () {
            const inbox = yield* keeping({}, (id) => Effect.succeed(id === "a" ? "done" : "again"))
            yield* inbox.put([told("a"), told("b")])
            yield* inbox.put([about("x", 3)])
            yield* settle
            assert.deepStrictEqual(inbox.worked, ["a"])
            // In its last moment; nobody has looked at it.
            yield* inbox.put([about("x", 4), told("c")])
          }).pipe(Effect.provide(file)),
        )
        yield* life(
          Effect.gen(function* () {
            const inbox = yield* keeping()
            assert.strictEqual(yield* inbox.waiting, 3)
            yield* settle
            yield* inbox.put([told("a"), told("b"), told("c"), about("x", 3)])
            yield* settle
            assert.deepStrictEqual(inbox.worked.toSorted(), ["b", "c", "x-4"])
          }).pipe(Effect.provide(file)),
        )
        yield* life(
          Effect.gen(function* () {
            const inbox = yield* keeping()
            yield* inbox.put([told("a"), told("b"), told("c"), about("x", 3), about("x", 4)])
            yield* settle
            assert.deepStrictEqual(inbox.worked, [])
          }).pipe(Effect.provide(file)),
        )
      }),
    ),
  )

  it.effect("a newer one has replaced the older, also where the process died before that was noted", () =>
    restarting((file) =>
      Effect.gen(function* () {
        yield* life(
          Effect.gen(function* () {
            const journal = yield* Journal
            let writes = 0
            const dying = Journal.of({
              ...journal,
              remember: (name, value) =>
                ++writes > 2
                  ? Effect.fail(new JournalUnavailable({ detail: "dead" }))
                  : journal.remember(name, value),
            })
            const inbox = yield* Effect.provideService(keeping({ rest: "1 minutes" }), Journal, dying)
            yield* inbox.put([about("x", 3)])
            yield* inbox.put([about("x", 4)])
          }).pipe(Effect.provide(file)),
        )
        yield* life(
          Effect.gen(function* () {
            const inbox = yield* keeping()
            assert.strictEqual(yield* inbox.waiting, 1)
            yield* settle
            assert.deepStrictEqual(inbox.worked, ["x-4"])
          }).pipe(Effect.provide(file)),
        )
      }),
    ),
  )

  it.effect("the days until it is given up go on", () =>
    restarting((file) =>
      Effect.gen(function* () {
        const inbox = keeping({ giveUpDays: 2 }, () => Effect.succeed("again"))
        const waiting = (days: number) =>
          life(
            Effect.gen(function* () {
              const { waiting } = yield* inbox
              yield* TestClock.adjust(`${days} days`)
              return yield* waiting
            }).pipe(Effect.provide(file)),
          )
        yield* life(Effect.flatMap(inbox, ({ put }) => put([told("a")])).pipe(Effect.provide(file)))
        assert.strictEqual(yield* waiting(1), 1)
        assert.strictEqual(yield* waiting(1.1), 0)
      }),
    ),
  )

  it.effect("a slot that cannot be read is left alone", () =>
    restarting((file) =>
      Effect.gen(function* () {
        yield* Effect.flatMap(Journal, ({ remember }) => remember("inbox.t.0", "{ from the future }")).pipe(
          Effect.provide(file),
        )
        yield* life(
          Effect.gen(function* () {
            const inbox = yield* keeping({ slots: 2 })
            for (const id of ["a", "b", "c"]) {
              yield* inbox.put([told(id)])
              yield* settle
            }
            assert.deepStrictEqual(inbox.worked, ["a", "b", "c"])
            const { recall } = yield* Journal
            assert.deepStrictEqual(yield* recall("inbox.t.0"), Option.some("{ from the future }"))
          }).pipe(Effect.provide(file)),
        )
      }),
    ),
  )
})
