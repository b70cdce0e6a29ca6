/**
 * The named scenarios of the repository, `scenarios/*.json`, as texts.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** Where they lie. */
export const FOLDER = fileURLToPath(new URL("../../../../scenarios", import.meta.url))

/** Every file, by the name that it has without `.json`, in the order of the names. */
export const gallery = (): ReadonlyArray<{ readonly file: string; readonly text: string }> =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => ({ file: name.slice(0, -".json".length), text: readFileSync(join(FOLDER, name), "utf8") }))
