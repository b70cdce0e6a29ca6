/**
 * Where a receipt stands, as the engine says: read again after every append to the journal.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import * as Holds from "@loyalkit/core/checkout/Holds"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { open } from "@loyalkit/core/journal/CheckoutState"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import { batch, createMemo, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../../bridge/Bridge.ts"
import { JournalWatch } from "../../engine/JournalWatch.ts"
import * as PagePolicy from "../../engine/PagePolicy.ts"
import type { Shop } from "../../engine/Shop.ts"
import type { Moment } from "../../shop/Now.ts"

export interface ReceiptRecord {
  readonly snapshot: Accessor<Snapshot>
  readonly events: Accessor<ReadonlyArray<JournalEvent>>
  /** How long the till may count on its hold. */
  readonly secondsLeft: Accessor<number>
  /** How long the request of a doubt that began then could still be executed, in seconds. */
  readonly windowLeft: (since: number) => number
  /** Reads it again. That a journal in memory cannot be read is a defect. */
  readonly refresh: Effect.Effect<void, never, Shop>
  /** Begins with a receipt of which nothing is known. */
  readonly clear: () => void
}

const look = Effect.fnUntraced(function* (key: CheckoutKey) {
  const checkout = yield* Checkout
  const journal = yield* Journal
  const snapshot = yield* checkout.get(key)
  const record = yield* journal.load(key)
  const events = Option.match(record, { onNone: () => [], onSome: ({ events }) => events })
  return { snapshot, events }
}, Effect.orDie)

export const createReceiptRecord = (
  bridge: Bridge<Shop>,
  now: Accessor<Moment>,
  key: Accessor<CheckoutKey>,
): ReceiptRecord => {
  const [snapshot, setSnapshot] = createSignal<Snapshot>({ state: open(key()), personal: {} })
  const [events, setEvents] = createSignal<ReadonlyArray<JournalEvent>>([])
  // The settler writes while a command does: one look at a time, so that an older one is never shown after a newer.
  const oneAtATime = Semaphore.makeUnsafe(1)

  const refresh = Effect.suspend(() => {
    const asked = key()
    return Effect.map(look(asked), (seen) =>
      batch(() => {
        // The cashier may have gone on to another receipt meanwhile; this one's end must not be shown as that one's.
        if (asked !== key()) return
        setSnapshot(seen.snapshot)
        setEvents(seen.events)
      }),
    )
  }).pipe(oneAtATime.withPermits(1))
  bridge.follow(Effect.flatMap(JournalWatch, ({ appends }) => Stream.runForEach(appends, () => refresh)))

  return {
    snapshot,
    events,
    secondsLeft: createMemo(() => Holds.secondsLeft(snapshot(), now().monotonic)),
    windowLeft: (since) => PagePolicy.windowLeft(since, now().wall),
    refresh,
    clear: () =>
      batch(() => {
        setSnapshot({ state: open(key()), personal: {} })
        setEvents([])
      }),
  }
}
