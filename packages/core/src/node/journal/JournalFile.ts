/**
 * Opens a journal's file, or says plainly why not, and never changes a file that it does not trust.
 *
 * First the file is looked at through a connection that cannot write. Only one that is ours, whole, and not
 * newer than this program is opened for writing, and then locked for as long as it is open: the lock is
 * SQLite's own, so it ends with the process however that dies.
 *
 * This file must never be opened by `node:fs` while a connection is open: closing any descriptor of it would
 * drop the process's POSIX locks (https://sqlite.org/howtocorrupt.html, 2.2).
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Fs from "node:fs"
import * as Path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { JournalCorrupt, type JournalError, JournalUnavailable } from "../../Journal.ts"
import { APPLICATION_ID, migrate, pragma, steps } from "./JournalSchema.ts"
import { isDamage, unavailable, unreadable } from "./SqliteFailure.ts"

/**
 * The largest file, in bytes, whose every page is checked when it is opened: 64 MiB took 0.07 s from memory,
 * and a slow disk adds its reading. A larger one is checked by its header, its length and its tables, and then
 * row by row as checkouts are loaded.
 */
export const QUICK_CHECK_LIMIT = 64 * 1_024 * 1_024

/** Pages in the log before SQLite moves them to the main file: its default, 4 MiB, so that no commit waits long for it. */
const CHECKPOINT_PAGES = 1_000

/** SQLite's numbers for `PRAGMA synchronous`. */
export const SYNCHRONOUS = { written: 1, synced: 2 } as const
export type SynchronousLevel = (typeof SYNCHRONOUS)[keyof typeof SYNCHRONOUS]

/** Sets how much a commit waits for the disk. That SQLite takes both levels was seen at opening. */
export const setSynchronous = (db: DatabaseSync, level: SynchronousLevel): void =>
  db.exec(`PRAGMA synchronous = ${level}`)

const trySynchronous = (db: DatabaseSync, level: SynchronousLevel): void => {
  setSynchronous(db, level)
  if (pragma(db, "synchronous") !== level) throw new Error(`SQLite did not take synchronous = ${level}`)
}

const sizeOf = (file: string): number => Fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Why this file may not be written to, if so. */
const objection = (db: DatabaseSync, file: string): JournalError | undefined => {
  const version = pragma(db, "user_version")
  const hasTables = db.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() !== undefined
  // SQLite takes a file shorter than a page for a new one and would write over it.
  const isCut = sizeOf(`${file}-wal`) === 0 && sizeOf(file) % pragma(db, "page_size") !== 0
  if (isCut)
    return new JournalCorrupt({ detail: `${file}: its end is missing, or it is not an SQLite database` })
  if (!hasTables && version === 0) return undefined
  if (pragma(db, "application_id") !== APPLICATION_ID) {
    return new JournalUnavailable({
      detail: `${file} is another program's database; give the journal a file of its own`,
    })
  }
  if (version > steps.length) {
    return new JournalUnavailable({
      detail: `${file} was written by a newer loyalkit (file version ${version}, this one knows ${steps.length}); install that one again`,
    })
  }
  if (sizeOf(file) > QUICK_CHECK_LIMIT) return undefined
  const found = Object.values(db.prepare("PRAGMA quick_check(1)").get() ?? {})[0]
  return found === "ok" ? undefined : new JournalCorrupt({ detail: `${file}: ${String(found)}` })
}

/** Looks without touching. */
const inspect = (file: string): JournalError | undefined => {
  if (sizeOf(file) === 0) return undefined
  const db = new DatabaseSync(file, { readOnly: true, timeout: 0 })
  try {
    return objection(db, file)
  } finally {
    db.close()
  }
}

/** Customers' phones stand in it for a while, so a new file is readable by its owner only. SQLite gives its log the same rights. */
const create = (file: string): void => {
  if (Fs.existsSync(file)) return
  Fs.closeSync(Fs.openSync(file, "ax", 0o600))
}

const openForWriting = (file: string): DatabaseSync => {
  create(file)
  const db = new DatabaseSync(file, { timeout: 0, enableForeignKeyConstraints: false })
  try {
    // Before the first access: the lock is then kept from there on, and the log needs no shared memory.
    db.exec("PRAGMA locking_mode = EXCLUSIVE")
    db.exec("PRAGMA journal_mode = WAL")
    // Deleted names and phones are overwritten with zeros.
    db.exec("PRAGMA secure_delete = ON")
    db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    trySynchronous(db, SYNCHRONOUS.written)
    trySynchronous(db, SYNCHRONOUS.synced)
    const mode = Object.values(db.prepare("PRAGMA journal_mode").get() ?? {})[0]
    if (mode !== "wal") throw new Error(`SQLite did not take journal_mode = WAL but ${String(mode)}`)
    if (pragma(db, "secure_delete") !== 1) throw new Error("SQLite did not take secure_delete = ON")
    migrate(db)
    return db
  } catch (cause) {
    db.close()
    throw cause
  }
}

/** Moves the log into the main file, synced, and empties it. Throws where the disk fails. */
export const checkpoint = (db: DatabaseSync): void => {
  setSynchronous(db, SYNCHRONOUS.synced)
  if (pragma(db, "wal_checkpoint(TRUNCATE)") !== 0)
    throw new Error("the log could not be moved into the main file")
}

/** The locked connection; closed with its scope. */
export const open = (
  path: string,
): Effect.Effect<{ readonly db: DatabaseSync; readonly file: string }, JournalError, Scope.Scope> => {
  const file = Path.resolve(path)
  const acquire = Effect.suspend(() => {
    try {
      const refused = inspect(file)
      if (refused !== undefined) return Effect.fail(refused)
    } catch (cause) {
      return Effect.fail(unreadable(file, cause))
    }
    try {
      return Effect.succeed({ db: openForWriting(file), file })
    } catch (cause) {
      return Effect.fail(isDamage(cause) ? unreadable(file, cause) : unavailable(file, cause))
    }
  })
  return Effect.acquireRelease(acquire, ({ db }) => Effect.sync(() => db.close()))
}
