/**
 * The time of one world: what is to be done now, in order, and what is to be done later.
 *
 * Nothing waits. Time goes on only when there is nothing left to do at the moment, and then at once to the next
 * thing: so a day passes in some milliseconds, always in the same order.
 */

interface Later {
  readonly at: number
  readonly order: number
  run: (() => void) | undefined
}

/** Forgets what was to be done. */
export type Forget = () => void

/** So many things may happen at one moment before it is called a loop that never ends. */
const MOST_AT_ONCE = 1_000_000

export interface Timeline {
  /** Milliseconds since 1970: the true time, which no clock of a till has to show. */
  readonly now: () => number
  /** Does it after all that is to be done now already. */
  readonly soon: (run: () => void) => void
  /** Does it after so many milliseconds. */
  readonly after: (millis: number, run: () => void) => Forget
  /** Does everything until that time, and stops there; or earlier, where nothing is left. */
  readonly runUntil: (time: number) => void
  /** When the next thing is to be done; nothing where there is none. */
  readonly next: () => number | undefined
}

export const make = (start: number): Timeline => {
  let now = start
  let order = 0
  let ready: Array<() => void> = []
  // A binary heap, the earliest first.
  const heap: Array<Later> = []

  const isBefore = (a: Later, b: Later): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

  const push = (item: Later): void => {
    let index = heap.length
    heap.push(item)
    while (index > 0) {
      const above = (index - 1) >>> 1
      const parent = heap[above]
      if (parent === undefined || !isBefore(item, parent)) break
      heap[index] = parent
      index = above
    }
    heap[index] = item
  }

  const pop = (): void => {
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let index = 0
    for (;;) {
      let below = index * 2 + 1
      let child = heap[below]
      if (child === undefined) break
      const other = heap[below + 1]
      if (other !== undefined && isBefore(other, child)) {
        child = other
        below++
      }
      if (!isBefore(child, last)) break
      heap[index] = child
      index = below
    }
    heap[index] = last
  }

  const drain = (): void => {
    let done = 0
    while (ready.length > 0) {
      const batch = ready
      ready = []
      for (const run of batch) run()
      done += batch.length
      if (done > MOST_AT_ONCE) throw new Error("the world does not come to rest: time cannot go on")
    }
  }

  return {
    now: () => now,
    soon: (run) => void ready.push(run),
    after: (millis, run) => {
      const item: Later = { at: now + Math.max(0, millis), order: order++, run }
      push(item)
      return () => {
        item.run = undefined
      }
    },
    runUntil: (time) => {
      for (;;) {
        drain()
        const next = heap[0]
        if (next === undefined || next.at > time) break
        pop()
        if (next.run === undefined) continue
        now = Math.max(now, next.at)
        next.run()
      }
      now = Math.max(now, time)
    },
    next: () => {
      if (ready.length > 0) return now
      while (heap[0] !== undefined && heap[0].run === undefined) pop()
      return heap[0]?.at
    },
  }
}
