/**
 * What was measured with: a figure without its versions cannot be compared with another.
 */
import { createRequire } from "node:module"
import { availableParallelism, cpus } from "node:os"

const require = createRequire(import.meta.url)

/** The installed version of a package. */
export const versionOf = (name: string): string => {
  const manifest: unknown = require(`${name}/package.json`)
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : ""
  return String(version)
}

/** One line that names the machine and the versions. */
export const versions = (): string => {
  const packages = ["effect", "undici", "esbuild"].map((name) => `${name} ${versionOf(name)}`)
  const machine = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "an unknown processor"}`
  return `bench: node ${process.versions.node}, ${packages.join(", ")}; ${process.platform} ${process.arch}, ${machine}`
}
