// Builds the page: static files that any web server can hand out, from any folder.
import { defineConfig } from "vite"
import solid from "vite-plugin-solid"
import { offlineFiles } from "./scripts/OfflineFiles.ts"

export default defineConfig({
  base: "./",
  plugins: [solid(), offlineFiles()],
  // The reliability page's worker is a module.
  worker: { format: "es" },
  // The manifest says what the first view loads and what each till adds; `test/PageSize.test.ts` reads it.
  build: { target: "es2022", sourcemap: true, manifest: true },
})
