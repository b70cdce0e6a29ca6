/** The line between a terminal and its gateway: Evotor's proxy, which may be slow, away, or say something of its own. */
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import { once } from "node:events"
import type { AddressInfo } from "node:net"

/**
 * `fine`; `html`: a page instead of an answer; `away`: no connection; `silent`: an answer never comes; `unheard`: the gateway did it, and the
 * answer is lost.
 */
export type Mood = "fine" | "html" | "away" | "silent" | "unheard"

export interface Line {
  readonly url: string
  /** How the next requests fare, by their last step; `*` for all. */
  readonly moods: Map<string, Mood>
  /** What came through it: `receipt/step`, or the path. */
  readonly seen: Array<string>
  readonly close: () => Promise<void>
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const forwarded = async (target: string, incoming: IncomingMessage, body: Buffer) => {
  const onward = request(`${target}${incoming.url ?? ""}`, {
    method: incoming.method ?? "GET",
    headers: { ...incoming.headers, host: new URL(target).host },
  })
  onward.end(body)
  const [answer] = (await once(onward, "response")) as [IncomingMessage]
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await bodyOf(answer) }
}

const PAGE = "<!DOCTYPE html><html><body>Доступ в интернет ограничен</body></html>"

/** Opens a line to wherever the gateway is now. */
export const openLine = async (target: () => string): Promise<Line> => {
  const moods = new Map<string, Mood>()
  const seen: Array<string> = []
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const [, receipt, step = "", path = incoming.url ?? ""] =
      /^\/v1\/receipts\/([^/]+)\/(\w+)$/.exec(incoming.url ?? "") ?? []
    seen.push(receipt === undefined ? path : `${receipt}/${step}`)
    const mood = moods.get(step) ?? moods.get("*") ?? "fine"
    const body = await bodyOf(incoming)
    if (mood === "silent") return
    if (mood === "away") return void incoming.socket.destroy()
    if (mood === "html") return void outgoing.writeHead(200, { "content-type": "text/html" }).end(PAGE)
    const answer = await forwarded(target(), incoming, body)
    if (mood === "unheard") return void incoming.socket.destroy()
    outgoing.writeHead(answer.status, answer.headers).end(answer.body)
  }
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo // of a TCP server that listens
  return {
    url: `http://127.0.0.1:${port}`,
    moods,
    seen,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
