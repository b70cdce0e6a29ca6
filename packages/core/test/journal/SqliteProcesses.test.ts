import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { type ChildProcessByStdio, spawn } from "node:child_process"
import { once } from "node:events"
import type { Readable } from "node:stream"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { ClientId } from "../../src/Domain.ts"
import { type Durability, Journal } from "../../src/Journal.ts"
import * as SqliteJournal from "../../src/node/SqliteJournal.ts"
import { appendOf, keyOf } from "../../src/testing/JournalSamples.ts"
import { tempFile } from "./TempFile.ts"

const client = ClientId.make("anna")

type Till = ChildProcessByStdio<null, Readable, null>

const program = fileURLToPath(new URL("./Till.ts", import.meta.url))

const till = (path: string, durability: Durability) =>
  Effect.acquireRelease(
    Effect.sync((): Till =>
      spawn(process.execPath, [program, path, durability], { stdio: ["ignore", "pipe", "inherit"] }),
    ),
    (child) => Effect.sync(() => child.kill("SIGKILL")),
  )

/** Every line that the till prints until it has ended; it is killed after so many. */
const linesUntilKilled = (child: Till, after: number) =>
  Effect.promise(async () => {
    const lines: Array<string> = []
    const closed = once(child, "close")
    for await (const line of createInterface(child.stdout)) {
      if (lines.push(line) === after) child.kill("SIGKILL")
    }
    await closed
    return lines
  })

const firstLine = (child: Till) =>
  Effect.promise(async () => {
    const [line] = await once(createInterface(child.stdout), "line")
    return String(line)
  })

describe("the SQLite journal and the death of its process", () => {
  for (const durability of ["written", "synced"] as const) {
    it.effect(`has every ${durability} append that was acknowledged before a kill`, () =>
      Effect.gen(function* () {
        const path = yield* tempFile
        const child = yield* till(path, durability)
        const [first, ...acknowledged] = yield* linesUntilKilled(child, 400)
        assert.strictEqual(first, "open")
        assert.isAtLeast(acknowledged.length, 399)

        yield* Effect.gen(function* () {
          const journal = yield* Journal
          for (const receipt of acknowledged) {
            const record = yield* journal.load(keyOf(receipt))
            assert.deepStrictEqual(
              Option.map(record, ({ version }) => version),
              Option.some(1),
              receipt,
            )
          }
          // Counted in the same transaction: as many movements as receipts, acknowledged or not.
          const sequence = yield* journal.sequence
          assert.isAtLeast(sequence, acknowledged.length)
          assert.isTrue(Option.isSome(yield* journal.load(keyOf(`r-${sequence - 1}`))))
          assert.isTrue(Option.isNone(yield* journal.load(keyOf(`r-${sequence}`))))
          const moved = (since: number) => journal.movedSince({ client, since, except: keyOf("r-0") })
          assert.deepStrictEqual([yield* moved(sequence - 1), yield* moved(sequence)], [true, false])
        }).pipe(Effect.provide(SqliteJournal.layer({ path })))
      }),
    )
  }

  it.effect("refuses a second process, and tells it which file and what to do", () =>
    Effect.gen(function* () {
      const path = yield* tempFile
      yield* Effect.gen(function* () {
        const journal = yield* Journal
        const said = yield* firstLine(yield* till(path, "synced"))
        assert.match(said, /^JournalUnavailable: .* is in use by another process.*Stop the other/)
        assert.include(said, path)
        assert.strictEqual(yield* journal.append(appendOf("r")), 1)
      }).pipe(Effect.provide(SqliteJournal.layer({ path })))
    }),
  )

  it.effect("takes the file over as soon as the other process is dead", () =>
    Effect.gen(function* () {
      const path = yield* tempFile
      const child = yield* till(path, "written")
      assert.strictEqual(yield* firstLine(child), "open")
      const open = Effect.provide(Journal, SqliteJournal.layer({ path }))
      const refused = yield* Effect.flip(open)
      assert.strictEqual(refused._tag, "JournalUnavailable")
      const closed = once(child, "close")
      child.kill("SIGKILL")
      child.stdout.resume()
      yield* Effect.promise(() => closed)
      yield* open
    }),
  )

  it.effect("refuses a second journal on the same file in the same process", () =>
    Effect.gen(function* () {
      const path = yield* tempFile
      const layer = () => SqliteJournal.layer({ path })
      yield* Effect.gen(function* () {
        yield* Journal
        const refused = yield* Effect.flip(Effect.provide(Journal, layer()))
        assert.include(refused.message, "is in use by another process, or opened twice in this one")
        // The refused one must not have taken the lock of the first with it.
        const said = yield* firstLine(yield* till(path, "synced"))
        assert.include(said, "is in use")
      }).pipe(Effect.provide(layer()))
      yield* Effect.provide(Journal, layer())
    }),
  )
})
