/**
 * Reads what the cloud tells of closed receipts, in whichever version it comes: one, or a list, of which one that does not read loses only itself.
 */
import { maskText } from "@loyalkit/core/Masking"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { ClosedReceipt } from "./ClosedReceipt.ts"
import { fieldsOf, sumOf, unreadable, type Fields, type Unreadable } from "./Fields.ts"
import { findInFirst } from "./FirstVersion.ts"
import { closedReceipt, type Found } from "./Found.ts"
import type { ExtrasSettings } from "./OurExtra.ts"
import { findInReceipt } from "./ReceiptPush.ts"
import { findInSecond } from "./SecondVersion.ts"

/** The most documents of one push or page. Our judgment: a store's day. */
export const MAX_DOCUMENTS = 1_000

const MAX_DETAIL = 200

/** What came of one push or page. */
export interface Documents {
  readonly receipts: ReadonlyArray<ClosedReceipt>
  /** What could not be read of it, fit for a log. */
  readonly broken: ReadonlyArray<string>
}

/** `documents`: of any version; `receipts`: of the receipts webhook. */
export type Form = "documents" | "receipts"

const isClosedReceipt = Schema.is(ClosedReceipt)

/** With what was taken off, it must still be an amount. */
const isWhole = (receipt: ClosedReceipt): boolean =>
  isClosedReceipt(receipt) && sumOf([receipt.paid, receipt.discount]) !== undefined

/** What else a store writes is nobody's sale: sessions, goods taken in, corrections, whatever is added to them. */
const kindOf = (type: unknown): ClosedReceipt["kind"] | undefined =>
  type === "SELL" || type === "PAYBACK" ? type : undefined

const dataOf = (fields: Fields, form: Form): Fields =>
  form === "receipts" ? fieldsOf(fields["data"]) : fields

const found = (
  fields: Fields,
  form: Form,
  store: string | undefined,
  settings: ExtrasSettings,
): Found | undefined => {
  const data = dataOf(fields, form)
  const kind = kindOf(data["type"])
  if (kind === undefined) return undefined
  if (form === "receipts") return findInReceipt(kind, data, fields["timestamp"], settings)
  return "transactions" in data || "uuid" in data
    ? findInFirst(kind, data, store, settings)
    : findInSecond(kind, data, store, settings)
}

/** Reads one; `undefined` where it is no sale and no refund. */
export const readOne = (
  json: unknown,
  form: Form,
  store: string | undefined,
  settings: ExtrasSettings,
): Result.Result<ClosedReceipt | undefined, Unreadable> => {
  const fields = fieldsOf(json)
  if (typeof dataOf(fields, form)["type"] !== "string")
    return unreadable("type", "Expected what kind of document it is")
  const one = found(fields, form, store, settings)
  if (one === undefined) return Result.succeed(undefined)
  return Result.filterOrFail(closedReceipt(one), isWhole, (): Unreadable => ({
    field: "document",
    expected: "Expected IDs and amounts of a usual size",
  }))
}

const fit = ({ expected, field }: Unreadable): string =>
  maskText(`${field}: ${expected}`).slice(0, MAX_DETAIL)

/** Reads all of a push. */
export const readAll = (
  json: unknown,
  form: Form,
  store: string | undefined,
  settings: ExtrasSettings,
): Documents => {
  const all: ReadonlyArray<unknown> = Array.isArray(json) ? json : [json]
  const [broken, receipts] = [new Array<string>(), new Array<ClosedReceipt>()]
  for (const one of all) {
    const read = readOne(one, form, store, settings)
    if (Result.isFailure(read)) broken.push(fit(read.failure))
    else if (read.success !== undefined) receipts.push(read.success)
  }
  return { receipts, broken }
}
