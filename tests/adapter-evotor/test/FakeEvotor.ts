/**
 * Evotor's cloud on a port: stores, and their documents page by page, with a temper to be switched on.
 *
 * Written from the notes on its published documentation and from their fixtures; no live token was ever used.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Http from "node:http"
import type { AddressInfo } from "node:net"
import type { Json } from "./Papers.ts"

/** What an answer is; `cut`: the connection breaks in the middle of it. */
export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly cut?: true
}

export interface Call {
  /** With its query. */
  readonly path: string
  readonly token: string
  readonly accept: string
}

/** How the last page says that it is the last: nobody has seen all of them. */
export type LastPage = "absent" | "null" | "empty" | "without paging"

const PAGE = 2

const pagingOf = (last: LastPage): Json => {
  switch (last) {
    case "absent":
      return { paging: {} }
    case "null":
      return { paging: { next_cursor: null } }
    case "empty":
      return { paging: { next_cursor: "" } }
    case "without paging":
      return {}
  }
}

export class FakeEvotor {
  readonly calls: Array<Call> = []
  token = "cloud-token"
  lastPage: LastPage = "absent"
  readonly stores = new Map<string, Array<Json>>()
  /** Stores whose terminals are not all paid for. */
  readonly unpaid = new Set<string>()
  /** Answers in place of the next ones. */
  readonly instead: Array<Answer> = []
  /** Besides the body, with every answer. */
  headers: Readonly<Record<string, string>> = {}
  url = ""

  add(store: string, ...documents: ReadonlyArray<Json>): void {
    this.stores.set(store, [...(this.stores.get(store) ?? []), ...documents])
  }

  /** What was asked of documents, without the rest of the address. */
  get asked(): ReadonlyArray<string> {
    return this.calls.flatMap(({ path }) => /\/documents(\?.*)/.exec(path)?.[1] ?? [])
  }

  #answer({ path, token }: Call): Answer {
    const instead = this.instead.shift()
    if (instead !== undefined) return instead
    if (token !== `Bearer ${this.token}`)
      return {
        status: 401,
        body: { errors: [{ code: 1001, reason: "bad token", subject: "Authorization" }] },
      }
    const { pathname, searchParams } = new URL(path, "http://x")
    if (pathname === "/stores")
      return this.#page(
        [...this.stores.keys()].map((id) => ({ id, name: "Лавка" })),
        searchParams,
      )
    const store = /^\/stores\/([^/]+)\/documents$/.exec(pathname)?.[1] ?? ""
    const documents = this.stores.get(store)
    if (documents === undefined) return { status: 404, body: { errors: [{ code: 2003, subject: "store" }] } }
    if (this.unpaid.has(store))
      return { status: 402, body: { errors: [{ code: 1004, reason: "payment required" }] } }
    return this.#page(documents, searchParams)
  }

  /** A cursor is where the page begins; with it, filters are refused. */
  #page(all: ReadonlyArray<Json>, query: URLSearchParams): Answer {
    const cursor = query.get("cursor")
    if (cursor !== null && query.has("since"))
      return { status: 400, body: { errors: [{ code: 2003, subject: "since" }] } }
    const [since, from] = cursor === null ? [query.get("since") ?? "0", 0] : cursor.split("/").map(Number)
    const listed = all.filter(
      ({ close_date }) => Date.parse(String(close_date ?? 0)) >= Number(since) || close_date === undefined,
    )
    const start = Number(from)
    const isLast = start + PAGE >= listed.length
    return {
      status: 200,
      body: {
        items: listed.slice(start, start + PAGE),
        ...(isLast ? pagingOf(this.lastPage) : { paging: { next_cursor: `${since}/${start + PAGE}` } }),
      },
    }
  }

  readonly #listener = (request: Http.IncomingMessage, response: Http.ServerResponse): void => {
    const call = {
      path: request.url ?? "",
      token: request.headers.authorization ?? "",
      accept: request.headers.accept ?? "",
    }
    this.calls.push(call)
    const { body, cut, headers, status } = this.#answer(call)
    const text = typeof body === "string" ? body : JSON.stringify(body)
    response.writeHead(status, { "content-type": "application/json", ...this.headers, ...headers })
    if (cut === undefined) response.end(text)
    else {
      response.write(text.slice(0, text.length / 2))
      setTimeout(() => response.destroy(), 5)
    }
  }

  /** One that listens for as long as the scope lives. */
  static readonly make: Effect.Effect<FakeEvotor, never, Scope.Scope> = Effect.gen(function* () {
    const cloud = new FakeEvotor()
    const server = Http.createServer(cloud.#listener)
    yield* Effect.acquireRelease(
      Effect.promise(() => new Promise<void>((done) => server.listen(0, "127.0.0.1", done))),
      () =>
        Effect.promise(
          () =>
            new Promise((done) => {
              server.close(done)
              server.closeAllConnections()
            }),
        ),
    )
    // A server that listens on TCP has such an address.
    const { port } = server.address() as AddressInfo
    cloud.url = `http://127.0.0.1:${port}`
    return cloud
  })
}
