import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Fs from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { ClientId } from "../../src/Domain.ts"
import { Journal } from "../../src/Journal.ts"
import { JournalRows } from "../../src/node/journal/JournalRows.ts"
import { APPLICATION_ID, migrate, pragma, steps } from "../../src/node/journal/JournalSchema.ts"
import * as SqliteJournal from "../../src/node/SqliteJournal.ts"
import { appendOf, eventsByKind, keyOf, NOON, person } from "../../src/testing/JournalSamples.ts"
import { tempFile } from "./TempFile.ts"

const using = <A, E>(path: string, use: (journal: Journal["Service"]) => Effect.Effect<A, E>) =>
  Effect.flatMap(Journal, use).pipe(Effect.provide(SqliteJournal.layer({ path })))

/** A closed file with one receipt in it. */
const filled = Effect.tap(tempFile, (path) =>
  using(path, (journal) => journal.append(appendOf("r", 0, { personal: person }))),
)

const edit = (path: string, sql: string) =>
  Effect.sync(() => {
    const db = new DatabaseSync(path)
    db.exec(sql)
    db.close()
  })

/** Opens a file that must be refused, and makes sure that not a byte of it has changed. */
const refusal = Effect.fnUntraced(function* (path: string) {
  const before = Fs.readFileSync(path)
  const error = yield* Effect.flip(using(path, () => Effect.void))
  assert.isTrue(Fs.readFileSync(path).equals(before), "the file was changed")
  assert.include(error.message, path)
  return error
})

describe("opening a journal's file", () => {
  const damages = {
    garbage: () => Buffer.alloc(9_000, "loyal"),
    "a few bytes": () => Buffer.from("receipt"),
    "a file cut within a page": (whole: Buffer) => whole.subarray(0, whole.length - 1_000),
    "a file cut between pages": (whole: Buffer) => whole.subarray(0, 4_096 * 3),
    "a page of zeros": (whole: Buffer) =>
      Buffer.concat([whole.subarray(0, 4_096), Buffer.alloc(whole.length - 4_096)]),
  }
  for (const [name, damage] of Object.entries(damages)) {
    it.effect(`reports ${name} as damage, and leaves it as it is`, () =>
      Effect.gen(function* () {
        const path = yield* filled
        Fs.writeFileSync(path, damage(Fs.readFileSync(path)))
        assert.strictEqual((yield* refusal(path))._tag, "JournalCorrupt")
      }),
    )
  }

  it.effect("refuses another program's database", () =>
    Effect.gen(function* () {
      const path = yield* tempFile
      yield* edit(path, "CREATE TABLE goods (id INTEGER PRIMARY KEY)")
      assert.include((yield* refusal(path)).message, "another program's database")
    }),
  )

  it.effect("refuses a file of a newer version", () =>
    Effect.gen(function* () {
      const path = yield* filled
      yield* edit(path, `PRAGMA user_version = ${steps.length + 1}`)
      const error = yield* refusal(path)
      assert.strictEqual(error._tag, "JournalUnavailable")
      assert.include(error.message, `file version ${steps.length + 1}, this one knows ${steps.length}`)
    }),
  )

  it.effect("says so where the folder does not exist", () =>
    Effect.gen(function* () {
      const path = `${yield* tempFile}/nowhere/journal.db`
      const error = yield* Effect.flip(using(path, () => Effect.void))
      assert.strictEqual(error._tag, "JournalUnavailable")
      assert.include(error.message, path)
    }),
  )

  it.effect("makes a new file that only its owner can read", () =>
    Effect.gen(function* () {
      const path = yield* filled
      assert.strictEqual(Fs.statSync(path).mode & 0o777, 0o600)
    }),
  )

  it.effect("marks the file as a journal of the newest version", () =>
    Effect.gen(function* () {
      const db = new DatabaseSync(yield* filled)
      assert.deepStrictEqual(
        [pragma(db, "application_id"), pragma(db, "user_version")],
        [APPLICATION_ID, steps.length],
      )
      db.close()
    }),
  )
})

describe("bringing an older file up to date", () => {
  it.effect("takes only the steps that the file has not taken, and keeps what is in it", () =>
    Effect.gen(function* () {
      const path = yield* filled
      const db = new DatabaseSync(path)
      migrate(db, [...steps, "ALTER TABLE checkouts ADD COLUMN till TEXT", "UPDATE checkouts SET till = '1'"])
      assert.strictEqual(pragma(db, "user_version"), steps.length + 2)
      assert.deepStrictEqual(
        { ...db.prepare("SELECT receipt, till FROM checkouts").get() },
        { receipt: "r", till: "1" },
      )
      db.close()
    }),
  )

  it.effect("takes all of them or none", () =>
    Effect.gen(function* () {
      const path = yield* filled
      const db = new DatabaseSync(path)
      const half = [...steps, "ALTER TABLE checkouts ADD COLUMN till TEXT", "DROP TABLE unheard_of"]
      assert.throws(() => migrate(db, half), /no such table/)
      assert.strictEqual(pragma(db, "user_version"), steps.length)
      assert.throws(() => db.prepare("SELECT till FROM checkouts"), /no such column/)
      db.close()
      assert.isTrue(Option.isSome(yield* using(path, (journal) => journal.load(keyOf("r")))))
    }),
  )
})

describe("reading damaged rows", () => {
  const damages = {
    "a number that a flipped bit made another": [
      "UPDATE events SET body = replace(body, '150050', '950050')",
      "checksum",
    ],
    "a text that is not JSON": ["UPDATE events SET body = substr(body, 2)", "checksum"],
    "an event that is missing": ["DELETE FROM events", "0 events are stored, not 1"],
    "a personal text that is not JSON": ["UPDATE checkouts SET personal = '{'", "personal: not JSON"],
    "a personal field of the wrong kind": [`UPDATE checkouts SET personal = '{"search":1}'`, 'at ["search"]'],
  } as const
  for (const [name, [sql, said]] of Object.entries(damages)) {
    it.effect(`reports ${name}, naming the receipt, and leaves it`, () =>
      Effect.gen(function* () {
        const path = yield* filled
        yield* edit(path, sql)
        const error = yield* using(path, (journal) => Effect.flip(journal.load(keyOf("r"))))
        assert.strictEqual(error._tag, "JournalCorrupt")
        for (const part of [path, "receipt r", said]) assert.include(error.message, part)
        assert.notInclude(error.message, "79000000001")
        const again = yield* using(path, (journal) => Effect.flip(journal.load(keyOf("r"))))
        assert.strictEqual(again.message, error.message)
      }),
    )
  }

  it.effect("reads the other receipts all the same", () =>
    Effect.gen(function* () {
      const path = yield* filled
      yield* edit(path, "UPDATE events SET body = '?'")
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          yield* journal.append(appendOf("s"))
          assert.isTrue(Option.isSome(yield* journal.load(keyOf("s"))))
        }),
      )
    }),
  )
})

describe("counting movements", () => {
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

  it.effect("reads no more than an index for what concerns one client", () =>
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
      const plans = asked
        .filter((sql) => sql.includes("client = "))
        .map((sql) => prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
      assert.isAtLeast(plans.length, 5)
      for (const step of plans.flat()) assert.notMatch(String(step["detail"]), /^SCAN/)
      db.close()
    }),
  )
})

describe("forgetting old receipts", () => {
  it.effect("keeps the one that is damaged, as a case for a person", () =>
    Effect.gen(function* () {
      const path = yield* filled
      yield* edit(path, "UPDATE checkouts SET status = 'settled', cases = 0, updated_at = 0")
      yield* edit(path, "UPDATE events SET body = replace(body, '150050', '950050')")
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          yield* journal.append({ ...appendOf("s"), status: "settled", at: 0 })
          assert.strictEqual(yield* journal.purge(1), 1)
          assert.isTrue(Option.isNone(yield* journal.load(keyOf("s"))))
          assert.strictEqual((yield* Effect.flip(journal.load(keyOf("r"))))._tag, "JournalCorrupt")
          assert.deepStrictEqual(
            (yield* journal.list({ cases: true })).map(({ key }) => key),
            [keyOf("r")],
          )
        }),
      )
    }),
  )
})

describe("forgetting people", () => {
  it.effect("leaves no trace of a phone in the file once the checkout is settled", () =>
    Effect.gen(function* () {
      const path = yield* filled
      assert.isTrue(Fs.readFileSync(path).includes("79000000001"))
      yield* using(path, (journal) =>
        journal.append(
          appendOf("r", 1, { events: [eventsByKind.Cancelled], status: "settled", personal: null }),
        ),
      )
      assert.isFalse(Fs.readFileSync(path).includes("79000000001"))
      assert.isFalse(Fs.existsSync(`${path}-wal`))
    }),
  )

  it.effect("empties the log when it purges", () =>
    Effect.gen(function* () {
      const path = yield* filled
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          yield* journal.append(appendOf("r", 1, { status: "settled", personal: null }))
          yield* journal.purge(NOON)
          assert.strictEqual(Fs.statSync(`${path}-wal`).size, 0)
        }),
      )
    }),
  )
})
