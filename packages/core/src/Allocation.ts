/**
 * Bonus points spread over a receipt's lines, exact to the kopeck.
 *
 * A fiscal receipt shows a discount line by line, and the lines must make up the receipt: a kopeck lost in
 * rounding is a receipt that the till's driver refuses. Some goods take no points at all, and some tills print
 * no line that costs nothing. So each line has a limit, what it may lose; points are spread in proportion to
 * these limits, rounded down, and the kopecks that are left go one each to the lines with the largest
 * remainders, among equal ones to the smaller line ID.
 *
 * A line's share depends on which lines there are, never on their order: a till that sorts its receipt anew
 * gets the same shares. It does not follow that one point more leaves every line with at least its share of
 * before; the method of largest remainders does not promise that.
 *
 * Only a line's `amount` counts, not its price times its quantity: it is what the till charges, after rounding
 * of its own. Work is linear in the number of lines.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import type { ReceiptLine } from "./Domain.ts"
import { nth } from "./internal/selection.ts"
import { format, Kopecks, MAX_WHOLE, Points, pointsAsMoney, subtract } from "./Money.ts"

/** What of a line matters here. */
export type AllocatedLine = Pick<ReceiptLine, "id" | "amount" | "excluded">

/** The most points that a line can take. */
export interface LineLimit {
  readonly id: string
  readonly points: Points
}

/** A line's share of the points, and what is left to pay for it. */
export interface LineShare {
  readonly id: string
  readonly points: Points
  readonly amountAfter: Kopecks
}

/** More points than the lines can take. `capacity` is the most they can. */
export class PointsExceedLines extends Data.TaggedError("PointsExceedLines")<{ readonly capacity: Points }> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `These goods take at most ${format(pointsAsMoney(this.capacity), "en")} points. Choose fewer.`
  }
}

/** Two lines of one receipt have the same ID, so that a share would not say whose it is. */
export class DuplicateLine extends Data.TaggedError("DuplicateLine")<{ readonly id: string }> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `Two lines have the ID ${JSON.stringify(this.id)}. Give each line of the receipt an ID of its own.`
  }
}

/** The lines do not make up the receipt. A `sum` beyond the largest amount is reported as that one. */
export class LinesDiffer extends Data.TaggedError("LinesDiffer")<{
  readonly amount: Kopecks
  readonly sum: Kopecks
}> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `The lines sum to ${format(this.sum, "en")}, the receipt to ${format(this.amount, "en")}. Send lines that make up the amount.`
  }
}

/** What can be wrong with a receipt's lines. */
export type LinesError = DuplicateLine | LinesDiffer

/** What can be wrong with spreading points over lines. */
export type AllocationError = PointsExceedLines | DuplicateLine

const limitOf = (line: AllocatedLine, minLine: Kopecks): number =>
  line.excluded === true ? 0 : Math.max(0, line.amount - Math.max(0, minLine))

/**
 * The most points that each line can take, in the order given: its amount less `minLine`, the least that a
 * line may cost after points (`minLine` of the `Policy`). Nothing for an excluded line, nor for one that
 * costs no more than the minimum.
 *
 * @example
 * ```ts
 * import * as Allocation from "@loyalkit/core/Allocation"
 * import { Kopecks } from "@loyalkit/core/Money"
 *
 * const lines = [
 *   { id: "bread", amount: Kopecks.make(5_000) },
 *   { id: "vodka", amount: Kopecks.make(40_000), excluded: true }
 * ]
 * Allocation.limits(lines, Kopecks.make(100)).map(({ points }) => points) // => [4900, 0]
 * Allocation.capacity(lines, Kopecks.make(100)) // => 4900
 * ```
 */
export const limits = (lines: ReadonlyArray<AllocatedLine>, minLine: Kopecks): ReadonlyArray<LineLimit> =>
  lines.map((line) => ({ id: line.id, points: Points.make(limitOf(line, minLine)) }))

/**
 * The most points that all lines together can take, in hundredths. For lines that {@link checkLines} let pass;
 * ones that sum beyond the largest amount are a defect.
 */
export const capacity = (lines: ReadonlyArray<AllocatedLine>, minLine: Kopecks): Points => {
  let total = 0
  for (const line of lines) total += limitOf(line, minLine)
  return Points.make(total)
}

const duplicate = (lines: ReadonlyArray<AllocatedLine>): DuplicateLine | undefined => {
  const seen = new Set<string>()
  for (const { id } of lines) {
    if (seen.has(id)) return new DuplicateLine({ id })
    seen.add(id)
  }
  return undefined
}

/**
 * Do the lines make up the receipt: an ID for each, and amounts that sum to `amount`?
 *
 * @example
 * ```ts
 * import * as Allocation from "@loyalkit/core/Allocation"
 * import { Kopecks } from "@loyalkit/core/Money"
 * import * as Result from "effect/Result"
 *
 * const lines = [{ id: "bread", amount: Kopecks.make(5_000) }]
 * Result.isSuccess(Allocation.checkLines(lines, Kopecks.make(5_000))) // => true
 * Result.isSuccess(Allocation.checkLines(lines, Kopecks.make(5_001))) // => false
 * ```
 */
export const checkLines = (
  lines: ReadonlyArray<AllocatedLine>,
  amount: Kopecks,
): Result.Result<void, LinesError> => {
  const twice = duplicate(lines)
  if (twice !== undefined) return Result.fail(twice)
  let total = 0
  for (const line of lines) total = Math.min(total + line.amount, MAX_WHOLE * 100)
  const sum = Kopecks.make(total)
  return sum === amount ? Result.succeed(undefined) : Result.fail(new LinesDiffer({ amount, sum }))
}

/** What {@link allocate} spreads, and over what. `minLine` is the least that a line may cost after points. */
export interface Allocation {
  readonly lines: ReadonlyArray<AllocatedLine>
  readonly points: Points
  readonly minLine: Kopecks
}

/**
 * Spreads points over lines: each line's share and what is left to pay for it, in the order given. The shares
 * sum to `points`, and each is less than one hundredth away from the exact proportion. Negative points are a
 * defect.
 *
 * @example
 * ```ts
 * import * as Allocation from "@loyalkit/core/Allocation"
 * import { Kopecks, Points } from "@loyalkit/core/Money"
 * import * as Result from "effect/Result"
 *
 * const lines = ["a", "b", "c"].map((id) => ({ id, amount: Kopecks.make(10_000) }))
 * const minLine = Kopecks.make(0)
 * const shares = Result.getOrThrow(Allocation.allocate({ lines, points: Points.make(10_000), minLine }))
 * shares.map(({ points }) => points) // => [3334, 3333, 3333]
 * shares.map(({ amountAfter }) => amountAfter) // => [6666, 6667, 6667]
 * ```
 */
export const allocate = ({
  lines,
  points,
  minLine,
}: Allocation): Result.Result<ReadonlyArray<LineShare>, AllocationError> => {
  if (points < 0) throw new RangeError("Fewer than zero points cannot be spread over lines.")
  const twice = duplicate(lines)
  if (twice !== undefined) return Result.fail(twice)
  const most = capacity(lines, minLine)
  if (points > most) return Result.fail(new PointsExceedLines({ capacity: most }))
  const parts = lines.map((line) => partOf(line, limitOf(line, minLine), points, most))
  spreadRest(parts, points)
  return Result.succeed(
    parts.map(({ line, share }) => {
      const taken = Points.make(share)
      return { id: line.id, points: taken, amountAfter: subtract(line.amount, pointsAsMoney(taken)) }
    }),
  )
}

/** A line on the way to its share. `remainder` is what rounding down left, in parts of the capacity. */
interface Part {
  readonly line: AllocatedLine
  share: number
  readonly remainder: number
}

/** `points × limit / capacity`, rounded down, with the remainder. Exact: a product beyond 2^53 goes through `bigint`. */
const partOf = (line: AllocatedLine, limit: number, points: number, capacity: number): Part => {
  if (capacity === 0) return { line, share: 0, remainder: 0 }
  const product = points * limit
  if (product <= Number.MAX_SAFE_INTEGER) {
    const remainder = product % capacity
    return { line, share: (product - remainder) / capacity, remainder }
  }
  const [exact, divisor] = [BigInt(points) * BigInt(limit), BigInt(capacity)]
  return { line, share: Number(exact / divisor), remainder: Number(exact % divisor) }
}

/** The larger remainder first, then the smaller ID, by code units as `<` compares. No two are equal, since IDs differ. */
const byClaim = (a: Part, b: Part): number =>
  b.remainder - a.remainder || (a.line.id < b.line.id ? -1 : a.line.id > b.line.id ? 1 : 0)

/**
 * Gives what rounding down left over, one hundredth each, to those with the first claims. There are more
 * remainders than hundredths left, and a line with a remainder is below its limit, so none goes beyond it.
 */
const spreadRest = (parts: ReadonlyArray<Part>, points: number): void => {
  let rest = points
  for (const { share } of parts) rest -= share
  if (rest === 0) return
  const last = nth(parts, rest - 1, byClaim)
  for (const part of parts) if (byClaim(part, last) <= 0) part.share += 1
}
