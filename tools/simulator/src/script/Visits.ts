/**
 * Draws the visitors of a world: who comes to which till, and what is pressed there.
 */
import type { Chance } from "@loyalkit/scenario/time/Chance"
import { spends } from "./Calls.ts"
import type { Act, Setup, Visit } from "./Script.ts"

/** A world's size: enough for its visitors to meet one another, and small enough to be read. */
export const VISITS = 120

/** How far apart visitors come, on average: at a busy shop, and at a quiet one. */
const BETWEEN_VISITS_MILLIS = [5_000, 20_000, 60_000] as const
/** Receipts are from 20 to some 3 000 rubles, and each amount is its own. */
const LEAST_AMOUNT = 20_00
const AMOUNT_STEP = 997

/** Amounts that no two receipts share: a receipt gets two, since its content may change. */
const amountOf = (index: number, change: number): number =>
  LEAST_AMOUNT + (((index * 2 + change) * AMOUNT_STEP) % 299_993)

const pause = (chance: Chance): { readonly after: number } => ({
  after: chance.happens(0.05) ? chance.between(30_000, 900_000) : chance.between(300, 6_000),
})

/** Some press twice, once more for good measure, or do not wait for an answer. */
const pressing = (chance: Chance, setup: Setup) => {
  if (chance.happens(setup.processes > 1 ? 0.3 : 0.05)) {
    return { ...pause(chance), twice: chance.oneOf([0, 20, chance.between(0, 1_500)]) }
  }
  if (chance.happens(0.03)) return { ...pause(chance), leave: chance.between(0, 3_000) }
  return chance.happens(0.05) ? { ...pause(chance), repeat: true as const } : pause(chance)
}

const actsOf = (
  chance: Chance,
  setup: Setup,
  client: number,
  amount: number,
  other: number,
  /** As many points as this client spends at the other till. */
  same: number | undefined,
): ReadonlyArray<Act> => {
  const press = () => pressing(chance, setup)
  const acts: Array<Act> = []
  const spends = same !== undefined || (setup.behaviour.holds !== false && chance.happens(0.6))
  const points = same ?? chance.between(1, 400) * (setup.behaviour.points === "whole" ? 100 : 25)
  const ends = chance.fraction()

  // The commit finds the client itself.
  if (!spends && chance.happens(0.15)) {
    acts.push({ ...press(), do: "quote", amount }, { ...press(), do: "commit", points: 0, search: true })
    return acts
  }
  acts.push({ ...press(), do: "identify", client })
  if (chance.happens(0.03))
    acts.push({ ...press(), do: "identify", client: (client + 1) % setup.clients.length })
  if (spends || chance.happens(0.8)) acts.push({ ...press(), do: "quote", amount })
  if (spends) acts.push({ ...press(), do: "hold", points, ...(chance.happens(0.1) ? { minutes: 1 } : {}) })
  if (spends && chance.happens(0.06)) acts.push({ ...press(), do: "release" })
  if (spends && chance.happens(0.06)) acts.push({ ...press(), do: "quote", amount: other })
  if (spends && chance.happens(0.06))
    acts.push({ ...press(), do: "hold", points: Math.max(100, points - 100) })
  if (ends < 0.04) acts.push({ ...press(), do: "cancel" })
  else if (ends > 0.08) {
    acts.push({ ...press(), do: "commit", ...(chance.happens(0.04) ? { points } : {}) })
    if (chance.happens(0.25)) acts.push({ ...press(), do: "again" })
    if (chance.happens(0.1)) acts.push({ ...press(), after: chance.between(20_000, 1_200_000), do: "again" })
    if (chance.happens(0.02)) acts.push({ ...press(), do: "cancel" })
    if (chance.happens(0.03)) acts.push({ ...press(), do: "return", id: "back-1", amount: 10_00 })
  }
  return acts
}

/** The visitors of a world. Many come for themselves; some stand at two tills at once, or come again soon. */
export const draw = (chance: Chance, setup: Setup, count: number): ReadonlyArray<Visit> => {
  const visits: Array<Visit> = []
  const between = chance.oneOf(BETWEEN_VISITS_MILLIS)
  let at = 1_000
  for (let index = 0; index < count; index++) {
    at += chance.between(0, between * 2)
    const before = visits.at(-1)
    const meets = before !== undefined && chance.happens(setup.processes > 1 ? 0.25 : 0.12)
    const twin = meets && chance.happens(0.4) ? spends(before) : 0
    const client = meets ? before.client : chance.between(0, setup.clients.length - 1)
    const amount = amountOf(index, 0)
    visits.push({
      at: meets ? before.at + chance.between(0, 20_000) : at,
      process: chance.between(0, setup.processes - 1),
      point: meets && chance.happens(0.6) ? before.point : chance.between(0, setup.points - 1),
      client,
      receipt: `r-${index}`,
      amount,
      acts: actsOf(chance, setup, client, amount, amountOf(index, 1), twin > 0 ? twin : undefined),
      patience: chance.between(0, 3),
      returns: chance.happens(0.85),
    })
  }
  return visits
}
