/**
 * Where an axis ends and what is written along it: round numbers, which change seldom while the figures rise.
 */

export interface Scale {
  readonly end: number
  /** From 0 to the end. */
  readonly ticks: ReadonlyArray<number>
}

/** An end, by its first digit, and into how many parts it falls. */
const ROUND = [
  [1, 5],
  [2, 4],
  [5, 5],
  [10, 5],
] as const

/** For numbers up to `most`; no shorter than `least`, which is 10 or more. Where there is little room only the middle is marked. */
export const scaleFor = (most: number, least: number, isNarrow: boolean): Scale => {
  const wanted = Math.max(most, least)
  const power = 10 ** Math.floor(Math.log10(wanted))
  const [digit, fine] = ROUND.find(([first]) => first * power >= wanted) ?? [10, 5]
  const parts = isNarrow ? 2 : fine
  const end = digit * power
  return { end, ticks: Array.from({ length: parts + 1 }, (_, index) => (end * index) / parts) }
}
