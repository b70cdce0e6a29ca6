/**
 * The page's styles, as they are written.
 */
import { readdirSync, readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { ROOT } from "../scripts/Server.ts"

const SOURCES = `${ROOT}src/`

describe("the styles", () => {
  it("change the layout at widths and heights that grow with the reader's own size of text", () => {
    const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    const fixed = files
      .filter((file) => file.endsWith(".css"))
      .flatMap((file) => {
        const limits = readFileSync(`${SOURCES}${file}`, "utf8").match(/^\s*@(?:media|container).*\dpx.*$/gm)
        return (limits ?? []).map((limit) => `${file}: ${limit}`)
      })
    assert.deepEqual(fixed, [])
  })
})
