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
  /** How often each verdict was given, and each step taken. */
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

/** Searches until harm is found, or nothing is left. */
export const search = (question: Question): Answer => {
  const drops: Drops = { ...NOTHING }
  for (const dropped of question.drops ?? []) drops[dropped] = true
  const { receipt, services } = question
  const resends = new Set<Resend>(question.resends ?? ["same", "fresh"])
  const harms = new Set(question.harms ?? ["doubled", "invented", "denied", "refused"])

  const keys = new KeySet()
  const from: Array<number> = []
  const by: Array<string> = []
  const amounts: Array<number | undefined> = []
  const met = new Map<string, number>()
  let wave: Array<readonly [index: number, service: number, state: State]> = []
  const add = (
    service: number,
    state: State,
    parent: number,
    step: string,
    points: number | undefined,
    next: typeof wave,
  ): void => {
    if (!addKey(keys, service, isOver(state) ? epitaph(state) : state)) return
    next.push([from.length, service, state])
    from.push(parent)
    by.push(step)
    amounts.push(points)
    met.set(step, (met.get(step) ?? 0) + 1)
  }
  services.forEach((service, index) => {
    for (const state of beginnings(question, service, drops)) add(index, state, -1, "sent", undefined, wave)
  })

  while (wave.length > 0) {
    const next: typeof wave = []
    for (const [index, at, state] of wave) {
      const service = services[at] as Service
      const harm = harmOf(state)
      if (harm !== undefined && harms.has(harm)) {
        return {
          states: keys.size,
          met,
          harm: { what: harm, service, path: pathTo(index, from, by, amounts) },
        }
      }
      const emit: Model.Emit = (step, to, points) => {
        add(at, to, index, step, points, next)
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

const pathTo = (
  index: number,
  from: ReadonlyArray<number>,
  by: ReadonlyArray<string>,
  amounts: ReadonlyArray<number | undefined>,
): ReadonlyArray<Step> => {
  const path: Array<Step> = []
  for (let at = index; at >= 0; at = from[at] ?? -1) path.push({ step: by[at] ?? "", points: amounts[at] })
  return path.reverse()
}
