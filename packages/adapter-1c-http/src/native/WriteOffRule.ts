/**
 * Is this write-off another one, or the same again? And how much of the purchase is it for?
 *
 * The protocol says neither. РМК itself never repeats a write-off; it asks for the next only when a further receipt is printed, and gives the
 * card back (`unlock`) where the answer to the last was lost. So the same again is a repetition by something on the way
 *
 * - where nothing else came for this card since, and the first is not yet answered or was only just: no printer is so fast;
 * - where the purchase's points, as the last calculation showed them, are written off already, some minutes long.
 *
 * Anything else is a further receipt's. The model in `test/joining/Joining.model.test.ts` searches what this can cost.
 */
import { Kopecks, type Points } from "@loyalkit/core/Money"
import type { Calculated, Part, Visit } from "./Visit.ts"

/** Less than a fiscal printer takes for a receipt; a proxy that repeats does it at once. Our judgment. */
export const MOMENT = 1_000
/** Longer than any till or proxy waits for an answer (РМК: 60 s by default). */
export const UNANSWERED = 120_000
/** In which a whole purchase's points, written off, are not written off again. Our judgment: the next customer takes the card anew long before. */
export const SETTLED = 600_000

/** What to do: the part of that place again, or a new one. `amount` 0: how much it is for is not known. */
export type Step =
  | { readonly _tag: "Again"; readonly part: number }
  | { readonly _tag: "New"; readonly part: number; readonly amount: Kopecks }

export interface Asked {
  readonly points: Points
  /** When the request came, in milliseconds since 1970. */
  readonly arrived: number
}

const total = (numbers: ReadonlyArray<number>): number => numbers.reduce((sum, number) => sum + number, 0)
const pointsOf = (items: ReadonlyArray<{ readonly points: Points }>): number =>
  total(items.map(({ points }) => points))
const amountOf = (items: ReadonlyArray<{ readonly amount: Kopecks }>): number =>
  total(items.map(({ amount }) => amount))

const isOnTheWay = (last: Part, { arrived, points }: Asked): boolean =>
  last.points === points &&
  last.followed === undefined &&
  arrived - (last.answered ?? last.at) < (last.answered === undefined ? UNANSWERED : MOMENT)

/** The place of the part that a purchase's points, all written off, leave this one to be: the newest of the same size. */
const spentAlready = ({ lines, parts }: Visit, { arrived, points }: Asked): number | undefined => {
  const shown = pointsOf(lines)
  if (shown === 0 || pointsOf(parts) + points <= shown) return undefined
  const place = parts.findLastIndex((part) => part.points === points && arrived - part.at < SETTLED)
  return place < 0 ? undefined : place
}

/** Lines that nobody searches more than so many of for the ones that make up a sum: the search doubles with each. */
const MOST_SEARCHED = 16

/** The amount of the only group of lines that shows just these points; nothing where there is none, or more than one such amount. */
const ofLines = (lines: ReadonlyArray<Calculated>, points: Points): number | undefined => {
  const showing = lines.filter((line) => line.points > 0)
  if (showing.length > MOST_SEARCHED) return undefined
  const sums = new Map([[0, new Set([0])]])
  for (const line of showing)
    for (const [sum, amounts] of [...sums].map(([sum, amounts]) => [sum, [...amounts]] as const))
      for (const amount of amounts) {
        const next = sums.get(sum + line.points) ?? new Set<number>()
        sums.set(sum + line.points, next.add(amount + line.amount))
      }
  const found = [...(sums.get(points) ?? [])]
  return found.length === 1 ? found[0] : undefined
}

/**
 * How much of the purchase a write-off stands for: all of it where it spends all points; else the lines that show just so many; else its share of
 * the points, rounded up, so that a share of what may be spent is never too much for it. The last part takes what is left.
 */
export const amountFor = ({ lines, parts }: Visit, points: Points): Kopecks => {
  const [amount, shown] = [amountOf(lines), pointsOf(lines)]
  const [paid, spent] = [amountOf(parts), pointsOf(parts)]
  if (shown === 0) return Kopecks.make(parts.length === 0 && points <= amount ? amount : 0)
  if (spent === 0 && points === shown) return Kopecks.make(amount)
  if (spent + points > shown) return Kopecks.make(0)
  const share = Math.max(
    points,
    Number((BigInt(amount) * BigInt(points) + BigInt(shown) - 1n) / BigInt(shown)),
  )
  if (spent + points === shown) return Kopecks.make(Math.max(share, amount - paid))
  return Kopecks.make(ofLines(lines, points) ?? share)
}

/** Decides. */
export const decide = (visit: Visit, asked: Asked): Step => {
  const { parts } = visit
  const last = parts.at(-1)
  if (last !== undefined && isOnTheWay(last, asked)) return { _tag: "Again", part: parts.length - 1 }
  const before = spentAlready(visit, asked)
  if (before !== undefined) return { _tag: "Again", part: before }
  return { _tag: "New", part: parts.length, amount: amountFor(visit, asked.points) }
}
