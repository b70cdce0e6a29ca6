/**
 * An order as the engine's purchase. What takes no points is a line of its own: the engine knows lines, and iiko's plugin one number.
 */
import type { Purchase, ReceiptLine } from "@loyalkit/core/Domain"
import { min, subtract, zeroKopecks, type Kopecks } from "@loyalkit/core/Money"

/** One of something, in thousandths. */
const ONE = 1_000

const line = (id: string, amount: Kopecks): ReceiptLine => ({ id, quantity: ONE, price: amount, amount })

/** @param excluded how much of the amount takes no points; more than all of it is all of it. */
export const purchaseOf = (amount: Kopecks, excluded: Kopecks = zeroKopecks): Purchase => {
  if (excluded === 0) return { amount }
  const without = min(excluded, amount)
  return {
    amount,
    lines: [
      line("takes-points", subtract(amount, without)),
      { ...line("excluded", without), excluded: true },
    ],
  }
}
