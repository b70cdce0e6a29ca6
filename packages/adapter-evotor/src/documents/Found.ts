/**
 * What a version's reader found, made a closed receipt: what must be there is there, or it is told what is not.
 */
import type { ReceiptLine } from "@loyalkit/core/Domain"
import type { Kopecks } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import type { ClosedReceipt } from "./ClosedReceipt.ts"
import { unreadable, type Unreadable } from "./Fields.ts"
import type { OurExtra } from "./OurExtra.ts"

export interface Found {
  readonly kind: ClosedReceipt["kind"]
  readonly source: ClosedReceipt["source"]
  readonly store: string | undefined
  readonly id: string | undefined
  readonly closedAt: number | undefined
  readonly paid: Kopecks | undefined
  readonly discount: Kopecks | undefined
  readonly device: string | undefined
  readonly number?: string | undefined
  readonly base?: string | undefined
  readonly lines?: ReadonlyArray<ReceiptLine> | undefined
  readonly extra: OurExtra | undefined
}

export const closedReceipt = (found: Found): Result.Result<ClosedReceipt, Unreadable> => {
  const { base, closedAt, device, discount, extra, id, kind, lines, number, paid, source, store } = found
  if (id === undefined) return unreadable("id", "Expected the document's ID")
  if (store === undefined) return unreadable("store", "Expected the store's ID")
  if (closedAt === undefined) return unreadable("close date", "Expected a time")
  if (paid === undefined) return unreadable("result sum", "Expected what was paid, in rubles")
  if (discount === undefined) return unreadable("discounts", "Expected sums in rubles")
  return Result.succeed({
    kind,
    source,
    store,
    id,
    closedAt,
    paid,
    discount,
    ...(device === undefined ? {} : { device }),
    ...(number === undefined ? {} : { number }),
    ...(base === undefined ? {} : { base }),
    ...(lines === undefined ? {} : { lines }),
    ...(extra === undefined ? {} : { extra }),
  })
}
