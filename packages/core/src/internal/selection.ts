/**
 * The item at a rank, without sorting: what a spread of remainders needs, in time linear in the items whatever
 * they are (Blum, Floyd, Pratt, Rivest, Tarjan 1973, "Time bounds for selection").
 *
 * Each round looks at the median of the medians of fives, which has at least three tenths of the items on
 * either side of it, so that a fifth and at most seven tenths are left to look at.
 */
import * as Arr from "effect/Array"

const GROUP = 5

/**
 * The item that would stand at `rank` (0 for the first) if the items were sorted by `compare`. The items must
 * differ under it, and `rank` be one that exists; any other is a defect.
 */
export const nth = <A>(items: ReadonlyArray<A>, rank: number, compare: (a: A, b: A) => number): A => {
  if (items.length <= GROUP) return Arr.getUnsafe(items.toSorted(compare), rank)
  const medians: Array<A> = []
  // Not `chunksOf`: it copies the rest of the items for each group.
  for (let start = 0; start < items.length; start += GROUP) {
    const group = items.slice(start, start + GROUP).toSorted(compare)
    medians.push(Arr.getUnsafe(group, group.length >> 1))
  }
  const pivot = nth(medians, medians.length >> 1, compare)
  const before: Array<A> = []
  const after: Array<A> = []
  for (const item of items) {
    const order = compare(item, pivot)
    if (order < 0) before.push(item)
    else if (order > 0) after.push(item)
  }
  if (rank < before.length) return nth(before, rank, compare)
  const behind = rank - before.length
  return behind === 0 ? pivot : nth(after, behind - 1, compare)
}
