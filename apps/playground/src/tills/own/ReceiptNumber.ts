/**
 * The number on a receipt's head, and the key by which the engine knows that receipt.
 */
import { ReceiptId, type CheckoutKey, type PointId } from "@loyalkit/core/Domain"

const PREFIX = "receipt-"

export const checkoutKey = (point: PointId, number: number): CheckoutKey => ({
  point,
  receipt: ReceiptId.make(`${PREFIX}${number}`),
})

/** The number that {@link checkoutKey} was given; nothing where another till named the receipt. */
export const receiptNumber = ({ receipt }: CheckoutKey): string | undefined =>
  receipt.startsWith(PREFIX) ? receipt.slice(PREFIX.length) : undefined
