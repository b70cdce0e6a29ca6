/**
 * The line between a till and the bridge: it loses a request or its answer, repeats it, or delivers it when nobody waits any more.
 */
import type { Chance } from "@loyalkit/scenario/time/Chance"
import type { Answer } from "../Shop.ts"

/** A call on its way. */
export type Sent = () => Promise<Answer>

export interface Network {
  /** The answer; nothing where the plugin gave up waiting. */
  readonly send: (call: Sent) => Promise<Answer | undefined>
  /** Delivers what was late, some of it or all. */
  readonly deliverLate: (all: boolean) => Promise<void>
  /** From now on nothing is lost. */
  readonly mend: () => void
}

const TROUBLES = ["lost", "answer lost", "late", "twice", "late and twice"] as const

/** How often a call meets trouble. Far more than any line: each life is short. */
const TROUBLE = 0.25

export const make = (chance: Chance): Network => {
  let isBroken = true
  let late: ReadonlyArray<Sent> = []
  const troubled = async (call: Sent): Promise<Answer | undefined> => {
    switch (chance.oneOf<"lost" | "answer lost" | "late" | "twice" | "late and twice">(TROUBLES)) {
      case "lost":
        return undefined
      case "answer lost":
        await call()
        return undefined
      case "late":
        late = [...late, call]
        return undefined
      case "twice":
        await call()
        return call()
      case "late and twice":
        late = [...late, call]
        return call()
    }
  }
  return {
    send: (call) => (isBroken && chance.happens(TROUBLE) ? troubled(call) : call()),
    deliverLate: async (all) => {
      const due = all ? late : late.filter(() => chance.happens(0.3))
      late = late.filter((call) => !due.includes(call))
      for (const call of due) await call()
    },
    mend: () => {
      isBroken = false
    },
  }
}
