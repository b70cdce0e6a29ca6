/** The page may import the whole of it: nothing in it needs Node, and it stays a size that a page can load later. */
import { assert, describe, it } from "@effect/vitest"
import { build } from "esbuild"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"

/** In kB gzipped. The first view of the page must not have it (issue 8: 200 kB); so it is loaded after. */
const MOST_KB = 300

describe("the package in a page", () => {
  it("needs nothing of Node, and is small enough to be loaded beside a page", async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL("../src/index.ts", import.meta.url))],
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      write: false,
      logLevel: "silent",
    })
    const [bundle] = outputFiles
    assert.isBelow(gzipSync(bundle?.contents ?? "").byteLength / 1_024, MOST_KB)
    assert.notMatch(bundle?.text ?? "", /(?:from|import|require)\s*\(?\s*"node:/)
  }, 60_000)
})
