/**
 * What loyalkit writes down for the purchase on a till's screen, seen from outside: a till behind a protocol knows none of it.
 *
 * A purchase may have more receipts than one in the journal.
 */
import type { CheckoutKey, ClientId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { createMemo, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../bridge/Bridge.ts"
import { JournalWatch } from "../engine/JournalWatch.ts"
import type { Shop } from "../engine/Shop.ts"

/** A receipt in the journal. */
export interface Kept {
  readonly receipt: string
  readonly events: ReadonlyArray<JournalEvent>
}

export interface PurchaseJournal {
  /** Of the purchase on the screen. */
  readonly kept: Accessor<ReadonlyArray<Kept>>
  /** Whoever was found last for it. */
  readonly client: Accessor<ClientId | undefined>
}

export const createPurchaseJournal = (
  bridge: Bridge<Shop>,
  /** The number of the till's purchase that this receipt is for; nothing where it is another till's. */
  purchaseOf: (receipt: string) => number | undefined,
  onScreen: Accessor<number>,
): PurchaseJournal => {
  const [events, setEvents] = createSignal<ReadonlyMap<string, ReadonlyArray<JournalEvent>>>(new Map())

  const look = Effect.fnUntraced(function* (key: CheckoutKey) {
    if (purchaseOf(key.receipt) === undefined) return
    const journal = yield* Journal
    const record = yield* Effect.orDie(journal.load(key))
    if (Option.isSome(record)) setEvents((all) => new Map(all).set(key.receipt, record.value.events))
  })
  bridge.follow(Effect.flatMap(JournalWatch, ({ appends }) => Stream.runForEach(appends, look)))

  const kept = createMemo(() =>
    [...events()].flatMap(([receipt, events]): ReadonlyArray<Kept> =>
      purchaseOf(receipt) === onScreen() ? [{ receipt, events }] : [],
    ),
  )
  const client = createMemo(() => {
    for (const { events } of kept().toReversed())
      for (const event of events.toReversed()) if (event._tag === "Identified") return event.account.id
    return undefined
  })
  return { kept, client }
}
