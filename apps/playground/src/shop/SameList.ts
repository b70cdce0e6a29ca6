/** Tells a list with news in it from one that was only made again, so that nothing is drawn anew for the latter. */

/** Of the same things in the same order. */
export const isSameList = <A>(one: ReadonlyArray<A>, other: ReadonlyArray<A>): boolean =>
  one.length === other.length && one.every((item, place) => item === other[place])
