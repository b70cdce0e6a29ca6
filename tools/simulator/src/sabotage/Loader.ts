/**
 * Loads the engine with a safeguard taken out: changes the text of its modules as they are loaded.
 *
 * The engine itself has no switch for it. Must be called before anything of core is imported.
 */
import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"
import { fileURLToPath } from "node:url"
import { SABOTAGES, type Patch } from "./Sabotages.ts"

const CORE = "/packages/core/dist/"

/** A module's text with one piece replaced. */
export const patched = (source: string, { find, module, put }: Patch): string => {
  const first = source.indexOf(find)
  if (first < 0) throw new Error(`sabotage: ${module} has no text "${find}" any more`)
  if (source.includes(find, first + 1)) throw new Error(`sabotage: ${module} has "${find}" more than once`)
  return source.replace(find, () => put)
}

/** Takes a safeguard out. What is given back says how many patches were made, and throws where one was not. */
export const sabotage = (name: string | undefined): (() => number) => {
  if (name === undefined) return () => 0
  const found = SABOTAGES[name]
  if (found === undefined)
    throw new Error(`sabotage: no "${name}"; there are ${Object.keys(SABOTAGES).join(", ")}`)
  const done = new Set<Patch>()
  registerHooks({
    load: (url, context, next) => {
      const patches = found.patches.filter(({ module }) => url.endsWith(CORE + module))
      if (patches.length === 0) return next(url, context)
      let source = readFileSync(fileURLToPath(url), "utf8")
      for (const patch of patches) {
        source = patched(source, patch)
        done.add(patch)
      }
      return { format: "module", source, shortCircuit: true }
    },
  })
  return () => {
    for (const patch of found.patches)
      if (!done.has(patch)) throw new Error(`sabotage: ${patch.module} was not loaded`)
    return done.size
  }
}
