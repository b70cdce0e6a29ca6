/**
 * The old engine for the bundle: Debian's duktape, which is ES5 with a few parts of ES6, like the terminal's JavaScriptCore.
 */
import { has, programs } from "@loyalkit/debian"
import { spawnSync } from "node:child_process"

const [PATH] = programs.duktape.files

/** Is it there, or can it be? */
export const hasDuktape = (): boolean => has("duktape", "evotor-terminal")

/** Runs a program and gives what it printed. */
export const inDuktape = (file: string): { readonly output: string; readonly status: number | null } => {
  const { status, stderr, stdout } = spawnSync(PATH, [file], { encoding: "utf8", timeout: 60_000 })
  return { output: `${stdout}${stderr}`.trim(), status }
}
