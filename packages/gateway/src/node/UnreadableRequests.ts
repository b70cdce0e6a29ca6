/**
 * Answers what is no HTTP, comes too slowly, or has too large headers: with the same error body as every other failure.
 *
 * Node gives such a connection no request, so neither the router nor the edge ever sees it.
 */
import type { Server } from "node:http"
import type { Duplex } from "node:stream"
import { statuses, type FailureBody } from "../api/Failures.ts"
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

const answer = (status: number, failed: FailureBody): string => {
  const body = JSON.stringify(failed)
  return [
    `HTTP/1.1 ${status} ${phrases[status] ?? ""}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
    "",
    body,
  ].join("\r\n")
}

/** What the log is told of an answer. */
export interface Answered {
  readonly requestId: string
  readonly status: number
  readonly code: EdgeCode
}

/** Answers, tells of it, and ends the connection. One whose earlier request is being answered, or that is gone, just ends. */
export const answerThem = (
  server: Server,
  connections: Connections,
  nextId: () => string,
  tell: (answered: Answered) => void,
): void => {
  const refuse = (socket: Duplex, [code, message]: readonly [EdgeCode, string]): void => {
    const requestId = nextId()
    const failed = Failing.ofEdge({ id: requestId, language: "ru", noted: {} }, code, [
      { field: "request", message },
    ])
    const status = statuses[code]
    tell({ requestId, status, code })
    socket.end(answer(status, failed), () => socket.destroy())
  }
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === "ECONNRESET" || connections.isBusy(socket)) {
      socket.destroy()
      return
    }
    refuse(socket, reasons[error.code ?? ""] ?? NO_HTTP)
  })
  // Whoever takes the gateway for a proxy.
  server.on("connect", (_, socket: Duplex) => {
    socket.on("error", () => undefined)
    refuse(socket, NO_HTTP)
  })
}
