/** The pages about scenarios have the tables that the format renders, and the format has a row for each of its fields. */
import { assert, describe, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { fieldsTable, rowNames, waysTable } from "../src/format/DocsTable.ts"
import { Outcome } from "../src/format/Outcome.ts"
import { Scenario } from "../src/format/Scenario.ts"
import { Fail, Line, Outside, Person, Posted, Send, Step } from "../src/format/Step.ts"
import * as Text from "../src/format/Text.ts"
import * as Result from "effect/Result"

const page = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8")

const schemas = {
  scenario: Scenario,
  step: Step,
  send: Send,
  fault: Fail,
  line: Line,
  outside: Outside,
  person: Person,
  posted: Posted,
  outcome: Outcome,
}

describe("the documentation of the format", () => {
  for (const [language, name] of [
    ["en", "scenarios.md"],
    ["ru", "scenarios.ru.md"],
  ] as const) {
    it(`has in ${name} both tables`, () => {
      assert.include(page(name), `\n${fieldsTable(language)}\n`)
      assert.include(page(name), `\n${waysTable(language)}\n`)
    })

    it(`has in ${name} an example that is a scenario`, () => {
      const [, example = ""] = /```json\n([^]*?)```/.exec(page(name)) ?? []
      assert.isTrue(Result.isSuccess(Text.parse(example)), String(Text.parse(example)))
    })
  }

  it("has a row for each field of the schema, and no other", () => {
    for (const [part, rows] of Object.entries(rowNames))
      assert.deepStrictEqual(
        Object.keys(rows).toSorted(),
        Object.keys(schemas[part as keyof typeof schemas].fields).toSorted(), // the same keys, by name
        part,
      )
  })
})
