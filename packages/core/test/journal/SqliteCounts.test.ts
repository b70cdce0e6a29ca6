/** How many checkouts stand where, in a journal's file that has far more settled ones. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { DatabaseSync } from "node:sqlite"
import { JournalRows } from "../../src/node/journal/JournalRows.ts"
import { appendOf } from "../../src/testing/JournalSamples.ts"
import { edit, filled, using } from "./JournalInFile.ts"

describe("how many checkouts stand where in a journal's file", () => {
  it.effect("is read off the index of the unsettled ones, and no settled one is looked at", () =>
    Effect.gen(function* () {
      const db = new DatabaseSync(yield* filled)
      const asked: Array<string> = []
      const prepare = db.prepare.bind(db)
      db.prepare = (sql) => {
        asked.push(sql)
        return prepare(sql)
      }
      assert.deepStrictEqual(new JournalRows(db, "journal.db").counts().open, 1)
      const ways = asked
        .filter((sql) => sql.includes("count("))
        .map((sql) =>
          prepare(`EXPLAIN QUERY PLAN ${sql}`)
            .all()
            .map(({ detail }) => String(detail)),
        )
      assert.deepStrictEqual(ways, [
        ["SCAN checkouts USING COVERING INDEX unsettled", "USE TEMP B-TREE FOR GROUP BY"],
      ])
      db.close()
    }),
  )

  it.effect("is as it was when the file was closed", () =>
    Effect.gen(function* () {
      const path = yield* filled
      yield* using(path, (journal) => journal.append(appendOf("s", 0, { status: "doubt" })))
      assert.deepStrictEqual(yield* using(path, (journal) => journal.counts), {
        open: 1,
        queued: 0,
        committing: 0,
        doubt: 1,
        overdue: 0,
      })
    }),
  )

  it.effect("leaves out a checkout that stands nowhere", () =>
    Effect.gen(function* () {
      const path = yield* filled
      yield* using(path, (journal) => journal.append(appendOf("s", 0, { status: "doubt" })))
      yield* edit(
        path,
        "PRAGMA ignore_check_constraints = ON; UPDATE checkouts SET status = '?' WHERE id = 1",
      )
      const { doubt, open } = yield* using(path, (journal) => journal.counts)
      assert.deepStrictEqual([open, doubt], [0, 1])
    }),
  )
})
