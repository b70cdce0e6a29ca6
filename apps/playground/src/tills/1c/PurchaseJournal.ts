/**
 * What loyalkit writes down for the purchase on РМК's screen, seen from outside: РМК itself knows none of it.
 *
 * The protocol has no receipt, so the adapter makes one up; the document that is read back is another. Both belong to the purchase that was on the
 * screen when they first appeared.
 */
import { PREFIX } from "@loyalkit/adapter-1c-http/native/Visit"
import type { CheckoutKey, ClientId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { createMemo, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../../bridge/Bridge.ts"
import { JournalWatch } from "../../engine/JournalWatch.ts"
import type { Shop } from "../../engine/Shop.ts"
import { numberOf } from "./base/ReceiptDocument.ts"

/** A receipt in the journal. */
export interface Kept {
  readonly receipt: string
  /** Made up by the adapter, or the document's own. */
  readonly is: "madeUp" | "document"
  readonly events: ReadonlyArray<JournalEvent>
}

export interface PurchaseJournal {
  readonly kept: Accessor<ReadonlyArray<Kept>>
  readonly client: Accessor<ClientId | undefined>
  /** The number on РМК's screen of the purchase that this receipt was for; nothing where it is another till's. */
  readonly numberOf: (key: CheckoutKey) => number | undefined
}

export const createPurchaseJournal = (bridge: Bridge<Shop>, onScreen: Accessor<number>): PurchaseJournal => {
  const madeUp = new Map<string, number>()
  const [events, setEvents] = createSignal<ReadonlyMap<string, ReadonlyArray<JournalEvent>>>(new Map())

  const purchaseOf = ({ receipt }: CheckoutKey): number | undefined =>
    numberOf(receipt) ?? madeUp.get(receipt)

  const look = Effect.fnUntraced(function* (key: CheckoutKey) {
    const { receipt } = key
    if (receipt.startsWith(PREFIX) && !madeUp.has(receipt)) madeUp.set(receipt, onScreen())
    if (purchaseOf(key) === undefined) return
    const journal = yield* Journal
    const record = yield* Effect.orDie(journal.load(key))
    if (Option.isSome(record)) setEvents((all) => new Map(all).set(receipt, record.value.events))
  })
  bridge.follow(Effect.flatMap(JournalWatch, ({ appends }) => Stream.runForEach(appends, look)))

  const kept = createMemo(() =>
    [...events()].flatMap(([receipt, events]): ReadonlyArray<Kept> => {
      const document = numberOf(receipt)
      if ((document ?? madeUp.get(receipt)) !== onScreen()) return []
      return [{ receipt, is: document === undefined ? "madeUp" : "document", events }]
    }),
  )
  const client = createMemo(() => {
    for (const { events } of kept().toReversed())
      for (const event of events.toReversed()) if (event._tag === "Identified") return event.account.id
    return undefined
  })
  return { kept, client, numberOf: purchaseOf }
}
