/**
 * Counts what became of a world's receipts: how they ended, who decided their doubts, and what harm was done.
 */
import { isLost, type End } from "../judge/Ending.ts"
import type { Judge } from "../judge/Judge.ts"
import type { Setup } from "../script/Script.ts"
import * as Tally from "./Tally.ts"

export interface Sums {
  readonly judge: Judge
  readonly ends: ReadonlyMap<string, End>
  readonly cases: ReadonlySet<string>
  readonly setup: Setup
}

/** A service that shows holds and spares those of others, as the project reads its document. */
const isUsualService = ({ behaviour: { holdField, holdLowers, holds, saleEnds } }: Setup): boolean =>
  holds !== false &&
  saleEnds !== "point" &&
  (holdField === "takes-off" || (holdField !== "ignored" && holdLowers !== false))

/** Adds what became of a world. */
export const add = (tally: Tally.Tally, { cases, ends, judge: { records }, setup }: Sums): void => {
  const isUsual = isUsualService(setup)
  tally.worlds = 1
  tally.receipts = records.size
  const ours: Tally.Harm = { receipts: records.size, double: 0, lost: 0 }
  for (const [name, record] of records) {
    const end = ends.get(name) ?? "none"
    tally.sales += record.sales.length
    Tally.count(tally.counts, `end: ${end}`)
    for (const fault of record.faults.size === 0 ? ["none"] : record.faults) {
      Tally.count((tally.outcomes[fault] ??= {}), end)
    }
    if (record.queued) {
      Tally.count(tally.counts, "queued")
      if (end === "Committed") Tally.count(tally.counts, "delivered")
    }
    if (record.doubted) {
      const spends = isUsual ? (["spending", "usual"] as const) : (["spending"] as const)
      for (const kind of record.intent?.points === 0 ? (["earning"] as const) : spends) {
        const doubts = tally.doubts[kind]
        doubts.total++
        if (record.decided === "witness") doubts.witness++
        else doubts.person++
      }
    }
    ours.double += Math.max(0, record.sales.length - 1)
    if (isLost(name, record, cases)) ours.lost++
  }
  if (setup.broken === undefined) tally.harm["loyalkit"] = ours
  else tally.broken[setup.broken] = ours
}
