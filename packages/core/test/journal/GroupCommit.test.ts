import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type { Append } from "../../src/Journal.ts"
import { GroupCommit, MAX_QUEUED } from "../../src/node/journal/GroupCommit.ts"
import { open, SYNCHRONOUS } from "../../src/node/journal/JournalFile.ts"
import { JournalRows, prepare } from "../../src/node/journal/JournalRows.ts"
import { pragma } from "../../src/node/journal/JournalSchema.ts"
import { appendOf, eventsByKind, keyOf } from "../../src/testing/JournalSamples.ts"
import { tempFile } from "./TempFile.ts"

/** A journal's parts, with its connection in reach. */
const parts = Effect.gen(function* () {
  const { db, file } = yield* open(yield* tempFile)
  const rows = new JournalRows(db, file)
  const commits = new GroupCommit(db, file, rows)
  yield* Effect.addFinalizer(() => commits.close)
  return { db, rows, commits }
})

const MANY_EVENTS = Array.from({ length: 50 }, () => eventsByKind.Quoted)

describe("group commit", () => {
  it.effect("waits for the disk where one of the group must survive a power cut, and only there", () =>
    Effect.gen(function* () {
      const { db, commits } = yield* parts
      yield* commits.append(prepare(appendOf("a", 0, { durability: "written" })))
      assert.strictEqual(pragma(db, "synchronous"), SYNCHRONOUS.written)
      yield* Effect.all(
        [
          commits.append(prepare(appendOf("b", 0, { durability: "written" }))),
          commits.append(prepare(appendOf("c", 0, { durability: "synced" }))),
        ],
        { concurrency: "unbounded" },
      )
      assert.strictEqual(pragma(db, "synchronous"), SYNCHRONOUS.synced)
    }),
  )

  it.effect(
    "writes nothing of a group that finds the disk full, says so, and goes on once there is room",
    () =>
      Effect.gen(function* () {
        const { db, rows, commits } = yield* parts
        yield* commits.append(prepare(appendOf("before")))
        const whole = pragma(db, "max_page_count")
        db.exec("PRAGMA max_page_count = 1")
        const big = (receipt: string) =>
          commits.append(
            prepare(
              appendOf(receipt, 0, { durability: "synced", events: [eventsByKind.Quoted, ...MANY_EVENTS] }),
            ),
          )
        const failures = yield* Effect.forEach(["a", "b"], (receipt) => Effect.flip(big(receipt)), {
          concurrency: "unbounded",
        })
        for (const failure of failures) {
          assert.strictEqual(failure._tag, "JournalUnavailable")
          assert.include(failure.message, "the disk is full: free some space")
        }
        assert.isTrue(Option.isNone(rows.load(keyOf("a"))))
        db.exec(`PRAGMA max_page_count = ${whole}`)
        assert.strictEqual(yield* big("a"), 1 + MANY_EVENTS.length)
        assert.isTrue(Option.isSome(rows.load(keyOf("before"))))
      }),
  )

  it.effect("gives no number to a movement that was not written", () =>
    Effect.gen(function* () {
      const { db, rows, commits } = yield* parts
      const move = (receipt: string, events: Append["events"]) =>
        commits.append(prepare(appendOf(receipt, 0, { moves: true, events })))
      yield* move("a", [eventsByKind.Held])
      const whole = pragma(db, "max_page_count")
      db.exec("PRAGMA max_page_count = 1")
      yield* Effect.flip(move("b", [eventsByKind.Held, ...MANY_EVENTS]))
      assert.strictEqual(rows.sequence(), 1)
      db.exec(`PRAGMA max_page_count = ${whole}`)
      yield* move("b", [eventsByKind.Held])
      assert.strictEqual(rows.sequence(), 2)
    }),
  )

  it.effect(
    "writes the first of a turn at once, unless it waits for the disk, and the others at the turn's end",
    () =>
      Effect.gen(function* () {
        const { rows, commits } = yield* parts
        const begin = (receipt: string, durability: "synced" | "written") =>
          Effect.forkChild(commits.append(prepare(appendOf(receipt, 0, { durability }))), {
            startImmediately: true,
          })
        const has = (receipt: string) => Option.isSome(rows.load(keyOf(receipt)))
        yield* begin("first", "written")
        const second = yield* begin("second", "written")
        assert.deepStrictEqual([has("first"), has("second")], [true, false])
        yield* Fiber.join(second)
        assert.isTrue(has("second"))
        const synced = yield* begin("synced", "synced")
        yield* begin("after", "written")
        assert.deepStrictEqual([has("synced"), has("after")], [false, false])
        yield* Fiber.join(synced)
        assert.deepStrictEqual([has("synced"), has("after")], [true, true])
      }),
  )

  it.effect("fails the append that meets a conflict, and none of its group", () =>
    Effect.gen(function* () {
      const { commits } = yield* parts
      const outcomes = yield* Effect.forEach(
        ["a", "a", "b"],
        (receipt) => Effect.result(commits.append(prepare(appendOf(receipt, 0, { durability: "synced" })))),
        { concurrency: "unbounded" },
      )
      assert.deepStrictEqual(
        outcomes.map(({ _tag }) => _tag),
        ["Success", "Failure", "Success"],
      )
    }),
  )

  it.effect("refuses what would make the queue endless", () =>
    Effect.gen(function* () {
      const { commits } = yield* parts
      const outcomes = yield* Effect.forEach(
        Array.from({ length: MAX_QUEUED + 1 }, (_, index) =>
          prepare(appendOf(`r-${index}`, 0, { durability: "synced" })),
        ),
        (append) => Effect.result(commits.append(append)),
        { concurrency: "unbounded" },
      )
      const refused = outcomes.filter(({ _tag }) => _tag === "Failure")
      assert.strictEqual(refused.length, 1)
    }),
  )

  it.effect("writes the whole of an append whose caller was interrupted while it waited", () =>
    Effect.gen(function* () {
      const { rows, commits } = yield* parts
      const append = appendOf("r", 0, {
        durability: "synced",
        events: [eventsByKind.Identified, eventsByKind.Quoted],
      })
      const caller = yield* Effect.forkChild(commits.append(prepare(append)), { startImmediately: true })
      yield* Fiber.interrupt(caller)
      yield* commits.sync
      assert.deepStrictEqual(
        Option.map(rows.load(keyOf("r")), ({ version }) => version),
        Option.some(2),
      )
    }),
  )

  it.effect("writes what still waits when it is closed, and refuses what comes after", () =>
    Effect.gen(function* () {
      const { rows, commits } = yield* parts
      const append = prepare(appendOf("r", 0, { durability: "synced" }))
      const waiting = yield* Effect.forkChild(commits.append(append), { startImmediately: true })
      yield* commits.close
      assert.strictEqual(yield* Fiber.join(waiting), 1)
      assert.isTrue(Option.isSome(rows.load(keyOf("r"))))
      const refused = yield* Effect.flip(commits.append(prepare(appendOf("s"))))
      assert.include(refused.message, "it is closed")
      assert.include((yield* Effect.flip(commits.sync)).message, "it is closed")
    }),
  )
})
