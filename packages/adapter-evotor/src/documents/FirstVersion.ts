/**
 * A document of the first version: a list of transactions, top sums as texts, and the amounts of a refund's transactions negative.
 *
 * Its store is in the address that it was sent to. A refund names its sale in DOCUMENT_OPEN alone, and was not seen with discount transactions: there
 * what was taken off is the difference of the top sums.
 */
import { zeroKopecks, type Kopecks } from "@loyalkit/core/Money"
import type { ClosedReceipt } from "./ClosedReceipt.ts"
import { amountOf, differenceOf, listOf, sumOf, textOf, timeOf, type Fields } from "./Fields.ts"
import type { Found } from "./Found.ts"
import { lineOf, linesFor } from "./Lines.ts"
import { ourExtra, type ExtrasSettings } from "./OurExtra.ts"

const DISCOUNTS: ReadonlySet<unknown> = new Set([
  "DISCOUNT_DOCUMENT",
  "DISCOUNT_DOCUMENT_POSITION",
  "DISCOUNT_POSITION",
])

const discountOf = (
  json: Fields,
  transactions: ReadonlyArray<Fields>,
  paid: Kopecks | undefined,
): Kopecks | undefined => {
  const ofDocument = transactions.filter(({ type }) => type === "DISCOUNT_DOCUMENT")
  if (ofDocument.length > 0) return sumOf(ofDocument.map(({ discountSum }) => amountOf(discountSum)))
  if (transactions.some(({ type }) => DISCOUNTS.has(type))) return zeroKopecks
  return differenceOf(amountOf(json["closeSum"]) ?? paid, paid)
}

export const findInFirst = (
  kind: ClosedReceipt["kind"],
  json: Fields,
  storeOfAddress: string | undefined,
  settings: ExtrasSettings,
): Found => {
  const transactions = listOf(json["transactions"], "transaction")
  const positions = transactions.filter(({ type }) => type === "REGISTER_POSITION")
  const opened = transactions.find(({ type }) => type === "DOCUMENT_OPEN")
  const summed = sumOf(positions.map(({ resultSum }) => amountOf(resultSum)))
  const paid = amountOf(json["closeResultSum"]) ?? (positions.length === 0 ? undefined : summed)
  const goods = positions.map(({ commodityName, commodityUuid, price, quantity, resultSum }) =>
    lineOf({ id: commodityUuid, name: commodityName, quantity, price, amount: resultSum }),
  )
  return {
    kind,
    source: "document",
    store: storeOfAddress ?? textOf(json["storeUuid"]),
    device: textOf(json["deviceUuid"]),
    id: textOf(json["uuid"]),
    number: textOf(json["number"]),
    closedAt: timeOf(json["closeDate"]),
    paid,
    discount: discountOf(json, transactions, paid),
    base: textOf(opened?.["baseDocumentUUID"]),
    lines: kind === "PAYBACK" ? linesFor(paid, goods) : undefined,
    extra: ourExtra(json["extras"], settings),
  }
}
