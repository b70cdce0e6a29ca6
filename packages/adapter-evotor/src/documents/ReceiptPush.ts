/**
 * A receipt of the receipts webhook: flat extras, no base of a refund, and a total of which nobody says whether discounts are in it.
 *
 * So the goods decide: where their prices add up to the total, the discount is still to be taken off; where they do less the discount, it was. Where neither is so the
 * receipt is left to its document. Nor does it tell a receipt's discount from its positions' own, which `source` says.
 */
import { Kopecks } from "@loyalkit/core/Money"
import { amountOf as priceTimes } from "../terminal/Money.ts"
import type { ClosedReceipt } from "./ClosedReceipt.ts"
import { amountOf, differenceOf, listOf, sumOf, textOf, timeOf, type Fields } from "./Fields.ts"
import type { Found } from "./Found.ts"
import { ourExtra, type ExtrasSettings } from "./OurExtra.ts"

const costOf = ({ price, quantity }: Fields): Kopecks | undefined => {
  const kopecks = priceTimes(price, quantity)
  return kopecks === undefined ? undefined : Kopecks.make(Math.abs(kopecks))
}

const paidOf = (data: Fields, discount: Kopecks | undefined): Kopecks | undefined => {
  const total = amountOf(data["totalAmount"])
  if (total === undefined || discount === undefined || discount === 0) return total
  const goods = sumOf(listOf(data["items"], "item").map(costOf))
  if (goods === undefined || goods < discount) return undefined
  const reduced = differenceOf(goods, discount)
  return total === goods || total === reduced ? reduced : undefined
}

export const findInReceipt = (
  kind: ClosedReceipt["kind"],
  data: Fields,
  timestamp: unknown,
  settings: ExtrasSettings,
): Found => {
  const discount = amountOf(data["totalDiscount"] ?? 0)
  return {
    kind,
    source: "receipt",
    store: textOf(data["storeId"]),
    device: textOf(data["deviceId"]),
    id: textOf(data["id"]),
    closedAt: timeOf(data["dateTime"]) ?? timeOf(timestamp),
    paid: paidOf(data, discount),
    discount,
    extra: ourExtra(data["extras"], settings),
  }
}
