/**
 * Violates one of the assumptions that the doubt table rests on (docs/doubt-table.md), as often and as badly as it can be met,
 * to see what each of them is worth. All others hold in that world.
 */
import type { Chance } from "@loyalkit/scenario/time/Chance"
import { saleAt, spends } from "./Calls.ts"
import { strangersAmount } from "./Elsewhere.ts"
import type { Assumption, Setup, Trouble, Visit } from "./Script.ts"

/** In so many of the sales that can meet it the assumption is violated: far more than any real day has. */
export const VIOLATED_SHARE = 0.3

/** How long an answer may be old where balances are not fresh. */
export const STALE_MILLIS = 120_000

/** A shop that knows its service, which shows holds: there most doubts are decided, so most is at stake. */
export const setupFor = (chance: Chance, { policy, ...rest }: Setup, broken: Assumption): Setup => {
  const { exclusivePoint: _, holds: __, ...others } = policy
  const behaviour: Setup["behaviour"] = {
    ...rest.behaviour,
    holds: true,
    holdLowers: true,
    ...(rest.behaviour.holdField === "ignored" ? { holdField: "adds" } : {}),
  }
  const setup = { ...rest, behaviour, policy: others, experienced: true, broken }
  switch (broken) {
    case "sale-ends-holds":
      return { ...setup, behaviour: { ...behaviour, holdsEndAfter: chance.between(30_000, 900_000) } }
    case "exclusive-point":
      return { ...setup, policy: { ...others, exclusivePoint: true } }
    case "credit-immediate":
      return {
        ...setup,
        behaviour: { ...behaviour, creditDelay: chance.between(5_000, 600_000) },
        policy: { ...others, creditImmediate: true, earnWitness: "hold" },
      }
    case "execution-within-window":
    case "fresh-balances":
    case "no-same-sale-elsewhere":
    case "no-cancelling-events":
      return setup
  }
}

type Fault = Extract<Trouble, { kind: "fault" }>["fault"]

const LOST: Fault = { kind: "reset", executed: false }
const UNHEARD: Fault = { kind: "reset", executed: true }

/** What violates the world's assumption in this visit; nothing where it cannot. */
export const violate = (chance: Chance, setup: Setup, visit: Visit): ReadonlyArray<Trouble> => {
  const { client, point } = visit
  const at = saleAt(visit)
  const points = spends(visit)
  const { broken } = setup
  const wantsSpending = broken !== "credit-immediate"
  if (broken === undefined || at === undefined || points > 0 !== wantsSpending) return []

  const sale = (fault: Fault): Trouble => ({
    kind: "fault",
    at: Math.max(0, at - 200),
    method: "retail",
    client,
    fault,
  })
  const late = (least: number, most: number): Trouble =>
    sale({ kind: "late", after: chance.between(least, most), connection: "silent" })
  const soon = at + chance.between(2_000, 50_000)
  /** A stranger's sale at this point, which ends the client's holds there. */
  const strangers = (spent: number): Trouble => ({
    kind: "sale",
    at: soon,
    client,
    point,
    amount: strangersAmount(chance),
    points: spent,
  })
  const whole = 100 * chance.between(1, 300)

  switch (broken) {
    case "execution-within-window":
      return [late(62_000, 900_000)]
    case "sale-ends-holds":
    case "credit-immediate":
      return [sale(UNHEARD)]
    case "fresh-balances":
      return [late(3_000, 55_000)]
    case "no-same-sale-elsewhere":
      return [sale(LOST), strangers(points)]
    case "no-cancelling-events":
      return [
        sale(LOST),
        { kind: "granted", at: Math.max(0, soon - 1_000), client, points: whole },
        strangers(points + whole),
      ]
    case "exclusive-point":
      return [sale(LOST), strangers(whole)]
  }
}
