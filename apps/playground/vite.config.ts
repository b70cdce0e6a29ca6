// Builds the page: static files that any web server can hand out, from any folder.
import { defineConfig } from "vite"
import solid from "vite-plugin-solid"

export default defineConfig({
  base: "./",
  plugins: [solid()],
  build: { target: "es2022", sourcemap: true },
})
