/**
 * Somebody who looks through the cases now and then and settles them: by the service's own ledger, so truthfully.
 */
import { Cases, type Case } from "@loyalkit/core/Cases"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Chance } from "@loyalkit/scenario/time/Chance"
import type { Timeline } from "@loyalkit/scenario/time/Timeline"
import type { Process } from "./Process.ts"

export interface PeopleOptions {
  readonly timeline: Timeline
  readonly process: Process
  readonly chance: Chance
  /** When the last of them goes home. */
  readonly until: number
  /** What the service's own back office shows. */
  readonly isSold: (receipt: string) => boolean
  readonly resolved: (what: string) => void
}

/** How many cases are dealt with at one time. */
const AT_ONCE = 20

const BY = "Ivanova"

type Resolution = Parameters<Cases["Service"]["resolve"]>[1]

/** What an honest person says of a case; nothing where there is nothing to say yet. */
const resolutionOf = (one: Case, { chance, isSold }: PeopleOptions): Resolution | undefined => {
  switch (one.kind) {
    case "doubt":
      if (one.left === undefined) return undefined
      return isSold(one.key.receipt)
        ? { kind: "doubt", verdict: "committed", by: BY }
        : { kind: "doubt", verdict: "notCommitted", then: chance.oneOf(["send", "close"]), by: BY }
    case "difference":
    case "printedNotWrittenOff":
    case "rejected":
      return { kind: one.kind, by: BY }
    case "return":
      return { kind: "return", returnId: one.returnId, by: BY }
    case "damaged":
      return undefined
  }
}

/** Looks through the cases every so many milliseconds. */
export const work = (every: number, options: PeopleOptions): void => {
  const { process, resolved, timeline, until } = options
  if (every === 0) return

  const resolve = (one: Case): void => {
    const resolution = resolutionOf(one, options)
    if (resolution === undefined) return
    const settling = Effect.flatMap(Cases, (cases) => cases.resolve(one.key, resolution))
    process.run("", Effect.result(settling), (exit) => {
      if (exit === undefined || Exit.isFailure(exit)) return
      const verdict = resolution.kind === "doubt" ? ` ${resolution.verdict}` : ""
      const answer = exit.value._tag === "Success" ? "done" : exit.value.failure._tag
      resolved(`${resolution.kind}${verdict}: ${answer}`)
    })
  }

  const look = (): void => {
    if (timeline.now() + every > until) return
    const listing = Effect.flatMap(Cases, (cases) => cases.list())
    process.run("", listing, (exit) => {
      if (exit !== undefined && Exit.isSuccess(exit)) exit.value.slice(0, AT_ONCE).forEach(resolve)
      timeline.after(every, look)
    })
  }
  timeline.after(every, look)
}
