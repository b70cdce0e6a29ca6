/**
 * What the settler does about a doubt, with the shipped `decide`, as moves of the model.
 *
 * Wherever the settler has a choice (when to look, at which hold, whether to take the one-point hold, to send again
 * with the same hold or a fresh one) the model takes every choice at every moment: what holds here holds for any schedule.
 * A removed safeguard is a change of these moves.
 */
import { Points } from "../../src/Money.ts"
import {
  decide,
  signSeen,
  type UndecidedWhy,
  type Verdict,
  type Watch,
} from "../../src/settlement/Verdict.ts"
import type { Assumption, Emit, Receipt, Service, State } from "./Model.ts"
import { ALIVE, GONE, NONE, shown, SMALL } from "./Model.ts"

/** A rule of the settler that can be taken away, to see what it is for. */
export type Safeguard =
  | "calibration"
  | "smallBeforeLook"
  | "unchangedUndecided"
  | "thirdLook"
  | "window"
  | "refusalReopens"
  | "holdKept"
  | "lifetime"
  | "askClient"
  | "askPoint"
  | "askBetween"
  | "nameOwnHolds"
  | "signAfterWindow"
  | "signWhileCertain"
  | "smallWithFreshHold"
  | "rebase"

export type Drops = Record<Assumption | Safeguard, boolean>

/** How the settler may send again. */
export type Resend = "same" | "fresh"

/** The bonus points of a small whole number; made once, since making one checks it. */
const POINTS = Array.from({ length: 129 }, (_, index) => Points.make(index - 64))
const points = (amount: number): Points => {
  const found = POINTS[amount + 64]
  if (found === undefined) throw new RangeError(`the model counts to 64, and got ${amount}`)
  return found
}

const idle = {
  phase: "idle",
  target: "hold",
  y: 0,
  x: 0,
  lookedAfterWindow: 0,
  disturbed: 0,
  actsInLook: 0,
  netInLook: 0,
} as const

/** Which holds a look names: the witness or not, and where naming adds, every other hold of ours, so that its end does not show. */
const names = (state: State, drops: Drops, witness: boolean) => {
  const others = state.sign === "adds" && !drops.nameOwnHolds
  return state.target === "hold" ? { hold: witness, small: others } : { hold: others, small: witness }
}

const watchOf = (state: State, receipt: Receipt, drops: Drops): Watch => ({
  size: points(state.target === "hold" ? receipt.held : SMALL),
  balance: points(state.baseline),
  ...(receipt.change === undefined ? {} : { change: points(receipt.change) }),
  othersMoved: state.othersMoved === 1 && !drops.askClient,
  pointMoved: state.pointMoved === 1 && !drops.askPoint,
  exclusivePoint: receipt.exclusivePoint,
})

/** `decide`, or what would stand in its place. */
const verdictOf = (state: State, receipt: Receipt, drops: Drops, last: number): Verdict => {
  const certain = (state.target === "hold" ? state.holdCertain : state.smallCertain) === 1
  const watch = watchOf(state, receipt, drops)
  const verdict = decide(watch, state.sign === "unknown" ? undefined : state.sign, {
    withHold: points(state.y),
    without: points(state.x),
    withHoldAgain: points(drops.thirdLook ? state.y : last),
    afterWindow: state.lookedAfterWindow === 1 || drops.window,
    unexpired: certain || drops.lifetime,
    disturbed: state.disturbed === 1 && !drops.askBetween,
  })
  return drops.unchangedUndecided && verdict._tag === "Undecided" && verdict.why === "unchanged"
    ? { _tag: "NotCreated", final: state.lookedAfterWindow === 1, balance: watch.balance }
    : verdict
}

/** What the settler does with a verdict. */
const act = (state: State, verdict: Verdict, receipt: Receipt, drops: Drops): State => {
  if (verdict._tag === "Committed") return { ...state, ...idle, said: "committed" }
  if (verdict._tag !== "NotCreated") return { ...state, ...idle }
  const going: State = {
    ...state,
    ...idle,
    qualified: state.small === NONE ? 0 : 1,
    ...(drops.rebase
      ? {}
      : {
          baseline: verdict.balance,
          othersMoved: 0,
          pointMoved: 0,
          acts: state.actsInLook,
          net: state.netInLook,
        }),
  }
  return verdict.final ? { ...going, phase: "final", said: "final" } : going
}

/** Do all holds of ours certainly live, unless somebody ended them? */
const areCertain = ({ holdCertain, small, smallCertain }: State): boolean =>
  holdCertain === 1 && (small === NONE || smallCertain === 1)

/** The last look, and what follows from all three. */
const conclude = (state: State, receipt: Receipt, service: Service, drops: Drops, emit: Emit): void => {
  const last = shown(state, receipt, service, names(state, drops, true))
  if (!drops.actsAddUp && state.actsInLook === 2 && state.netInLook === 0) return
  if (state.sign === "unknown") {
    const sign = signSeen(points(state.target === "hold" ? receipt.held : SMALL), {
      withHold: points(state.y),
      without: points(state.x),
      withHoldAgain: points(last),
      afterWindow: state.lookedAfterWindow === 1 || drops.signAfterWindow,
      unexpired: areCertain(state) || drops.signWhileCertain,
      disturbed: state.disturbed === 1,
    })
    emit(sign ?? "signUnknown", { ...state, ...idle, sign: sign ?? "unknown" }, last)
    return
  }
  const verdict = verdictOf(state, receipt, drops, last)
  if (verdict._tag === "Committed" && !drops.actsAddUp && state.acts === 2 && state.net === receipt.change)
    return
  emit(told(verdict), act(state, verdict, receipt, drops), last)
}

/** A verdict in one word. */
export type Told = "Committed" | "NotCreated" | "NotCreatedFinal" | "LookAgain" | UndecidedWhy
const told = (verdict: Verdict): Told => {
  if (verdict._tag === "Undecided") return verdict.why
  return verdict._tag === "NotCreated" && verdict.final ? "NotCreatedFinal" : verdict._tag
}

const look = (
  state: State,
  target: State["target"],
  receipt: Receipt,
  service: Service,
  drops: Drops,
  emit: Emit,
) => {
  const looking: State = { ...state, ...idle, phase: "looked1", target, lookedAfterWindow: state.windowOver }
  const y = shown(state, receipt, service, names(looking, drops, true))
  emit(target === "hold" ? "lookAtHold" : "lookAtSmall", { ...looking, y }, y)
}

/** Sends again after a final "not created": the window starts anew. */
const send = (state: State): State => ({
  ...state,
  ...idle,
  second: 1,
  resent: 1,
  windowOver: 0,
  qualified: state.small === NONE ? 0 : 1,
  said: "nothing",
})

/** Every move of the settler. */
export const settler = (
  state: State,
  receipt: Receipt,
  service: Service,
  drops: Drops,
  resends: ReadonlySet<Resend>,
  emit: Emit,
): void => {
  if (state.holdCertain === 1 || state.smallCertain === 1) {
    const kept = state.phase === "looked1" || state.phase === "looked2" ? idle : {}
    emit("restart", { ...state, ...kept, holdCertain: 0, smallCertain: 0 })
  }
  switch (state.phase) {
    case "idle": {
      if (state.small === NONE) {
        const qualified = drops.smallBeforeLook ? 1 : 0
        emit("small", { ...state, small: ALIVE, smallCertain: 1, qualified })
      }
      if (drops.holdKept && state.hold === ALIVE) emit("released", { ...state, hold: GONE })
      look(state, "hold", receipt, service, drops, emit)
      if (state.small !== NONE && (state.qualified === 1 || state.sign === "unknown")) {
        look(state, "small", receipt, service, drops, emit)
      }
      if (state.second === 1) {
        emit("refused", { ...state, second: 0, said: drops.refusalReopens ? "rejected" : "nothing" })
      }
      return
    }
    case "looked1": {
      const x = shown(state, receipt, service, names(state, drops, false))
      emit("without", { ...state, phase: "looked2", x }, x)
      return
    }
    case "looked2":
      conclude(state, receipt, service, drops, emit)
      return
    case "final": {
      emit("closed", { ...state, ...idle, said: "closed" })
      if (state.resent === 1) return
      if (resends.has("same") && state.holdCertain === 1) emit("sentSame", send(state))
      if (resends.has("fresh")) {
        const small = drops.smallWithFreshHold
          ? {}
          : ({ small: NONE, smallCertain: 0, qualified: 0 } as const)
        emit("released", { ...state, ...small, hold: GONE, phase: "released" })
      }
      return
    }
    case "released":
      emit("fresh", { ...state, hold: ALIVE, renewed: 1, holdCertain: 1, phase: "fresh" })
      return
    case "fresh":
      if (state.holdCertain === 1) emit("sentFresh", send(state))
  }
}
