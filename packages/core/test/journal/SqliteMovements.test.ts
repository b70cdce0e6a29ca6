import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { DatabaseSync } from "node:sqlite"
import { ClientId } from "../../src/Domain.ts"
import type { Journal } from "../../src/Journal.ts"
import { JournalRows } from "../../src/node/journal/JournalRows.ts"
import { appendOf, keyOf, NOON } from "../../src/testing/JournalSamples.ts"
import { edit, filled, using } from "./JournalInFile.ts"
import { tempFile } from "./TempFile.ts"

describe("whose movements a journal's file has", () => {
  const anna = ClientId.make("anna")
  const moving = (receipt: string) => appendOf(receipt, 0, { client: anna, moves: true, status: "settled" })
  const moved = (journal: Journal["Service"], since: number) =>
    journal.movedSince({ client: anna, since, except: keyOf("r") })

  it.effect("goes on where it was when the file was closed, also after a purge", () =>
    Effect.gen(function* () {
      const path = yield* filled
      const sequence = yield* using(path, (journal) =>
        Effect.gen(function* () {
          yield* Effect.forEach(["s", "t"], (receipt) => journal.append(moving(receipt)))
          yield* journal.purge(NOON + 1)
          return yield* journal.sequence
        }),
      )
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          assert.strictEqual(yield* journal.sequence, sequence)
          assert.deepStrictEqual(
            [yield* moved(journal, sequence - 1), yield* moved(journal, sequence)],
            [true, false],
          )
          yield* journal.append(moving("u"))
          assert.isAbove(yield* journal.sequence, sequence)
          assert.isTrue(yield* moved(journal, sequence))
        }),
      )
    }),
  )

  it.effect("says so where the count is missing, and takes no movement without it", () =>
    Effect.gen(function* () {
      const path = yield* filled
      yield* edit(path, "DELETE FROM movements")
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          const failures = [
            yield* Effect.flip(journal.sequence),
            yield* Effect.flip(journal.append(moving("s"))),
            yield* Effect.flip(moved(journal, 0)),
          ]
          for (const { message } of failures) {
            for (const part of [path, "the count of its movements"]) assert.include(message, part)
          }
          assert.isTrue(Option.isNone(yield* journal.load(keyOf("s"))))
        }),
      )
    }),
  )

  it.effect("reads no more than an index for what concerns one client or one point", () =>
    Effect.gen(function* () {
      const db = new DatabaseSync(yield* filled)
      const asked: Array<string> = []
      const prepare = db.prepare.bind(db)
      db.prepare = (sql) => {
        asked.push(sql)
        return prepare(sql)
      }
      const rows = new JournalRows(db, "journal.db")
      for (const query of [{}, { status: "doubt" }, { status: "settled" }, { cases: true }] as const) {
        rows.list({ ...query, client: anna })
      }
      const ways = asked
        .filter((sql) => /^\s*SELECT.* (client|point) = /s.test(sql))
        .map((sql) =>
          prepare(`EXPLAIN QUERY PLAN ${sql}`)
            .all()
            .map(({ detail }) => String(detail)),
        )
      for (const step of ways.flat()) assert.notMatch(step, /^SCAN/)
      const uses = (way: ReadonlyArray<string> = [], index: string) =>
        assert.include(way.join(), ` USING ${index}`)
      const [moved, movedAt, unsettled, doubts] = ways.filter(
        (way) => !way.join().includes("sqlite_autoindex"),
      )
      uses(moved, "COVERING INDEX moved_of_client (client=? AND moved>?)")
      uses(moved, "COVERING INDEX moved_of_left (client=? AND moved>?)")
      uses(moved, "COVERING INDEX unsettled_of_client (client=?)")
      uses(movedAt, "COVERING INDEX moved_at_point (point=? AND moved>?)")
      uses(movedAt, "INDEX under_way_at_point (point=?)")
      for (const way of [unsettled, doubts]) uses(way, "INDEX unsettled_of_client (client=? AND id>?)")
      db.close()
    }),
  )

  it.effect("leaves nothing of a purged receipt but the count", () =>
    Effect.gen(function* () {
      const path = yield* tempFile
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          yield* journal.append(moving("s"))
          yield* journal.append(appendOf("s", 1, { client: ClientId.make("boris"), status: "settled" }))
          yield* journal.purge(NOON + 1)
        }),
      )
      const db = new DatabaseSync(path)
      const rowsIn = (table: string) => db.prepare(`SELECT * FROM ${table}`).all().length
      assert.deepStrictEqual(["checkouts", "events", "left_clients", "movements"].map(rowsIn), [0, 0, 0, 1])
      db.close()
    }),
  )
})
