/**
 * What others do, under the same seeds and faults: a client that tries everything three times, and one that tries once,
 * logs and forgets. Both speak to the same sandbox over the same network, and have no journal.
 */
import type { TransportReply } from "@loyalkit/core/Transport"
import { BASE_URL } from "@loyalkit/sandbox/SandboxTransport"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import * as Exit from "effect/Exit"
import type { Act, Visit } from "../script/Script.ts"
import type { Timeline } from "@loyalkit/scenario/time/Timeline"
import type { Network } from "../world/Network.ts"
import type { Town } from "../world/Town.ts"

/** A usual way to call a service. */
export interface Habit {
  readonly name: string
  /** How often a call is tried in all. */
  readonly tries: number
  /** After a crash: does the receipt begin anew, with nothing known? */
  readonly beginsAnew: boolean
}

export const HABITS: ReadonlyArray<Habit> = [
  { name: "retry three times", tries: 3, beginsAnew: true },
  { name: "log and forget", tries: 1, beginsAnew: false },
]

/** A usual time limit of an HTTP client, and pause between tries. */
const TIMEOUT_MILLIS = 5_000
const PAUSE_MILLIS = 1_000

/** How a receipt ended, as far as its till knows. */
export type Ended = "sold" | "refused" | "given up" | "not wanted"

type Answer =
  | { readonly _tag: "Done"; readonly body: unknown }
  | { readonly _tag: "Refused" }
  | { readonly _tag: "Failed" }

const REFUSED: Answer = { _tag: "Refused" }
const FAILED: Answer = { _tag: "Failed" }

export interface ClientOptions {
  readonly timeline: Timeline
  readonly network: Network
  readonly town: Town
  readonly habit: Habit
  /** When the till's process dies, in milliseconds from the world's beginning, and for how long. */
  readonly crashes: ReadonlyArray<{ readonly at: number; readonly down: number }>
}

/** What is found in an answer by its names. */
const field = (value: unknown, ...path: ReadonlyArray<string>): unknown => {
  let at = value
  for (const name of path) {
    at =
      typeof at === "object" && at !== null
        ? Object.entries(at).find(([key]) => key === name)?.[1]
        : undefined
  }
  return at
}

const read = ({ body, status }: TransportReply): Answer => {
  if (status === 422) return REFUSED
  if (status !== 200) return FAILED
  try {
    const value: unknown = JSON.parse(body)
    return field(value, "success") === true ? { _tag: "Done", body: value } : FAILED
  } catch {
    return FAILED
  }
}

/** What a till keeps in its memory of a receipt. */
interface Known {
  amount: number
  client: unknown
  hold: unknown
  held: number
}

/** Serves a visit in such a way; `done` is told how it ended. */
export const serve = (visit: Visit, options: ClientOptions, done: (ended: Ended) => void): void => {
  const { crashes, habit, network, timeline, town } = options
  const point = town.pointId(visit.point)
  const begins = timeline.now() + visit.at
  let life = 0
  let hasEnded = false

  const end = (how: Ended): void => {
    if (hasEnded) return
    hasEnded = true
    done(how)
  }
  /** Does it later, unless the process has died meanwhile. */
  const later = (millis: number, run: () => void): (() => void) => {
    const mine = life
    return timeline.after(millis, () => {
      if (mine === life) run()
    })
  }

  const call = (
    method: string,
    body: object,
    answered: (answer: Answer) => void,
    tries = habit.tries,
  ): void => {
    const mine = life
    let isOpen = true
    const close = (answer: Answer): void => {
      if (!isOpen || mine !== life) return
      isOpen = false
      forget()
      if (answer._tag !== "Failed" || tries <= 1) return answered(answer)
      later(PAUSE_MILLIS, () => call(method, body, answered, tries - 1))
    }
    const forget = later(TIMEOUT_MILLIS, () => close(FAILED))
    const request = {
      url: `${BASE_URL}/integration/general/${method}`,
      headers: { apikey: DEFAULT_KEY, "content-type": "application/json" },
      body: JSON.stringify(body),
      connection: "any",
    } as const
    network.send(request, visit.receipt, (exit) => close(Exit.isSuccess(exit) ? read(exit.value) : FAILED))
  }

  const press = (act: Act, known: Known, next: () => void): void => {
    const client = known.client ?? town.clientId(visit.client)
    switch (act.do) {
      case "identify":
        return call("client", { search: town.phone(act.client), point }, (answer) => {
          if (answer._tag === "Done") known.client = field(answer.body, "client", "id")
          next()
        })
      case "quote":
        known.amount = act.amount
        return next()
      case "hold": {
        const asked = { client, point, amount: act.points / 100, duration: 10 }
        return call("bonuses/hold", asked, (answer) => {
          if (answer._tag === "Done") {
            known.hold = field(answer.body, "held", "id")
            known.held = act.points
          }
          next()
        })
      }
      case "commit": {
        const sale = { client, point, amount: known.amount / 100, spend: known.held / 100 }
        const holds = known.hold === undefined ? {} : { hold: [known.hold] }
        return call("retail", { ...sale, ...holds }, (answer) => {
          end(answer._tag === "Done" ? "sold" : answer._tag === "Refused" ? "refused" : "given up")
        })
      }
      case "cancel":
        return end("not wanted")
      case "release":
      case "again":
      case "return":
        return next()
    }
  }

  const begin = (): void => {
    const known: Known = { amount: visit.amount, client: undefined, hold: undefined, held: 0 }
    let place = 0
    const next = (): void => {
      const act = visit.acts[place++]
      if (act === undefined) return end("not wanted")
      later(act.after, () => press(act, known, next))
    }
    next()
  }

  for (const { at, down } of crashes) {
    timeline.after(at, () => {
      if (hasEnded || timeline.now() < begins) return
      life++
      if (!habit.beginsAnew || !visit.returns) return end("given up")
      later(down, begin)
    })
  }
  later(visit.at, begin)
}
