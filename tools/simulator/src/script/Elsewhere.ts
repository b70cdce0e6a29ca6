/**
 * Draws what other systems do to our clients' points: sales and holds of strangers, as far as the assumptions allow.
 *
 * One movement elsewhere for each client, since what two of them add up to is an assumption of its own. Where a sale ends
 * everybody's holds at its point, a stranger's sale there is one for every client: so in such a world strangers sell
 * at our points, or what looks like our sales elsewhere, but not both.
 */
import type { Chance } from "@loyalkit/scenario/time/Chance"
import { saleAt, spends } from "./Calls.ts"
import type { Setup, Trouble, Visit } from "./Script.ts"

/** Amounts of other systems' receipts: more than any of ours, so that the ledger tells them apart. */
export const strangersAmount = (chance: Chance): number => 700_000 + chance.between(0, 99_999)

/** Where strangers may be met. */
export interface Strangers {
  /** At our own points. */
  readonly here: boolean
  /** Elsewhere, with sales that look like ours. */
  readonly alike: boolean
}

/** Drawn once for a world. */
export const strangers = (chance: Chance, { behaviour, policy }: Setup): Strangers => {
  const here = chance.happens(0.5)
  if (policy.exclusivePoint === true) return { here: false, alike: true }
  return behaviour.saleEnds === "point" ? { here, alike: !here } : { here: true, alike: true }
}

/** Sales and holds of another system. None of them spends what a receipt of ours does. */
const outside = (chance: Chance, setup: Setup, visit: Visit, { here }: Strangers): Trouble => {
  const common = {
    at: visit.at + chance.between(0, 120_000),
    client: visit.client,
    point: here && chance.happens(0.5) ? visit.point : setup.points,
  }
  const points =
    setup.behaviour.points === "whole" ? chance.between(401, 700) * 100 : chance.between(1, 300) * 100 + 13
  if (chance.happens(0.3)) return { ...common, kind: "hold", points, minutes: chance.between(1, 30) }
  return {
    ...common,
    kind: "sale",
    amount: strangersAmount(chance),
    points: chance.happens(0.5) ? points : 0,
  }
}

/**
 * Another system's sale elsewhere that spends just what this visitor's receipt does (or just what a one-point hold holds), at
 * any moment of a doubt: what it changes in the balance looks like our own sale, and between two looks like our hold.
 */
const sameElsewhere = (chance: Chance, setup: Setup, visit: Visit): Trouble | undefined => {
  const held = spends(visit)
  if (held === 0) return undefined
  const sale = {
    client: visit.client,
    point: setup.points,
    amount: strangersAmount(chance),
    points: chance.happens(0.85) ? held : 100,
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

/** Something that happens elsewhere to this visitor's points. */
export const draw = (
  chance: Chance,
  setup: Setup,
  visit: Visit,
  met: Strangers & { readonly isStruck: boolean },
): Trouble =>
  (met.alike && chance.happens(met.isStruck ? 0.9 : 0.3) ? sameElsewhere(chance, setup, visit) : undefined) ??
  outside(chance, setup, visit, met)

/** Longer than any hold lives that a till asks for by default, and shorter than an hour. */
const NIGHT_MILLIS = { least: 740_000, most: 1_500_000 } as const

/**
 * A sale that never arrives, and a process that dies with it and stays away until the hold is over; meanwhile the customer spends
 * as many points elsewhere. Who does not know how old the hold was would take that for the sale.
 */
export const lostNight = (chance: Chance, setup: Setup, visit: Visit): ReadonlyArray<Trouble> => {
  const at = saleAt(visit)
  const points = spends(visit)
  if (at === undefined || points === 0) return []
  const down = chance.between(NIGHT_MILLIS.least, NIGHT_MILLIS.most)
  return [
    {
      kind: "fault",
      at: at - 200,
      method: "retail",
      client: visit.client,
      fault: { kind: "silence", executed: false },
    },
    { kind: "crash", at: at + chance.between(1_000, 4_000), process: visit.process, steps: 2, down },
    {
      kind: "sale",
      at: at + chance.between(30_000, NIGHT_MILLIS.least),
      client: visit.client,
      point: setup.points,
      amount: strangersAmount(chance),
      points,
    },
  ]
}
