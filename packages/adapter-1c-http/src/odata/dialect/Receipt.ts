/**
 * What every dialect makes of a document in the end: a receipt in core's words, or why it is none.
 *
 * 1C's sums are net of points. What the customer owed before points, which is what LoyalClient computes with, is the net sum and the points
 * together; a shop's own discounts stay off it, since nobody owed them. An automatic discount that the loyalty programme itself gave is put back
 * where the settings say so.
 */
import type { ReceiptLine } from "@loyalkit/core/Domain"
import { add, moneyAsPoints, sum, zeroKopecks, type Kopecks, type Points } from "@loyalkit/core/Money"
import type * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Dialect, SeenCard, SeenReceipt } from "../../SeenReceipt.ts"
import { millisOf } from "../LocalTime.ts"
import { maybe, Ref, type Unreadable } from "../Wire.ts"

/** What reading depends on besides the document. */
export interface Reading {
  readonly dialect: Dialect
  readonly timeZone: DateTime.TimeZone
  /** Does the programme have a point for this till or shop? */
  readonly isMapped: (key: string) => boolean
  readonly automaticDiscounts: "shop" | "loyalty"
}

/** What stands in a document. */
export type Read =
  | { readonly _tag: "Receipt"; readonly receipt: SeenReceipt }
  /** Not printed, put aside, cancelled, marked for deletion: it may change. */
  | { readonly _tag: "NotPrinted" }

export const notPrinted: Read = { _tag: "NotPrinted" }

/** One kind of document: where it is, and how it reads. */
export interface Source {
  readonly entity: string
  readonly read: (document: unknown, reading: Reading) => Result.Result<Read, Unreadable>
}

/** What every document has. */
export const Head = Schema.Struct({
  Ref_Key: Ref,
  DataVersion: maybe(Schema.String),
  DeletionMark: maybe(Schema.Boolean),
  Date: Schema.String,
})

/** A line as far as the dialects agree: money in kopecks, quantity in thousandths. */
export interface Line {
  readonly id: string
  /** Missing where it does not read, like the price: neither decides anything. */
  readonly quantity: number | undefined
  readonly price: Kopecks | undefined
  /** What was paid for it by other means than points. */
  readonly net: Kopecks
  /** Of it paid by points. */
  readonly points: Kopecks
  /** Taken off automatically. */
  readonly automatic: Kopecks
}

/** A document taken apart. */
export interface Parts {
  readonly head: typeof Head.Type
  readonly kind: "sale" | "return"
  /** Of a return: the sale's document. */
  readonly sale?: string | undefined
  /** Its till and then its shop, as far as they are there. */
  readonly tills: ReadonlyArray<string | undefined>
  readonly card?: string | undefined
  readonly owner?: string | undefined
  readonly number?: number | null | undefined
  /** The document's own sum: net of points. */
  readonly net: Kopecks
  /** Paid by points altogether. */
  readonly points: Kopecks
  readonly lines: ReadonlyArray<Line>
}

const bad = (field: string, expected: string): Result.Result<never, Unreadable> =>
  Result.fail({ field, expected })

/** The sum of a column. */
export const total = <Row>(
  rows: ReadonlyArray<Row>,
  column: (row: Row) => Kopecks | null | undefined,
): Kopecks => sum(rows.map((row) => column(row) ?? zeroKopecks))

/** Two places of a document that say the same points; where they do not, nobody knows what the customer was shown. */
export const samePoints = (
  field: string,
  shown: Kopecks,
  counted: Kopecks,
): Result.Result<Kopecks, Unreadable> =>
  shown === counted ? Result.succeed(shown) : bad(field, "Expected the points of the lines")

/** The lines, where all of them read and make up the amount; otherwise they tell nothing: the document's own sum counts. */
const linesOf = (
  lines: ReadonlyArray<Line>,
  amount: Kopecks,
  withAutomatic: boolean,
): ReadonlyArray<ReceiptLine> => {
  const read = lines.flatMap(
    ({ automatic, id, net, points, price, quantity }): ReadonlyArray<ReceiptLine> => {
      const line = add(add(net, points), withAutomatic ? automatic : zeroKopecks)
      if (price === undefined || quantity === undefined || price < 0 || line < 0) return []
      return [{ id, quantity, price, amount: line }]
    },
  )
  const isAll = read.length === lines.length && sum(read.map((line) => line.amount)) === amount
  return isAll ? read : []
}

const cardOf = ({ card, owner }: Parts): { readonly card?: SeenCard } =>
  card === undefined ? {} : { card: { ref: card, ...(owner === undefined ? {} : { owner }) } }

/** The receipt that these parts are. */
export const receipt = (parts: Parts, reading: Reading): Result.Result<Read, Unreadable> => {
  const { head, kind, lines, net, number, points, sale } = parts
  const at = millisOf(head.Date, reading.timeZone)
  if (Option.isNone(at)) return bad("Date", "Expected a date such as 2026-09-23T12:00:00")
  if (net < 0) return bad("СуммаДокумента", "Expected zero or more")
  if (points < 0) return bad("the points", "Expected zero or more")
  const withAutomatic = reading.automaticDiscounts === "loyalty"
  const automatic = withAutomatic ? total(lines, (line) => line.automatic) : zeroKopecks
  const amount = add(add(net, points), automatic)
  const tills = parts.tills.filter((till) => till !== undefined)
  const seen = {
    ref: head.Ref_Key,
    version: head.DataVersion ?? "",
    dialect: reading.dialect,
    till: tills.find(reading.isMapped) ?? tills[0] ?? "",
    ...(number === null || number === undefined || number <= 0 ? {} : { number }),
    at: at.value,
    ...cardOf(parts),
    amount,
    lines: linesOf(lines, amount, withAutomatic),
    points: moneyAsPoints(points) satisfies Points,
  }
  return Result.succeed({
    _tag: "Receipt",
    receipt: kind === "sale" ? { ...seen, kind } : { ...seen, kind, ...(sale === undefined ? {} : { sale }) },
  })
}
