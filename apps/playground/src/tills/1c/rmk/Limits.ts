/**
 * How many points РМК lets a cashier take for a receipt, and how it shares them out over the lines.
 *
 * The limits of the lines count, and the card's balance. Where the lines allow nothing at all РМК falls back to the card's percent of the receipt:
 * so a server that forbids spending must say so on the card too.
 */
import { allocate } from "@loyalkit/core/Allocation"
import {
  type Kopecks,
  min,
  moneyAsPoints,
  Percent,
  percentOf,
  sum,
  zeroKopecks,
  type Points,
} from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import type { Calculation, Card } from "./Answers.ts"
import { amountOf, totalsOf, type Line } from "./Receipt.ts"

/** The most that points may pay. */
export const mostOf = (
  lines: ReadonlyArray<Line>,
  card: Pick<Card, "balance" | "paymentPercent">,
  limits: Calculation["limits"],
): Points => {
  const byLines = sum(lines.map(({ uid }) => limits.get(uid) ?? zeroKopecks))
  const { amount } = totalsOf(lines)
  const allowed = byLines > 0 ? byLines : percentOf(amount, Percent.make(card.paymentPercent))
  return min(moneyAsPoints(min(allowed, amount)), card.balance)
}

/** The lines with so many points on them; as they are where they cannot take so many. */
export const paidBy = (
  lines: ReadonlyArray<Line>,
  points: Points,
  limits: Calculation["limits"],
): ReadonlyArray<Line> => {
  const byLines = lines.some(({ uid }) => (limits.get(uid) ?? 0) > 0)
  const room = (line: Line): Kopecks => (byLines ? (limits.get(line.uid) ?? zeroKopecks) : amountOf(line))
  const shared = allocate({
    lines: lines.map((line) => ({ id: line.uid, amount: room(line) })),
    points,
    minLine: zeroKopecks,
  })
  if (Result.isFailure(shared)) return lines
  const shares = new Map(shared.success.map(({ id, points }) => [id, points]))
  return lines.map((line) => ({ ...line, bonus: shares.get(line.uid) ?? line.bonus }))
}
