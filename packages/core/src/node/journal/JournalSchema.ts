/**
 * The tables of a journal file, and the steps that bring an older file up to date.
 *
 * A step that was ever released is never changed: files out there have taken it. Add another one instead.
 */
import type { DatabaseSync } from "node:sqlite"

/** Says in the file's header whose database it is: "LKJ1" as a number (https://sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x4c_4b_4a_31

/**
 * `id` is the cursor of a list; with AUTOINCREMENT one that was purged is never given again, so that a page
 * never skips a newcomer. The partial indexes hold only what they are asked for: neither the open checkouts nor the
 * cases cost more to find as settled ones pile up. `crc` is of `body` (and begins from `n`): SQLite itself would not notice a
 * flipped bit in a text.
 *
 * `moved` is the number of the checkout's last movement, 0 before the first. `left_clients` has the clients that a checkout with
 * movements had before: those movements were theirs. `movements` is one row: the last number given, and the greatest that a
 * purge has deleted. It is written in the transaction of the append, so that a crash takes both or neither.
 */
const version1 = `
  CREATE TABLE checkouts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    receipt TEXT NOT NULL,
    point TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    status TEXT NOT NULL CHECK (status IN ('open', 'queued', 'committing', 'doubt', 'overdue', 'settled')),
    cases INTEGER NOT NULL CHECK (cases IN (0, 1)),
    updated_at INTEGER NOT NULL,
    personal TEXT,
    client TEXT,
    moved INTEGER NOT NULL,
    UNIQUE (receipt, point)
  ) STRICT;
  CREATE INDEX unsettled ON checkouts (id, status) WHERE status <> 'settled';
  CREATE INDEX unsettled_of_client ON checkouts (client, id, status) WHERE status <> 'settled';
  CREATE INDEX moved_of_client ON checkouts (client, moved);
  CREATE INDEX moved_at_point ON checkouts (point, moved);
  CREATE INDEX under_way_at_point ON checkouts (point) WHERE status IN ('committing', 'doubt');
  CREATE INDEX for_a_person ON checkouts (id) WHERE cases = 1;
  CREATE INDEX purgeable ON checkouts (updated_at, id) WHERE status = 'settled' AND cases = 0;
  CREATE TABLE events (
    checkout INTEGER NOT NULL,
    n INTEGER NOT NULL,
    body TEXT NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (checkout, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE left_clients (
    checkout INTEGER NOT NULL,
    client TEXT NOT NULL,
    moved INTEGER NOT NULL,
    PRIMARY KEY (checkout, client)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX moved_of_left ON left_clients (client, moved);
  CREATE TABLE movements (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    last INTEGER NOT NULL,
    purged INTEGER NOT NULL
  ) STRICT;
  INSERT INTO movements VALUES (1, 0, 0);
  CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`

/** The step at index `v` brings a file of version `v` to `v + 1`. */
export const steps: ReadonlyArray<string> = [version1]

/** A pragma's value as a number; NaN where it has none. */
export const pragma = (db: DatabaseSync, name: string): number =>
  Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0])

/**
 * Brings the file to the newest version, all or nothing. Also where nothing is to be done it writes the version once: that
 * proves that the disk takes writes, and makes SQLite create and sync the write-ahead log.
 */
export const migrate = (db: DatabaseSync, known: ReadonlyArray<string> = steps): void => {
  db.exec("BEGIN IMMEDIATE")
  try {
    for (const step of known.slice(pragma(db, "user_version"))) db.exec(step)
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    db.exec(`PRAGMA user_version = ${known.length}`)
    db.exec("COMMIT")
  } catch (cause) {
    if (db.isTransaction) db.exec("ROLLBACK")
    throw cause
  }
}
