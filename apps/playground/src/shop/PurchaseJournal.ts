/**
 * What loyalkit writes down for the purchase on a till's screen, seen from outside: a till behind a protocol knows none of it.
 *
 * A purchase may have more receipts than one in the journal.
 */
import type { CheckoutKey, ClientId } from "@loyalkit/core/Domain"
import type { CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { createMemo, type Accessor } from "solid-js"
import type { PageShop } from "./PageShop.ts"

/** A receipt in the journal. */
export interface Kept {
  readonly key: CheckoutKey
  readonly receipt: string
  readonly events: ReadonlyArray<JournalEvent>
  readonly state: CheckoutState
}

export interface PurchaseJournal {
  /** Of the purchase on the screen. */
  readonly kept: Accessor<ReadonlyArray<Kept>>
  /** Whoever was found last for it. */
  readonly client: Accessor<ClientId | undefined>
}

export const createPurchaseJournal = (
  { receipts }: PageShop,
  /** The number of the till's purchase that this receipt is for; nothing where it is another till's. */
  purchaseOf: (receipt: string) => number | undefined,
  onScreen: Accessor<number>,
): PurchaseJournal => {
  const kept = createMemo(() =>
    receipts().flatMap(({ events, key, state }): ReadonlyArray<Kept> =>
      purchaseOf(key.receipt) === onScreen() ? [{ key, receipt: key.receipt, events, state }] : [],
    ),
  )
  const client = createMemo(() => {
    for (const { events } of kept().toReversed())
      for (const event of events.toReversed()) if (event._tag === "Identified") return event.account.id
    return undefined
  })
  return { kept, client }
}
