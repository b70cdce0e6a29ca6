/**
 * Draws what goes wrong in a world, and what happens elsewhere.
 */
import type { Chance } from "@loyalkit/scenario/time/Chance"
import { VIOLATED_SHARE, violate } from "./Broken.ts"
import { expected, saleAt, spends } from "./Calls.ts"
import * as Elsewhere from "./Elsewhere.ts"
import * as Faults from "./Faults.ts"
import type { Method, Profile, Setup, Trouble, Visit } from "./Script.ts"

/** How hostile a profile is, per visit; `powerCut`: how many crashes take the power with them. */
interface Rates {
  readonly fault: number
  readonly crash: number
  readonly powerCut: number
  readonly weather: number
  readonly disk: number
  readonly jump: number
  readonly elsewhere: number
  readonly lostNight: number
}

const CALM: Rates = {
  fault: 0.02,
  crash: 0.002,
  powerCut: 0.2,
  weather: 0.002,
  disk: 0,
  jump: 0,
  elsewhere: 0.02,
  lostNight: 0,
}
const ROUGH: Rates = {
  fault: 0.4,
  crash: 0.12,
  powerCut: 0.3,
  weather: 0.015,
  disk: 0.01,
  jump: 0.01,
  elsewhere: 0.1,
  lostNight: 0.002,
}
const HOSTILE: Rates = {
  fault: 0.55,
  crash: 0.1,
  powerCut: 0.4,
  weather: 0.03,
  disk: 0.03,
  jump: 0.03,
  elsewhere: 0.2,
  lostNight: 0.008,
}

const RATES: Readonly<Record<Profile, Rates>> = {
  calm: CALM,
  rough: ROUGH,
  hostile: HOSTILE,
  "broken-assumption": ROUGH,
}

/** How much a method's calls matter: a sale's fate is what all this is about. */
const WEIGHTS: Readonly<Record<Method, number>> = { retail: 45, hold: 20, client: 12, recalc: 8, release: 8 }
const METHODS = ["client", "client", "hold", "release", "recalc", "retail", undefined] as const

/** By how much a till's wall clock is wrong, at most: an hour, as after a wrong time zone. */
const MOST_WRONG_MILLIS = 3_600_000

export const WEATHERS = ["refused", "silent", "key", "point", "errors"] as const
const DISK_TROUBLES = ["full", "unreadable", "one-append"] as const

/** A fault for one of the visit's own calls, just before it comes. */
const ownFault = (chance: Chance, visit: Visit): Trouble | undefined => {
  const [first, ...rest] = expected(visit).map((call) => [WEIGHTS[call.method], call] as const)
  if (first === undefined) return undefined
  const { at, method } = chance.weighed([first, ...rest])
  return {
    kind: "fault",
    at: Math.max(0, at - chance.between(0, 500)),
    method,
    client: visit.client,
    fault: Faults.draw(chance, method),
  }
}

/** A fault for any call that comes along: the settler's looks among them. */
const anyFault = (chance: Chance, visit: Visit): Trouble => {
  const method = chance.oneOf(METHODS)
  return {
    kind: "fault",
    at: visit.at + chance.between(0, 120_000),
    ...(method === undefined ? {} : { method }),
    ...(chance.happens(0.5) ? { client: visit.client } : {}),
    fault: Faults.draw(chance, method),
  }
}

const fault = (chance: Chance, visit: Visit): Trouble =>
  (chance.happens(0.8) ? ownFault(chance, visit) : undefined) ?? anyFault(chance, visit)

/** The first of two sales that look alike, made by two processes, is lost: who forgets the second takes it for the first. */
const lostTwin = (chance: Chance, first: Visit | undefined, second: Visit): ReadonlyArray<Trouble> => {
  const at = first === undefined ? undefined : saleAt(first)
  if (first === undefined || at === undefined || spends(first) === 0) return []
  const isTwin =
    first.client === second.client &&
    first.point === second.point &&
    first.process !== second.process &&
    spends(first) === spends(second)
  if (!isTwin || !chance.happens(0.3)) return []
  const fault = { kind: "close", executed: false } as const
  return [{ kind: "fault", at: Math.max(0, at - 200), method: "retail", client: first.client, fault }]
}

/** Most are short; some last longer than a doubt's window. */
const lasting = (chance: Chance): number =>
  chance.happens(0.7) ? chance.between(500, 15_000) : chance.between(15_000, 240_000)

const crash = (chance: Chance, setup: Setup, at: number, rates: Rates): Trouble => ({
  kind: "crash",
  at,
  process: chance.between(0, setup.processes - 1),
  steps: chance.between(1, 25),
  down: chance.happens(0.7) ? chance.between(500, 10_000) : chance.between(10_000, 900_000),
  ...(chance.happens(rates.powerCut) ? { keeps: chance.oneOf([0, chance.fraction(), 1]) } : {}),
})

export const draw = (
  chance: Chance,
  setup: Setup,
  profile: Profile,
  visits: ReadonlyArray<Visit>,
): ReadonlyArray<Trouble> => {
  const rates = RATES[profile]
  const strangers = Elsewhere.strangers(chance, setup)
  const troubles: Array<Trouble> = []
  /** Whose points moved elsewhere already. */
  const moved = new Set<number>()
  for (const [index, visit] of visits.entries()) {
    troubles.push(...lostTwin(chance, visits[index - 1], visit))
    const soon = () => visit.at + chance.between(0, 20_000)
    const isStruck = chance.happens(rates.fault)
    if (isStruck) {
      troubles.push(fault(chance, visit))
      if (chance.happens(0.3)) troubles.push(fault(chance, visit))
    }
    if (chance.happens(rates.crash)) troubles.push(crash(chance, setup, soon(), rates))
    if (chance.happens(rates.weather)) {
      troubles.push({ kind: "weather", at: soon(), lasts: lasting(chance), what: chance.oneOf(WEATHERS) })
    }
    if (chance.happens(rates.disk)) {
      troubles.push({ kind: "disk", at: soon(), lasts: lasting(chance), what: chance.oneOf(DISK_TROUBLES) })
    }
    if (chance.happens(rates.jump)) {
      const to = chance.between(-MOST_WRONG_MILLIS, MOST_WRONG_MILLIS)
      troubles.push({ kind: "jump", at: soon(), process: chance.between(0, setup.processes - 1), to })
    }
    if (moved.has(visit.client)) continue
    const isBroken = setup.broken !== undefined && chance.happens(VIOLATED_SHARE)
    const broken = isBroken ? violate(chance, setup, visit) : []
    if (broken.length > 0) {
      troubles.push(...broken)
      moved.add(visit.client)
      continue
    }
    const night =
      strangers.alike && chance.happens(rates.lostNight) ? Elsewhere.lostNight(chance, setup, visit) : []
    if (night.length > 0) troubles.push(...night)
    else if (chance.happens(isStruck ? 2 * rates.elsewhere : rates.elsewhere))
      troubles.push(Elsewhere.draw(chance, setup, visit, { ...strangers, isStruck }))
    else continue
    moved.add(visit.client)
  }
  return troubles
}
