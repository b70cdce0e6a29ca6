import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Fs from "node:fs"
import * as Os from "node:os"
import * as Path from "node:path"

/** The path of a journal that does not exist yet, in a folder that goes with the scope. */
export const tempFile: Effect.Effect<string, never, Scope.Scope> = Effect.map(
  Effect.acquireRelease(
    Effect.sync(() => Fs.mkdtempSync(Path.join(Os.tmpdir(), "loyalkit-journal-"))),
    (folder) => Effect.sync(() => Fs.rmSync(folder, { recursive: true })),
  ),
  (folder) => Path.join(folder, "journal.db"),
)
