/**
 * What a closed receipt shows to be spent: how much of its discount is ours, and what is committed for it.
 *
 * The same rule as the terminal's own (`terminal/Standing`, `terminal/Extra`), since both may settle one receipt and must ask for the same: never more of a
 * discount is ours than was answered, and what others had on the receipt stays theirs.
 */
import { Kopecks, min, Points, subtract, zeroKopecks, zeroPoints } from "@loyalkit/core/Money"
import type { ClosedReceipt } from "../documents/ClosedReceipt.ts"
import type { OurExtra } from "../documents/OurExtra.ts"

/** What a closed receipt shows. */
export interface Applied {
  /** What was owed before our part of the discount. */
  readonly amount: Kopecks
  /** 0: it only earns, or has its programme's discount. */
  readonly points: Points
  /** Our part of the receipt's discount. */
  readonly ours: Kopecks
  /** Is our part what was answered to the terminal? */
  readonly isAsAnswered: boolean
}

type Amounts = Pick<ClosedReceipt, "paid" | "discount">

/** What it shows. What was paid and our part together are the amount, to the kopeck. */
export const appliedOf = ({ discount, paid }: Amounts, extra: OurExtra): Applied => {
  const { discountKopecks: answered, otherKopecks, pointsHundredths, type } = extra
  const left = Kopecks.make(Math.max(0, subtract(discount, otherKopecks)))
  const ours = min(answered, left)
  const spent = ours === answered ? pointsHundredths : Points.make(ours)
  return {
    amount: Kopecks.make(paid + ours),
    points: type === "cashback" ? spent : zeroPoints,
    ours,
    isAsAnswered: ours === answered,
  }
}

/** A receipt of the receipts webhook: settled as it was answered, where what was paid bears that out; else it is left to its document. */
export const borneOut = ({ paid }: Amounts, extra: OurExtra): Applied | undefined => {
  const { amountKopecks, discountKopecks, pointsHundredths, type } = extra
  if (paid !== amountKopecks - discountKopecks) return undefined
  return {
    amount: amountKopecks,
    points: type === "cashback" ? pointsHundredths : zeroPoints,
    ours: discountKopecks,
    isAsAnswered: true,
  }
}

/** Our part of what a refund's receipt has taken off, in the sale's own proportion, half up. */
export const ourShare = (
  refunded: Kopecks,
  sale: { readonly ours: Kopecks; readonly discount: Kopecks },
): Kopecks => {
  const { discount, ours } = sale
  if (discount <= 0 || ours <= 0) return zeroKopecks
  const whole = BigInt(discount)
  const share = Number((2n * BigInt(refunded) * BigInt(ours) + whole) / (2n * whole))
  return min(Kopecks.make(share), refunded)
}
