/**
 * Which of our answers stands in the receipt, and how much of it was applied.
 *
 * A result that we set may never reach the receipt: the process dies before it is sent, or the terminal has gone on. So the answer before the
 * last one is kept beside it; our extra in the receipt tells which of them it has, or else whether the terminal took the last one, or else the
 * discount. What is taken off as our earlier part, and what is committed in the end, is what is really there.
 */
import { decodeExtra, type ProgrammeType } from "./Extra.ts"
import type { Purchase } from "./Purchase.ts"

/** What we set as a discount's result, or are about to. */
export interface Answered {
  readonly search: string
  readonly type: ProgrammeType
  /** To be spent; 0 earns. */
  readonly points: number
  /** Our part of the receipt's discount, in kopecks. */
  readonly ours: number
  /** The whole discount of the receipt that the terminal was told, in kopecks. */
  readonly result: number
  /** What was quoted: all discounts but ours taken off. */
  readonly amount: number
  /** Would be earned. */
  readonly earn: number
}

/** A receipt of ours that is not closed yet. */
export interface OpenReceipt {
  readonly receipt: string
  readonly last: Answered
  /** What stood before. */
  readonly before?: Answered
  /** The terminal has taken the last answer. */
  readonly isTaken?: boolean
}

/** What the terminal shows of a receipt's discount. */
export interface Shown {
  readonly discountKopecks: number
  /** Everybody's extras; a receipt that is still open may not show them. */
  readonly extra: string
}

/** What is committed, and whether our part of the discount is what the customer was told. */
export interface Applied {
  readonly amount: number
  readonly points: number
  readonly search: string
  readonly isAsAsked: boolean
}

/** Everybody else's part of a discount that the answer was a part of. */
export const othersOf = ({ ours, result }: Answered): number => Math.max(0, result - ours)

/** Our part as the receipt's extra tells of it, in whose name it does not say. */
export const fromExtra = (receipt: string, extra: string): Answered | undefined => {
  const set = decodeExtra(extra)
  if (set === undefined || set.receiptId !== receipt) return undefined
  const { amountKopecks, discountKopecks, otherKopecks, pointsHundredths, type } = set
  return {
    search: "",
    type,
    points: pointsHundredths,
    ours: discountKopecks,
    result: discountKopecks + otherKopecks,
    amount: amountKopecks,
    earn: 0,
  }
}

const isSame = (one: Answered, other: Answered): boolean =>
  one.type === other.type &&
  one.points === other.points &&
  one.ours === other.ours &&
  one.result === other.result &&
  one.amount === other.amount

/** The answer that is in the receipt. */
export const standing = (
  { before, isTaken, last, receipt }: OpenReceipt,
  { discountKopecks, extra }: Shown,
): Answered => {
  const set = fromExtra(receipt, extra)
  if (before === undefined || (set !== undefined && isSame(set, last))) return last
  if (set !== undefined && isSame(set, before)) return before
  return isTaken !== true && discountKopecks !== last.result && discountKopecks === before.result
    ? before
    : last
}

/** The receipt's discount without our part; never less than nothing. */
export const withoutOurs = (given: number, answered: Answered | undefined): number =>
  Math.max(0, given - (answered === undefined ? 0 : answered.ours))

/** What a closed receipt shows to be spent. Never more of its discount is ours than we asked for. */
export const applied = (open: OpenReceipt, purchase: Purchase): Applied => {
  const { discountKopecks, totalKopecks } = purchase
  const answer = standing(open, purchase)
  const ours = Math.min(answer.ours, Math.max(0, discountKopecks - othersOf(answer)))
  const amount = Math.max(0, totalKopecks - (discountKopecks - ours))
  const spent = ours === answer.ours ? answer.points : ours
  return {
    amount,
    points: answer.type === "cashback" ? spent : 0,
    // Nothing of ours was in the receipt when somebody else was asked for: it earns for them.
    search: (answer.ours === 0 ? "" : answer.search) || open.last.search,
    isAsAsked: ours === open.last.ours,
  }
}

/** What was asked for, where the closed receipt cannot be read. */
export const asAsked = ({ last }: OpenReceipt): Applied => ({
  amount: last.amount,
  points: last.type === "cashback" ? last.points : 0,
  search: last.search,
  isAsAsked: true,
})
