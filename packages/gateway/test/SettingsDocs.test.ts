import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { readFileSync } from "node:fs"
import { builtIn } from "../src/faces/Faces.ts"
import { docsTable } from "../src/settings/DocsTable.ts"
import type { Face } from "../src/settings/Face.ts"
import { fileSchema } from "../src/settings/FileSchema.ts"
import { parseFile } from "../src/settings/FileText.ts"
import { asHeaders, asJson, asList, asSeconds, asWhole } from "../src/settings/Setting.ts"
import { all, policyBundle } from "../src/settings/Table.ts"

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8")

describe("the settings' documentation", () => {
  for (const [language, page] of [
    ["en", "gateway-settings.md"],
    ["ru", "gateway-settings.ru.md"],
  ] as const)
    it(`has in ${page} the table that the settings render`, () => {
      assert.include(read(`../../../docs/${page}`), `\n${docsTable(language)}\n`)
    })

  it("has in the package the JSON Schema of the file", () => {
    assert.deepStrictEqual<unknown>(JSON.parse(read("../config.schema.json")), fileSchema(builtIn))
  })

  it("declares no variable, flag or field twice", () => {
    for (const names of [
      all.flatMap(({ variable }) => variable ?? []),
      all.flatMap(({ flag }) => flag ?? []),
      all.map(({ path }) => path.join(".")),
    ])
      assert.strictEqual(new Set([...names, policyBundle.variable]).size, names.length + 1)
  })

  it("calls a flag like its variable", () => {
    for (const { flag, variable } of [...all, policyBundle]) {
      const bare = variable
        ?.replace(/^(?:LOYALKIT_|OTEL_EXPORTER_)/, "")
        .toLowerCase()
        .replaceAll("_", "-")
      assert.strictEqual(flag, bare)
    }
  })

  it("has every adapter's section in the JSON Schema, closed to other names", () => {
    const Kiosk: Face<unknown> = {
      name: "kiosk",
      settings: Schema.Struct({ secret: Schema.RedactedFromValue(Schema.NonEmptyString) }),
    }
    const { adapters, policy } = Schema.decodeUnknownSync(
      Schema.Struct({
        adapters: Schema.Struct({ properties: Schema.Unknown, additionalProperties: Schema.Literal(false) }),
        policy: Schema.Struct({ properties: Schema.Unknown, additionalProperties: Schema.Literal(false) }),
      }),
    )(fileSchema([Kiosk])["properties"])
    assert.deepStrictEqual(adapters.properties, {
      kiosk: {
        type: "object",
        properties: { secret: { type: "string", minLength: 1 } },
        required: ["secret"],
        additionalProperties: false,
      },
    })
    assert.property(policy.properties, "queueLimit")
  })
})

describe("a configuration file's text", () => {
  it("is read with a byte order mark or without", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, marked) => {
        const text = JSON.stringify(value, undefined, 2)
        assert.deepStrictEqual<unknown>(
          Result.getOrThrow(parseFile(marked ? `\uFEFF${text}` : text)),
          JSON.parse(text),
        )
      }),
    )
  })

  const broken: ReadonlyArray<readonly [string, number]> = [
    ['{\n  "port": 1,\n}', 3],
    ['{\n  "key": secret-of-the-shop,\n  "port": 1\n}', 2],
    ['{\n  key: "secret-of-the-shop"\n}', 2],
    ['{\n  "key": "secret\n}', 2],
    ['{\n  "port": 1', 2],
    ['{\n\n  "port": 1\n}\n}', 5],
    [`{\n${'  "field": "some text that is long enough",\n'.repeat(20)}  'single': 1\n}`, 22],
  ]
  for (const [text, line] of broken)
    it(`is refused with its line, and not with its content: ${JSON.stringify(text.slice(-24))}`, () => {
      const { en } = Result.getOrThrow(Result.flip(parseFile(text)))
      assert.match(en, new RegExp(`line ${line},`))
      assert.notInclude(en, "secret")
    })

  it("that is broken says no line where it is too short for one to be told", () => {
    assert.strictEqual(Result.getOrThrow(Result.flip(parseFile('{"key":secret}'))).en, "expected JSON")
    assert.match(Result.getOrThrow(Result.flip(parseFile(""))).en, /line 1,/)
  })
})

describe("a setting's text", () => {
  it("of headers comes back as they were, however they are encoded", () => {
    const headers = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { noNullPrototype: true })
    fc.assert(
      fc.property(headers, (headers) => {
        const said = Object.entries(headers).map((pair) => pair.map(encodeURIComponent).join("="))
        assert.deepStrictEqual<unknown>(asHeaders(said.join(", ")), headers)
      }),
    )
    for (const wrong of ["name", "=value", "a=%zz"]) assert.isUndefined(asHeaders(wrong))
  })

  it("of a list has no blanks and nothing empty", () => {
    assert.deepStrictEqual(asList(" a, b ,,c"), ["a", "b", "c"])
    assert.deepStrictEqual(asList(""), [])
  })

  it("of a number is a number or stays what it was", () => {
    fc.assert(fc.property(fc.integer(), (number) => assert.strictEqual(asWhole(String(number)), number)))
    for (const text of ["", "1.5", "0x10", "1e3", " 1", "９"]) assert.strictEqual(asWhole(text), text)
    for (const text of ["", "-1", "1e3", ".5", "1.2345"]) assert.strictEqual(asSeconds(text), text)
  })

  it("that is no JSON is nothing", () => {
    assert.isUndefined(asJson("{"))
    assert.deepStrictEqual(asJson('{"a":[1]}'), { a: [1] })
  })
})
