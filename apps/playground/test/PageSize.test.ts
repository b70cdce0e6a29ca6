/**
 * The built page's size, as it goes over the wire: decisions/0003 gives the first view a budget, and each till that is loaded later has its own.
 * The page must be built first; `npm test` does.
 *
 * What belongs to what is read from the bundler's own manifest.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { gzipSync } from "node:zlib"
import { assert, describe, it } from "vitest"
import { WORKER as SERVICE_WORKER_FILE } from "../scripts/OfflineFiles.ts"
import { ROOT } from "../scripts/Server.ts"

/** In bytes: all that a first view loads, engine and sandbox included, in under two seconds on a shop's slow 1 Mbit/s. Our judgment. */
const FIRST_VIEW = 200_000

/** In bytes: what each till adds. Our judgment: what it takes now and some; an adapter's routes and its reader of receipts are most of 1C's,
 * and the gateway's whole `/v1` of Evotor's. */
const TILLS: Readonly<Record<string, number>> = {
  "src/tills/own/index.tsx": 14_000,
  "src/tills/1c/index.tsx": 80_000,
  "src/tills/iiko/index.tsx": 80_000,
  "src/tills/evotor/index.tsx": 105_000,
}

/** In bytes: the places beside the tills, and the worker that plays worlds: the engine and the sandbox once more, and the simulator. Our judgment. */
const PLACES: Readonly<Record<string, number>> = {
  "src/reliability/index.tsx": 12_000,
  // The whole shop with every adapter, and the gallery's files.
  "src/scenarios/index.tsx": 175_000,
}
const WORKER = 120_000

/** In bytes: the service worker, and all that it stores for use offline, each file gzipped by itself. Nobody waits for it: it comes when the
 * first view is shown. Our judgment: what it takes now and some. */
const SERVICE_WORKER = 2_000
const STORED = 600_000

const DIST = `${ROOT}dist/`
const PAGE = "index.html"

interface Chunk {
  readonly file: string
  readonly imports?: ReadonlyArray<string>
  readonly dynamicImports?: ReadonlyArray<string>
  readonly css?: ReadonlyArray<string>
  readonly assets?: ReadonlyArray<string>
}

// The bundler's own border: a wrong shape fails where it is used.
const manifest = (): Readonly<Record<string, Chunk>> =>
  JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, "utf8")) as Readonly<Record<string, Chunk>>

/** The files that a chunk needs before it runs, its own among them. */
const filesOf = (name: string, seen = new Set<string>()): ReadonlySet<string> => {
  const chunk = manifest()[name]
  assert.isDefined(chunk, `${name} is not in the manifest`)
  if (chunk === undefined || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const file of chunk.css ?? []) seen.add(file)
  for (const next of chunk.imports ?? []) filesOf(next, seen)
  return seen
}

const gzipped = (files: Iterable<string>): number =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(`${DIST}${file}`)).length, 0)

describe("the built page", () => {
  it(`is at most ${FIRST_VIEW / 1_000} kB gzipped before a till is loaded: html, scripts and styles`, () => {
    const files = [PAGE, ...filesOf(PAGE)]
    for (const type of [".html", ".js", ".css"]) {
      assert.isTrue(
        files.some((file) => file.endsWith(type)),
        `no ${type} is in the first view`,
      )
    }
    assert.isAtMost(gzipped(files), FIRST_VIEW)
  })

  it("has a budget for everything that is loaded later", () => {
    assert.sameMembers([...(manifest()[PAGE]?.dynamicImports ?? [])], Object.keys({ ...TILLS, ...PLACES }))
  })

  it.each(Object.entries({ ...TILLS, ...PLACES }))(
    "adds with %s at most %i bytes gzipped",
    (later, budget) => {
      const known = filesOf(PAGE)
      const own = [...filesOf(later)].filter((file) => !known.has(file))
      assert.isAbove(own.length, 0)
      assert.isAtMost(gzipped(own), budget)
    },
  )

  it(`starts one worker, of at most ${WORKER / 1_000} kB gzipped, and only on the reliability page`, () => {
    const workers = Object.values(manifest()).flatMap(({ assets }) => assets ?? [])
    assert.lengthOf(workers, 1)
    assert.deepEqual(manifest()["src/reliability/index.tsx"]?.assets, workers)
    assert.isAtMost(gzipped(workers), WORKER)
  })

  it(`stores for use offline every file of the build, at most ${STORED / 1_000} kB gzipped, by a worker of at most ${SERVICE_WORKER / 1_000} kB`, () => {
    const worker = readFileSync(`${DIST}${SERVICE_WORKER_FILE}`, "utf8")
    const built = readdirSync(DIST, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
      .map(({ name, parentPath }) => relative(DIST, join(parentPath, name)))
    const isStored = (file: string) => worker.includes(JSON.stringify(file))
    assert.sameMembers(
      built.filter((file) => !isStored(file)),
      [".vite/manifest.json", PAGE, SERVICE_WORKER_FILE],
    )
    assert.isAtMost(gzipped([PAGE, ...built.filter(isStored)]), STORED)
    assert.isAtMost(gzipped([SERVICE_WORKER_FILE]), SERVICE_WORKER)
  })
})
