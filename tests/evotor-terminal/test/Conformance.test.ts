/** The terminal lives through what a till must, as far as it can; what it cannot is named in the report. */
import { certify, scenarios } from "@loyalkit/sandbox/conformance"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { here, inProcess } from "@loyalkit/gateway-process"
import { terminalDriver } from "./TerminalDriver.ts"

/** More than the slowest scenario takes on the slowest machine. */
const TIMEOUT = 180_000

const notCarried = ["lines", "return", "stale-quote", "reordered-commands", "receipt-taken-over"]

describe("an Evotor terminal", () => {
  for (const { id, needs, title } of scenarios) {
    it.concurrent(
      `${id}: ${title.en}`,
      async () => {
        // A power cut, and logs that are all its own, take a process; the rest would only wait for it to start.
        const home = needs.includes("crash") || needs.includes("logs") ? inProcess : here
        const { verdicts } = await certify(terminalDriver(home), { only: [id] })
        const expected = notCarried.includes(id) ? "notCarried" : "passed"
        expect(verdicts.map(({ detail, result }) => (result === "failed" ? detail?.en : result))).toEqual([
          expected,
        ])
        expect(verdicts[0]?.detail?.en).not.toBe("")
      },
      TIMEOUT,
    )
  }

  it.each(["conformance.md", "conformance.ru.md"])("is told in docs/%s for what it carries", (page) => {
    const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), "utf8")
    const row = text.split("\n").find((line) => line.includes("TerminalDriver.ts")) ?? ""
    expect(row).toMatch(new RegExp(`${scenarios.length - notCarried.length} (of|из) ${scenarios.length}`))
    for (const id of notCarried) expect(row).toContain(`\`${id}\``)
  })
})
