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
const FIRST_VIEW = 200_000 // 169,995

/**
 * In bytes: what is loaded later, by its source, or by its name where the bundler gives it none. Each is what it adds to the first view, without the
 * gateway, which is loaded once for all. Measured on the 26th of November 2026 (behind each), and about a tenth more.
 */
const GATEWAY = "Gateway"
const GALLERY = "src/scenarios/index.tsx"
const PLAYER = "src/scenarios/Player.tsx"
const LATER: Readonly<Record<string, number>> = {
  // The gateway with every adapter, `tools/scenario/src/shop/Gateway.ts`, brought by the first till behind a line and by whatever plays a scenario.
  [GATEWAY]: 145_000, // 131,483
  "src/tills/own/index.tsx": 12_000, // 10,674
  "src/tills/1c/index.tsx": 23_000, // 20,858
  "src/tills/iiko/index.tsx": 26_000, // 23,388
  "src/tills/evotor/index.tsx": 27_500, // 25,090
  "src/reliability/index.tsx": 10_000, // 8,745
  // The gallery: its view, the files of `scenarios/` as they are, and what reads a link.
  [GALLERY]: 21_000, // 19,454
  // To the gallery.
  [PLAYER]: 9_000, // 7,568
  // What is done on the page as a scenario, when somebody takes it away.
  "src/record/Recording.ts": 5_500, // 4,685
  // A sandbox or a gateway on a port: what asks it, and shows what it says.
  "src/remote/index.tsx": 14_500, // 13,030
}

/** In bytes: the worker that plays worlds: the engine and the sandbox once more, and the simulator. Our judgment. */
const WORKER = 120_000 // 101,238

/** In bytes: the service worker, and all that it stores for use offline, each file gzipped by itself. Nobody waits for it: it comes when the
 * first view is shown. Our judgment: what it takes now and some. */
const SERVICE_WORKER = 2_000
const STORED = 600_000

const DIST = `${ROOT}dist/`
const PAGE = "index.html"

interface Chunk {
  readonly file: string
  readonly name?: string
  readonly imports?: ReadonlyArray<string>
  readonly dynamicImports?: ReadonlyArray<string>
  readonly css?: ReadonlyArray<string>
  readonly assets?: ReadonlyArray<string>
}

// The bundler's own border: a wrong shape fails where it is used.
const manifest = (): Readonly<Record<string, Chunk>> =>
  JSON.parse(readFileSync(`${DIST}.vite/manifest.json`, "utf8")) as Readonly<Record<string, Chunk>>

/** What a chunk is called in the manifest: one that several share has a hash there. */
const keyOf = (name: string): string =>
  Object.entries(manifest()).find(([key, chunk]) => key.startsWith("_") && chunk.name === name)?.[0] ?? name

/** The files that a chunk needs before it runs, its own among them. */
const filesOf = (name: string, seen = new Set<string>()): Set<string> => {
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
    const later = new Set(Object.values(manifest()).flatMap(({ dynamicImports = [] }) => dynamicImports))
    assert.sameMembers([...later], Object.keys(LATER).map(keyOf))
  })

  it.each(Object.entries(LATER))("adds with %s at most %i bytes gzipped", (later, budget) => {
    const known = filesOf(PAGE)
    if (later !== GATEWAY) filesOf(keyOf(GATEWAY), known)
    if (later === PLAYER) filesOf(GALLERY, known)
    const own = [...filesOf(keyOf(later))].filter((file) => !known.has(file))
    assert.isAbove(own.length, 0)
    assert.isAtMost(gzipped(own), budget)
  })

  it("loads the gateway neither with the first view nor with the gallery", () => {
    const gateway = manifest()[keyOf(GATEWAY)]?.file ?? ""
    assert.isFalse(filesOf(PAGE).has(gateway))
    assert.isFalse(filesOf(GALLERY).has(gateway))
    assert.isTrue(filesOf(PLAYER).has(gateway))
  })

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
