/**
 * What has to reach the bridge however often the till is switched off: closed, deleted, cancel, returns, storned (`plugin/Outbox.cs`).
 *
 * Each call is on the disk before it goes out, and leaves it when the bridge has decided. Calls of one order keep their order; another order's call
 * does not wait for them.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import type { Line } from "../line/Line.ts"
import { isFinal, NONE, readAnswer, type Answer } from "./Answer.ts"
import type { Disk, Filed } from "./Disk.ts"
import { PAUSE } from "./Settings.ts"

const WRONG_BODY = 400
const TOO_LARGE = 413

export type Late = Omit<Filed, "file">

export interface Outbox {
  /** Written down, and sent by the outbox itself. */
  readonly later: (call: Late) => Effect.Effect<void>
  /** Written down, and sent only if the plugin dies or `fire` is called before `disarm`. */
  readonly arm: (call: Late) => Filed
  readonly disarm: (armed: Filed) => void
  readonly fire: (armed: Filed) => Effect.Effect<void>
  /** Written down, and sent now, after what waits of the same order. What is not decided then stays for the outbox, if `keep`. */
  readonly now: (call: Late, keep: boolean) => Effect.Effect<Answer>
  /** The plugin dies, and what it knew beside the disk is gone. */
  readonly stop: Effect.Effect<void>
  /** Nobody has anything in hand, and all that waits goes out. */
  readonly start: Effect.Effect<void>
}

type Reached = "done" | "later" | "nobody"

/** How often a call was tried, and until when it waits. */
interface Pause {
  readonly times: number
  readonly until: number
}

export interface OutboxOptions {
  readonly line: Line
  readonly disk: Disk
  /** Shows a text on the till's screen. */
  readonly tell: (text: string) => void
}

const backoff = (times: number): number => Math.min(PAUSE.first * 2 ** (times - 1), PAUSE.longest)

/** Order by order, each from its first call on. */
const byOrder = (calls: ReadonlyArray<Filed>): ReadonlyArray<ReadonlyArray<Filed>> =>
  [...new Set(calls.map(({ order }) => order))].map((order) => calls.filter((call) => call.order === order))

export const createOutbox = ({ disk, line, tell }: OutboxOptions): Outbox => {
  /** Files that a caller has in hand. */
  const busy = new Set<number>()
  const pauses = new Map<number, Pause>()
  /** For those who look on: what was sent before. */
  const sent = new Set<number>()
  const wake = Latch.makeUnsafe()
  /** The outbox's own thread; it is over where nothing waits. */
  let worker: Fiber.Fiber<void> | undefined

  const timesTried = (calls: ReadonlyArray<Filed>): number => pauses.get(calls[0]?.file ?? 0)?.times ?? 0
  const isLeft = (): boolean => disk.outbox().some(({ file }) => !busy.has(file))

  const forget = (file: number): void => {
    disk.remove(file)
    pauses.delete(file)
  }

  const send = ({ file, ...call }: Filed): Effect.Effect<Answer> =>
    Effect.suspend(() => {
      const isAgain = sent.has(file)
      sent.add(file)
      return Effect.map(line.ask({ ...call, isAgain }), readAnswer)
    })

  const deliver = Effect.fnUntraced(function* (call: Filed): Effect.fn.Return<Reached> {
    const answer = yield* send(call)
    if (answer.status === 0) return "nobody"
    const isRefused = answer.status === WRONG_BODY || answer.status === TOO_LARGE
    if (!isRefused && !isFinal(answer)) return "later"
    // Nobody waits for it any more, but somebody has to know.
    if (answer.outcome === "fail" && answer.message !== undefined) tell(answer.message)
    forget(call.file)
    return "done"
  })

  const attempt = Effect.fnUntraced(function* (call: Filed) {
    const reached = yield* deliver(call)
    if (reached === "done") return reached
    const times = 1 + (pauses.get(call.file)?.times ?? 0)
    pauses.set(call.file, { times, until: (yield* Clock.currentTimeMillis) + backoff(times) })
    return reached
  })

  /** What waits of one order, as far as it goes now. */
  const walk = Effect.fnUntraced(function* (calls: ReadonlyArray<Filed>): Effect.fn.Return<Reached> {
    for (const call of calls) {
      const now = yield* Clock.currentTimeMillis
      if (busy.has(call.file) || (pauses.get(call.file)?.until ?? 0) > now) return "later"
      const reached = yield* attempt(call)
      if (reached !== "done") return reached
    }
    return "done"
  })

  /** One walk over all orders; those that were tried least come first. False: nobody answers, and the others would wait in vain. */
  const round = Effect.gen(function* () {
    const orders = byOrder(disk.outbox()).toSorted((a, b) => timesTried(a) - timesTried(b))
    for (const calls of orders) if ((yield* walk(calls)) === "nobody") return false
    return true
  })

  const untilNext = Effect.map(Clock.currentTimeMillis, (now) => {
    const next = Math.min(...[...pauses.values()].map(({ until }) => until - now), PAUSE.longest)
    return Math.max(next, PAUSE.first)
  })

  const work = Effect.gen(function* () {
    let away = 0
    while (isLeft()) {
      away = (yield* round) ? 0 : away + 1
      // While the gateway is away a new call does not hurry it; with it there, a new call goes at once.
      if (away > 0) yield* Effect.sleep(backoff(away))
      else if (isLeft()) yield* Effect.raceFirst(wake.await, Effect.sleep(yield* untilNext))
      wake.closeUnsafe()
    }
    worker = undefined
  })

  const go = Effect.suspend(() => {
    if (worker !== undefined) return wake.open
    return Effect.map(Effect.forkDetach(work), (fiber) => {
      worker = fiber
    })
  })

  const arm = (call: Late): Filed => {
    const filed = disk.write(call)
    busy.add(filed.file)
    return filed
  }
  const fire = ({ file }: Filed) =>
    Effect.suspend(() => {
      busy.delete(file)
      return go
    })
  const disarm = ({ file }: Filed): void => {
    busy.delete(file)
    forget(file)
  }

  return {
    arm,
    disarm,
    fire,
    later: (call) => Effect.suspend(() => fire(arm(call))),
    now: Effect.fnUntraced(function* (call: Late, keep: boolean) {
      const filed = arm(call)
      let reached: Reached = "done"
      for (const one of disk.outbox()) {
        if (one.order !== call.order || one.file >= filed.file || busy.has(one.file)) continue
        reached = yield* attempt(one)
        if (reached !== "done") break
      }
      const answer = reached === "nobody" ? NONE : yield* send(filed)
      if (!keep || isFinal(answer)) disarm(filed)
      else yield* fire(filed)
      return answer
    }),
    stop: Effect.suspend(() => {
      busy.clear()
      pauses.clear()
      const died = worker
      worker = undefined
      return died === undefined ? Effect.void : Fiber.interrupt(died)
    }),
    start: go,
  }
}
