/**
 * The page as somebody would build it after a change: a copy of the built one in which every file with a hash in its name has another name, so that
 * nothing of one build is found in the other. A real build would take seconds.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { WORKER } from "../scripts/OfflineFiles.ts"
import { ROOT } from "../scripts/Server.ts"

const DIST = `${ROOT}dist`
const ASSETS = "assets"

/** How the worker writes down which build it is of. */
const BUILD = /\b[0-9a-f]{12}\b/

export interface NextBuild {
  readonly dist: string
  readonly remove: () => void
}

/** `mark` stands in every name, before its ending. */
export const nextBuild = (mark: string): NextBuild => {
  const dist = mkdtempSync(join(tmpdir(), "playground-"))
  cpSync(DIST, dist, { recursive: true, filter: (file) => !file.endsWith(".map") })
  const names = readdirSync(join(dist, ASSETS))
  const renamed = (name: string): string => name.replace(/(?=\.\w+$)/, mark)
  const rewrite = (file: string): void => {
    const text = names.reduce(
      (before, name) => before.replaceAll(name, renamed(name)),
      readFileSync(file, "utf8"),
    )
    const isWorker = file.endsWith(WORKER)
    if (isWorker && !BUILD.test(text)) throw new Error(`no build is named in ${WORKER}`)
    writeFileSync(file, isWorker ? text.replace(BUILD, mark) : text)
  }
  for (const name of names) {
    rewrite(join(dist, ASSETS, name))
    renameSync(join(dist, ASSETS, name), join(dist, ASSETS, renamed(name)))
  }
  for (const name of ["index.html", WORKER]) rewrite(join(dist, name))
  return { dist, remove: () => rmSync(dist, { recursive: true }) }
}
