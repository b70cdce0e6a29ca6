/**
 * A small model of everything between a printed receipt and its sale: what there is of a till, a gateway that dies, and 1C that is read back.
 *
 * The decisions are the shipped ones; the engine is what core's own model proves it to be: one sale for each receipt ID.
 */
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Joining from "../../src/joining/JoiningRule.ts"
import type { Visit } from "../../src/native/Visit.ts"
import * as WriteOffRule from "../../src/native/WriteOffRule.ts"

export const POINT = "point"
export const CLIENT = "client"

/** A sale under a receipt ID, or the case that it became. */
export interface Outcome {
  readonly points: number
  readonly at: number
  readonly state: "settled" | "refused"
}

/** A write-off that the gateway works on: its place is written down, its sale is not. */
export interface Flight {
  readonly visit: number
  readonly place: number
  readonly by: "till" | "copy"
}

export interface Document {
  readonly ref: string
  readonly points: number
  readonly at: number
  readonly seen?: number
}

export interface World {
  readonly now: number
  readonly visits: ReadonlyArray<Visit>
  /** The receipt in hand. */
  readonly receipt: number
  readonly step: "print" | "send" | "wait" | "heard" | "unlock" | "over"
  /** Nothing came for this card since the write-off in hand. */
  readonly repeatable: boolean
  readonly flight?: Flight
  readonly outcomes: Readonly<Record<string, Outcome>>
  readonly documents: ReadonlyArray<Document>
  readonly claims: ReadonlyArray<Joining.Claim>
  /** What may still go wrong. */
  readonly left: {
    readonly crashes: number
    readonly copies: number
    readonly refusals: number
    readonly waits: number
  }
}

/** The decisions. */
export interface Rules {
  readonly writeOff: typeof WriteOffRule.decide
  readonly join: typeof Joining.decide
  readonly late: typeof Joining.lateFor
}
export const shipped: Rules = { writeOff: WriteOffRule.decide, join: Joining.decide, late: Joining.lateFor }

/** What is played. */
export interface Plot {
  readonly rules: Rules
  /** The repetition on the way may be slower than the till, which has given the card back by then. */
  readonly slowCopies?: true
  /** The points of each receipt. */
  readonly receipts: ReadonlyArray<number>
  /** One purchase of several receipts, or a purchase each. */
  readonly purchases: "one" | "each"
  /** Did the last calculation show the points? */
  readonly shown: boolean
  /** Are receipts read back? */
  readonly readBack: boolean
  readonly left: World["left"]
}

export type Move = readonly [name: string, world: World]

export const visitOf = (plot: Plot, receipt: number, begun: number): Visit => {
  const of = plot.purchases === "one" ? plot.receipts : [plot.receipts[receipt] ?? 0]
  const lines = of.map((points) => ({
    amount: Kopecks.make(points * 3),
    points: Points.make(plot.shown ? points : 0),
  }))
  return { id: `v${receipt}`, guid: "g", begun, calculated: begun, lines, parts: [] }
}

export const start = (plot: Plot): World => ({
  now: 1_000_000,
  visits: [visitOf(plot, 0, 1_000_000)],
  receipt: 0,
  step: "print",
  repeatable: false,
  outcomes: {},
  documents: [],
  claims: [],
  left: plot.left,
})

export const nameOf = ({ visit, place }: Pick<Flight, "visit" | "place">): string => `${visit}-${place}`

export const changed = (world: World, visit: number, to: (now: Visit) => Visit): World => ({
  ...world,
  visits: world.visits.map((one, index) => (index === visit ? to(one) : one)),
})

export const isLate = (
  { rules }: Plot,
  world: World,
  points: number,
  begun: number,
): Joining.Claim | undefined =>
  rules.late(
    { point: POINT, client: CLIENT, points: Points.make(points), at: world.now, begun },
    world.claims,
  )

export const used = (world: World, late: Joining.Claim): World => ({
  ...world,
  claims: world.claims.map((claim) => (claim === late ? { ...claim, used: true } : claim)),
})

export const outcomeOf = (world: World, name: string, points: number, state: Outcome["state"]): World =>
  world.outcomes[name]?.state === "settled"
    ? world
    : { ...world, outcomes: { ...world.outcomes, [name]: { points, at: world.now, state } } }

/** The engine is asked; it says yes, or no where something may still go wrong. */
export const asked = (
  world: World,
  name: string,
  points: number,
): ReadonlyArray<readonly [string, World]> => {
  const yes: Move = ["sold", outcomeOf(world, name, points, "settled")]
  const { left } = world
  if (left.refusals === 0 || world.outcomes[name]?.state === "settled") return [yes]
  const refused = outcomeOf(
    { ...world, left: { ...left, refusals: left.refusals - 1 } },
    name,
    points,
    "refused",
  )
  return [yes, ["refused", refused]]
}

export const later = (world: World, millis: number): World => ({ ...world, now: world.now + millis })
