/**
 * What the infobase publishes over OData, as far as the reader of receipts asks: in 1C's forms, to whoever has its login.
 *
 * It stands on the gateway's own machine, so an answer takes no time. That keeps the readings where they are: a minute apart, from the start of
 * the gateway's process on.
 */
import * as Base64 from "effect/encoding/Base64"
import type { PlainAnswer, PlainRequest } from "../shop/Exchange.ts"
import type { Document, Infobase } from "./Infobase.ts"

/** Of the user who reads. */
export const LOGIN = { user: "Лояльность", password: "reader" } as const

const KNOWN = `Basic ${Base64.encode(`${LOGIN.user}:${LOGIN.password}`)}`

const json = (body: unknown, status = 200): PlainAnswer => ({
  status,
  headers: { "content-type": "application/json;odata=nometadata;charset=utf-8" },
  body: JSON.stringify(body),
})

const refused = (status: number, value: string): PlainAnswer =>
  json({ "odata.error": { code: String(status), message: { lang: "ru", value } } }, status)

/** `…/standard.odata/<entity>` or `…/<entity>(guid'…')` */
const TARGET = /\/standard[.]odata\/([^/(]+)(?:\(guid'([0-9a-f-]+)'\))?$/

const SINCE = /^Date ge datetime'([^']+)'$/

/** A page of an index: the fields that were asked for, of the documents since a time. */
const page = (documents: ReadonlyArray<Document>, query: URLSearchParams): PlainAnswer => {
  const since = SINCE.exec(query.get("$filter") ?? "")?.[1] ?? ""
  const skip = Number(query.get("$skip") ?? 0)
  const rows = documents
    .filter(({ Date }) => Date >= since)
    .toSorted((a, b) => (a.Ref_Key < b.Ref_Key ? -1 : 1))
    .slice(skip, skip + Number(query.get("$top") ?? documents.length))
    .map(({ DataVersion, Date, Ref_Key }) => ({ Ref_Key, DataVersion, Date }))
  return json({ value: rows })
}

/** What its web server answers. */
export const answer = (infobase: Infobase, { headers, path }: PlainRequest): PlainAnswer => {
  if (headers["authorization"] !== KNOWN) return { status: 401, headers: {}, body: "" }
  const { pathname, searchParams } = new URL(path, "http://127.0.0.1")
  const [, entity = "", ref] = TARGET.exec(decodeURIComponent(pathname)) ?? []
  const documents = infobase.documents(entity)
  if (documents === undefined) return refused(404, "Сущность не найдена")
  if (ref === undefined) return page(documents, searchParams)
  const document = documents.find(({ Ref_Key }) => Ref_Key === ref)
  return document === undefined ? refused(404, "Экземпляр сущности не найден") : json(document)
}
