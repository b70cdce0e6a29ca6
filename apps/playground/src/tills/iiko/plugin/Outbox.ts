/**
 * What has to reach the bridge however often the till is switched off: closed, deleted, cancel, returns, storned (`plugin/Outbox.cs`).
 *
 * Each call is on the disk before it goes out, and leaves it when the bridge has decided. Calls of one order keep their order. All that waits is tried
 * in one rhythm here, which on this page is a hurried one: the C# plugin has a pause for each call, of a minute at most.
 */
import * as Effect from "effect/Effect"
import type { Bridge } from "../../../bridge/Bridge.ts"
import type { Shop } from "../../../engine/Shop.ts"
import type { Asked, Line } from "../line/Line.ts"
import { isFinal, NONE, readAnswer, type Answer } from "./Answer.ts"
import type { Disk, Filed } from "./Disk.ts"

/** In milliseconds: the first pause is the C# plugin's own, the longest is our judgment. */
const PAUSE = { first: 1_000, longest: 4_000 }

const WRONG_BODY = 400
const TOO_LARGE = 413

export type Late = Omit<Filed, "file">

export interface Outbox {
  /** Written down, and sent by the outbox itself. */
  readonly later: (call: Late) => void
  /** Written down, and sent only if the plugin dies or `fire` is called before `disarm`. */
  readonly arm: (call: Late) => Filed
  readonly disarm: (armed: Filed) => void
  readonly fire: (armed: Filed) => void
  /** Written down, and sent now, after what waits of the same order. What is not decided then stays for the outbox, if `keep`. */
  readonly now: (call: Late, keep: boolean) => Effect.Effect<Answer, never, Shop>
  /** After a restart nobody has anything in hand. */
  readonly restart: () => void
}

type Reached = "done" | "later" | "nobody"

export interface OutboxOptions {
  readonly bridge: Bridge<Shop>
  readonly line: Line
  readonly disk: Disk
  /** Shows a text on the till's screen. */
  readonly tell: (text: string) => void
}

export const createOutbox = ({ bridge, disk, line, tell }: OutboxOptions): Outbox => {
  /** Files that a caller has in hand. */
  const busy = new Set<number>()
  const tried = new Set<number>()
  let away = 0
  let isWaiting = false
  let isWalking = false

  const send = ({ file, ...call }: Filed): Effect.Effect<Answer, never, Shop> =>
    Effect.suspend(() => {
      const isAgain = tried.has(file)
      tried.add(file)
      const asked: Asked = { ...call, isAgain }
      return Effect.map(line.ask(asked), readAnswer)
    })

  const deliver = Effect.fnUntraced(function* (call: Filed): Effect.fn.Return<Reached, never, Shop> {
    const answer = yield* send(call)
    if (answer.status === 0) return "nobody"
    const isRefused = answer.status === WRONG_BODY || answer.status === TOO_LARGE
    if (!isRefused && !isFinal(answer)) return "later"
    // Nobody waits for it any more, but somebody has to know.
    if (answer.outcome === "fail" && answer.message !== undefined) tell(answer.message)
    disk.remove(call.file)
    return "done"
  })

  /** One walk over all that waits. Nobody there: the others would wait in vain. */
  const walk = Effect.gen(function* () {
    const stuck = new Set<string>()
    for (const call of disk.outbox()) {
      if (stuck.has(call.order)) continue
      const reached = busy.has(call.file) ? "later" : yield* deliver(call)
      if (reached === "nobody") return
      if (reached === "later") stuck.add(call.order)
    }
  })

  const waits = () => disk.outbox().some(({ file }) => !busy.has(file))

  const go = (): void => {
    if (isWalking || !waits()) return
    isWalking = true
    void bridge.run(walk).then(() => {
      isWalking = false
      away = waits() ? away + 1 : 0
      if (away > 0) rest()
    })
  }

  const rest = (): void => {
    if (isWaiting) return
    isWaiting = true
    void bridge.run(Effect.sleep(Math.min(PAUSE.longest, PAUSE.first * 2 ** (away - 1)))).then(() => {
      isWaiting = false
      go()
    })
  }

  const arm = (call: Late): Filed => {
    const filed = disk.write(call)
    busy.add(filed.file)
    return filed
  }
  const fire = ({ file }: Filed): void => {
    busy.delete(file)
    // While the gateway is away a new call does not hurry it.
    if (away === 0) go()
    else rest()
  }
  const disarm = ({ file }: Filed): void => {
    busy.delete(file)
    disk.remove(file)
  }

  return {
    arm,
    disarm,
    fire,
    later: (call) => fire(arm(call)),
    now: Effect.fnUntraced(function* (call: Late, keep: boolean) {
      const filed = arm(call)
      let reached: Reached = "done"
      for (const one of disk.outbox()) {
        if (one.order !== call.order || one.file >= filed.file || busy.has(one.file)) continue
        reached = yield* deliver(one)
        if (reached !== "done") break
      }
      const answer = reached === "nobody" ? NONE : yield* send(filed)
      if (!keep || isFinal(answer)) disarm(filed)
      else fire(filed)
      return answer
    }),
    restart: () => {
      busy.clear()
      away = 0
      go()
    },
  }
}
