/**
 * Bytes to the gateway and from it, for what no HTTP client would send.
 */
import { once } from "node:events"
import type { IncomingHttpHeaders } from "node:http"
import { connect, type Socket } from "node:net"
import { read, type Reply } from "./Form.ts"
import { until, untilTrue } from "./Until.ts"

export interface Raw {
  readonly socket: Socket
  readonly send: (bytes: string | Uint8Array) => void
  /** Everything that came so far. */
  readonly text: () => string
  /** The first so many whole answers, once they are there. */
  readonly replies: (count: number) => Promise<ReadonlyArray<Reply>>
  readonly isClosed: () => boolean
  readonly closed: () => Promise<void>
  readonly hangUp: () => void
}

const EMPTY_LINE = "\r\n\r\n"
/** What precedes an answer where the sender waits for a go-ahead. */
const INTERIM = /^HTTP\/1\.1 100 [^\r]*\r\n\r\n/

interface Part {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly end: number
}

/** The answer that begins the bytes, if it is all there; its length is what its header says. */
const firstOf = (bytes: Buffer): Part | undefined => {
  const headEnd = bytes.indexOf(EMPTY_LINE)
  if (headEnd < 0) return undefined
  const [first = "", ...lines] = bytes.subarray(0, headEnd).toString("latin1").split("\r\n")
  const headers: IncomingHttpHeaders = Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(":")
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const
    }),
  )
  const start = headEnd + EMPTY_LINE.length
  const length = headers["content-length"]
  if (length === undefined) throw new Error(`an answer without a length: ${bytes.toString()}`)
  const end = start + Number(length)
  if (bytes.length < end) return undefined
  return { status: Number(first.split(" ")[1]), headers, body: bytes.subarray(start, end).toString(), end }
}

const repliesIn = (bytes: Buffer): ReadonlyArray<Reply> => {
  const found: Array<Reply> = []
  let rest = bytes
  for (;;) {
    rest = rest.subarray(INTERIM.exec(rest.subarray(0, 100).toString("latin1"))?.[0].length ?? 0)
    const part = firstOf(rest)
    if (part === undefined) return found
    found.push(read(part.status, part.headers, part.body))
    rest = rest.subarray(part.end)
  }
}

/** A connection to the gateway at `url`. */
export const open = async (url: string): Promise<Raw> => {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const chunks: Array<Buffer> = []
  socket.on("data", (chunk) => chunks.push(chunk))
  // A cut connection is what many of these tests are about.
  socket.on("error", () => undefined)
  await once(socket, "connect")
  return {
    socket,
    send: (bytes) => void socket.write(bytes),
    text: () => Buffer.concat(chunks).toString(),
    replies: (count) =>
      until(`${count} answers`, () => {
        const found = repliesIn(Buffer.concat(chunks))
        return found.length >= count ? found : undefined
      }),
    isClosed: () => socket.closed,
    closed: () => untilTrue("the connection to be closed", () => socket.closed),
    hangUp: () => void socket.destroy(),
  }
}

/** A request as text; its `Host` is this machine unless the lines say otherwise. */
export const request = (
  line: string,
  {
    body,
    headers = ["Host: 127.0.0.1"],
  }: { readonly headers?: ReadonlyArray<string>; readonly body?: string } = {},
): string => {
  const length = body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  return `${[line, ...headers, ...length].join("\r\n")}${EMPTY_LINE}${body ?? ""}`
}

/** Sends bytes over a connection of their own, and gives the first answer. */
export const answerTo = async (url: string, bytes: string | Uint8Array): Promise<Reply> => {
  const raw = await open(url)
  raw.send(bytes)
  try {
    const [reply] = await raw.replies(1)
    if (reply === undefined) throw new Error("no answer")
    return reply
  } finally {
    raw.hangUp()
  }
}
