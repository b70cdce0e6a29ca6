/**
 * What people install, looked at as they will get it: every publishable package is packed, and the tarball
 * linted by publint (is package.json right about its files?) and by @arethetypeswrong/cli (does TypeScript find
 * the types of every entry?). ESM only, by decision; hence that tool's profile. Entries that can be required as well, since a terminal's
 * bundler is too old for anything else, are looked at in every way.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { execute, failed, passed, ROOT, type Step } from "./Step.ts"

const publishable = async (): Promise<ReadonlyArray<string>> => {
  const folders = await readdir(join(ROOT, "packages"), { withFileTypes: true })
  const found: Array<string> = []
  for (const { name } of folders.filter((entry) => entry.isDirectory())) {
    const manifest = await readFile(join(ROOT, "packages", name, "package.json"), "utf8").catch(
      () => undefined,
    )
    if (manifest !== undefined && JSON.parse(manifest).private !== true) found.push(name)
  }
  return found
}

/** Entries with a CommonJS form. */
const requirable = async (name: string): Promise<ReadonlyArray<string>> => {
  const manifest: { readonly exports?: Readonly<Record<string, unknown>> } = JSON.parse(
    await readFile(join(ROOT, "packages", name, "package.json"), "utf8"),
  )
  return Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) =>
    typeof target === "object" && target !== null && "require" in target ? [entry] : [],
  )
}

const lintPackage = async (name: string, directory: string): Promise<ReadonlyArray<string>> => {
  const pack = ["pnpm", "--dir", join("packages", name), "pack", "--pack-destination", directory]
  const packed = await execute(pack)
  if (packed.code !== 0) {
    console.log(packed.output)
    return [`packages: ${name} cannot be packed`]
  }
  const tarball = (await readdir(directory)).find((file) => file.endsWith(".tgz")) ?? ""
  const lints = [
    { tool: "publint", argv: ["publint", "run", join(directory, tarball), "--strict"] },
    { tool: "attw", argv: ["attw", join(directory, tarball), "--profile", "esm-only", "--format", "ascii"] },
  ]
  const required = await requirable(name)
  if (required.length > 0) {
    const argv = ["attw", join(directory, tarball), "--format", "ascii", "--entrypoints", ...required]
    lints.push({ tool: "attw, of what can be required", argv })
  }
  const failures: Array<string> = []
  for (const { tool, argv } of lints) {
    const { code, output } = await execute(["pnpm", "--filter", "@loyalkit/check", "exec", ...argv])
    if (code === 0) continue
    console.log(output)
    failures.push(`packages: ${name}, says ${tool}`)
  }
  return failures
}

export const packages: Step = {
  name: "packages",
  after: "build",
  run: async () => {
    const failures: Array<string> = []
    for (const name of await publishable()) {
      const directory = await mkdtemp(join(tmpdir(), "loyalkit-packed-"))
      failures.push(...(await lintPackage(name, directory)))
      await rm(directory, { recursive: true, force: true })
    }
    return failures.length === 0 ? passed : failed(...failures)
  },
}
