/**
 * For vite: builds the page's service worker, and tells it which files it has to store.
 *
 * It is bundled with the page, under a name that stays: a browser looks there for a newer one. That it imports nothing keeps it one plain script, which
 * browsers take that know no modules there.
 */
import { createHash } from "node:crypto"
import { gzipSync } from "node:zlib"
import type { Plugin } from "vite"

export const WORKER = "service-worker.js"
const SOURCE = "src/offline/Worker.ts"
const PAGE = "index.html"

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1_000)} kB`

/** Of no use to a page: what debuggers and this repository's tests read. */
const isForTools = (file: string): boolean => file.endsWith(".map") || file.startsWith(".vite/")

export const offlineFiles = (): Plugin => ({
  name: "loyalkit:offline-files",
  apply: "build",
  buildStart() {
    this.emitFile({ type: "chunk", id: SOURCE, fileName: WORKER })
  },
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      const worker = bundle[WORKER]
      const page = bundle[PAGE]
      if (worker?.type !== "chunk" || page?.type !== "asset")
        this.error(`there is no ${PAGE} or no ${WORKER}`)
      if (worker.imports.length > 0)
        this.error(`${WORKER} must be one script, and imports ${worker.imports.join(", ")}`)
      const stored = Object.values(bundle).filter(
        ({ fileName }) => fileName !== WORKER && fileName !== PAGE && !isForTools(fileName),
      )
      const files = stored.map(({ fileName }) => fileName).toSorted()
      const build = createHash("sha256")
        .update([worker.code, page.source, ...files].join("\n"))
        .digest("hex")
        .slice(0, 12)
      worker.code = worker.code
        .replace("OFFLINE_FILES", JSON.stringify(files))
        .replace("OFFLINE_BUILD", JSON.stringify(build))
        .replace(/\n\/\/# sourceMappingURL=.*/, "")
      // It knows nothing of what was put in, and would show a debugger the wrong places.
      delete bundle[`${WORKER}.map`]
      const size = stored.reduce(
        (sum, file) => sum + gzipSync(file.type === "chunk" ? file.code : file.source).length,
        0,
      )
      this.info(`for use offline ${files.length} files are stored, ${kilobytes(size)} gzipped`)
    },
  },
})
