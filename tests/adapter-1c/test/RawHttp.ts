/**
 * One request over a socket of its own, as 1C makes it: bytes go out as they are, so that nothing between can put them right.
 */
import { connect } from "node:net"

export interface RawAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const END = "\r\n\r\n"

const parse = (bytes: Buffer): RawAnswer | undefined => {
  const at = bytes.indexOf(END)
  if (at < 0) return undefined
  const [first = "", ...lines] = bytes.subarray(0, at).toString("latin1").split("\r\n")
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase(),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  )
  const body = bytes.subarray(at + END.length)
  // An answer without a length ends with its connection.
  if (body.length < Number(headers["content-length"] ?? Infinity)) return undefined
  return { status: Number(first.split(" ")[1]), headers, body: body.toString("utf8") }
}

/** Sends bytes and waits for the whole answer. */
export const send = (port: number, bytes: string | Buffer): Promise<RawAnswer> =>
  new Promise((done, fail) => {
    const chunks: Array<Buffer> = []
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes))
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk)
      const answer = parse(Buffer.concat(chunks))
      if (answer === undefined) return
      socket.destroy()
      done(answer)
    })
    socket.on("error", fail)
    socket.on("close", () => fail(new Error(`closed after ${Buffer.concat(chunks).toString("utf8")}`)))
  })

/** Sends bytes and hangs up before an answer can come. */
export const sendAndHangUp = (port: number, bytes: string | Buffer, after = 30): Promise<void> =>
  new Promise((done, fail) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(bytes, () => {
        setTimeout(() => {
          socket.destroy()
          done()
        }, after)
      }),
    )
    socket.on("error", fail)
  })

export interface Message {
  readonly verb: string
  readonly target: string
  readonly login?: string
  readonly password?: string
  readonly body?: string
}

/** A message as РМК makes it: Basic at once, no content type, a body on any verb. */
export const message = ({
  body,
  login = "till-1",
  password = "test-token",
  target,
  verb,
}: Message): Buffer => {
  const bytes = Buffer.from(body ?? "", "utf8")
  const length = body !== undefined || verb === "POST" ? [`Content-Length: ${bytes.length}`] : []
  const head = [
    `${verb} ${target} HTTP/1.1`,
    "Host: 127.0.0.1:8090",
    "User-Agent: 1C+Enterprise/8.3",
    "Accept: */*",
    `Authorization: Basic ${Buffer.from(`${login}:${password}`, "utf8").toString("base64")}`,
    ...length,
  ]
  return Buffer.concat([Buffer.from(`${head.join("\r\n")}${END}`, "latin1"), bytes])
}
