/**
 * The gateway reads 1C's receipts by itself, once a minute: what has become of the receipt that was closed last, and when it reads again.
 */
import type { How } from "@loyalkit/adapter-1c-http/odata/Outcome"
import type { ReaderStatus } from "@loyalkit/adapter-1c-http/odata/ReaderStatus"
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import { createMemo, createSignal, type Accessor } from "solid-js"
import type { PageShop } from "../../shop/PageShop.ts"

const HOW: ReadonlyArray<How> = ["settled", "queued", "claimed", "case", "noted", "left", "nobody", "differs"]

/** From the end of a reading to the next one, as the gateway is set. */
const POLL_MILLIS = 60_000
/** What is read is settled by then, unless the service is away; our judgment. */
const SETTLED_MILLIS = 1_000

/** What was done since the receipt was closed. */
export interface ReadingDone {
  /** Was 1C asked since? */
  readonly isRead: boolean
  readonly how: ReadonlyArray<How>
  /** It waits for another reading: the service is away, a write-off may still come. */
  readonly isWaiting: boolean
}

export interface Reading {
  readonly done: Accessor<ReadingDone>
  /** In how many milliseconds 1C is asked next; nothing where nobody reads. */
  readonly next: Accessor<number | undefined>
  /** Lets time pass until the next reading is over. */
  readonly wait: () => void
  readonly isPassing: Accessor<boolean>
  /** A receipt is closed now: from here on it counts. Its document is known by `ref`. */
  readonly begin: (ref: string) => void
}

/** Where the reader stood when a receipt was closed. It counts anew in each life of the gateway. */
interface Before {
  readonly ref: string
  readonly at: number
  readonly life: number
  readonly done: ReaderStatus["done"] | undefined
}

export const createReading = ({ infobaseCalls, isUp, now, reading, shop, time }: PageShop): Reading => {
  const [before, setBefore] = createSignal<Before>()
  const done = createMemo((): ReadingDone => {
    const status = reading()
    const since = before()
    if (status === undefined || since === undefined) return { isRead: false, how: [], isWaiting: false }
    const counted = since.life === shop.life() ? since.done : undefined
    return {
      isRead: (status.lastRead?.at ?? 0) >= since.at,
      how: HOW.filter((how) => status.done[how] > (counted?.[how] ?? 0)),
      isWaiting: status.waiting.some(({ ref }) => ref === since.ref),
    }
  })
  const next = (): number | undefined => {
    if (!isUp() || reading() === undefined) return undefined
    const last = infobaseCalls().at(-1)
    // A gateway that came late into the shop begins with the next whole minute.
    if (last === undefined) return POLL_MILLIS - ((now() - OPENING) % POLL_MILLIS)
    return Math.max(0, OPENING + last.at + POLL_MILLIS - now())
  }
  return {
    done,
    next,
    wait: () => void time.pass((next() ?? POLL_MILLIS) + SETTLED_MILLIS),
    isPassing: time.isPassing,
    begin: (ref) =>
      void setBefore({ ref, at: OPENING + shop.now(), life: shop.life(), done: shop.reading()?.done }),
  }
}
