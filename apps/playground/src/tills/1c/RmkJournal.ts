/**
 * Which receipts in loyalkit's journal are the purchase on РМК's screen.
 *
 * The protocol has no receipt, so the adapter makes one up; the document that is read back is another. Both belong to the purchase that was on the
 * screen when they first appeared.
 */
import { PREFIX } from "@loyalkit/adapter-1c-http/native/Visit"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { Accessor } from "solid-js"
import type { PageShop } from "../../shop/PageShop.ts"
import {
  createPurchaseJournal,
  type Kept as AnyKept,
  type PurchaseJournal,
} from "../../shop/PurchaseJournal.ts"
import { numberOf } from "./base/ReceiptDocument.ts"

export interface Kept extends AnyKept {
  /** Made up by the adapter, or the document's own. */
  readonly is: "madeUp" | "document"
}

export interface RmkJournal extends Pick<PurchaseJournal, "client"> {
  readonly kept: Accessor<ReadonlyArray<Kept>>
  /** The number on РМК's screen of the purchase that this receipt was for; nothing where it is another till's. */
  readonly numberOf: (key: CheckoutKey) => number | undefined
}

export const createRmkJournal = (page: PageShop, onScreen: Accessor<number>): RmkJournal => {
  const madeUp = new Map<string, number>()
  const purchaseOf = (receipt: string): number | undefined => {
    if (receipt.startsWith(PREFIX) && !madeUp.has(receipt)) madeUp.set(receipt, onScreen())
    return numberOf(receipt) ?? madeUp.get(receipt)
  }
  const { client, kept } = createPurchaseJournal(page, purchaseOf, onScreen)
  return {
    client,
    kept: () =>
      kept().map((one) => ({
        ...one,
        is: numberOf(one.receipt) === undefined ? ("madeUp" as const) : ("document" as const),
      })),
    numberOf: ({ receipt }) => purchaseOf(receipt),
  }
}
