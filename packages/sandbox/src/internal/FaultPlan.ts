/**
 * The fault rules in force, and which of them strikes a call.
 */
import type { Fault, FaultRule, FaultStatus } from "../Fault.ts"
import type { Source } from "./Seed.ts"
import type { Method } from "./Wire.ts"

export interface FaultPlan {
  readonly add: (rule: FaultRule) => FaultStatus
  /** Removes one rule, or all of them; gives how many. */
  readonly remove: (id?: string) => number
  readonly list: () => ReadonlyArray<FaultStatus>
  /** The fault that strikes this call. `isAbout` is asked only by rules that name a client. */
  readonly strike: (method: Method | undefined, isAbout: (client: string) => boolean) => Fault | undefined
}

interface Standing {
  readonly id: string
  readonly rule: FaultRule
  seen: number
  struck: number
}

/** Probabilities are drawn from `source`, and only for calls that fit otherwise. */
export const make = (source: Source): FaultPlan => {
  const rules = new Map<string, Standing>()
  let added = 0

  const strikes = (standing: Standing, method: Method | undefined, isAbout: (client: string) => boolean) => {
    const { match = {}, times } = standing.rule
    if (match.method !== undefined && match.method !== method) return false
    if (match.client !== undefined && !isAbout(match.client)) return false
    standing.seen++
    if (match.nth !== undefined && match.nth !== standing.seen) return false
    if (times !== undefined && standing.struck >= times) return false
    return match.probability === undefined || source.fraction() < match.probability
  }

  return {
    add: (rule) => {
      const standing: Standing = { id: `fault-${++added}`, rule, seen: 0, struck: 0 }
      rules.set(standing.id, standing)
      return { ...standing }
    },
    remove: (id) => {
      const count = id === undefined ? rules.size : Number(rules.has(id))
      if (id === undefined) rules.clear()
      else rules.delete(id)
      return count
    },
    list: () => Array.from(rules.values(), (standing) => ({ ...standing })),
    strike: (method, isAbout) => {
      for (const standing of rules.values()) {
        if (!strikes(standing, method, isAbout)) continue
        standing.struck++
        return standing.rule.fault
      }
      return undefined
    },
  }
}
