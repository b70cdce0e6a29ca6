/**
 * What waits to be settled in the background: doubts, and each point's queue of earnings.
 *
 * All of it can be read again from the journal, and is at every start. Here it has its order and its times.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"
import type { CheckoutKey, ClientId, PointId } from "../Domain.ts"
import type { Knowledge } from "./Knowledge.ts"

/** A doubt that is not left to a person. */
export interface DoubtWork {
  knowledge: Knowledge
  /** When it is to be looked at, by the monotonic clock. */
  due: bigint
  /** How many looks there were. */
  looks: number
  /** A look is under way; nobody else begins another. */
  isBusy: boolean
}

/** A point's earnings, in the order in which they are delivered. */
export interface QueueWork {
  readonly keys: Array<CheckoutKey>
  due: bigint
  /** How many tries the first one has had. */
  tries: number
}

const identity = (key: CheckoutKey): string => `${key.receipt}\u0000${key.point}`

export const make = () => {
  const doubts = new Map<string, DoubtWork>()
  const queues = new Map<PointId, QueueWork>()
  const news = Latch.makeUnsafe(false)

  const queueOf = (point: PointId): QueueWork => {
    const queue = queues.get(point) ?? { keys: [], due: 0n, tries: 0 }
    queues.set(point, queue)
    return queue
  }
  const ring = Effect.sync(() => void news.openUnsafe())

  return {
    doubts,
    queues,
    /** Opens when something was added. */
    news,
    doubt: (key: CheckoutKey): DoubtWork | undefined => doubts.get(identity(key)),
    /** Takes up a doubt, or what is newly known of it: it is looked at once, soon. */
    addDoubt: (knowledge: Knowledge): Effect.Effect<DoubtWork> =>
      Effect.flatMap(Clock.monotonicTimeNanos, (due) => {
        const work = { knowledge, due, looks: 0, isBusy: false }
        doubts.set(identity(knowledge.key), work)
        return Effect.as(ring, work)
      }),
    endDoubt: (key: CheckoutKey): void => void doubts.delete(identity(key)),
    /** The doubts of one client at one point, but for one receipt's. */
    doubtsOf: (client: ClientId, except: CheckoutKey): ReadonlyArray<DoubtWork> => {
      if (doubts.size === 0) return []
      return [...doubts.values()].filter(
        ({ knowledge: { client: whose, key } }) =>
          whose === client && key.point === except.point && key.receipt !== except.receipt,
      )
    },
    /** A sale was created that was sent at this time: it tells what sales do to the holds of others at its point. */
    othersSold: (key: CheckoutKey, client: ClientId, sentAt: bigint): void => {
      for (const item of doubts.values()) {
        const { knowledge } = item
        if (knowledge.key.point === key.point && knowledge.client !== client) {
          item.knowledge = { ...knowledge, othersSold: sentAt }
        }
      }
    },
    queued: (point: PointId): number => queues.get(point)?.keys.length ?? 0,
    /** Queues an earning, unless it is queued already. */
    addEarning: (key: CheckoutKey): Effect.Effect<void> =>
      Effect.suspend(() => {
        const { keys } = queueOf(key.point)
        if (keys.some(({ receipt }) => receipt === key.receipt)) return Effect.void
        keys.push(key)
        return ring
      }),
    /** The first of a point's queue goes to its end; where it is alone, it waits as long as it has. */
    putBehind: (point: PointId): void => {
      const queue = queueOf(point)
      const first = queue.keys.shift()
      if (first === undefined) return
      queue.keys.push(first)
      if (queue.keys.length > 1) {
        queue.tries = 0
        queue.due = 0n
      }
    },
    /** The first of a point's queue is done with. */
    shift: (point: PointId): void => {
      const queue = queueOf(point)
      queue.keys.shift()
      queue.tries = 0
      queue.due = 0n
      if (queue.keys.length === 0) queues.delete(point)
    },
  }
}

export type Work = ReturnType<typeof make>
