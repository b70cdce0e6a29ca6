/**
 * A folder on the disk for a benchmark's journals, and the bare SQLite that they are held against.
 *
 * Beside the installed packages and not in the system's folder for temporary files, which on many machines is
 * memory: there syncing costs nothing, and what is measured means nothing.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

/** Runs `use` with a new folder, and deletes it. */
export const withFolder = async <A>(use: (folder: string) => Promise<A>): Promise<A> => {
  const folder = await mkdtemp(join(import.meta.dirname, "../node_modules/.bench-"))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One row, one transaction, one sync: what one would write without a journal. */
export interface BareTable {
  readonly insert: (record: unknown) => void
  readonly close: () => void
}

/** A table in WAL with `synchronous = FULL`, as durable as a synced append of the journal. */
export const bareTable = (path: string): BareTable => {
  const db = new DatabaseSync(path)
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE records (body TEXT NOT NULL)")
  const insert = db.prepare("INSERT INTO records (body) VALUES (?)")
  return { insert: (record) => void insert.run(JSON.stringify(record)), close: () => db.close() }
}
