/**
 * What a receipt carries of its loyalty to Evotor's cloud, so that a sale which the terminal never closed can be settled from its document.
 *
 * The vendor's library passes only flat extras, texts and booleans, and the cloud hands them on nested by application, flat, or parsed. So
 * everything is ONE JSON text under ONE key, `loyalkit`, without anything personal: the gateway knows the client under the receipt's ID.
 *
 *     {"v":1,"receipt":"<uuid>","type":"cashback","points":"100.00","discount":"100.00","other":"0.00","amount":"3862.00"}
 *
 * `v`: this format. `receipt`: the ID by which the gateway's `/v1` knows the checkout (the terminal's receipt UUID; that the cloud's document
 * has the same ID is not proven). `type`: `cashback` or `discount`, the client's programme. `points`: what was asked to be spent, 0.00 for an
 * earning or a discount programme. `discount`: our part of the receipt's discount. `other`: everybody else's part, at the time of answering.
 * `amount`: what was quoted, after `other` and before our part. All are decimal texts in rubles or points.
 *
 * To settle from a document whose goods cost `total` before the receipt's discount, and whose receipt discount is `given`:
 * `ours = min(discount, max(0, given − other))`, `amount = total − (given − ours)`, and `points = ours` for `cashback`, else 0. Then
 * `POST /v1/receipts/{receipt}/commit` with `amount` and `points`; after `STALE_QUOTE`, `quote` with `amount` first. It is what the terminal does.
 */
import { fieldsOf, isFields, parsed } from "./Json.ts"
import { kopecksOf, textOf } from "./Money.ts"

/** The key of our extra. */
export const EXTRA_KEY = "loyalkit"

const VERSION = 1

export type ProgrammeType = "cashback" | "discount"

/** What our extra says, in whole kopecks and hundredths. */
export interface SaleExtra {
  readonly receiptId: string
  readonly type: ProgrammeType
  /** Asked to be spent. */
  readonly pointsHundredths: number
  /** Our part of the receipt's discount. */
  readonly discountKopecks: number
  /** Everybody else's part. */
  readonly otherKopecks: number
  /** What was quoted. */
  readonly amountKopecks: number
}

/** A receipt's flat extras. */
export type Extras = Readonly<Record<string, string | boolean>>

/** Our extra for `SetExtra`, among those that the receipt has (`header.extra`): what others wrote stays. */
export const encodeExtra = (extra: SaleExtra, others: unknown = undefined): Extras => {
  const extras: Record<string, string | boolean> = {}
  const before = fieldsOf(parsed(others))
  Object.keys(before).forEach((key) => {
    const value = before[key]
    if (typeof value === "string" || typeof value === "boolean") extras[key] = value
  })
  extras[EXTRA_KEY] = JSON.stringify({
    v: VERSION,
    receipt: extra.receiptId,
    type: extra.type,
    points: textOf(extra.pointsHundredths),
    discount: textOf(extra.discountKopecks),
    other: textOf(extra.otherKopecks),
    amount: textOf(extra.amountKopecks),
  })
  return extras
}

/** Not negative, and readable. */
const sizeOf = (value: unknown): number | undefined => {
  const size = kopecksOf(value)
  return size === undefined || size < 0 ? undefined : size
}

/** Reads our extra: out of a receipt's extras or by itself, as an object or as JSON text. Nothing where it is not ours, or of another version. */
export const decodeExtra = (value: unknown): SaleExtra | undefined => {
  const given = parsed(value)
  if (!isFields(given)) return undefined
  const fields = EXTRA_KEY in given ? parsed(given[EXTRA_KEY]) : given
  if (!isFields(fields) || fields["v"] !== VERSION) return undefined
  const { receipt, type } = fields
  const pointsHundredths = sizeOf(fields["points"])
  const discountKopecks = sizeOf(fields["discount"])
  const otherKopecks = sizeOf(fields["other"])
  const amountKopecks = sizeOf(fields["amount"])
  if (typeof receipt !== "string" || (type !== "cashback" && type !== "discount")) return undefined
  if (
    pointsHundredths === undefined ||
    discountKopecks === undefined ||
    otherKopecks === undefined ||
    amountKopecks === undefined
  )
    return undefined
  return { receiptId: receipt, type, pointsHundredths, discountKopecks, otherKopecks, amountKopecks }
}
