/**
 * Answers what is no HTTP, comes too slowly, or has too large headers: with the same error body as every other failure.
 *
 * Node gives such a connection no request, so neither the router nor the edge ever sees it.
 */
import type { Server } from "node:http"
import type { Duplex } from "node:stream"
import { statuses } from "../api/Failures.ts"
import * as Failing from "../edge/Failing.ts"
import type { EdgeCode } from "../edge/Texts.ts"
import type { Connections } from "./Connections.ts"

const reasons: Readonly<Partial<Record<string, readonly [code: EdgeCode, message: string]>>> = {
  HPE_HEADER_OVERFLOW: ["TOO_LARGE", "Expected smaller headers"],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ["TOO_LARGE", "Expected no chunk extensions"],
  ERR_HTTP_REQUEST_TIMEOUT: ["BAD_REQUEST", "Expected the whole request sooner"],
}
const NO_HTTP = ["BAD_REQUEST", "Expected an HTTP/1.1 request"] as const

const phrases: Readonly<Partial<Record<number, string>>> = { 400: "Bad Request", 413: "Content Too Large" }

const answer = (code: string, requestId: string): string => {
  const [failure, message] = reasons[code] ?? NO_HTTP
  const facts = { id: requestId, language: "ru", noted: {} } as const
  const body = JSON.stringify(Failing.ofEdge(facts, failure, [{ field: "request", message }]))
  const status = statuses[failure]
  return [
    `HTTP/1.1 ${status} ${phrases[status] ?? ""}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
    "",
    body,
  ].join("\r\n")
}

/** Answers, and ends the connection. One whose earlier request is being answered, or that is gone, just ends. */
export const answerThem = (server: Server, connections: Connections, nextId: () => string): void => {
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === "ECONNRESET" || connections.isBusy(socket)) {
      socket.destroy()
      return
    }
    socket.end(answer(error.code ?? "", nextId()), () => socket.destroy())
  })
}
