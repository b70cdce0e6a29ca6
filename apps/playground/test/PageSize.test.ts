/**
 * The built page's size, as it goes over the wire: decisions/0003 gives it a budget. The page must be built
 * first; `npm test` does.
 */
import { readdirSync, readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
import { assert, describe, it } from "vitest"
import { ROOT } from "../scripts/Server.ts"

/** In bytes: all that a first view loads, engine and sandbox included, in under two seconds on a shop's slow 1 Mbit/s. Our judgment. */
const BUDGET = 200_000

const DIST = `${ROOT}dist/`

/** What a browser loads; it asks for a source map only when somebody debugs. */
const loaded = (): ReadonlyArray<string> =>
  readdirSync(DIST, { recursive: true, encoding: "utf8" }).filter((file) => /\.(html|js|css)$/.test(file))

describe("the built page", () => {
  it(`is at most ${BUDGET / 1_000} kB gzipped: html, scripts and styles`, () => {
    const files = loaded()
    for (const type of [".html", ".js", ".css"]) {
      assert.isTrue(
        files.some((file) => file.endsWith(type)),
        `no ${type} is built`,
      )
    }
    const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(`${DIST}${file}`)).length, 0)
    assert.isAtMost(size, BUDGET)
  })
})
