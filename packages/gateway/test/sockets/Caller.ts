/**
 * A till's side of the gateway: calls over connections that are kept, as a till keeps them.
 */
import * as Http from "node:http"
import { read, type Reply } from "./Form.ts"

export type Headers = Readonly<Record<string, string | ReadonlyArray<string>>>

export interface Caller {
  /** Calls; a text or bytes are sent as they are, anything else as JSON. */
  readonly call: (method: string, path: string, body?: unknown, headers?: Headers) => Promise<Reply>
  readonly post: (path: string, body?: unknown, headers?: Headers) => Promise<Reply>
  readonly get: (path: string, headers?: Headers) => Promise<Reply>
  readonly hangUp: () => void
}

/** What is not answered by then never is, in milliseconds. */
const PATIENCE = 15_000

const bytesOf = (body: unknown): string | Buffer | undefined =>
  body === undefined || typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body)

const outgoing = (headers: Headers): Http.OutgoingHttpHeaders =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  )

/** One who calls the gateway at `url`, with these headers on every call. */
export const caller = (url: string, always: Headers = {}): Caller => {
  const agent = new Http.Agent({ keepAlive: true })
  const call: Caller["call"] = (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const request = Http.request(url + path, {
        method,
        agent,
        timeout: PATIENCE,
        headers: outgoing({ ...always, ...headers }),
      })
      request.on("timeout", () => request.destroy(new Error(`${method} ${path} was never answered`)))
      request.on("error", reject)
      request.on("response", (response) => {
        const chunks: Array<Buffer> = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("error", reject)
        response.on("end", () => {
          try {
            resolve(read(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString()))
          } catch (error) {
            reject(error)
          }
        })
      })
      request.end(bytesOf(body))
    })
  return {
    call,
    post: (path, body, headers) => call("POST", path, body, headers),
    get: (path, headers) => call("GET", path, undefined, headers),
    hangUp: () => agent.destroy(),
  }
}
