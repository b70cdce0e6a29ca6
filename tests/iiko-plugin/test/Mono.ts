/**
 * Mono, which compiles the plugin and runs it.
 */
import { has } from "@loyalkit/debian"
import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync } from "node:fs"
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

/** Is there mono, or can there be? */
export const hasMono = (): boolean => has("mono", "iiko-plugin")

const HERE = fileURLToPath(new URL("..", import.meta.url))
export const PLUGIN = fileURLToPath(new URL("../../../packages/adapter-iiko/plugin", import.meta.url))

/** The folder with the scripted till, its stand-in for iikoFront's API, and the plugin. */
export interface Build {
  readonly folder: string
}

const BUILDS = join(HERE, "node_modules", ".cache")
const FLAGS = ["-langversion:7.2", "-warn:4", "-warnaserror"]
const API = "Resto.Front.Api.V8.dll"

/** What is compiled of what, in this order. The till speaks JSON as the plugin does. */
const parts = [
  { name: API, target: "library", folders: [join(HERE, "stubs")], files: [] },
  { name: "Loyalkit.Iiko.dll", target: "library", folders: [PLUGIN], files: [] },
  {
    name: "ScriptedFront.exe",
    target: "exe",
    folders: [join(HERE, "front")],
    files: [join(PLUGIN, "Json.cs")],
  },
] as const

const sourcesOf = async ({ files, folders }: (typeof parts)[number]): Promise<ReadonlyArray<string>> => {
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder))
        .filter((name) => name.endsWith(".cs"))
        .toSorted()
        .map((name) => join(folder, name)),
    ),
  )
  return [...found.flat(), ...files]
}

/** Named by all that goes into it: what has changed is another build. */
const nameOf = async (sources: ReadonlyArray<ReadonlyArray<string>>): Promise<string> => {
  const hash = createHash("sha256").update(JSON.stringify([FLAGS, parts, sources]))
  for (const file of sources.flat()) hash.update(await readFile(file))
  return hash.digest("hex").slice(0, 16)
}

const compile = async (folder: string, sources: ReadonlyArray<ReadonlyArray<string>>): Promise<void> => {
  for (const [at, { name, target }] of parts.entries()) {
    const references = [
      "System.Xml.Linq.dll",
      "System.Net.Http.dll",
      ...(name === API ? [] : [join(folder, API)]),
    ]
    await promisify(execFile)("mcs", [
      ...FLAGS,
      `-target:${target}`,
      `-out:${join(folder, name)}`,
      ...references.map((file) => `-r:${file}`),
      ...(sources[at] ?? []),
    ])
  }
}

/** Compiles all three, a warning being an error; once for all files of tests, and all runs until a source changes. */
export const build = async (): Promise<Build> => {
  const sources = await Promise.all(parts.map(sourcesOf))
  const folder = join(BUILDS, `build-${await nameOf(sources)}`)
  if (existsSync(folder)) return { folder }
  await mkdir(BUILDS, { recursive: true })
  const making = await mkdtemp(join(BUILDS, "making-"))
  try {
    await compile(making, sources)
    // Two files of tests may build at one time: whoever is first is used.
    await rename(making, folder).catch((cause: unknown) => {
      if (!existsSync(folder)) throw cause
    })
  } finally {
    await rm(making, { recursive: true, force: true })
  }
  return { folder }
}

/** The plugin as it is deployed: the dll and its manifest in a folder of their own. */
export const deploy = async ({ folder }: Build, till: string): Promise<string> => {
  const home = join(till, "Plugins", "Loyalkit.Iiko")
  await mkdir(home, { recursive: true })
  await copyFile(join(folder, "Loyalkit.Iiko.dll"), join(home, "Loyalkit.Iiko.dll"))
  await copyFile(join(PLUGIN, "Manifest.xml"), join(home, "Manifest.xml"))
  return home
}
