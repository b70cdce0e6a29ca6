/**
 * What was counted in a world, and in all worlds together. Plain data, so that it can come from another thread.
 */

/** Double and lost sales. */
export interface Harm {
  /** Of so many receipts. */
  receipts: number
  double: number
  lost: number
}

/** Doubts, and who decided them. */
export interface Doubts {
  total: number
  witness: number
  person: number
}

/**
 * Of sales that spend points; of those among them at a usual service, which shows holds and spares those of others; and of sales
 * that only earn, which have no witness unless told to.
 */
export const DOUBT_KINDS = ["spending", "usual", "earning"] as const
export type DoubtKind = (typeof DOUBT_KINDS)[number]

export interface Tally {
  worlds: number
  receipts: number
  sales: number
  /** How often each fault struck, each state was reached, each crash point was met. */
  readonly counts: Record<string, number>
  /** How receipts ended, by the fault that their own calls met. */
  readonly outcomes: Record<string, Record<string, number>>
  /** How long doubts took that a witness decided, in milliseconds. */
  readonly settleMillis: Array<number>
  readonly doubts: Readonly<Record<DoubtKind, Doubts>>
  /** Double and lost sales, ours and the baselines'. */
  readonly harm: Record<string, Harm>
  /** Ours in worlds that violate an assumption. */
  readonly broken: Record<string, Harm>
}

const noDoubts = (): Doubts => ({ total: 0, witness: 0, person: 0 })

export const empty = (): Tally => ({
  worlds: 0,
  receipts: 0,
  sales: 0,
  counts: {},
  outcomes: {},
  settleMillis: [],
  doubts: { spending: noDoubts(), usual: noDoubts(), earning: noDoubts() },
  harm: {},
  broken: {},
})

export const count = (counts: Record<string, number>, what: string, by = 1): void => {
  counts[what] = (counts[what] ?? 0) + by
}

/** Adds one tally to another. */
export const add = (to: Tally, from: Tally): void => {
  to.worlds += from.worlds
  to.receipts += from.receipts
  to.sales += from.sales
  for (const [what, by] of Object.entries(from.counts)) count(to.counts, what, by)
  for (const [fault, ends] of Object.entries(from.outcomes)) {
    const row = (to.outcomes[fault] ??= {})
    for (const [end, by] of Object.entries(ends)) count(row, end, by)
  }
  for (const millis of from.settleMillis) to.settleMillis.push(millis)
  for (const kind of DOUBT_KINDS) {
    to.doubts[kind].total += from.doubts[kind].total
    to.doubts[kind].witness += from.doubts[kind].witness
    to.doubts[kind].person += from.doubts[kind].person
  }
  addHarm(to.harm, from.harm)
  addHarm(to.broken, from.broken)
}

const addHarm = (to: Record<string, Harm>, from: Record<string, Harm>): void => {
  for (const [who, { double, lost, receipts }] of Object.entries(from)) {
    const harm = (to[who] ??= { receipts: 0, double: 0, lost: 0 })
    harm.receipts += receipts
    harm.double += double
    harm.lost += lost
  }
}
