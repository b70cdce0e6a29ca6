/** The sandbox on a port of Node's: `SandboxServer.layer({ port: 8078 })`. The CLI is `loyalkit-sandbox`. */
export * as SandboxServer from "./SandboxServer.ts"
