/**
 * Writes each example as a module of its own under `generated/`, from where it finds the packages as a user's code
 * does: by their names. The compiler then checks it, and the test runs it.
 */
import { glob, mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { withAssertions } from "./Assertions.ts"
import { blocks } from "./Blocks.ts"

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url))
const GENERATED = fileURLToPath(new URL("../generated", import.meta.url))

const DOCUMENTED = ["*.md", "docs/**/*.md", "{packages,apps}/*/README*.md", "packages/*/src/**/*.ts"]

/** All files that may hold an example, in order. What was generated from them is none. */
export const documented = async (): Promise<ReadonlyArray<string>> => {
  const paths: Array<string> = []
  const exclude = ["docs/api/**"]
  for await (const path of glob(DOCUMENTED, { cwd: ROOT, exclude })) paths.push(path)
  return paths.toSorted()
}

export interface Generated {
  readonly name: string
  readonly file: string
}

const moduleOf = (name: string, code: string): string =>
  `// Written from ${name}.\nimport { is } from "../src/Assertions.ts"\nvoid is\n${withAssertions(code)}\nexport {}\n`

export const generate = async (): Promise<ReadonlyArray<Generated>> => {
  await rm(GENERATED, { recursive: true, force: true })
  await mkdir(GENERATED, { recursive: true })
  const generated: Array<Generated> = []
  for (const path of await documented()) {
    for (const { name, code } of blocks(path, await readFile(join(ROOT, path), "utf8"))) {
      const file = join(GENERATED, `${name.replaceAll(/[^\w]+/g, "-")}.ts`)
      await writeFile(file, moduleOf(name, code))
      generated.push({ name, file })
    }
  }
  return generated
}
