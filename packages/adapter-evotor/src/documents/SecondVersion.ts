/**
 * A document of the second version, as the documentation wraps it or as it was seen on the wire: all amounts positive, also of a refund.
 *
 * What was paid is the document's `result_sum`, or its positions': a `result_price` may be cut at a kopeck where a discount was spread (`splitted_positions`).
 */
import type { Kopecks } from "@loyalkit/core/Money"
import type { ClosedReceipt } from "./ClosedReceipt.ts"
import { amountOf, differenceOf, fieldsOf, listOf, sumOf, textOf, timeOf, type Fields } from "./Fields.ts"
import type { Found } from "./Found.ts"
import { lineOf, linesFor } from "./Lines.ts"
import { ourExtra, type ExtrasSettings } from "./OurExtra.ts"

/** The receipt's discount: of the whole document, or as it was spread over the positions. */
const discountOf = (body: Fields, positions: ReadonlyArray<Fields>): Kopecks | undefined => {
  const whole = listOf(body["doc_discounts"], "doc_discount")
  const spread = positions.map(({ doc_distributed_discount }) => fieldsOf(doc_distributed_discount))
  return sumOf((whole.length > 0 ? whole : spread).map(({ discount_sum }) => amountOf(discount_sum ?? 0)))
}

const soldFor = (positions: ReadonlyArray<Fields>): Kopecks | undefined =>
  positions.length === 0 ? undefined : sumOf(positions.map(({ result_sum }) => amountOf(result_sum)))

/** What the payments brought, with the change taken off. */
const paymentsOf = (body: Fields): Kopecks | undefined => {
  const parts = listOf(body["payments"], "payment").flatMap((payment) => listOf(payment["parts"], "part"))
  const received = sumOf(parts.map(({ part_sum }) => amountOf(part_sum)))
  const change = sumOf(parts.map((part) => amountOf(part["change"] ?? 0)))
  return parts.length === 0 ? undefined : differenceOf(received, change)
}

export const findInSecond = (
  kind: ClosedReceipt["kind"],
  json: Fields,
  storeOfAddress: string | undefined,
  settings: ExtrasSettings,
): Found => {
  const body = fieldsOf(json["body"])
  const positions = listOf(body["positions"], "position")
  const paid = amountOf(body["result_sum"]) ?? soldFor(positions) ?? paymentsOf(body)
  const goods = positions.map(({ price, product_id, product_name, quantity, result_sum, uuid }) =>
    lineOf({ id: uuid ?? product_id, name: product_name, quantity, price, amount: result_sum }),
  )
  return {
    kind,
    source: "document",
    store: textOf(json["store_id"]) ?? storeOfAddress,
    device: textOf(json["device_id"]),
    id: textOf(json["id"]),
    number: textOf(json["number"]),
    closedAt: timeOf(json["close_date"]),
    paid,
    discount: discountOf(body, positions),
    base: textOf(body["base_document_id"]),
    lines: kind === "PAYBACK" ? linesFor(paid, goods) : undefined,
    extra: ourExtra(json["extras"], settings),
  }
}
