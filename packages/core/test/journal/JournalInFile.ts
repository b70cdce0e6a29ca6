/** A journal's file, as those use it who test it from both sides. */
import * as Effect from "effect/Effect"
import { DatabaseSync } from "node:sqlite"
import { Journal } from "../../src/Journal.ts"
import * as SqliteJournal from "../../src/node/SqliteJournal.ts"
import { appendOf, person } from "../../src/testing/JournalSamples.ts"
import { tempFile } from "./TempFile.ts"

/** Opens a journal's file, uses it, and closes it. */
export const using = <A, E>(path: string, use: (journal: Journal["Service"]) => Effect.Effect<A, E>) =>
  Effect.flatMap(Journal, use).pipe(Effect.provide(SqliteJournal.layer({ path })))

/** A closed file with one receipt in it. */
export const filled = Effect.tap(tempFile, (path) =>
  using(path, (journal) => journal.append(appendOf("r", 0, { personal: person }))),
)

/** What another program, or a failing disk, might do to it. */
export const edit = (path: string, sql: string) =>
  Effect.sync(() => {
    const db = new DatabaseSync(path)
    db.exec(sql)
    db.close()
  })
