/**
 * Keeps count of the connections, so that there is always room for one more till.
 *
 * Where too many are open the one that idles longest is closed, and not the newcomer turned away: whoever opens thousands and says nothing
 * closes their own. A connection with a request under way is never closed here.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"

export interface Connections {
  /** Is a request of this connection being answered? */
  readonly isBusy: (socket: unknown) => boolean
  /** Closes all that wait for nothing, those too that never said a word, and from now on each other one after its answer. */
  readonly closeIdle: () => void
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0

export const watch = (server: Server, most: number): Connections => {
  const open = new Set<Socket>()
  /** In the order of their last use. */
  const idle = new Set<Socket>()
  const busy = new Map<unknown, number>()
  let isClosing = false

  const closeIdlest = (): boolean => {
    const oldest = idle.values().next()
    if (oldest.done === true) return false
    idle.delete(oldest.value)
    oldest.value.destroy()
    return true
  }

  server.on("connection", (socket: Socket) => {
    if (open.size >= most && !closeIdlest()) {
      socket.destroy()
      return
    }
    open.add(socket)
    idle.add(socket)
    socket.once("close", () => {
      open.delete(socket)
      idle.delete(socket)
      busy.delete(socket)
    })
  })
  const begins = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket } = request
    busy.set(socket, (busy.get(socket) ?? 0) + 1)
    // One that never ends its body keeps its place among those that may be closed: else a crowd of them would keep every till out.
    if (hasBody(request)) request.once("end", () => idle.delete(socket))
    else idle.delete(socket)
    response.once("close", () => {
      const left = (busy.get(socket) ?? 1) - 1
      if (left > 0) {
        busy.set(socket, left)
        return
      }
      busy.delete(socket)
      if (socket.destroyed) return
      idle.delete(socket)
      if (isClosing) socket.end()
      else idle.add(socket)
    })
  }
  server.on("request", begins)
  // A request whose sender waits for a go-ahead with its body comes under this name instead.
  server.on("checkContinue", begins)
  return {
    isBusy: (socket) => busy.has(socket),
    closeIdle: () => {
      isClosing = true
      for (const socket of idle) if (!busy.has(socket)) socket.destroy()
    },
  }
}
