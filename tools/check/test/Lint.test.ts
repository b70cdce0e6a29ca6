// The lint rules that are this repository's own decisions, each broken on purpose: a rule that is switched off by an
// override, or named wrongly, says nothing.
import { describe, expect, it } from "vitest"
import { execFile } from "node:child_process"
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { ROOT } from "../src/Step.ts"

const run = promisify(execFile)

/** The rules that oxlint finds broken by this text at this path. */
const broken = async (path: string, text: string): Promise<ReadonlyArray<string>> => {
  const root = await mkdtemp(join(tmpdir(), "loyalkit-lint-"))
  try {
    await cp(join(ROOT, ".oxlintrc.json"), join(root, ".oxlintrc.json"))
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
    const oxlint = join(ROOT, "node_modules/oxlint/bin/oxlint")
    const { stdout } = await run(process.execPath, [oxlint, "--format=json"], { cwd: root }).catch(
      (error: { readonly stdout: string }) => error,
    )
    const { diagnostics }: { readonly diagnostics: ReadonlyArray<{ readonly code: string }> } =
      JSON.parse(stdout)
    return diagnostics.map(({ code }) => code.replace(/^.*\((.*)\)$/, "$1"))
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

const core = "packages/core/src/Money.ts"
const page = "apps/playground/src/main.tsx"

const wrong: ReadonlyArray<readonly [rule: string, path: string, text: string]> = [
  ["no-explicit-any", core, "export const a = (x: any) => x\n"],
  ["no-non-null-assertion", core, "export const a = (x: string | undefined) => x!\n"],
  ["consistent-type-imports", core, 'import { A } from "./A.ts"\nexport type B = A\n'],
  ["ban-ts-comment", core, "// @ts-ignore\nexport const a: string = 1\n"],
  ["no-restricted-imports", core, 'import { Effect } from "effect"\nexport const a = Effect.void\n'],
  ["no-restricted-globals", core, "export const a = () => Date.now()\n"],
  ["no-restricted-globals", core, "export const a = () => new Date()\n"],
  ["no-restricted-globals", page, "export const a = () => new Date()\n"],
  ["no-restricted-properties", core, "export const a = () => Math.random()\n"],
  ["no-console", core, "console.log(1)\n"],
  ["no-console", "packages/core/src/node/Journal.ts", "console.log(1)\n"],
  ["no-console", page, "console.log(1)\n"],
  ["max-lines", core, "export {}\n".repeat(351)],
  [
    "no-focused-tests",
    "packages/core/test/a.test.ts",
    'import { it } from "vitest"\nit.only("a", () => {})\n',
  ],
  [
    "no-disabled-tests",
    "packages/core/test/a.test.ts",
    'import { it } from "vitest"\nit.skip("a", () => {})\n',
  ],
]

const right: ReadonlyArray<readonly [what: string, path: string, text: string]> = [
  [
    "effect's modules by path",
    core,
    'import * as Effect from "effect/Effect"\nexport const a = Effect.void\n',
  ],
  ["a command's complaint", "packages/core/src/node/main.ts", "console.error(1)\n"],
  ["the clock in a tool", "tools/bench/src/main.ts", "console.log(Date.now(), Math.random())\n"],
]

describe("the linter", () => {
  for (const [rule, path, text] of wrong) {
    it(`refuses ${JSON.stringify(text.slice(0, 60))} in ${path}: ${rule}`, async () => {
      expect(await broken(path, text)).toContain(rule)
    })
  }

  for (const [what, path, text] of right) {
    it(`allows ${what}`, async () => {
      expect(await broken(path, text)).toEqual([])
    })
  }
})
