/**
 * A small model of the service and of the world around one doubt, for `Search.ts`.
 *
 * One client, one receipt whose commit got no answer, one hold that watches it. Everything that is open about the
 * service is a field of `Service`; everything that anybody else may do at any moment is a move here, and what the settler
 * may do is a move in `Protocol.ts`. Points are small whole numbers, counted from the balance that identify saw.
 * There is no clock: time passes by moves too (the window is over, a hold's life is no longer certain), in any order.
 */

/** How the service reads the points that its document leaves open. */
export interface Service {
  /** `hides`: a hold lowers the balance, and naming it changes nothing. `ignores`: holds do not show at all. */
  readonly shows: "adds" | "takes-off" | "hides" | "ignores"
  readonly saleEnds: "client" | "point"
  readonly deadHold: "ignored" | "refused"
}

/**
 * What our sale earns and when: open as well, and left open until the sale is executed. There is one sale at most
 * short of harm, so this is the same as to fix it from the beginning.
 */
type Earns = "nothing" | "at once" | "later"
const SPENDING: ReadonlyArray<Earns> = ["nothing", "at once", "later"]
const EARNING: ReadonlyArray<Earns> = ["at once", "later"]
const EXECUTED = { nothing: "executed", "at once": "executedEarning", later: "executedEarningLater" } as const

/** What is sold, and what watches it. */
export interface Receipt {
  readonly spend: number
  /** Points of the hold: those to spend, or one for an earning. */
  readonly held: number
  readonly earn: number
  /** What the settler takes for the sale's change of the balance; absent where it does not know. */
  readonly change: number | undefined
  readonly exclusivePoint: boolean
}

/** The one-point hold. */
export const SMALL = 1

export const NONE = 0
export const ALIVE = 1
export const GONE = 2
export type Life = typeof NONE | typeof ALIVE | typeof GONE
export type Bit = 0 | 1

/** What the settler has written down, if anything: `final` is "not created, nor will it be". */
export type Said = "nothing" | "committed" | "final" | "closed" | "rejected"
/** `looked1`, `looked2`: so many of three looks are done. `released`, `fresh`: on the way to sending with a fresh hold. */
export type Phase = "idle" | "looked1" | "looked2" | "final" | "released" | "fresh"

/** One state of the world. Flat and small, since millions are made. */
export interface State {
  // At the service.
  readonly points: number
  readonly hold: Life
  readonly small: Life
  /** Holds of the same client at this point: a stranger's, and our other till's. One elsewhere is to us what a debit is, and its end a credit. */
  readonly here: Bit
  readonly sister: Bit
  /** Points earned by our sale, and not yet in the balance. */
  readonly credit: number
  /** Requests under way: the first, and the one that was sent again. */
  readonly first: Bit
  readonly second: Bit
  readonly sales: number
  /** A sale is done, and its holds are not ended yet. */
  readonly ending: Bit
  /** 1 when a fresh hold has taken the place of the first request's. */
  readonly renewed: Bit
  // Time.
  readonly windowOver: Bit
  readonly holdCertain: Bit
  readonly smallCertain: Bit
  // What the settler knows.
  readonly phase: Phase
  readonly target: "hold" | "small"
  readonly y: number
  readonly x: number
  readonly lookedAfterWindow: Bit
  readonly sign: "unknown" | "adds" | "takes-off"
  readonly baseline: number
  readonly othersMoved: Bit
  readonly pointMoved: Bit
  /** Either of the two since the looks began. */
  readonly disturbed: Bit
  /** The one-point hold was taken before a look that proved that there was no sale. */
  readonly qualified: Bit
  readonly resent: Bit
  readonly said: Said
  // What is left of the bounds, and what strangers did since the baseline and since the first look.
  readonly strangers: number
  readonly ours: number
  readonly acts: number
  readonly net: number
  readonly actsInLook: number
  readonly netInLook: number
}

/** The moment when the answer to the first request did not come. */
export const SENT: State = {
  points: 0,
  hold: ALIVE,
  small: NONE,
  here: 0,
  sister: 0,
  credit: 0,
  first: 1,
  second: 0,
  sales: 0,
  ending: 0,
  renewed: 0,
  windowOver: 0,
  holdCertain: 1,
  smallCertain: 0,
  phase: "idle",
  target: "hold",
  y: 0,
  x: 0,
  lookedAfterWindow: 0,
  sign: "unknown",
  baseline: 0,
  othersMoved: 0,
  pointMoved: 0,
  disturbed: 0,
  qualified: 0,
  resent: 0,
  said: "nothing",
  strangers: 0,
  ours: 0,
  acts: 0,
  net: 0,
  actsInLook: 0,
  netInLook: 0,
}

/** What is assumed of the world; dropping one lets the world do it. */
export type Assumption = "lateRequest" | "stepwiseSale" | "sameSale" | "actsAddUp" | "strangersAtPoint"

/** Calls back with every state that one move leads to: the name of the move, and the points that go with it, seen or moved. */
export type Emit = (step: string, next: State, points?: number) => void

const lowers = (service: Service): boolean => service.shows === "adds" || service.shows === "hides"

/** The balance without our receipt's own holds counted against it. */
const rest = (state: State, receipt: Receipt, service: Service): number =>
  lowers(service) ? state.points - (state.here + state.sister) * receipt.held : state.points

/** The balance that the service shows to who names these holds. */
export const shown = (
  state: State,
  receipt: Receipt,
  service: Service,
  names: { readonly hold: boolean; readonly small: boolean },
): number => {
  const hold = state.hold === ALIVE ? receipt.held : 0
  const small = state.small === ALIVE ? SMALL : 0
  const named = (names.hold ? hold : 0) + (names.small ? small : 0)
  if (service.shows === "takes-off") return state.points - named
  const free = rest(state, receipt, service) - (lowers(service) ? hold + small : 0)
  return service.shows === "adds" ? free + named : free
}

const gone = (life: Life): Life => (life === ALIVE ? GONE : life)

/** A sale to this client at this point, or to anybody where the service ends everybody's holds. */
const endHolds = (state: State): State => ({
  ...state,
  hold: gone(state.hold),
  small: gone(state.small),
  here: 0,
  sister: 0,
  ending: 0,
})

/** Our request is executed, or refused since its hold is dead. */
const execute = (
  state: State,
  receipt: Receipt,
  service: Service,
  drops: Record<Assumption, boolean>,
  which: "first" | "second",
  earns: Earns,
): State => {
  const done: State = which === "first" ? { ...state, first: 0 } : { ...state, second: 0 }
  const dead = state.hold !== ALIVE || (which === "first" && state.renewed === 1)
  if (dead && service.deadHold === "refused") return done
  const sold: State = {
    ...done,
    sales: state.sales + 1,
    points: state.points - receipt.spend + (earns === "at once" ? receipt.earn : 0),
    credit: earns === "later" ? receipt.earn : 0,
  }
  return drops.stepwiseSale ? { ...sold, ending: 1 } : endHolds(sold)
}

/** Our own requests meet their fate. Goes on after the settler has spoken, since a late one still may. */
export const requests = (
  state: State,
  receipt: Receipt,
  service: Service,
  drops: Record<Assumption, boolean>,
  emit: Emit,
): void => {
  for (const earns of receipt.spend === 0 ? EARNING : SPENDING) {
    if (state.first === 1) emit(EXECUTED[earns], execute(state, receipt, service, drops, "first", earns))
    if (state.second === 0) continue
    const next = execute(state, receipt, service, drops, "second", earns)
    emit("executedAgain", next)
    if (next.sales > state.sales && state.phase === "idle") emit("answered", { ...next, said: "committed" })
  }
}

/** Time passes: credits arrive, the window ends, holds end by themselves. */
export const time = (state: State, drops: Record<Assumption, boolean>, emit: Emit): void => {
  if (state.ending === 1) emit("holdsEnd", endHolds(state))
  if (state.credit > 0) {
    const paid = { ...state, points: state.points + state.credit, credit: 0 }
    emit("credited", counted(paid, state.credit))
  }
  if (state.windowOver === 0) {
    emit("windowOver", { ...state, windowOver: 1, ...(drops.lateRequest ? {} : { first: 0, second: 0 }) })
  }
  if (state.holdCertain === 1) emit("holdUncertain", { ...state, holdCertain: 0 })
  if (state.smallCertain === 1) emit("smallUncertain", { ...state, smallCertain: 0 })
  if (state.hold === ALIVE && state.holdCertain === 0) emit("holdExpired", { ...state, hold: GONE })
  if (state.small === ALIVE && state.smallCertain === 0) emit("smallExpired", { ...state, small: GONE })
}

/** A movement of the balance that this journal does not know of. */
const counted = (state: State, moved: number): State => {
  const looking = state.phase === "looked1" || state.phase === "looked2"
  return {
    ...state,
    acts: Math.min(2, state.acts + 1),
    net: state.net + moved,
    actsInLook: looking ? Math.min(2, state.actsInLook + 1) : 0,
    netInLook: looking ? state.netInLook + moved : 0,
  }
}

/** Strangers: tills and people that this journal does not know of. */
export const strangers = (
  state: State,
  receipt: Receipt,
  service: Service,
  drops: Record<Assumption, boolean>,
  emit: Emit,
): void => {
  if (state.strangers === 0) return
  const before = rest(state, receipt, service)
  const act = (step: string, after: State, points?: number): void => {
    const moved = rest(after, receipt, service) - before
    emit(step, counted({ ...after, strangers: state.strangers - 1 }, moved), points)
  }
  const sale = (step: string, after: State, points?: number): void => {
    if (drops.sameSale || rest(after, receipt, service) - before !== receipt.change) act(step, after, points)
  }
  for (const amount of receipt.held === SMALL ? [SMALL] : [SMALL, receipt.held]) {
    act("credit", { ...state, points: state.points + amount }, amount)
    act("debit", { ...state, points: state.points - amount }, amount)
  }
  if (lowers(service)) {
    act(state.here === 1 ? "hereEnds" : "here", { ...state, here: state.here === 1 ? 0 : 1 }, receipt.held)
  }
  if (receipt.exclusivePoint && !drops.strangersAtPoint) return
  for (const spent of [receipt.held, 2 * receipt.held]) {
    sale("saleHere", endHolds({ ...state, points: state.points - spent }), spent)
  }
  sale("earningHere", endHolds({ ...state, points: state.points + receipt.earn }), receipt.earn)
  if (service.saleEnds === "point") sale("otherClientHere", endHolds(state))
}

/** What this journal does elsewhere: our other till with the same client, or with another one at this point. */
export const ours = (state: State, receipt: Receipt, service: Service, emit: Emit): void => {
  if (state.ours === 0) return
  const left = { ours: state.ours - 1 }
  const looking = state.phase === "looked1" || state.phase === "looked2"
  const client = { othersMoved: 1, disturbed: looking ? 1 : 0 } as const
  const point = { pointMoved: 1, disturbed: looking ? 1 : 0 } as const
  if (lowers(service)) {
    emit(state.sister === 1 ? "sisterReleases" : "sister", {
      ...state,
      ...client,
      ...left,
      sister: state.sister === 1 ? 0 : 1,
    })
  }
  emit("sisterDebit", { ...state, ...client, ...left, points: state.points - receipt.held })
  const sale = endHolds({ ...state, ...client, ...left })
  emit("sisterSale", {
    ...sale,
    points: state.points - receipt.spend + (receipt.spend === 0 ? receipt.earn : 0),
  })
  if (service.saleEnds === "point") emit("sisterOtherClient", endHolds({ ...state, ...point, ...left }))
}
