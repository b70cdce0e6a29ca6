/**
 * The receipts of a shop as they were read last: each is read from the journal again only when something was written of it.
 *
 * Whoever looks on looks whenever anything happens, and most receipts are over by then. What is settled stays as it is; of the others the process may
 * know something else than a moment ago, such as the seconds of a hold.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { status } from "@loyalkit/core/journal/CheckoutState"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { ReceiptView } from "@loyalkit/core/ReceiptView"
import type { ReceiptNow } from "./ReceiptNow.ts"
import type { Written } from "./News.ts"

export interface ReceiptsKept {
  readonly of: (key: CheckoutKey) => ReceiptNow
  /** In the order of their first event. */
  readonly all: () => ReadonlyArray<ReceiptNow>
}

export interface ReceiptsKeptOptions {
  /** All that was written so far: only grows. */
  readonly written: () => ReadonlyArray<Written>
  /** Reads one from the journal; these are its events. */
  readonly read: (key: CheckoutKey, events: ReadonlyArray<JournalEvent>) => ReceiptNow
  /** One as the process knows it now. */
  readonly viewed: (key: CheckoutKey) => ReceiptView
}

interface Kept {
  readonly key: CheckoutKey
  readonly events: Array<JournalEvent>
  /** As it was read when it had so many events. */
  last?: ReceiptNow
}

/** Of the same events only these may differ: who the client is, as long as that is known, and how old the hold is. */
const isSame = (one: ReceiptView, other: ReceiptView): boolean =>
  one.hold?.secondsLeft === other.hold?.secondsLeft &&
  JSON.stringify(one.client) === JSON.stringify(other.client)

const nameOf = ({ point, receipt }: CheckoutKey): string => `${receipt}\n${point}`

export const make = ({ read, viewed, written }: ReceiptsKeptOptions): ReceiptsKept => {
  const kept = new Map<string, Kept>()
  let known = 0
  let list: ReadonlyArray<ReceiptNow> = []

  /** Takes in what was written since. */
  const catchUp = (): void => {
    for (const { events, key } of written().slice(known)) {
      const name = nameOf(key)
      const one = kept.get(name) ?? { key, events: [] }
      one.events.push(...events)
      kept.set(name, one)
    }
    known = written().length
  }

  const look = (one: Kept): ReceiptNow => {
    const { events, key, last } = one
    // Who has the events of before does not see them grow.
    if (last === undefined || last.events.length < events.length) return read(key, [...events])
    if (status(last.state) === "settled") return last
    const view = viewed(key)
    return isSame(view, last.view) ? last : { ...last, view }
  }
  const now = (one: Kept): ReceiptNow => {
    one.last = look(one)
    return one.last
  }

  return {
    of: (key) => {
      catchUp()
      const one = kept.get(nameOf(key))
      return one === undefined ? read(key, []) : now(one)
    },
    all: () => {
      catchUp()
      const next = [...kept.values()].map(now)
      const isSame = next.length === list.length && next.every((one, place) => one === list[place])
      if (!isSame) list = next
      return list
    },
  }
}
