/**
 * 1C's infobase in the page: it keeps the receipts that the workplace wrote, and shows them by OData, as far as the reader asks.
 *
 * The reader sends real requests with a login; here they are answered in place of a published base, in its forms.
 */
import * as Base64 from "effect/encoding/Base64"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Bridge } from "../../../bridge/Bridge.ts"
import type { Calls } from "../../../shop/Calls.ts"
import type { Asker } from "../line/Line.ts"
import type { ReceiptDocument } from "./ReceiptDocument.ts"

export interface Login {
  readonly user: string
  readonly password: string
}

export interface Infobase {
  readonly write: (document: ReceiptDocument) => void
  /** What its web server answers. */
  readonly fetch: typeof globalThis.fetch
}

const SALES = "Document_ЧекККМ"
const RETURNS = "Document_ЧекККМВозврат"

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json;odata=nometadata;charset=utf-8" },
  })

const refused = (status: number, value: string): Response =>
  json({ "odata.error": { code: String(status), message: { lang: "ru", value } } }, status)

/** `…/standard.odata/<entity>` or `…/<entity>(guid'…')` */
const TARGET = /\/standard[.]odata\/([^/(]+)(?:\(guid'([0-9a-f-]+)'\))?$/

const SINCE = /^Date ge datetime'([^']+)'$/

/** A page of an index: the fields that were asked for, of the documents since a time. */
const page = (documents: ReadonlyArray<ReceiptDocument>, query: URLSearchParams): Response => {
  const since = SINCE.exec(query.get("$filter") ?? "")?.[1] ?? ""
  const skip = Number(query.get("$skip") ?? 0)
  const rows = documents
    .filter(({ Date }) => Date >= since)
    .toSorted((a, b) => (a.Ref_Key < b.Ref_Key ? -1 : 1))
    .slice(skip, skip + Number(query.get("$top") ?? documents.length))
    .map(({ DataVersion, Date, Ref_Key }) => ({ Ref_Key, DataVersion, Date }))
  return json({ value: rows })
}

export const createInfobase = <R>(
  bridge: Bridge<R>,
  calls: Calls<Asker>,
  { password, user }: Login,
): Infobase => {
  const documents = new Map<string, ReceiptDocument>()
  const known = `Basic ${Base64.encode(`${user}:${password}`)}`

  const answer = (request: Request): Response => {
    if (request.headers.get("authorization") !== known) return new Response(null, { status: 401 })
    const url = new URL(request.url)
    const [, entity, ref] = TARGET.exec(decodeURIComponent(url.pathname)) ?? []
    if (ref !== undefined) {
      const document = entity === SALES ? documents.get(ref) : undefined
      return document === undefined ? refused(404, "Экземпляр сущности не найден") : json(document)
    }
    if (entity === SALES) return page([...documents.values()], url.searchParams)
    return entity === RETURNS ? page([], url.searchParams) : refused(404, "Сущность не найдена")
  }

  const served = Effect.fnUntraced(function* (request: Request) {
    const at = yield* Clock.currentTimeMillis
    const number = calls.asked({ by: "reader", at, request, body: "", isAgain: false })
    const response = answer(request)
    const body = yield* Effect.promise(() => response.clone().text())
    const type = response.headers.get("content-type") ?? ""
    calls.answered(number, {
      at: yield* Clock.currentTimeMillis,
      status: response.status,
      type,
      body,
      isLost: false,
    })
    return response
  })

  return {
    write: (document) => void documents.set(document.Ref_Key, document),
    fetch: async (input, init) => {
      const exit = await bridge.run(served(new Request(input, init)))
      if (exit._tag === "Failure") throw new TypeError("the page's infobase broke off")
      return exit.value
    },
  }
}
