/**
 * 1C's infobase in the shop: it keeps the documents that 1C posted, whatever becomes of the gateway's process.
 *
 * What it says over OData, and to whom, is `Odata.ts`'s, which comes with the gateway: without one nobody asks.
 */
import * as Base64 from "effect/encoding/Base64"
import { Entity, type Place, type Posted } from "../format/Step.ts"
import type { PlainAnswer, PlainRequest } from "../shop/Exchange.ts"
import type { InfobaseCall } from "../watch/News.ts"

/** A document as OData shows it. `DataVersion` is 1C's own, and another one whenever the document was posted again. */
export type Document = Posted["document"] & { readonly DataVersion: string }

/** What 1C's documents call the till at each point of sale by: `КассаККМ_Key`. */
export const TILLS: Readonly<Record<Place, string>> = {
  cafe: "08000000-0000-4000-8000-000000000001",
  bakery: "08000000-0000-4000-8000-000000000002",
}

export interface Infobase {
  readonly post: (posted: Posted) => void
  /** As they stand now; nothing where 1C has no such documents. */
  readonly documents: (entity: string) => ReadonlyArray<Document> | undefined
  /** Writes down what was asked of it, and what it answered. */
  readonly asked: (request: PlainRequest, answer: PlainAnswer) => void
  readonly calls: () => ReadonlyArray<InfobaseCall>
}

const VERSION_BYTES = 8

/** Eight bytes in Base64, the count in the last of them. */
const versionOf = (count: number): string => {
  const bytes = new Uint8Array(VERSION_BYTES)
  new DataView(bytes.buffer).setUint32(VERSION_BYTES - 4, count)
  return Base64.encode(bytes)
}

/** `told` is told of each call, when it is over. */
export const make = (now: () => number, told: (call: InfobaseCall) => void): Infobase => {
  const kept = new Map<string, Map<string, Document>>(
    Entity.literals.map((entity) => [entity, new Map<string, Document>()]),
  )
  let postings = 0
  const calls: Array<InfobaseCall> = []
  return {
    post: ({ document, entity = "Document_ЧекККМ" }) => {
      postings++
      kept.get(entity)?.set(document.Ref_Key, { ...document, DataVersion: versionOf(postings) })
    },
    documents: (entity) => {
      const documents = kept.get(entity)
      return documents === undefined ? undefined : [...documents.values()]
    },
    asked: (request, answer) => {
      const call = { number: calls.length + 1, at: now(), request, answer }
      calls.push(call)
      told(call)
    },
    calls: () => calls,
  }
}
