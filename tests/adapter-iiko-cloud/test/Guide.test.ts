import { assert, describe, it } from "@effect/vitest"
import { SettingsIiko } from "@loyalkit/adapter-iiko/Settings"
import * as Schema from "effect/Schema"
import { readFileSync } from "node:fs"

const File = Schema.Struct({ adapters: Schema.Struct({ iiko: Schema.Unknown }) })

describe("the guide", () => {
  for (const page of ["iiko.md", "iiko.ru.md"])
    it(`has in ${page} settings that are taken as they stand`, () => {
      const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), "utf8")
      const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)]
        .map(([, block = ""]) => block)
        .filter((block) => block.includes('"iiko"'))
      assert.isNotEmpty(blocks)
      for (const block of blocks) {
        const { adapters } = Schema.decodeUnknownSync(File)(JSON.parse(block))
        assert.isDefined(Schema.decodeUnknownSync(SettingsIiko, { onExcessProperty: "error" })(adapters.iiko))
      }
    })

  it("may not leave the webhook without the types that it knows a spending by", () => {
    const decode = Schema.decodeUnknownSync(SettingsIiko)
    const webhook = { token: "a-token-of-enough-letters" }
    assert.throws(() => decode({ webhook }), /paymentTypes/)
    assert.throws(() => decode({ webhook: { token: "short" }, paymentTypes: [] }))
    assert.deepInclude(decode({ webhook, paymentTypes: ["00000000-0000-4000-8000-00000000000A"] }), {
      paymentTypes: ["00000000-0000-4000-8000-00000000000a"],
    })
  })
})
