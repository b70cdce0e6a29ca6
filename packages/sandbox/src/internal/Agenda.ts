/**
 * What the sandbox will do at a later time: end holds, credit points, execute late requests, send slow replies.
 *
 * Nothing here sleeps. Whoever reads or changes the sandbox first runs what is due, in the order of time, so
 * that the outcome depends on the clock alone, whether it is real, virtual or moved by hand.
 */

interface Item {
  readonly at: number
  readonly run: (at: number) => void
}

export interface Agenda {
  /** Does something at that time; things for the same time are done in the order of adding. */
  readonly add: (at: number, run: (at: number) => void) => void
  /** Does everything due at `now` or before, each with its own time. What that adds is done too, if it is due. */
  readonly runUntil: (now: number) => void
  /** The time of the next thing to do. */
  readonly next: () => number | undefined
  readonly size: () => number
}

export const make = (): Agenda => {
  // In the order of time. Most things are added near the end, and taken from the front.
  const items: Array<Item> = []
  return {
    add: (at, run) => {
      let index = items.length
      while (index > 0 && (items[index - 1]?.at ?? at) > at) index--
      items.splice(index, 0, { at, run })
    },
    runUntil: (now) => {
      for (let item = items[0]; item !== undefined && item.at <= now; item = items[0]) {
        items.shift()
        item.run(item.at)
      }
    },
    next: () => items[0]?.at,
    size: () => items.length,
  }
}
