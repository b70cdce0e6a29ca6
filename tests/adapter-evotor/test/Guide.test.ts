/** What the guide shows can be pasted: its settings are taken, its documents are read. */
import { readOne } from "@loyalkit/adapter-evotor/documents/Reading"
import { SettingsEvotor } from "@loyalkit/adapter-evotor/Settings"
import { scenarios } from "@loyalkit/sandbox/conformance"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { readFileSync } from "node:fs"
import { assert, describe, it } from "vitest"
import { documentDriver } from "./DocumentDriver.ts"
import { here } from "@loyalkit/gateway-process"

const page = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8")

const blocks = (text: string, language: string): ReadonlyArray<string> =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, block = ""]) => block)

describe.each(["evotor.md", "evotor.ru.md"])("docs/%s", (name) => {
  const text = page(name)

  it("has settings that are taken", () => {
    const settings = blocks(text, "json")
    assert.strictEqual(settings.length, 2)
    for (const block of settings) {
      const { adapters } = JSON.parse(block) as { readonly adapters: { readonly evotor: unknown } }
      const read = Schema.decodeUnknownResult(SettingsEvotor)(adapters.evotor)
      assert.isTrue(Result.isSuccess(read), String(read))
    }
  })

  it("has documents that are read: a sale of ours, and its refund", () => {
    const bodies = [...(blocks(text, "sh")[0] ?? "").matchAll(/'(\{"type".*\})'/g)].map(([, body = ""]) =>
      Result.getOrThrow(readOne(JSON.parse(body), "documents", undefined, {})),
    )
    assert.deepStrictEqual(
      bodies.map((receipt) => receipt?.kind),
      ["SELL", "PAYBACK"],
    )
    assert.isDefined(bodies[0]?.extra)
    assert.strictEqual(bodies[1]?.base, bodies[0]?.id)
  })
})

describe.each(["conformance.md", "conformance.ru.md", "evotor.md", "evotor.ru.md"])("docs/%s", (name) => {
  it("says what the suite comes to", () => {
    const { cannot, notCarried } = documentDriver(here)
    const out = scenarios.filter(
      ({ id, needs }) =>
        notCarried?.[id] !== undefined || needs.some((ability) => cannot?.[ability] !== undefined),
    )
    assert.match(page(name), new RegExp(`${scenarios.length - out.length} (of|из) ${scenarios.length}`))
  })
})
