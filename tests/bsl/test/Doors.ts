/** What may stand at the gateway's address instead of it: nobody, somebody silent, a proxy's page, or one who hangs up. */
import { createServer, type RequestListener } from "node:http"
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net"

export interface Door {
  readonly url: string
  readonly close: () => Promise<void>
}

const listening = (server: Server, open: ReadonlySet<Socket>): Promise<Door> =>
  new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      // A TCP server's address is never a path.
      const { port } = server.address() as AddressInfo
      const close = () =>
        new Promise<void>((closed) => {
          server.close(() => closed())
          for (const socket of open) socket.destroy()
        })
      done({ url: `http://127.0.0.1:${port}`, close })
    })
  })

const sockets = (serve: (socket: Socket) => void): Promise<Door> => {
  const open = new Set<Socket>()
  const server = createSocketServer((socket) => {
    open.add(socket)
    socket.on("error", () => undefined)
    serve(socket)
  })
  return listening(server, open)
}

const answers = (listener: RequestListener): Promise<Door> => {
  const open = new Set<Socket>()
  const server = createServer(listener)
  server.on("connection", (socket) => void open.add(socket))
  return listening(server, open)
}

/** A port at which nobody listens. */
export const nobody = async (): Promise<string> => {
  const door = await sockets(() => undefined)
  await door.close()
  return door.url
}

/** Takes the connection and never says a word. */
export const silent = (): Promise<Door> => sockets(() => undefined)

/** Hangs up on the first callers, then serves. */
export const hangsUpFirst = (
  times: number,
  answer: object,
): Promise<Door & { readonly calls: () => number }> => {
  let calls = 0
  return sockets((socket) => {
    socket.once("data", () => {
      calls += 1
      if (calls <= times) return void socket.destroy()
      const body = JSON.stringify(answer)
      socket.end(
        `HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
    })
  }).then((door) => ({ ...door, calls: () => calls }))
}

/** Somebody else's answer. */
export const other = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = { "content-type": "text/html; charset=utf-8" },
): Promise<Door> =>
  answers((_, response) => {
    response.writeHead(status, headers)
    response.end(body)
  })
