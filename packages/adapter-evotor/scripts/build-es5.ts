/**
 * The terminal part as one ES5 CommonJS file, for engines as old as React Native 0.49's.
 *
 * esbuild makes one file of the sources; it does not emit ES5, so swc does, with its helpers inside. Beside it lie the types, in a folder that
 * says CommonJS, since a `.d.ts` of an ES module would promise TypeScript something else than `require` gives.
 */
import { transform } from "@swc/core"
import { build } from "esbuild"
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const TARGET = here("dist/terminal-es5")

const bundled = await build({
  entryPoints: [here("src/terminal/index.ts")],
  bundle: true,
  format: "esm",
  target: "es2018",
  charset: "utf8",
  minifySyntax: true,
  write: false,
})
const [bundle] = bundled.outputFiles
if (bundle === undefined) throw new Error("esbuild wrote nothing")

const { code } = await transform(bundle.text, {
  configFile: false,
  swcrc: false,
  module: { type: "commonjs", noInterop: true, ignoreDynamic: true },
  minify: true,
  jsc: {
    target: "es5",
    parser: { syntax: "ecmascript" },
    externalHelpers: false,
    // Functions' `length` is nobody's business here.
    assumptions: { ignoreFunctionLength: true },
    minify: {
      compress: { ecma: 5, passes: 3, toplevel: true },
      mangle: { toplevel: true },
      toplevel: true,
      ecma: 5,
      format: { ecma: 5 },
    },
  },
})

await rm(TARGET, { recursive: true, force: true })
await mkdir(TARGET, { recursive: true })
await writeFile(join(TARGET, "index.js"), code)
await writeFile(join(TARGET, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`)
for (const name of await readdir(here("dist/terminal")))
  if (name.endsWith(".d.ts")) await cp(here(`dist/terminal/${name}`), join(TARGET, name))
