/**
 * Between iiko's sums and the engine's: what is bought, and how much of it points may still pay.
 */
import type { Purchase, Quote } from "@loyalkit/core/Domain"
import { add, Points, zeroKopecks, zeroPoints, type Kopecks } from "@loyalkit/core/Money"
import { purchaseOf } from "../orders/Purchases.ts"
import type { FrontSettings } from "./Settings.ts"
import type { OrderSent } from "./Wire.ts"

/** What the guest owes before points and before the loyalty discount. */
export const amountOf = ({ redemption }: FrontSettings, order: OrderSent): Kopecks =>
  add(add(order.sum, order.loyaltyDiscount), redemption === "discount" ? order.pointsDiscount : zeroKopecks)

export const purchaseOfOrder = (settings: FrontSettings, order: OrderSent): Purchase =>
  purchaseOf(amountOf(settings, order), order.excluded)

/** Is the payment type set up otherwise in iikoOffice than here? */
export const isPostedOtherwise = ({ redemption }: FrontSettings, { pointsDiscount }: OrderSent): boolean =>
  redemption === "payment" && pointsDiscount > 0

/** Down to what iiko can pay with. One point, one ruble. */
export const wholeOf = (points: number, { denomination }: FrontSettings): Points =>
  Points.make(Math.max(0, points - (points % denomination)))

export const isWhole = (points: Points, { denomination }: FrontSettings): boolean =>
  points % denomination === 0

/** The most that points may pay beside what they pay already. */
export const leftToSpend = (
  settings: FrontSettings,
  { pointsPaid }: OrderSent,
  { maxSpend, type }: Quote,
): Points => (type === "discount" ? zeroPoints : wholeOf(maxSpend - pointsPaid, settings))
