/**
 * The journal on a till's disk: one SQLite file, through Node's own `node:sqlite` (Node ≥ 22.19).
 *
 * One process writes one file. What an append survives is said by its durability, what an operator has to know by
 * `docs/journal.md`, and why there are two durabilities by `docs/decisions/0001-two-durabilities.md`.
 *
 * - `journal/JournalFile` opens, checks and locks the file
 * - `journal/JournalSchema` has its tables and their versions
 * - `journal/JournalRows` writes and reads its rows, by the statements in `journal/JournalStatements` and the readers in
 *   `journal/RowReaders`
 * - `journal/GroupCommit` writes many appends in one transaction
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Journal, JournalCorrupt, type JournalError } from "../Journal.ts"
import { GroupCommit } from "./journal/GroupCommit.ts"
import { open } from "./journal/JournalFile.ts"
import { JournalRows, prepare, type Listed } from "./journal/JournalRows.ts"
import { PURGE_SLICE } from "./journal/JournalStatements.ts"
import { unavailable, unreadable } from "./journal/SqliteFailure.ts"

export interface SqliteJournalOptions {
  /** The file; it is created where there is none, in a folder that exists. Its log `<path>-wal` belongs to it. */
  readonly path: string
}

const UNREADABLE =
  "A row of the journal cannot be read and is left out. Keep a copy of the file before anything else, and ask for help."

const make = Effect.fnUntraced(function* ({ path }: SqliteJournalOptions) {
  const { db, file } = yield* open(path)
  const rows = new JournalRows(db, file)
  const commits = new GroupCommit(db, file, rows)
  yield* Effect.addFinalizer(() => commits.close)

  const read = <A>(query: () => A): Effect.Effect<A, JournalError> =>
    Effect.try({
      try: query,
      catch: (cause) => (cause instanceof JournalCorrupt ? cause : unreadable(file, cause)),
    })

  /** One row must not stop the shop. It is on no list of cases, since it has no name, so whoever reads the log hears of it, once. */
  const known = new Set<number>()
  const told = ({ entries, unreadable }: Listed) => {
    const news = unreadable.filter((row) => !known.has(row))
    for (const row of news) known.add(row)
    const telling = Effect.forEach(
      news,
      (row) => Effect.annotateLogs(Effect.logError(UNREADABLE), { file, row }),
      { discard: true },
    )
    return Effect.as(telling, entries)
  }

  const purge = Effect.fn("Journal.purge")(function* (settledBefore: number) {
    let purged = 0
    while (true) {
      const slice = yield* commits.transaction(() => rows.purge(settledBefore))
      purged += slice.purged
      if (slice.seen < PURGE_SLICE) break
      yield* Effect.yieldNow
    }
    // Here, once a day or so, also the last copies of deleted names go, which the log may still have.
    yield* commits.checkpoint
    return purged
  })

  return Journal.of({
    append: (append) => Effect.suspend(() => commits.append(prepare(append))),
    load: (key) => read(() => rows.load(key)),
    list: (query) =>
      Effect.flatMap(
        read(() => rows.list(query)),
        told,
      ),
    counts: read(() => rows.counts()),
    sequence: Effect.try({ try: () => rows.sequence(), catch: (cause) => unavailable(file, cause) }),
    movedSince: (query) => read(() => rows.movedSince(query)),
    remember: (name, value) => commits.transaction(() => rows.remember(name, value)),
    recall: (name) => read(() => rows.recall(name)),
    purge,
    sync: commits.sync,
    singleWriter: true,
  })
})

/**
 * The journal in a file. Fails with `JournalUnavailable` where the file cannot be used (in use already, no rights, a newer
 * version, another program's), and with `JournalCorrupt` where it is damaged; in both cases the file stays as it is.
 * Closing the layer writes what still waits and gives the file free.
 */
export const layer = (options: SqliteJournalOptions): Layer.Layer<Journal, JournalError> =>
  Layer.effect(Journal, make(options))
