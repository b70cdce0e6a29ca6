/**
 * The receipt on РМК's screen: its lines, with what the server took off and what points pay.
 */
import {
  add,
  pointsAsMoney,
  subtract,
  sum,
  zeroKopecks,
  zeroPoints,
  type Kopecks,
  type Points,
} from "@loyalkit/core/Money"
import { lineAmount } from "../../../shop/Amounts.ts"
import { goods, MOST, STEP, type Good } from "../../../shop/Goods.ts"

export interface Line {
  readonly uid: string
  readonly good: Good
  /** In thousandths. */
  readonly quantity: number
  /** Of the automatic discount. */
  readonly percent: number
  readonly discount: Kopecks
  readonly bonus: Points
}

const PADDED = 12

const lineOf = (receipt: number, place: number, good: Good, quantity: number): Line => ({
  uid: `11000000-0000-4000-8000-${String(receipt * 100 + place).padStart(PADDED, "0")}`,
  good,
  quantity,
  percent: 0,
  discount: zeroKopecks,
  bonus: zeroPoints,
})

/** What stands on a new receipt. */
export const firstLines = (receipt: number): ReadonlyArray<Line> =>
  goods
    .map((good, place) => lineOf(receipt, place, good, good.initially))
    .filter(({ quantity }) => quantity > 0)

/** One step more or less of a good; a line without any goes. */
export const changed = (
  lines: ReadonlyArray<Line>,
  receipt: number,
  good: Good,
  by: 1 | -1,
): ReadonlyArray<Line> => {
  const step = by * STEP[good.unit]
  const known = lines.some((line) => line.good === good)
  if (!known) return by > 0 ? [...lines, lineOf(receipt, goods.indexOf(good), good, step)] : lines
  return lines
    .map((line) =>
      line.good === good ? { ...line, quantity: Math.min(MOST, Math.max(0, line.quantity + step)) } : line,
    )
    .filter(({ quantity }) => quantity > 0)
}

/** Before discounts. */
export const gross = ({ good, quantity }: Line): Kopecks => lineAmount(good.price, quantity)

/** With the discount off, before points. */
export const amountOf = (line: Line): Kopecks => subtract(gross(line), line.discount)

/** What is paid for it in money. */
export const netOf = (line: Line): Kopecks => subtract(amountOf(line), pointsAsMoney(line.bonus))

export interface Totals {
  readonly gross: Kopecks
  readonly discount: Kopecks
  readonly amount: Kopecks
  readonly bonus: Points
  readonly toPay: Kopecks
}

export const totalsOf = (lines: ReadonlyArray<Line>): Totals => ({
  gross: sum(lines.map(gross)),
  discount: sum(lines.map(({ discount }) => discount)),
  amount: sum(lines.map(amountOf)),
  bonus: lines.reduce((all, { bonus }) => add(all, bonus), zeroPoints),
  toPay: sum(lines.map(netOf)),
})

/** Nobody's discounts, and nothing paid by points. */
export const plain = (lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
  lines.map((line) => ({ ...line, percent: 0, discount: zeroKopecks, bonus: zeroPoints }))
