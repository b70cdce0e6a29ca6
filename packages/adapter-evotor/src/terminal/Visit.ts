/**
 * One event of a service that waits for an answer, answered just once.
 *
 * The vendor's native side has one slot for each service, which the next event takes over: an answer that comes after that, or twice, lands
 * on somebody else's event. So there is one visit at a time; the next event ends it without an answer, since there is nobody left to take it.
 * Whatever comes late is discarded, and whatever does not come in time is a skip: the sale goes on. A timer says when, and the clock whenever
 * something comes: React Native stops a background app's timers once its headless task is over (`Timing.java`, 0.49), and the library's task is
 * over at once. So every request has a time limit of its own, and an app's `choose` must come to an end by itself.
 */
import type { EvotorCallback } from "./Sdk.ts"
import type { Terminal } from "./Terminal.ts"

/** What the log says of a result that native code refused. */
export const NOT_TAKEN = "the terminal did not take the result"

const skip = (callback: EvotorCallback) => callback.skip()

/** The visit is over: what was under way is of no more use. */
const OVER = {}

export interface Visit {
  readonly isOpen: () => boolean
  /** Answers, unless it was answered already. A native failure is only told: the slot is used up either way. `taken`: the terminal has it. */
  readonly answer: (how: (callback: EvotorCallback) => PromiseLike<unknown>, taken?: () => void) => void
  /** What comes, unless the visit is over first: then it rejects at once. */
  readonly wait: <A>(promised: PromiseLike<A>) => Promise<A>
  /** Milliseconds that are left. */
  readonly left: () => number
}

export interface Visits {
  /** Serves an event; where nothing has answered it in the end, or in time, it is skipped. */
  readonly serve: (
    callback: EvotorCallback,
    receiptId: string | undefined,
    run: (visit: Visit) => PromiseLike<unknown> | undefined,
  ) => Promise<void>
  /** The terminal has gone on: whoever waits for such a receipt is skipped. */
  readonly skipIf: (isOver: (receiptId: string) => boolean) => void
}

interface Slot extends Visit {
  readonly receiptId: string | undefined
  readonly end: (
    answer: ((callback: EvotorCallback) => PromiseLike<unknown>) | undefined,
    taken?: () => void,
  ) => void
}

const slotOf = (terminal: Terminal, callback: EvotorCallback, receiptId: string | undefined): Slot => {
  const { log, now, timeouts } = terminal
  const until = now() + timeouts.answer
  let isOpen = true
  let ends: (() => void) | undefined
  const over = new Promise<never>((_resolve, reject) => {
    ends = () => reject(OVER)
  })
  // Nobody may be waiting.
  over.then(undefined, () => undefined)
  const end: Slot["end"] = (answer, taken) => {
    if (!isOpen) return
    isOpen = false
    if (ends !== undefined) ends()
    if (answer === undefined) return
    const failed = () => log("error", NOT_TAKEN)
    try {
      answer(callback).then(taken, failed)
    } catch {
      failed()
    }
  }
  /** Timers may stand still, so whoever comes looks at the clock. */
  const isInTime = (): boolean => {
    if (now() >= until) end(skip)
    return isOpen
  }
  return {
    receiptId,
    isOpen: () => isOpen,
    answer: (how, taken) => {
      if (isInTime()) end(how, taken)
    },
    wait: (promised) =>
      Promise.race([promised, over]).then((value) => (isInTime() ? value : Promise.reject(OVER))),
    left: () => Math.max(1, until - now()),
    end,
  }
}

export const visitsOf = (terminal: Terminal): Visits => {
  const { log, timeouts, timers } = terminal
  let current: Slot | undefined
  let turn: Promise<void> = Promise.resolve()

  const serve: Visits["serve"] = (callback, receiptId, run) => {
    if (current !== undefined) current.end(undefined)
    const slot = slotOf(terminal, callback, receiptId)
    current = slot
    const timer = timers.set(() => slot.end(skip), timeouts.answer)
    const over = (): void => {
      timers.clear(timer)
      slot.end(skip)
      if (current === slot) current = undefined
    }
    turn = turn
      .then(() => (slot.isOpen() ? run(slot) : undefined))
      .then(over, (cause: unknown) => {
        if (cause !== OVER) log("error", "an event failed")
        over()
      })
    return turn
  }
  return {
    serve,
    skipIf: (isOver) => {
      if (current !== undefined && current.receiptId !== undefined && isOver(current.receiptId))
        current.end(skip)
    },
  }
}
