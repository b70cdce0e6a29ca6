/**
 * Makes a long failing list short: leaves out whatever the failure does not need (Zeller's ddmin).
 */

/** How often a failure may be played again while it is made shorter. Our judgment: some seconds. */
export const MOST_PLAYS = 600

/**
 * The shortest list found that still fails, leaving out ever smaller parts. `fails` is asked at most `most` times;
 * it must hold for the whole list.
 */
export const shrink = <A>(
  items: ReadonlyArray<A>,
  fails: (items: ReadonlyArray<A>) => boolean,
  most: number = MOST_PLAYS,
): ReadonlyArray<A> => {
  let left = items
  let plays = 0
  let parts = 2
  while (left.length > 1 && plays < most) {
    const size = Math.ceil(left.length / parts)
    let shorter: ReadonlyArray<A> | undefined
    for (let from = 0; from < left.length && plays < most; from += size) {
      const without = [...left.slice(0, from), ...left.slice(from + size)]
      plays++
      if (fails(without)) {
        shorter = without
        break
      }
    }
    if (shorter !== undefined) {
      left = shorter
      parts = Math.max(2, parts - 1)
    } else if (size === 1) break
    else parts = Math.min(left.length, parts * 2)
  }
  return left
}
