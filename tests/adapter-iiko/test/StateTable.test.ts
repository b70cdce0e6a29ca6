/**
 * The state table of docs/iiko-bridge.md, cell by cell: each state is made, each call is sent, and what it came to is what the page says.
 * `IIKO_DOCS=write npx vitest run tests/adapter-iiko/test/StateTable.test.ts` writes the table anew.
 */
import { readFile, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { assert, beforeAll, afterAll, describe, it } from "vitest"
import { inShop } from "./Shop.ts"
import { calls, outcomeOf, policy, states } from "./States.ts"

const PAGE = fileURLToPath(new URL("../../../docs/iiko-bridge.md", import.meta.url))
const BEGIN = "<!-- states: written by tests/adapter-iiko/test/StateTable.test.ts -->\n\n"
const END = "<!-- /states -->"

const rows = Object.keys(calls)
const columns = Object.keys(states)

const tableOf = (cells: ReadonlyMap<string, string>): string =>
  [
    `| | ${columns.join(" | ")} |`,
    `| --- |${columns.map(() => " --- |").join("")}`,
    ...rows.map(
      (row) => `| ${row} | ${columns.map((column) => cells.get(`${row} ${column}`)).join(" | ")} |`,
    ),
    "",
    "",
  ].join("\n")

/** The table of the page, as cells by row and column. */
const cellsOf = (text: string): ReadonlyMap<string, string> => {
  const begin = text.indexOf(BEGIN) + BEGIN.length
  const [head = [], , ...lines] = text
    .slice(begin, text.indexOf(END, begin))
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  return new Map(
    lines.flatMap(([row = "", ...cells]) => cells.map((cell, at) => [`${row} ${head[at + 1] ?? ""}`, cell])),
  )
}

describe("an order", () => {
  const seen = new Map<string, string>()
  let page = ""
  beforeAll(async () => {
    page = await readFile(PAGE, "utf8")
  })
  afterAll(async () => {
    if (process.env["IIKO_DOCS"] === "write") {
      const begin = page.indexOf(BEGIN) + BEGIN.length
      await writeFile(PAGE, page.slice(0, begin) + tableOf(seen) + page.slice(page.indexOf(END, begin)))
    }
  })

  for (const column of columns)
    for (const row of rows)
      it(
        `that is ${column}: ${row}`,
        inShop(
          async (shop) => {
            const outcome = await outcomeOf(shop, column, row)
            seen.set(`${row} ${column}`, outcome)
            if (process.env["IIKO_DOCS"] !== "write")
              assert.strictEqual(outcome, cellsOf(page).get(`${row} ${column}`))
          },
          { policy, page: true },
        ),
      )

  it("has no cell on the page that is not tested", () => {
    if (process.env["IIKO_DOCS"] === "write") return
    assert.deepStrictEqual([...cellsOf(page).keys()].toSorted(), [...seen.keys()].toSorted())
  })
})
