/**
 * Programs that tests need and npm does not have: a browser, mono, an old JavaScript engine. They are Debian's.
 *
 * What is missing is installed by root under CI only; anywhere else the command is printed, and whoever asked does without. Files of tests run beside
 * each other and apt has one lock for all, so the first to ask installs all of them at once, and the others wait for it.
 */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A program: the files by which it is there, and the packages that bring them, as few as will do. */
export interface Program {
  readonly files: ReadonlyArray<string>
  readonly packages: ReadonlyArray<string>
}

export const programs = {
  chromium: { files: ["/usr/bin/chromium"], packages: ["chromium"] },
  duktape: { files: ["/usr/bin/duk"], packages: ["duktape"] },
  /** The compiler, the runtime, and of the framework what the two do not bring: HttpClient, XElement. */
  mono: {
    files: [
      "/usr/bin/mcs",
      "/usr/bin/mono",
      "/usr/lib/mono/4.5/System.Net.Http.dll",
      "/usr/lib/mono/4.5/System.Xml.Linq.dll",
    ],
    packages: [
      "mono-mcs",
      "mono-runtime",
      "libmono-system-net-http4.0-cil",
      "libmono-system-xml-linq4.0-cil",
    ],
  },
} as const satisfies Record<string, Program>

export type ProgramName = keyof typeof programs

/** Somebody else may be at apt without our lock: ten seconds between attempts, five minutes in all. Our judgment, for a browser on a slow line. */
const ATTEMPTS = 30
const LOCK = join(tmpdir(), "loyalkit-apt.lock")

const isThere = ({ files }: Program): boolean => files.every((file) => existsSync(file))
const missing = (): ReadonlyArray<Program> => Object.values(programs).filter((program) => !isThere(program))

/** What installs it, as people type it. */
export const installing = (...wanted: ReadonlyArray<Program>): string =>
  `apt-get update && apt-get install -y --no-install-recommends ${wanted.flatMap(({ packages }) => packages).join(" ")}`

const mayInstall = (): boolean => process.env["CI"] !== undefined && process.getuid?.() === 0

const install = (wanted: ReadonlyArray<Program>): void => {
  const absent = wanted.flatMap(({ files }) => files.map((file) => `! [ -e ${file} ]`)).join(" || ")
  const patiently = `for attempt in $(seq ${ATTEMPTS}); do (${installing(...wanted)}) && exit 0; sleep 10; done; exit 1`
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  // Whoever waited for the lock finds it done.
  spawnSync("flock", [LOCK, "sh", "-c", `if ${absent}; then ${patiently}; fi`], { stdio: "inherit", env })
}

/** Is the program there, or can it be? Says how to get it where it is not; `who` asks. */
export const has = (name: ProgramName, who: string): boolean => {
  const program = programs[name]
  if (isThere(program)) return true
  if (mayInstall()) {
    install(missing())
    if (isThere(program)) return true
  }
  // Not by console, which vitest keeps to itself where every test of a file is skipped.
  process.stderr.write(`${who}: no ${name}. Install it: ${installing(program)}\n`)
  return false
}
