/**
 * Every state that the model can reach, breadth first, and the shortest path to harm if there is one.
 *
 * A state is known by its key, all its fields packed into a few characters; states with one key are one. Only keys
 * and where they came from are kept, so that millions fit.
 */
import { KeySet } from "./KeySet.ts"
import * as Model from "./Model.ts"
import type { Assumption, Receipt, Service, State } from "./Model.ts"
import { type Drops, type Resend, type Safeguard, settler } from "./Protocol.ts"

/** What must never happen. `doubled`: two sales for one receipt. `invented`: committed, and no sale. `denied`: not created, and there is a sale. `refused`: rejected, and there is one. */
export type Harm = "doubled" | "invented" | "denied" | "refused"

/** What is searched. */
export interface Question {
  readonly receipt: Receipt
  readonly services: ReadonlyArray<Service>
  readonly drops?: ReadonlyArray<Assumption | Safeguard>
  readonly resends?: ReadonlyArray<Resend>
  /** At most so many acts of strangers, and of our other tills. */
  readonly strangers: number
  readonly ours: number
  /** The harms looked for; all by default. */
  readonly harms?: ReadonlyArray<Harm>
}

/** One step of a path, and the points that were seen or moved. */
export interface Step {
  readonly step: string
  readonly points: number | undefined
}

export interface Answer {
  readonly states: number
  /** How often each step was taken, verdicts included. */
  readonly met: ReadonlyMap<string, number>
  readonly harm?: { readonly what: Harm; readonly service: Service; readonly path: ReadonlyArray<Step> }
}

const NOTHING: Drops = {
  lateRequest: false,
  stepwiseSale: false,
  sameSale: false,
  actsAddUp: false,
  strangersAtPoint: false,
  calibration: false,
  smallBeforeLook: false,
  unchangedUndecided: false,
  thirdLook: false,
  window: false,
  refusalReopens: false,
  holdKept: false,
  lifetime: false,
  askClient: false,
  askPoint: false,
  askBetween: false,
  nameOwnHolds: false,
  signAfterWindow: false,
  signWhileCertain: false,
  smallWithFreshHold: false,
  rebase: false,
}

const PHASES = ["idle", "looked1", "looked2", "final", "released", "fresh"] as const
const SAID = ["nothing", "committed", "final", "closed", "rejected"] as const
const SIGNS = ["unknown", "adds", "takes-off"] as const

/** Two small numbers that may be negative, 6 bits each. */
const pair = (a: number, b: number): number => (a + 32) | ((b + 32) << 6)

const addKey = (keys: KeySet, service: number, s: State): boolean =>
  keys.add(
    pair(s.points, s.baseline) |
      (pair(s.y, s.x) << 12) |
      (s.hold << 24) |
      (s.small << 26) |
      (s.sales << 28) |
      (s.strangers << 30),
    pair(s.net, s.netInLook) |
      (s.acts << 12) |
      (s.actsInLook << 14) |
      (s.ours << 16) |
      (s.credit << 18) |
      (PHASES.indexOf(s.phase) << 20) |
      (SAID.indexOf(s.said) << 23) |
      (SIGNS.indexOf(s.sign) << 26) |
      ((s.target === "hold" ? 0 : 1) << 28) |
      (s.resent << 29) |
      (s.lookedAfterWindow << 30),
    s.here |
      (s.sister << 1) |
      (s.first << 2) |
      (s.second << 3) |
      (s.ending << 4) |
      (s.renewed << 5) |
      (s.windowOver << 6) |
      (s.holdCertain << 7) |
      (s.smallCertain << 8) |
      (s.othersMoved << 9) |
      (s.pointMoved << 10) |
      (s.disturbed << 11) |
      (s.qualified << 12) |
      (service << 16),
  )

/** The moment the answer to the first request did not come, in every variant. */
const beginnings = (question: Question, service: Service, drops: Drops): ReadonlyArray<State> => {
  const { receipt } = question
  const lowers = service.shows === "adds" || service.shows === "hides"
  const seen = service.shows === "adds" || service.shows === "takes-off" ? service.shows : undefined
  const signs = drops.calibration
    ? (["adds"] as const)
    : ["unknown" as const, ...(seen === undefined ? [] : [seen])]
  const bits = lowers ? ([0, 1] as const) : ([0] as const)
  const { ours, strangers } = question
  return signs.flatMap((sign) =>
    bits.map((here): State => ({ ...Model.SENT, points: here * receipt.held, here, sign, ours, strangers })),
  )
}

const harmOf = (state: State): Harm | undefined => {
  if (state.sales > 1) return "doubled"
  if (state.said === "committed") return state.sales === 0 ? "invented" : undefined
  if (state.said === "nothing" || state.sales === 0) return undefined
  return state.said === "rejected" ? "refused" : "denied"
}

/** The settler has spoken its last word: only requests still under way matter. */
const isOver = ({ said }: State): boolean => said !== "nothing" && said !== "final"

/** What distinguishes one such state from another. */
const epitaph = ({ first, hold, renewed, said, sales, second }: State): State => ({
  ...Model.SENT,
  first,
  hold,
  renewed,
  said,
  sales,
  second,
})

/** Where each state came from, by numbers alone. */
class Trail {
  readonly #from: Array<number> = []
  readonly #step: Array<string> = []
  readonly #points: Array<number | undefined> = []

  add(from: number, step: string, points?: number): number {
    this.#from.push(from)
    this.#step.push(step)
    return this.#points.push(points) - 1
  }

  to(index: number): ReadonlyArray<Step> {
    const path: Array<Step> = []
    for (let at = index; at >= 0; at = this.#from[at] ?? -1) {
      path.push({ step: this.#step[at] ?? "", points: this.#points[at] })
    }
    return path.toReversed()
  }
}

/** A state that is new, and the service that it belongs to. */
interface Found {
  readonly index: number
  readonly number: number
  readonly service: Service
  readonly state: State
}

/** Searches until harm is found, or nothing is left. */
export const search = (question: Question): Answer => {
  const drops: Drops = { ...NOTHING }
  for (const dropped of question.drops ?? []) drops[dropped] = true
  const { receipt } = question
  const resends = new Set<Resend>(question.resends ?? ["same", "fresh"])
  const harms = new Set(question.harms ?? ["doubled", "invented", "denied", "refused"])

  const keys = new KeySet()
  const trail = new Trail()
  const met = new Map<string, number>()
  let wave: ReadonlyArray<Found> = question.services.flatMap((service, number) =>
    beginnings(question, service, drops).map((state) => {
      addKey(keys, number, state)
      return { index: trail.add(-1, state.here === 1 ? "sentBesideHold" : "sent"), number, service, state }
    }),
  )

  while (wave.length > 0) {
    const next: Array<Found> = []
    for (const { index, number, service, state } of wave) {
      const harm = harmOf(state)
      if (harm !== undefined && harms.has(harm)) {
        return { states: keys.size, met, harm: { what: harm, service, path: trail.to(index) } }
      }
      const emit: Model.Emit = (step, to, points) => {
        met.set(step, (met.get(step) ?? 0) + 1)
        if (!addKey(keys, number, isOver(to) ? epitaph(to) : to)) return
        next.push({ index: trail.add(index, step, points), number, service, state: to })
      }
      Model.requests(state, receipt, service, drops, emit)
      if (isOver(state)) continue
      Model.time(state, drops, emit)
      Model.strangers(state, receipt, service, drops, emit)
      Model.ours(state, receipt, service, emit)
      settler(state, receipt, service, drops, resends, emit)
    }
    wave = next
  }
  return { states: keys.size, met }
}
