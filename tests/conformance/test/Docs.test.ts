/**
 * The documentation's table of scenarios is the suite's own; every report's links lead to a row of it.
 * `CONFORMANCE_DOCS=write npx vitest run tests/conformance/test/Docs.test.ts` writes it anew.
 */
import { scenarios } from "@loyalkit/sandbox/conformance"
import { readFile, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

const BEGIN = "<!-- scenarios: written by tests/conformance/test/Docs.test.ts -->\n\n"
const END = "<!-- /scenarios -->"

const pages = [
  { language: "en", file: "conformance.md", head: "| scenario | why a till must | needs |" },
  { language: "ru", file: "conformance.ru.md", head: "| сценарий | почему касса должна | что нужно |" },
] as const

const tableOf = ({ head, language }: (typeof pages)[number]): string =>
  [
    head,
    "| --- | --- | --- |",
    ...scenarios.map(({ id, needs, title, why }) => {
      const abilities = needs.length === 0 ? "–" : needs.map((need) => `\`${need}\``).join(", ")
      return `| <a id="${id}"></a>\`${id}\` ${title[language]} | ${why[language]} | ${abilities} |`
    }),
    "",
    "",
  ].join("\n")

const withTable = (text: string, table: string): string => {
  const begin = text.indexOf(BEGIN) + BEGIN.length
  return text.slice(0, begin) + table + text.slice(text.indexOf(END, begin))
}

describe("the table of scenarios", () => {
  for (const page of pages) {
    it(`is the suite's own in ${page.file}`, async () => {
      const path = fileURLToPath(new URL(`../../../docs/${page.file}`, import.meta.url))
      const text = await readFile(path, "utf8")
      const expected = withTable(text, tableOf(page))
      if (process.env["CONFORMANCE_DOCS"] === "write") await writeFile(path, expected)
      expect(await readFile(path, "utf8")).toBe(expected)
    })
  }
})
