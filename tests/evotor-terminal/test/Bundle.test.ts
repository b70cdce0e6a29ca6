/** What a terminal installs: small, ES5, and running where nothing newer is known. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import * as vm from "node:vm"
import { describe, expect, it } from "vitest"
import { hasDuktape, inDuktape } from "./engine/Duktape.ts"
import { programFor } from "./engine/Program.ts"
import { BUNDLE } from "./Vendor.ts"

/** The most that the bundle may be, in bytes, gzipped: the number. */
const MOST = 8_000

const require = createRequire(import.meta.url)

interface EsCheck {
  readonly runChecks: (
    checks: ReadonlyArray<{ readonly ecmaVersion: string; readonly files: string }>,
    options: object,
  ) => Promise<{ readonly success: boolean }>
}
// It has no types of its own.
const { runChecks } = require("es-check") as EsCheck

const isEs5 = async (file: string): Promise<boolean> => {
  const { success } = await runChecks([{ ecmaVersion: "es5", files: file }], {})
  return success
}

const extra = JSON.stringify({
  v: 1,
  receipt: "r-1",
  type: "cashback",
  points: "386.20",
  discount: "386.20",
  other: "0.00",
  amount: "3862.00",
})

/** What the day at the till must come to, in whatever engine. */
const OUTCOME = {
  answers: [
    {
      kind: "ReceiptDiscountEventResult",
      given: [386.2, { kind: "SetExtra", given: [{ loyalkit: extra }] }, []],
    },
    {
      kind: "PrintExtraRequiredEventResult",
      given: [
        [
          {
            kind: "SetPrintExtra",
            given: [
              { kind: "PrintExtraPlacePrintGroupSummary", given: [] },
              [{ kind: "PrintableText", given: ["Списано баллов: 386,20"] }],
            ],
          },
        ],
      ],
    },
    "skip",
  ],
  requests: [
    'identify {"search":"79000000001"} true',
    'quote {"amount":"3862.00"} true',
    'hold {"points":"386.20"} true',
    'identify {"search":"79000000001"} true',
    'commit {"amount":"3862.00","points":"386.20","search":"79000000001","soldAt":1790000000000} true',
    'commit {"amount":"3862.00","points":"386.20","search":"79000000001","soldAt":1790000000000} true',
  ],
  stored: { "loyalkit.terminal.1": '{"outbox":[]}' },
  amounts: [101, 49_947, "3475.80"],
  left: 0,
}

describe("the bundle", () => {
  it(`is at most ${MOST} bytes, gzipped`, () => {
    expect(gzipSync(readFileSync(BUNDLE), { level: 9 }).length).toBeLessThanOrEqual(MOST)
  })

  it("is ES5, as es-check reads it, which is not blind", async () => {
    expect(await isEs5(BUNDLE)).toBe(true)
    expect(await isEs5(fileURLToPath(import.meta.url))).toBe(false)
  })

  it("requires nothing, and no global that an old engine lacks", () => {
    const code = readFileSync(BUNDLE, "utf8")
    expect(code).not.toMatch(/\brequire\(|\bfetch\b|\bProxy\b|\bBigInt\b|\bIntl\b|\bWeakMap\b|crypto/)
  })

  it("has what the ES module has", async () => {
    const module: object = await import("@loyalkit/adapter-evotor/terminal")
    const required: object = require("@loyalkit/adapter-evotor/terminal")
    expect(Object.keys(required).toSorted()).toEqual(Object.keys(module).toSorted())
  })

  it("is found as bundlers look that know no `exports`", () => {
    const manifest = require.resolve("@loyalkit/adapter-evotor/package.json")
    const folder = join(dirname(manifest), "terminal")
    const { main, module, types } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
    expect(join(folder, main)).toBe(BUNDLE)
    expect(readFileSync(join(folder, module), "utf8")).toContain("installEvotorLoyalty")
    expect(readFileSync(join(folder, types), "utf8")).toContain("installEvotorLoyalty")
  })

  it("plays a day in this engine", () => {
    const said: Array<string> = []
    vm.runInNewContext(programFor("said.push.bind(said)"), { said })
    expect(JSON.parse(said[0] ?? "null")).toEqual(OUTCOME)
  })

  it.skipIf(!hasDuktape())("plays the same day in duktape, an ES5 engine", () => {
    const folder = mkdtempSync(join(tmpdir(), "loyalkit-duktape-"))
    const file = join(folder, "day.js")
    writeFileSync(file, programFor("print"))
    const { output, status } = inDuktape(file)
    rmSync(folder, { recursive: true })
    expect({ status, outcome: status === 0 ? JSON.parse(output) : output }).toEqual({
      status: 0,
      outcome: OUTCOME,
    })
  })
})
