/** The settings that the guides show are settings: what an integrator copies starts a gateway. */
import { face } from "@loyalkit/adapter-1c-http"
import * as Schema from "effect/Schema"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"

const guides = ["1c.md", "1c.ru.md", "1c-odata.md", "1c-odata.ru.md"]

const File = Schema.fromJsonString(Schema.Struct({ adapters: Schema.Struct({ [face.name]: face.settings }) }))
const decode = Schema.decodeUnknownSync(File, { onExcessProperty: "error" })

describe("the settings in the guides", () => {
  it.each(guides)("docs/%s", (guide) => {
    const page = readFileSync(new URL(`../../../docs/${guide}`, import.meta.url), "utf8")
    const shown = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = ""]) => json)
    assert.isNotEmpty(shown)
    for (const json of shown) assert.strictEqual(decode(json).adapters[face.name].odata?.dialect, "unf")
  })
})
