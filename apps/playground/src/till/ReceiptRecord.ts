/**
 * Where a receipt stands, as the engine says: read again after every append to the journal.
 */
import { Cases, type Case } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import * as Holds from "@loyalkit/core/checkout/Holds"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { open } from "@loyalkit/core/journal/CheckoutState"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import { batch, createMemo, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../bridge/Bridge.ts"
import { JournalWatch } from "../engine/JournalWatch.ts"
import type { Shop } from "../engine/Shop.ts"

/** How often the countdown looks at the clock: it shows seconds, and must not skip one. */
const TICK = "200 millis"

export interface ReceiptRecord {
  readonly snapshot: Accessor<Snapshot>
  readonly events: Accessor<ReadonlyArray<JournalEvent>>
  /** Of all receipts. */
  readonly cases: Accessor<ReadonlyArray<Case>>
  /** How long the till may count on its hold. */
  readonly secondsLeft: Accessor<number>
  /** Reads it again. That a journal in memory cannot be read is a defect. */
  readonly refresh: Effect.Effect<void, never, Shop>
  /** Begins with a receipt of which nothing is known. */
  readonly clear: () => void
}

const look = Effect.fnUntraced(function* (key: CheckoutKey) {
  const checkout = yield* Checkout
  const journal = yield* Journal
  const cases = yield* Cases
  const snapshot = yield* checkout.get(key)
  const record = yield* journal.load(key)
  const events = Option.match(record, { onNone: () => [], onSome: ({ events }) => events })
  return { snapshot, events, cases: yield* cases.list() }
}, Effect.orDie)

const createNow = (bridge: Bridge<Shop>): Accessor<bigint> => {
  const [now, setNow] = createSignal(0n)
  const read = Effect.flatMap(Clock.monotonicTimeNanos, (nanos) => Effect.sync(() => setNow(nanos)))
  bridge.follow(Effect.repeat(read, Schedule.spaced(TICK)))
  return now
}

export const createReceiptRecord = (bridge: Bridge<Shop>, key: Accessor<CheckoutKey>): ReceiptRecord => {
  const [snapshot, setSnapshot] = createSignal<Snapshot>({ state: open(key()), personal: {} })
  const [events, setEvents] = createSignal<ReadonlyArray<JournalEvent>>([])
  const [cases, setCases] = createSignal<ReadonlyArray<Case>>([])
  const now = createNow(bridge)

  const refresh = Effect.suspend(() => {
    const asked = key()
    return Effect.map(look(asked), (seen) =>
      batch(() => {
        setCases(seen.cases)
        // The cashier may have gone on to another receipt meanwhile; this one's end must not be shown as that one's.
        if (asked !== key()) return
        setSnapshot(seen.snapshot)
        setEvents(seen.events)
      }),
    )
  })
  bridge.follow(Effect.flatMap(JournalWatch, ({ appends }) => Stream.runForEach(appends, () => refresh)))

  return {
    snapshot,
    events,
    cases,
    secondsLeft: createMemo(() => Holds.secondsLeft(snapshot(), now())),
    refresh,
    clear: () =>
      batch(() => {
        setSnapshot({ state: open(key()), personal: {} })
        setEvents([])
      }),
  }
}
