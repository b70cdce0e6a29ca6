/**
 * A 1C that publishes OData, as far as reading receipts goes: on a port, with oddities to be switched on one by one.
 *
 * Written from notes on public sources and from their fixtures; no live 1C was ever asked. What it does beyond them proves nothing about 1C.
 */
import * as Effect from "effect/Effect"
import * as Http from "node:http"
import type { AddressInfo } from "node:net"

export type Document = Readonly<Record<string, unknown>> & { readonly Ref_Key: string }

/** What an answer is. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string
}

/** Oddities, all off. */
export interface Quirks {
  /** A `$filter` answers 500. */
  filterRefused: boolean
  /** A `$select` answers 400. */
  selectRefused: boolean
  /** `$orderby` changes nothing: rows come as they were written. */
  orderIgnored: boolean
  /** `$skip` changes nothing: every page is the first. */
  skipIgnored: boolean
  /** The rows come in another order each time. */
  shuffled: boolean
  numbersAsTexts: boolean
  byteOrderMark: boolean
  /** Wrapped in `d`, with dates as `/Date(ms)/`. */
  verbose: boolean
  fractionalDates: boolean
  /** Answers instead of all others. */
  instead: Answer | undefined
  /** So many requests meet a connection that breaks. */
  breaks: number
  /** Milliseconds before an answer. */
  slow: number
  /** What happens before a page is answered, by the number of the page. */
  between: ((page: number) => void) | undefined
  /** These documents answer 500 by themselves. */
  broken: Set<string>
}

const noQuirks = (): Quirks => ({
  filterRefused: false,
  selectRefused: false,
  orderIgnored: false,
  skipIgnored: false,
  shuffled: false,
  numbersAsTexts: false,
  byteOrderMark: false,
  verbose: false,
  fractionalDates: false,
  instead: undefined,
  breaks: 0,
  slow: 0,
  between: undefined,
  broken: new Set(),
})

const JSON_TYPE = "application/json;charset=utf-8"

const page = (status: number, body: string): Answer => ({ status, type: "text/html; charset=utf-8", body })

/** Oddities of whole answers. */
export const maintenance = page(200, "<!DOCTYPE html><html><body>Обслуживание</body></html>")
export const unauthorized = page(401, "<html><body>401</body></html>")
export const unavailable = page(503, "<html><body>Service Unavailable</body></html>")
export const xmlError: Answer = {
  status: 500,
  type: "application/xml",
  body: '<?xml version="1.0"?><m:error xmlns:m="x"><m:message>Внутренняя ошибка</m:message></m:error>',
}
export const errorEnvelope: Answer = {
  status: 500,
  type: JSON_TYPE,
  body: '{"odata.error":{"code":"-1","message":{"lang":"ru","value":"Произошла внутренняя ошибка OData сервиса."}}}',
}

const filterRefused: Answer = {
  status: 500,
  type: "text/plain; charset=utf-8",
  body: 'Операция не разрешена в предложении "ГДЕ"',
}
const selectRefused: Answer = { ...errorEnvelope, status: 400 }
const notFound: Answer = { ...errorEnvelope, status: 404 }

const ROOT = "/base/odata/standard.odata/"
const ONE = /^([^(]+)\(guid'([^']+)'\)$/
const SINCE = /^Date ge datetime'([^']+)'$/

const asTexts = (value: unknown): unknown => {
  if (typeof value === "number") return String(value)
  if (Array.isArray(value)) return value.map(asTexts)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asTexts(one)]))
}

export class FakeOdata {
  readonly quirks = noQuirks()
  /** What was asked, decoded, in order. */
  readonly asked: Array<string> = []
  readonly #objects = new Map<string, Map<string, Document>>()
  #most = 0
  #now = 0

  readonly login: { user: string; password: string } = { user: "Администратор", password: "тайна" }

  /** The most requests at one time. */
  get mostAtOnce(): number {
    return this.#most
  }

  put(entity: string, ...documents: ReadonlyArray<Document>): void {
    const objects = this.#objects.get(entity) ?? new Map<string, Document>()
    for (const document of documents) objects.set(document.Ref_Key, document)
    this.#objects.set(entity, objects)
  }

  /** As if a shift was closed. */
  drop(entity: string, ...refs: ReadonlyArray<string>): void {
    for (const ref of refs) this.#objects.get(entity)?.delete(ref)
  }

  /** How many requests had this in them. */
  count(part: string): number {
    return this.asked.filter((target) => target.includes(part)).length
  }

  #dates(document: Document): Document {
    const { Date: date } = document
    if (typeof date !== "string") return document
    if (this.quirks.verbose) return { ...document, Date: `/Date(${Date.parse(`${date}Z`)})/` }
    return this.quirks.fractionalDates ? { ...document, Date: `${date}.0000000` } : document
  }

  #json(content: { readonly rows: ReadonlyArray<Document> } | { readonly one: Document }): Answer {
    const { byteOrderMark, numbersAsTexts, verbose } = this.quirks
    const rows = ("rows" in content ? content.rows : [content.one])
      .map((row) => this.#dates(row))
      .map((row) => (numbersAsTexts ? asTexts(row) : row))
    const plain = "rows" in content ? { "odata.metadata": "…", value: rows } : rows[0]
    const wrapped = { d: "rows" in content ? { results: rows } : rows[0] }
    const body = JSON.stringify(verbose ? wrapped : plain)
    return { status: 200, type: JSON_TYPE, body: (byteOrderMark ? "\uFEFF" : "") + body }
  }

  #rows(entity: string, query: URLSearchParams): Answer {
    const {
      filterRefused: noFilter,
      orderIgnored,
      selectRefused: noSelect,
      shuffled,
      skipIgnored,
    } = this.quirks
    const filter = query.get("$filter")
    const select = query.get("$select")
    if (filter !== null && noFilter) return filterRefused
    if (select !== null && noSelect) return selectRefused
    const skip = Number(query.get("$skip") ?? "0")
    const top = Number(query.get("$top") ?? "1000000")
    this.quirks.between?.(skip)
    const objects = this.#objects.get(entity)
    if (objects === undefined) return notFound
    const since = filter === null ? "" : (SINCE.exec(filter)?.[1] ?? "9999")
    const rows = [...objects.values()].filter(({ Date: date }) => String(date) >= since)
    if (query.get("$orderby") === "Ref_Key asc" && !orderIgnored) {
      rows.sort((a, b) => (a.Ref_Key < b.Ref_Key ? -1 : 1))
    }
    if (shuffled) rows.unshift(...rows.splice(Math.floor(rows.length / 2) + (skip % 2) * 5))
    const from = skipIgnored ? 0 : skip
    const fields = select?.split(",")
    const chosen = rows
      .slice(from, from + top)
      .map((row) =>
        fields === undefined
          ? row
          : { Ref_Key: row.Ref_Key, ...Object.fromEntries(fields.map((field) => [field, row[field]])) },
      )
    return this.#json({ rows: chosen })
  }

  /** What is answered. `target` is as it came. */
  answer(target: string, authorization: string | undefined): Answer {
    const [path = "", search = ""] = target.split("?")
    this.asked.push(`${decodeURIComponent(path)}?${decodeURIComponent(search)}`)
    if (this.quirks.instead !== undefined) return this.quirks.instead
    const login = `Basic ${Buffer.from(`${this.login.user}:${this.login.password}`, "utf8").toString("base64")}`
    if (authorization !== login) return unauthorized
    const resource = decodeURIComponent(path)
    if (!resource.startsWith(ROOT)) return page(404, "<html>404</html>")
    const name = resource.slice(ROOT.length)
    const [, entity, ref] = ONE.exec(name) ?? []
    if (entity === undefined || ref === undefined) return this.#rows(name, new URLSearchParams(search))
    if (this.quirks.broken.has(ref)) return errorEnvelope
    const one = this.#objects.get(entity)?.get(ref)
    return one === undefined ? notFound : this.#json({ one })
  }

  #serve(request: Http.IncomingMessage, response: Http.ServerResponse): void {
    if (this.quirks.breaks > 0) {
      this.quirks.breaks--
      request.socket.destroy()
      return
    }
    this.#now++
    this.#most = Math.max(this.#most, this.#now)
    const { body, status, type } = this.answer(request.url ?? "", request.headers.authorization)
    setTimeout(() => {
      this.#now--
      response.writeHead(status, { "content-type": type })
      response.end(body)
    }, this.quirks.slow)
  }

  /** Listens on a port of its own, and gives the address of the base. */
  readonly listen = Effect.acquireRelease(
    Effect.promise(
      () =>
        new Promise<Http.Server>((resolve) => {
          const server = Http.createServer((request, response) => this.#serve(request, response))
          server.listen(0, "127.0.0.1", () => resolve(server))
        }),
    ),
    (server) =>
      Effect.promise(
        () =>
          new Promise<void>((resolve) => {
            server.close(() => resolve())
            server.closeAllConnections()
          }),
      ),
  ).pipe(
    Effect.map((server) => {
      // A server that listens on TCP has such an address.
      const { port } = server.address() as AddressInfo
      return `http://127.0.0.1:${port}/base`
    }),
  )
}
