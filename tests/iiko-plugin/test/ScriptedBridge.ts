/**
 * A bridge by script, for what the real gateway cannot play: silence, a cut connection, a wrong token that is mended.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface Received {
  /** After `/iiko/front/`. */
  readonly path: string
  readonly token: string | undefined
  readonly language: string | undefined
  readonly body: Readonly<Record<string, unknown>>
}

/** An answer; a status with one; nothing ever; or the connection cut. */
export type Reply =
  | { readonly body: Readonly<Record<string, unknown>>; readonly status?: number }
  | "silence"
  | "cut"

export const PROCEED: Reply = { body: { action: "proceed" } }

export interface ScriptedBridge {
  readonly url: string
  readonly received: ReadonlyArray<Received>
  /** What answers from now on. */
  script: (received: Received) => Reply
  readonly close: () => Promise<void>
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const parts: Array<Buffer> = []
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array))
  return Buffer.concat(parts).toString("utf8")
}

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

const send = (reply: Reply, request: IncomingMessage, response: ServerResponse): void => {
  if (reply === "silence") return
  if (reply === "cut") {
    request.socket.destroy()
    return
  }
  response.writeHead(reply.status ?? 200, { "content-type": "application/json; charset=utf-8" })
  response.end(JSON.stringify(reply.body))
}

export const openBridge = async (port = 0): Promise<ScriptedBridge> => {
  const received: Array<Received> = []
  const server = createServer(async (request, response) => {
    const one: Received = {
      path: (request.url ?? "").replace("/iiko/front/", ""),
      token: header(request, "x-loyalkit-token"),
      language: header(request, "accept-language"),
      // What the plugin writes; anything else fails the test here.
      body: JSON.parse(await readBody(request)) as Record<string, unknown>,
    }
    received.push(one)
    send(bridge.script(one), request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  // Listening on TCP, so the address is no path.
  const address = server.address() as AddressInfo
  const bridge: ScriptedBridge = {
    url: `http://127.0.0.1:${address.port}`,
    received,
    script: () => PROCEED,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return bridge
}
