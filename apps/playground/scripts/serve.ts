/**
 * Serves the built page on a port, for `npm start`, the tests and the screenshots. No server stands behind the
 * page: these are files, and any web server would do.
 *
 * `node scripts/serve.ts [--port 4173] [--host 127.0.0.1]`
 */
import { parseArgs } from "node:util"
import { servePage } from "./Server.ts"

const options = {
  port: { type: "string", default: "4173" },
  host: { type: "string", default: "127.0.0.1" },
} as const

try {
  const { values } = parseArgs({ options })
  const server = await servePage({ port: Number(values.port), host: values.host })
  console.log(`playground ready ${server.url}`)
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)))
  }
} catch (cause) {
  console.error(`playground: ${cause instanceof Error ? cause.message : String(cause)}`)
  process.exit(1)
}
