/**
 * One step of the check, and what it found.
 *
 * A step is either a command that passes or fails as a whole, or one that counts for itself, as the tests do.
 * What a command prints is kept back and shown only where it failed: a green run fits a screen.
 */
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"

/** The repository's root, where every command runs. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url))

export interface Outcome {
  readonly passed: number
  /** What failed, by name. */
  readonly failures: ReadonlyArray<string>
  /** What did not run, by name. */
  readonly skips: ReadonlyArray<string>
}

export interface Step {
  readonly name: string
  /** The step without which this one would only repeat that one's failure. */
  readonly after?: string
  readonly run: () => Promise<Outcome>
}

export interface Ran {
  readonly code: number
  readonly output: string
}

/** The commands under way, to be ended with the check. */
const running = new Set<ReturnType<typeof spawn>>()
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal)
    process.exit(signal === "SIGINT" ? 130 : 143)
  })
}

/** What no step needs: a test in an endless loop is ended after it, since no time limit of the tests' own can. */
const LONGEST_STEP_MILLIS = 40 * 60_000

/** Runs a command at the root. `show`: print as it goes, for the one step that takes long. */
export const execute = (
  command: ReadonlyArray<string>,
  options: { readonly show?: boolean } = {},
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const [file = "", ...args] = command
    const child = spawn(file, args, {
      cwd: ROOT,
      stdio: ["ignore", options.show ? "inherit" : "pipe", options.show ? "inherit" : "pipe"],
      shell: process.platform === "win32",
      timeout: LONGEST_STEP_MILLIS,
    })
    running.add(child)
    const chunks: Array<Buffer> = []
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk))
    child.on("error", reject)
    child.on("close", (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8").trim() })
    })
  })

export const passed: Outcome = { passed: 1, failures: [], skips: [] }
export const failed = (...failures: ReadonlyArray<string>): Outcome => ({ passed: 0, failures, skips: [] })

/** A step that is one command, and passes or fails as a whole. `hint`: what to run to mend it. */
export const command = (
  name: string,
  argv: ReadonlyArray<string>,
  options: { readonly after?: string; readonly hint?: string } = {},
): Step => ({
  name,
  ...(options.after === undefined ? {} : { after: options.after }),
  run: async () => {
    const { code, output } = await execute(argv)
    if (code === 0) return passed
    console.log(output)
    return failed(options.hint === undefined ? name : `${name} (${options.hint})`)
  },
})
