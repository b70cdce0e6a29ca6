/** The fixtures of 1C's OData: documents as JSON, answers as raw HTTP messages. */
import type { Dialect, SeenReceipt } from "../../src/SeenReceipt.ts"
import type { Reading } from "../../src/odata/dialect/Receipt.ts"
import { sources } from "../../src/odata/Documents.ts"
import { assert } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Result from "effect/Result"
import * as Fs from "node:fs"

const file = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)

/** A document, or any other JSON. */
export const json = (name: string): Record<string, unknown> => JSON.parse(Fs.readFileSync(file(name), "utf8"))

/** Status and body of an answer as it went over the wire. */
export const answer = (name: string): { readonly status: number; readonly body: string } => {
  const bytes = Fs.readFileSync(file(name))
  const end = bytes.indexOf("\r\n\r\n")
  const status = Number(bytes.subarray(9, 12).toString())
  return { status, body: bytes.subarray(end + 4).toString("utf8") }
}

export const till = "08000000-0000-4000-8000-000000000001"
export const card = "0a000000-0000-4000-8000-000000000001"

export const reading = (dialect: Dialect, rest: Partial<Reading> = {}): Reading => ({
  dialect,
  timeZone: DateTime.zoneMakeOffset(3 * 3_600_000),
  isMapped: (key) => key === till,
  automaticDiscounts: "shop",
  ...rest,
})

/** What the dialect's document of this entity says. */
export const readBy = (dialect: Dialect, entity: string, document: unknown, rest: Partial<Reading> = {}) => {
  const source = sources[dialect].find((one) => one.entity === entity)
  if (source === undefined) throw new Error(`no ${entity} in ${dialect}`)
  return source.read(document, reading(dialect, rest))
}

/** The receipt that a document is expected to be. */
export const receiptOf = (
  dialect: Dialect,
  entity: string,
  document: unknown,
  rest: Partial<Reading> = {},
): SeenReceipt => {
  const read = readBy(dialect, entity, document, rest)
  if (Result.isFailure(read)) return assert.fail(`${read.failure.field}: ${read.failure.expected}`)
  if (read.success._tag !== "Receipt") return assert.fail(read.success._tag)
  return read.success.receipt
}

export const sale = "Document_ЧекККМ"
export const returned = "Document_ЧекККМВозврат"
