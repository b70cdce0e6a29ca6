/**
 * Where a receipt stands, as the engine says: read again whenever something happens in the shop.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { createMemo, type Accessor } from "solid-js"
import { windowLeft } from "../../shop/DoubtWindow.ts"
import type { PageShop } from "../../shop/PageShop.ts"

export interface ReceiptRecord {
  readonly snapshot: Accessor<Snapshot>
  readonly events: Accessor<ReadonlyArray<JournalEvent>>
  /** How long the till may count on its hold. */
  readonly secondsLeft: Accessor<number>
  /** How long the request of a doubt that began then could still be executed, in seconds. */
  readonly windowLeft: (since: number) => number
}

export const createReceiptRecord = (
  { now, receipt, shop, watch }: PageShop,
  key: Accessor<CheckoutKey>,
): ReceiptRecord => ({
  snapshot: createMemo(() => watch(() => shop.snapshot(key()))),
  events: createMemo(() => receipt(key()).events),
  secondsLeft: createMemo(() => {
    now()
    return receipt(key()).view.hold?.secondsLeft ?? 0
  }),
  windowLeft: (since) => windowLeft(since, now()),
})
