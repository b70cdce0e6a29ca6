/**
 * The table that decides a doubt: was the sale created, or not?
 *
 * The service has no look-up of sales. But a sale ends its client's holds at that point, and while a hold lives, asking for the
 * balance with and without naming it shows its points. So a doubt is watched by a *witness*: a hold that was alive at the
 * point before the sale could be created. Seen alive, it proves that there is no sale so far. Seen gone, it proves
 * one only where nothing else can have ended it, and where the balance has changed by what the sale changes.
 *
 * Everything that cannot be proved is undecided. Pure, so that it is checked in full: `test/settlement` searches
 * a small model of the service for any path to a wrong verdict, and `docs/doubt-table.md` says what has to be
 * assumed and what each assumption is worth.
 */
import { add, type Points, subtract } from "../Money.ts"

/**
 * How this service shows a living hold that a request names: its points added to the balance that others see, or taken
 * off. Observed, never configured; see {@link signSeen}. Until one was seen nothing proves that the service shows holds at all.
 */
export type Sign = "adds" | "takes-off"

/** Three looks at a balance, in this order, each begun after the one before was answered. */
export interface Looks {
  /** The balance shown to a request that names the witness. */
  readonly withHold: Points
  /** The same without the witness. All else that is named stays named. */
  readonly without: Points
  readonly withHoldAgain: Points
  /** Did every look begin after the doubt window of the last request sent? */
  readonly afterWindow: boolean
  /** Was the witness certainly unexpired when the last look was answered? Never after a restart, for holds taken before it. */
  readonly unexpired: boolean
  /**
   * Has this journal moved this client's points in another checkout while we looked, or sent a sale for another client at
   * this point? Asked after the last look, for all that came after a number read before the first.
   */
  readonly disturbed: boolean
}

/** What a doubt is watched by, and against. */
export interface Watch {
  /** The points of the hold that is the witness. */
  readonly size: Points
  /** The balance shown, with our holds counted as our own, at a time when certainly no sale of this receipt existed. */
  readonly balance: Points
  /** By how much the sale changes the balance at once: less what it spends. Left out where that is not known, as for an earning that may be credited later. */
  readonly change?: Points
  /**
   * Has this journal moved this client's points in another checkout since `balance` was seen, or may it have: one is
   * in doubt, or a hold of ours was asked for and never answered?
   */
  readonly othersMoved: boolean
  /**
   * Has this journal sent a sale for another client at this point since `balance` was seen? It may have ended everybody's
   * holds there; `false` where this service is known to spare those of others.
   */
  readonly pointMoved: boolean
  /** Is this journal the only one that sells or releases at this point? The operator's word. */
  readonly exclusivePoint: boolean
}

/**
 * Why a doubt stays undecided.
 *
 * - `noWitness`: there is no hold to watch
 * - `signUnknown`: this service has not yet been seen to show a hold
 * - `differenceUnexplained`: naming the hold changes the balance, but not by the hold's points
 * - `holdMayHaveEnded`: the hold is gone, but its time may have been over
 * - `pointMoved`: the hold is gone, but another sale of ours at this point may have ended it
 * - `othersMoved`: the hold is gone, but another checkout of this client may have ended it, or moved the balance
 * - `unchanged`: the hold is gone and the balance is what it was before: no sale, or a sale and a credit of the same size
 * - `changeUnknown`: the hold is gone, but what the sale does to the balance at once is not known
 * - `balanceMoved`: the hold is gone, and the balance has changed by something else than the sale
 * - `limitShown`: the hold is gone, but what was seen may be a limit of the service and not the balance (`Examine`)
 */
export type UndecidedWhy =
  | "noWitness"
  | "signUnknown"
  | "differenceUnexplained"
  | "holdMayHaveEnded"
  | "pointMoved"
  | "othersMoved"
  | "unchanged"
  | "changeUnknown"
  | "balanceMoved"
  | "limitShown"

/** The sale exists. */
export interface Committed {
  readonly _tag: "Committed"
}

/**
 * The sale did not exist when the last look began. `final`: nor will it, since the window of the last request is over.
 * `balance` is a newer `Watch.balance` to go on with, and what was moved before these looks began no longer counts.
 */
export interface NotCreated {
  readonly _tag: "NotCreated"
  readonly final: boolean
  readonly balance: Points
}

/** Something moved between the looks: look again. */
export interface LookAgain {
  readonly _tag: "LookAgain"
}

/** These looks prove nothing. Later ones may, as long as a witness can be alive. */
export interface Undecided {
  readonly _tag: "Undecided"
  readonly why: UndecidedWhy
}

export type Verdict = Committed | NotCreated | LookAgain | Undecided

const committed: Committed = { _tag: "Committed" }
const lookAgain: LookAgain = { _tag: "LookAgain" }
const undecided = (why: UndecidedWhy): Undecided => ({ _tag: "Undecided", why })

/**
 * The verdict on a doubt.
 *
 * @example
 * ```ts
 * import { Points } from "@loyalkit/core/Money"
 * import { decide } from "@loyalkit/core/settlement/Verdict"
 *
 * const [all, held] = [Points.make(100_00), Points.make(30_00)]
 * const watch = { size: held, balance: all, change: Points.make(-30_00), othersMoved: false, pointMoved: false, exclusivePoint: false }
 * const circumstances = { afterWindow: true, unexpired: true, disturbed: false }
 * const rest = Points.make(70_00)
 *
 * // The hold is seen: nothing was sold, and nothing will be.
 * decide(watch, "adds", { withHold: all, without: rest, withHoldAgain: all, ...circumstances })
 * // => { _tag: "NotCreated", final: true, balance: 10000 }
 *
 * // It is gone before its time, and so are the points.
 * decide(watch, "adds", { withHold: rest, without: rest, withHoldAgain: rest, ...circumstances }) // => { _tag: "Committed" }
 * ```
 */
export const decide = (watch: Watch, sign: Sign | undefined, looks: Looks): Verdict => {
  if (watch.size <= 0) return undecided("noWitness")
  if (moved(looks)) return lookAgain
  if (sign === undefined) return undecided("signUnknown")
  const { withHold: balance, without } = looks
  const shown = sign === "adds" ? subtract(balance, without) : subtract(without, balance)
  if (shown === watch.size) {
    return { _tag: "NotCreated", final: looks.afterWindow, balance: balance > without ? balance : without }
  }
  if (shown !== 0) return undecided("differenceUnexplained")
  return gone(watch, balance, looks.unexpired)
}

/** The witness is no longer alive. What has ended it? */
const gone = (watch: Watch, balance: Points, unexpired: boolean): Verdict => {
  const { change } = watch
  if (!unexpired) return undecided("holdMayHaveEnded")
  if (watch.pointMoved) return undecided("pointMoved")
  if (watch.othersMoved) return undecided("othersMoved")
  const unchanged = balance === watch.balance
  // Nobody else can have ended it. An untouched balance is what a later credit looks like; after a spend it would be odd, so it is not trusted.
  if (watch.exclusivePoint && (!unchanged || change === undefined)) return committed
  if (unchanged) return undecided("unchanged")
  if (change === undefined) return undecided("changeUnknown")
  return balance === add(watch.balance, change) ? committed : undecided("balanceMoved")
}

/**
 * How the service shows a hold, as these looks at one of `size` points tell; nothing, where they do not. What is learnt
 * here is kept, so it asks for more than one verdict does: looks after the window, since a sale executed between them, and one
 * credit, could show any sign; and every hold of ours certainly unexpired, since one that ends would move the balance, too.
 */
export const signSeen = (size: Points, looks: Looks): Sign | undefined => {
  if (size <= 0 || moved(looks) || !looks.afterWindow || !looks.unexpired) return undefined
  if (subtract(looks.withHold, looks.without) === size) return "adds"
  return subtract(looks.without, looks.withHold) === size ? "takes-off" : undefined
}

const moved = (looks: Looks): boolean => looks.disturbed || looks.withHold !== looks.withHoldAgain
