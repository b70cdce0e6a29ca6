/**
 * `bundle`: what a checkout weighs in a page or a till's own program.
 *
 * Measured: identify, quote, hold and commit over `fetch` with a journal in memory, bundled by esbuild for the
 * browser, minified and gzipped, everything included: the engine and effect. Beside it, bundled the same way,
 * stripe-node's for one call: a client that many shops load, for scale and not as a rival. kB are 1,000 bytes.
 */
import { build } from "esbuild"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import Stripe from "stripe"
import type { Benchmark } from "./Figure.ts"

const kilobytes = async (entry: string): Promise<number> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`bundle/${entry}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error("esbuild gave no output")
  return gzipSync(output.contents, { level: 9 }).byteLength / 1_000
}

export const bundle: Benchmark = {
  name: "bundle",
  run: async () => {
    const ours = await kilobytes("checkout")
    const theirs = await kilobytes("stripe")
    return {
      name: "bundle",
      value: ours,
      detail: `kB for a checkout over fetch, minified and gzipped (stripe ${Stripe.PACKAGE_VERSION}, one call: ${theirs.toFixed(2)} kB)`,
      target: { at: "most", value: 48 },
    }
  },
}
