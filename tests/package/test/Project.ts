/**
 * An empty project somewhere outside this repository, into which core is installed as people install it: from its
 * tarball, by npm, beside effect.
 */
import { execFile } from "node:child_process"
import { cp, mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const run = promisify(execFile)
const require = createRequire(import.meta.url)
const CONSUMER = fileURLToPath(new URL("../consumer", import.meta.url))
const CORE = fileURLToPath(new URL("../../../packages/core", import.meta.url))

/** An oldest Node that core's fetch transport runs on, from npm as anyone gets it. */
const OLD_NODE = "node@20.19.6"

/** This run is itself under pnpm and npm, whose settings are none of the project's business. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm|pnpm)_/i.test(name)))

export interface Project {
  readonly directory: string
  /** Runs a command there and gives what it printed. */
  readonly run: (file: string, args: ReadonlyArray<string>) => Promise<string>
  /** Installs packages with npm. */
  readonly add: (...packages: ReadonlyArray<string>) => Promise<string>
  readonly remove: () => Promise<void>
}

/** The version of a package that this repository is tested with. */
export const manifestVersion = (name: string): string => {
  const manifest: { readonly version: string } = require(`${name}/package.json`)
  return manifest.version
}

/** Packs core, installs it, and compiles the consumer's program against it with nothing skipped. */
export const install = async (): Promise<Project> => {
  const directory = await mkdtemp(join(tmpdir(), "loyalkit-consumer-"))
  const project: Project = {
    directory,
    run: async (file, args) => {
      const { stdout } = await run(file, args, { cwd: directory, env: environment() })
      return stdout
    },
    add: (...packages) =>
      project.run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages]),
    remove: () => rm(directory, { recursive: true, force: true }),
  }
  await run("pnpm", ["--dir", CORE, "pack", "--pack-destination", directory])
  const tarball = (await readdir(directory)).find((name) => name.endsWith(".tgz")) ?? "no tarball"
  await writeFile(join(directory, "package.json"), JSON.stringify({ private: true, type: "module" }))
  await cp(CONSUMER, directory, { recursive: true })
  await project.add(`./${tarball}`, `effect@${manifestVersion("effect")}`)
  const tsc = join(require.resolve("typescript/package.json"), "../bin/tsc")
  await project.run(process.execPath, [tsc, "-p", "tsconfig.consumer.json"])
  return project
}

/** The Node of our own tools; taken from npm where these tests run on another. */
const OUR_NODE = "node@24.21.0"

const fromNpm =
  (node: string) =>
  (args: ReadonlyArray<string>): [string, ReadonlyArray<string>] => [
    "npx",
    ["--prefer-offline", "--yes", node, ...args],
  ]

/** How each Node is called in a project. */
export const nodes: ReadonlyArray<{
  readonly major: string
  readonly call: (args: ReadonlyArray<string>) => [string, ReadonlyArray<string>]
}> = [
  { major: "20", call: fromNpm(OLD_NODE) },
  {
    major: "24",
    call: process.versions.node.startsWith("24.") ? (args) => [process.execPath, args] : fromNpm(OUR_NODE),
  },
]
