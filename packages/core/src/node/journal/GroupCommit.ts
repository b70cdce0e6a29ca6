/**
 * Writes what many callers append at the same time in one transaction, so that they share one wait for the disk.
 *
 * Appends queue up until the event loop has seen to everything that has arrived (`setImmediate`), and then go
 * together. Only the first of a turn goes at once if it is a written one, since it has nobody to wait for: a single
 * till is served without delay, and a crowd in two transactions a turn. A conflict fails its own append only; a failing
 * disk fails the group, of which then nothing is written. An append whose caller is interrupted while it waits is written
 * all the same, whole.
 *
 * A group with a synced append is committed with `synchronous = FULL`. A group without is committed with `NORMAL`: it is
 * with the operating system, survives the death of the process, and is synced {@link SYNC_DELAY} later, off the event
 * loop, or by the next synced group, whichever is first.
 */
import * as Effect from "effect/Effect"
import * as Fs from "node:fs"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { JournalUnavailable, type VersionConflict } from "../../Journal.ts"
import { checkpoint, setSynchronous, SYNCHRONOUS, type SynchronousLevel } from "./JournalFile.ts"
import type { JournalRows, PreparedAppend } from "./JournalRows.ts"
import { unavailable } from "./SqliteFailure.ts"

/** The most appends that wait: thousands of tills at once, and at some 3 kB each a bound on memory. Our judgment. */
export const MAX_QUEUED = 10_000

/** How long a written group may wait for the disk, in milliseconds: within it one sync serves many. Our judgment. */
export const SYNC_DELAY = 25

type Outcome = Effect.Effect<number, VersionConflict | JournalUnavailable>

interface Waiting {
  readonly prepared: PreparedAppend
  readonly resume: (outcome: Outcome) => void
}

export class GroupCommit {
  readonly #db: DatabaseSync
  readonly #file: string
  readonly #rows: JournalRows
  readonly #begin: StatementSync
  readonly #end: StatementSync
  #queue: Array<Waiting> = []
  /** Ends the turn of the event loop in which something was appended. */
  #scheduled: NodeJS.Immediate | undefined
  #level: SynchronousLevel = SYNCHRONOUS.synced
  /** How many groups were committed, and up to which of them the disk has confirmed. */
  #committed = 0
  #synced = 0
  #syncTimer: NodeJS.Timeout | undefined
  /**
   * After a failed write or sync, nobody knows which pages of the log the disk has: a later sync may succeed and still leave a hole
   * before it. So the log is first moved into the main file and emptied.
   */
  #suspect = false
  #closed = false

  constructor(db: DatabaseSync, file: string, rows: JournalRows) {
    this.#db = db
    this.#file = file
    this.#rows = rows
    this.#begin = db.prepare("BEGIN IMMEDIATE")
    this.#end = db.prepare("COMMIT")
  }

  append(prepared: PreparedAppend): Outcome {
    return Effect.callback((resume) => {
      if (this.#closed) return resume(Effect.fail(this.#refusal("it is closed")))
      if (this.#queue.length >= MAX_QUEUED) {
        return resume(Effect.fail(this.#refusal(`${MAX_QUEUED} appends are waiting already`)))
      }
      this.#queue.push({ prepared, resume })
      if (this.#scheduled !== undefined) return
      this.#scheduled = setImmediate(this.#flush)
      if (prepared.append.durability === "written") this.#writeQueued()
    })
  }

  /** Runs writes of another kind in a transaction of their own, synced. */
  transaction<A>(write: () => A): Effect.Effect<A, JournalUnavailable> {
    return Effect.suspend(() => {
      if (this.#closed) return Effect.fail(this.#refusal("it is closed"))
      try {
        return Effect.succeed(this.#commit(write, SYNCHRONOUS.synced))
      } catch (cause) {
        return Effect.fail(unavailable(this.#file, cause))
      }
    })
  }

  /** Everything appended so far survives a power cut once this has succeeded. */
  readonly sync: Effect.Effect<void, JournalUnavailable> = Effect.callback((resume) => {
    if (this.#closed) return resume(Effect.fail(this.#refusal("it is closed")))
    this.#flush()
    if (this.#suspect) return resume(this.checkpoint)
    this.#syncLog((failure) => resume(failure === undefined ? Effect.void : Effect.fail(failure)))
  })

  /** Moves the log into the main file and empties it, so that nothing deleted stays behind in it. */
  readonly checkpoint: Effect.Effect<void, JournalUnavailable> = Effect.suspend(() => {
    try {
      this.#moveLog()
      return Effect.void
    } catch (cause) {
      return Effect.fail(unavailable(this.#file, cause))
    }
  })

  /** Writes what still waits and empties the log. Where that fails, the callers know, and SQLite goes on from its log next time. */
  readonly close: Effect.Effect<void> = Effect.suspend(() => {
    this.#flush()
    this.#closed = true
    clearTimeout(this.#syncTimer)
    return Effect.ignore(this.checkpoint)
  })

  #refusal(why: string): JournalUnavailable {
    return new JournalUnavailable({ detail: `${this.#file}: ${why}` })
  }

  readonly #flush = (): void => {
    clearImmediate(this.#scheduled)
    this.#scheduled = undefined
    this.#writeQueued()
  }

  #writeQueued(): void {
    const group = this.#queue
    if (group.length === 0) return
    this.#queue = []
    for (const { resume, outcome } of this.#write(group)) resume(outcome)
  }

  #write(
    group: ReadonlyArray<Waiting>,
  ): ReadonlyArray<{ readonly resume: Waiting["resume"]; readonly outcome: Outcome }> {
    const isSynced = group.some(({ prepared }) => prepared.append.durability === "synced")
    try {
      return this.#commit(
        () =>
          group.map(({ prepared, resume }) => {
            const version = this.#rows.append(prepared)
            return {
              resume,
              outcome: typeof version === "number" ? Effect.succeed(version) : Effect.fail(version),
            }
          }),
        isSynced ? SYNCHRONOUS.synced : SYNCHRONOUS.written,
      )
    } catch (cause) {
      const outcome = Effect.fail(unavailable(this.#file, cause))
      return group.map(({ resume }) => ({ resume, outcome }))
    }
  }

  #commit<A>(write: () => A, level: SynchronousLevel): A {
    if (this.#suspect) this.#moveLog()
    if (this.#level !== level) {
      setSynchronous(this.#db, level)
      this.#level = level
    }
    try {
      this.#begin.run()
      const written = write()
      this.#end.run()
      this.#noteCommit(level)
      return written
    } catch (cause) {
      this.#suspect = true
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK")
      throw cause
    }
  }

  #noteCommit(level: SynchronousLevel): void {
    this.#committed++
    if (level === SYNCHRONOUS.synced) {
      this.#synced = this.#committed
      return
    }
    this.#syncTimer ??= setTimeout(() => {
      this.#syncTimer = undefined
      this.#syncLog(() => undefined)
    }, SYNC_DELAY).unref()
  }

  /** Syncs the log through a descriptor of its own, on Node's thread pool. (The log carries no locks that closing it would drop.) */
  #syncLog(done: (failure?: JournalUnavailable) => void): void {
    const target = this.#committed
    if (this.#synced >= target) return done()
    const finish = (cause: NodeJS.ErrnoException | null): void => {
      if (cause === null) this.#synced = Math.max(this.#synced, target)
      else this.#suspect = true
      done(cause === null ? undefined : unavailable(this.#file, cause))
    }
    Fs.open(`${this.#file}-wal`, "r+", (failure, descriptor) => {
      if (failure !== null) return finish(failure)
      Fs.fdatasync(descriptor, (cause) => Fs.close(descriptor, () => finish(cause)))
    })
  }

  #moveLog(): void {
    checkpoint(this.#db)
    this.#level = SYNCHRONOUS.synced
    this.#suspect = false
    this.#synced = this.#committed
  }
}
