import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Fs from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { APPLICATION_ID, migrate, pragma, steps } from "../../src/node/journal/JournalSchema.ts"
import { appendOf, eventsByKind, keyOf, NOON } from "../../src/testing/JournalSamples.ts"
import { edit, filled, using } from "./JournalInFile.ts"
import { tempFile } from "./TempFile.ts"

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
