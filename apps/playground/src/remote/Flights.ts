/**
 * What is under way outside of the shop, and how it lands in it: its answer comes when it comes, and the shop's time has to be there by then.
 */
import type { RemoteClock } from "../shop/Remote.ts"

/** For so long, in milliseconds, the shop's time does not leap over a call that is under way: a sandbox near by has answered long before. Our judgment. */
const NEAR_MILLIS = 300

/** One that hangs for longer gets so much after each leap, in milliseconds: its answer may be due just then. Our judgment. */
const HANGING_MILLIS = 15

interface Flight {
  readonly since: number
  readonly over: Promise<void>
}

export interface Flights extends Pick<RemoteClock, "settled" | "follow"> {
  readonly take: (flight: Promise<unknown>) => void
  /** Lets it in, once the shop's clock shows what the clock outside does. */
  readonly land: (what: () => void) => void
}

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

export const make = (): Flights => {
  const flights = new Set<Flight>()
  let catchUp = (): void => {}

  /** How much longer one is waited for. */
  const left = ({ since }: Flight): number => {
    const waited = performance.now() - since
    return waited < NEAR_MILLIS ? NEAR_MILLIS - waited : HANGING_MILLIS
  }
  return {
    follow: (how) => {
      catchUp = how
    },
    take: (flight) => {
      const over = flight.then(
        () => {},
        () => {},
      )
      const one: Flight = { since: performance.now(), over }
      flights.add(one)
      void over.then(() => flights.delete(one))
    },
    land: (what) => {
      catchUp()
      what()
    },
    settled: async () => {
      while (flights.size > 0) {
        const all = [...flights]
        const isLast = all.every(({ since }) => performance.now() - since >= NEAR_MILLIS)
        await Promise.race([Promise.all(all.map(({ over }) => over)), pause(Math.min(...all.map(left)))])
        if (isLast) return
      }
    },
  }
}
