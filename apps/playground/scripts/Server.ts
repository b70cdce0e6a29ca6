/**
 * The built page on a port, through vite's preview server.
 */
import { existsSync } from "node:fs"
import { isIPv6 } from "node:net"
import { fileURLToPath } from "node:url"
import { preview } from "vite"

/** The package's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url))

export interface PageServer {
  /** Without a slash at its end. */
  readonly url: string
  readonly close: () => Promise<void>
}

/** The highest port there is; 0 takes any that is free. */
const MAX_PORT = 65_535

/** Where the page is to be opened; an IPv6 address stands in brackets. */
export const pageUrl = (host: string, port: number): string =>
  `http://${isIPv6(host) ? `[${host}]` : host}:${port}`

/** Fails where the page is not built, or the port is taken. */
export const servePage = async (options: {
  readonly port: number
  readonly host: string
  /** Where the built page lies; without it where it is built to. */
  readonly dist?: string
  /** In which folder of the host it is to be found, between slashes; without it in none. */
  readonly folder?: string
}): Promise<PageServer> => {
  const { dist = `${ROOT}dist`, folder = "/", host, port } = options
  if (!Number.isInteger(port) || port < 0 || port > MAX_PORT) {
    throw new Error(`--port must be a number from 0 to ${MAX_PORT}`)
  }
  if (!existsSync(`${dist}/index.html`)) {
    throw new Error("the page is not built. Build it first: pnpm --filter @loyalkit/playground build")
  }
  const server = await preview({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    base: folder,
    build: { outDir: dist },
    preview: { port, host, strictPort: true },
  }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `port ${port} of ${host} cannot be used (${reason}). Choose another: npm start -- --port 5000`,
    )
  })
  const address = server.httpServer.address()
  const listening = typeof address === "object" && address !== null ? address.port : port
  return { url: `${pageUrl(host, listening)}${folder.slice(0, -1)}`, close: () => server.close() }
}
