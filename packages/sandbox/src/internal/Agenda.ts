/**
 * What the sandbox will do at a later time: end holds, credit points, execute late requests, send slow replies.
 *
 * Nothing here sleeps. Whoever reads or changes the sandbox first runs what is due, in the order of time, so
 * that the outcome depends on the clock alone, whether it is real, virtual or moved by hand.
 */

interface Item {
  readonly at: number
  readonly key: string | undefined
  readonly run: (at: number) => void
}

export interface Agenda {
  /**
   * Does something at that time; things for the same time are done in the order of adding. What has a key can be
   * dropped by it.
   */
  readonly add: (at: number, run: (at: number) => void, key?: string) => void
  /** When what was added under this key will be done. */
  readonly due: (key: string) => number | undefined
  /** Forgets what was added under this key and is not done yet. */
  readonly drop: (key: string) => void
  /** Does everything due at `now` or before, each with its own time. What that adds is done too, if it is due. */
  readonly runUntil: (now: number) => void
  /** The time of the next thing to do. */
  readonly next: () => number | undefined
  readonly size: () => number
}

export const make = (): Agenda => {
  // In the order of time: most things are added near the end, and taken from the front.
  const items: Array<Item> = []
  const keyed = new Map<string, Item>()

  /** How many items come before that time, or at it. */
  const upTo = (at: number): number => {
    let [low, high] = [0, items.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((items[middle]?.at ?? at) <= at) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    add: (at, run, key) => {
      const item: Item = { at, run, key }
      items.splice(upTo(at), 0, item)
      if (key !== undefined) keyed.set(key, item)
    },
    due: (key) => keyed.get(key)?.at,
    drop: (key) => {
      const item = keyed.get(key)
      if (item === undefined || !keyed.delete(key)) return
      const index = items.lastIndexOf(item, upTo(item.at) - 1)
      items.splice(index, 1)
    },
    runUntil: (now) => {
      for (let item = items[0]; item !== undefined && item.at <= now; item = items[0]) {
        items.shift()
        if (item.key !== undefined) keyed.delete(item.key)
        item.run(item.at)
      }
    },
    next: () => items[0]?.at,
    size: () => items.length,
  }
}
