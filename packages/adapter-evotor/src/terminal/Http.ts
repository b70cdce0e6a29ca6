/**
 * One HTTP request from the terminal.
 *
 * The time limit is the request's own, and not a timer beside it, since a background app's timers may stand still (`Visit.ts`). The default is `XMLHttpRequest`, since `fetch` may be missing.
 */

export interface HttpRequest {
  /** The terminal's proxy passes no other. */
  readonly method: "GET" | "POST"
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** To give up after. */
  readonly timeoutMillis: number
}

export interface HttpAnswer {
  readonly status: number
  readonly body: string
}

/** Sends a request; rejects where there is no answer. */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>

/** What is used of `XMLHttpRequest`. */
interface Xhr {
  timeout: number
  readonly status: number
  readonly responseText: string
  readonly addEventListener: (type: string, heard: () => void) => void
  readonly open: (method: string, url: string, async: boolean) => void
  readonly setRequestHeader: (name: string, value: string) => void
  readonly send: (body: string | null) => void
}

declare const XMLHttpRequest: new () => Xhr

/** By the platform's `XMLHttpRequest`. */
export const xmlHttp: Http = (request) =>
  new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    const fails = (why: string) => () => reject(new Error(why))
    xhr.open(request.method, request.url, true)
    xhr.timeout = request.timeoutMillis
    Object.keys(request.headers).forEach((name) => xhr.setRequestHeader(name, request.headers[name] || ""))
    xhr.addEventListener("load", () => resolve({ status: xhr.status, body: xhr.responseText }))
    xhr.addEventListener("error", fails("no connection"))
    xhr.addEventListener("abort", fails("aborted"))
    xhr.addEventListener("timeout", fails(`no answer within ${request.timeoutMillis} ms`))
    xhr.send(request.body === undefined ? null : request.body)
  })
