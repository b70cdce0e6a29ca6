/**
 * Mono, which compiles the plugin and runs it.
 */
import { has } from "@loyalkit/debian"
import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
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
  /** For vitest to call when all tests of a file are over: `beforeAll` returns it. */
  readonly remove: () => Promise<void>
}

const sources = async (folder: string): Promise<ReadonlyArray<string>> =>
  (await readdir(folder)).filter((name) => name.endsWith(".cs")).map((name) => join(folder, name))

/** Compiles all three, a warning being an error. */
export const build = async (): Promise<Build> => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-iiko-build-"))
  const compile = async (name: string, target: "library" | "exe", files: ReadonlyArray<string>) => {
    const references = ["System.Xml.Linq.dll", "System.Net.Http.dll"]
    const api = join(folder, "Resto.Front.Api.V8.dll")
    if (existsSync(api)) references.push(api)
    const flags = [
      "-langversion:7.2",
      `-target:${target}`,
      "-warn:4",
      "-warnaserror",
      `-out:${join(folder, name)}`,
    ]
    await promisify(execFile)("mcs", [...flags, ...references.map((file) => `-r:${file}`), ...files])
  }
  await compile("Resto.Front.Api.V8.dll", "library", await sources(join(HERE, "stubs")))
  await compile("Loyalkit.Iiko.dll", "library", await sources(PLUGIN))
  // The till speaks JSON as the plugin does.
  await compile("ScriptedFront.exe", "exe", [
    ...(await sources(join(HERE, "front"))),
    join(PLUGIN, "Json.cs"),
  ])
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** The plugin as it is deployed: the dll and its manifest in a folder of their own. */
export const deploy = async ({ folder }: Build, till: string): Promise<string> => {
  const home = join(till, "Plugins", "Loyalkit.Iiko")
  await mkdir(home, { recursive: true })
  await copyFile(join(folder, "Loyalkit.Iiko.dll"), join(home, "Loyalkit.Iiko.dll"))
  await copyFile(join(PLUGIN, "Manifest.xml"), join(home, "Manifest.xml"))
  return home
}
