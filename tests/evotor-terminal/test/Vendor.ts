/**
 * Evotor's own React Native library out of its npm package, in a world that can be thrown away.
 *
 * It is ES6 with Flow and imports `react-native`, as an app's bundler expects. Here swc strips the types, once, and every world evaluates the
 * modules anew: the library keeps its listeners in statics, and a process that died has none. Of React Native only the native side is ours.
 */
import { transformSync } from "@swc/core"
import { existsSync, readFileSync, statSync } from "node:fs"
import { createRequire, isBuiltin } from "node:module"
import { dirname, join } from "node:path"

const require = createRequire(import.meta.url)
const LIBRARY = "evotor-integration-library"
const ENTRY = require.resolve(`${LIBRARY}/index.js`)
/** The shipped bundle of the terminal part: ES5, CommonJS. */
export const BUNDLE = require.resolve("@loyalkit/adapter-evotor/terminal")

const compiled = new Map<string, string>()

const isFlow = (path: string): boolean => path.includes(`/${LIBRARY}/`)

const codeOf = (path: string): string => {
  const known = compiled.get(path)
  if (known !== undefined) return known
  const source = readFileSync(path, "utf8")
  const code = isFlow(path)
    ? transformSync(source, {
        configFile: false,
        swcrc: false,
        jsc: { parser: { syntax: "flow", all: true }, target: "es2022" },
        module: { type: "commonjs" },
      }).code
    : source
  compiled.set(path, code)
  return code
}

/** As bundlers look a path up: the library has files of types beside those of code. */
const resolved = (from: string, name: string): string => {
  if (!name.startsWith(".")) return createRequire(from).resolve(name)
  const path = join(dirname(from), name)
  if (existsSync(path) && statSync(path).isFile()) return path
  return existsSync(`${path}.js`) ? `${path}.js` : join(path, "index.js")
}

/** Modules that a world has from us, by name. */
export type Natives = Readonly<Record<string, object>>

/** What a world's code sees as globals, besides the language. */
export interface Globals {
  readonly XMLHttpRequest: unknown
  readonly setTimeout: (run: () => void, millis: number) => unknown
  readonly clearTimeout: (timer: unknown) => void
}

interface Module {
  exports: object
}

const GLOBALS = ["XMLHttpRequest", "setTimeout", "clearTimeout"] as const

/** A world of JavaScript with modules of its own. */
export const worldWith = (natives: Natives, globals: Globals) => {
  const modules = new Map<string, Module>()
  const load = (path: string): object => {
    const known = modules.get(path)
    if (known !== undefined) return known.exports
    const module: Module = { exports: {} }
    modules.set(path, module)
    const run = new Function("require", "module", "exports", ...GLOBALS, codeOf(path))
    run(
      (name: string) => natives[name] ?? (isBuiltin(name) ? require(name) : load(resolved(path, name))),
      module,
      module.exports,
      ...GLOBALS.map((name) => globals[name]),
    )
    return module.exports
  }
  return { library: () => load(ENTRY), terminal: () => load(BUNDLE) }
}
