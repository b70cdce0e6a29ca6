/**
 * Which goods came back, for the person who deals with a refund: their lines, where they can be read and make up what was given back.
 *
 * They are a help and nothing more: where one of them cannot be read, a refund is noted by its amount alone.
 */
import { QuantityFromWire, ReceiptLine } from "@loyalkit/core/Domain"
import type { Kopecks } from "@loyalkit/core/Money"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { amountOf, sumOf, textOf } from "./Fields.ts"

/** More goods than that help nobody, and one refund must fit where it is kept. Our judgment. */
const MAX_LINES = 100
const MAX_NAME = 80

const quantityOf = Schema.decodeUnknownOption(QuantityFromWire)
const isLine = Schema.is(ReceiptLine)

export interface Goods {
  readonly id: unknown
  readonly name: unknown
  readonly quantity: unknown
  readonly price: unknown
  /** After all discounts. */
  readonly amount: unknown
}

/** One line; a refund of the first version has negative quantities. */
export const lineOf = ({ amount, id, name, price, quantity }: Goods): ReceiptLine | undefined => {
  const sold = Option.getOrUndefined(quantityOf(typeof quantity === "number" ? Math.abs(quantity) : quantity))
  const called = textOf(name)?.slice(0, MAX_NAME)
  const line = {
    id: textOf(id)?.slice(0, MAX_NAME),
    quantity: sold,
    price: amountOf(price),
    amount: amountOf(amount),
    ...(called === undefined ? {} : { name: called }),
  }
  return isLine(line) ? line : undefined
}

/** The lines of so much; nothing where they are not these. The same good twice gets two IDs. */
export const linesFor = (
  amount: Kopecks | undefined,
  lines: ReadonlyArray<ReceiptLine | undefined>,
): ReadonlyArray<ReceiptLine> | undefined => {
  const readable = lines.flatMap((line) => line ?? [])
  if (readable.length !== lines.length || lines.length === 0 || lines.length > MAX_LINES) return undefined
  if (sumOf(readable.map((line) => line.amount)) !== amount) return undefined
  const isUnique = new Set(readable.map(({ id }) => id)).size === readable.length
  return isUnique ? readable : readable.map((line, index) => ({ ...line, id: `${index + 1}-${line.id}` }))
}
