/**
 * Draws what goes wrong in a world, and what happens elsewhere.
 */
import type { Chance } from "../Chance.ts"
import * as Faults from "./Faults.ts"
import type { Method, Profile, Setup, Trouble, Visit } from "./Script.ts"

/** How hostile a profile is. All but `outside` are per visit. */
interface Rates {
  readonly fault: number
  readonly crash: number
  readonly powerCut: number
  readonly weather: number
  readonly disk: number
  readonly jump: number
  readonly outside: number
}

const CALM: Rates = {
  fault: 0.02,
  crash: 0.002,
  powerCut: 0.2,
  weather: 0.002,
  disk: 0,
  jump: 0,
  outside: 0.02,
}
const ROUGH: Rates = {
  fault: 0.15,
  crash: 0.03,
  powerCut: 0.3,
  weather: 0.015,
  disk: 0.01,
  jump: 0.01,
  outside: 0.1,
}
const HOSTILE: Rates = {
  fault: 0.5,
  crash: 0.1,
  powerCut: 0.4,
  weather: 0.03,
  disk: 0.03,
  jump: 0.03,
  outside: 0.2,
}

const RATES: Readonly<Record<Profile, Rates>> = {
  calm: CALM,
  rough: ROUGH,
  hostile: HOSTILE,
  "broken-assumption": ROUGH,
}

const METHODS: readonly [
  readonly [number, Method | undefined],
  ...ReadonlyArray<readonly [number, Method | undefined]>,
] = [
  [45, "retail"],
  [20, "hold"],
  [12, "client"],
  [8, "recalc"],
  [8, "release"],
  [7, undefined],
]

/** By how much a till's wall clock is wrong, at most: an hour, as after a wrong time zone. */
const MOST_WRONG_MILLIS = 3_600_000

const WEATHERS = ["refused", "silent", "key", "point", "errors"] as const
const DISK_TROUBLES = ["full", "unreadable", "one-append"] as const

const fault = (chance: Chance, visit: Visit): Trouble => {
  const method = chance.weighed(METHODS)
  return {
    kind: "fault",
    at: visit.at + (chance.happens(0.8) ? chance.between(0, 15_000) : chance.between(0, 120_000)),
    ...(method === undefined ? {} : { method }),
    ...(chance.happens(0.8) ? { client: visit.client } : {}),
    fault: Faults.draw(chance, method),
  }
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

/** Sales and holds of another system. None of them spends what a receipt of ours does. */
const outside = (chance: Chance, setup: Setup, visit: Visit): Trouble => {
  const common = {
    at: visit.at + chance.between(0, 120_000),
    client: visit.client,
    point: setup.policy.exclusivePoint === true || chance.happens(0.5) ? setup.points : visit.point,
  }
  const points =
    setup.behaviour.points === "whole" ? chance.between(401, 700) * 100 : chance.between(1, 300) * 100 + 13
  if (chance.happens(0.3)) return { ...common, kind: "hold", points, minutes: chance.between(1, 30) }
  const amount = 700_000 + chance.between(0, 99_999)
  return { ...common, kind: "sale", amount, points: chance.happens(0.5) ? points : 0 }
}

/**
 * Another system's sale elsewhere that spends just what this visitor's receipt does (or just what a one-point hold holds), at
 * any moment of a doubt: what it changes in the balance looks like our own sale, and between two looks like our hold.
 */
const sameElsewhere = (chance: Chance, setup: Setup, visit: Visit): Trouble | undefined => {
  const held = visit.acts.findLast((act) => act.do === "hold")
  if (held === undefined) return undefined
  const sale = {
    client: visit.client,
    point: setup.points,
    amount: 700_000 + chance.between(0, 99_999),
    points: chance.happens(0.85) ? held.points : 100,
  }
  return chance.happens(0.4)
    ? { ...sale, kind: "sale", at: visit.at + chance.between(8_000, 200_000) }
    : {
        ...sale,
        kind: "meanwhile",
        at: visit.at + chance.between(8_000, 150_000),
        looks: chance.oneOf([1, 1, 2, 4]),
      }
}

export const draw = (
  chance: Chance,
  setup: Setup,
  profile: Profile,
  visits: ReadonlyArray<Visit>,
): ReadonlyArray<Trouble> => {
  const rates = RATES[profile]
  const troubles: Array<Trouble> = []
  // One movement elsewhere for each client: what two of them add up to is an assumption of its own.
  const moved = new Set<number>()
  for (const visit of visits) {
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
    const elsewhere = chance.happens(isStruck ? 2 * rates.outside : rates.outside)
    if (elsewhere && !moved.has(visit.client)) {
      const same = chance.happens(isStruck ? 0.9 : 0.3) ? sameElsewhere(chance, setup, visit) : undefined
      troubles.push(same ?? outside(chance, setup, visit))
      moved.add(visit.client)
    }
  }
  return troubles
}
