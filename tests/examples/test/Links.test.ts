import { describe, expect, it } from "vitest"
import { existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { documented, ROOT } from "../src/Generated.ts"
import { links } from "../src/Links.ts"

const pages = (await documented()).filter((path) => path.endsWith(".md"))

describe("a page's links", () => {
  it("are those that lead to files of ours", () => {
    const page = "[a](docs/a.md) ![b](b.png) [c](https://example.com) [d](#here) [e](docs/e.md#there)"
    expect(links(page)).toEqual(["docs/a.md", "b.png", "docs/e.md"])
  })

  for (const page of pages) {
    it(`lead somewhere, in ${page}`, async () => {
      const targets = links(await readFile(join(ROOT, page), "utf8"))
      expect(targets.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([])
    })
  }
})
