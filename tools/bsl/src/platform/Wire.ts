/**
 * Requests over real sockets, a new connection for each, as 1C has it; oddly shaped where the world says so.
 */
import { type ClientRequest, type IncomingMessage, request as plainRequest } from "node:http"
import { request as secureRequest } from "node:https"
import { Exception } from "../Failure.ts"
import type { Oddities } from "./Oddities.ts"

export interface WireRequest {
  readonly secure: boolean
  readonly host: string
  readonly port: number
  readonly method: string
  readonly target: string
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: Buffer | undefined
  /** From the first attempt to connect to the last byte of the answer. */
  readonly timeoutMillis: number
}

export interface WireAnswer {
  readonly status: number
  /** As they were sent. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: Buffer
}

/** How the platform words what goes wrong; its reasons come from a library that speaks English. */
const failure = (reason: string, { errorTexts }: Oddities): Exception =>
  new Exception(`${errorTexts === "russian" ? "Ошибка работы с Интернет" : "Internet error"}:  ${reason}`)

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Couldn't connect to server",
  ENOTFOUND: "Couldn't resolve host name",
  ECONNRESET: "Failure when receiving data from the peer",
}

const reasonOf = (error: Error): string =>
  REASONS["code" in error ? String(error.code) : ""] ?? `Unknown error (${error.message})`

const pairs = (raw: ReadonlyArray<string>): WireAnswer["headers"] =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : []))

const shaped = ({ body, headers, host, method, port, target }: WireRequest, oddities: Oddities) => {
  const named = headers
    .filter(([name]) => oddities.contentType === "as told" || name.toLowerCase() !== "content-type")
    .map(([name, value]): readonly [string, string] => [
      oddities.requestHeaders === "as told" ? name : name.toLowerCase(),
      value,
    ])
  const length: ReadonlyArray<readonly [string, string]> =
    body === undefined && (method === "GET" || oddities.emptyPost === "no length")
      ? []
      : [["Content-Length", String(body?.length ?? 0)]]
  const expect: ReadonlyArray<readonly [string, string]> =
    oddities.expect === "100-continue" && body !== undefined ? [["Expect", "100-continue"]] : []
  return {
    host,
    port,
    method,
    path: oddities.target === "path" ? target : `http://${host}:${port}${target}`,
    headers: Object.fromEntries([
      ["Host", `${host}:${port}`],
      ["User-Agent", "1C+Enterprise/8.3"],
      ...(headers.some(([name]) => name.toLowerCase() === "accept") ? [] : [["Accept", "*/*"]]),
      ...named,
      ...length,
      ...expect,
    ]) as Readonly<Record<string, string>>, // pairs of texts
    agent: false,
  } as const
}

/** Sends the body, once the other side says so where it was asked. */
const send = (request: ClientRequest, body: Buffer | undefined, oddities: Oddities): void => {
  if (body === undefined) {
    // Node would make a length, or a chunked body, of one that was not told.
    request.removeHeader("transfer-encoding")
    if (!request.hasHeader("content-length")) request.removeHeader("content-length")
    request.end()
  } else if (oddities.expect === "100-continue") {
    request.flushHeaders()
    request.once("continue", () => request.end(body))
  } else {
    request.end(body)
  }
}

const collected = async (answer: IncomingMessage): Promise<WireAnswer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of answer) chunks.push(Buffer.from(chunk))
  return { status: answer.statusCode ?? 0, headers: pairs(answer.rawHeaders), body: Buffer.concat(chunks) }
}

export const exchange = (wanted: WireRequest, oddities: Oddities): Promise<WireAnswer> =>
  new Promise((done, failed) => {
    const options = shaped(wanted, oddities)
    const request = wanted.secure ? secureRequest(options) : plainRequest(options)
    const timer = setTimeout(() => {
      failed(failure("Timeout was reached", oddities))
      request.destroy()
    }, wanted.timeoutMillis)
    const fail = (error: Error): void => {
      clearTimeout(timer)
      failed(failure(reasonOf(error), oddities))
    }
    request.once("error", fail)
    request.once("response", (answer) => {
      collected(answer).then((whole) => {
        clearTimeout(timer)
        done(whole)
      }, fail)
    })
    send(request, wanted.body, oddities)
  })
