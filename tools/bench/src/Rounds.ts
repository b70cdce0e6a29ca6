/**
 * Two sides measured turn about, so that a noisy machine is noisy for both.
 *
 * A round is several short blocks of each side, in turns, and gives one median (or 99th percentile) for each side and their ratio.
 * The figure is the median of the rounds' ratios, with the least and the largest beside it: where those are
 * far apart the machine was busy, and the figure should be measured again.
 */
import type { Effort } from "./Figure.ts"

/** One block: gives its measurements, such as each call's milliseconds. */
export type Block = () => Promise<ReadonlyArray<number>>

export interface Comparison {
  /** The median of the rounds' ratios, ours to theirs. */
  readonly ratio: number
  readonly least: number
  readonly largest: number
  /** Medians over all rounds, in the blocks' own unit. */
  readonly ours: number
  readonly theirs: number
  readonly rounds: number
}

/** Blocks of each side in a round: enough that a burst of other work on the machine meets both. */
const BLOCKS = 10

/** Rounds before the first one that counts, in which the JIT compiler does its work. */
const WARM_UP = 2

/** The least value that so many of all, as a share, do not exceed. */
export const percentile =
  (share: number) =>
  (values: ReadonlyArray<number>): number =>
    values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

type Statistic = (values: ReadonlyArray<number>) => number

const round = async (
  ours: Block,
  theirs: Block,
  statistic: Statistic,
): Promise<readonly [ours: number, theirs: number]> => {
  const mine: Array<number> = []
  const their: Array<number> = []
  for (let block = 0; block < BLOCKS; block++) {
    // Who goes first changes, so that neither side always runs on the other's garbage.
    if (block % 2 === 0) mine.push(...(await ours()))
    their.push(...(await theirs()))
    if (block % 2 === 1) mine.push(...(await ours()))
  }
  return [statistic(mine), statistic(their)]
}

export const compare = async (
  effort: Effort,
  sides: { readonly ours: Block; readonly theirs: Block },
  /** What is told of a round's measurements. */
  statistic: Statistic = median,
): Promise<Comparison> => {
  for (let warm = 0; warm < WARM_UP; warm++) await round(sides.ours, sides.theirs, statistic)
  const pairs: Array<readonly [number, number]> = []
  for (let count = 0; count < effort.rounds; count++)
    pairs.push(await round(sides.ours, sides.theirs, statistic))
  const ratios = pairs.map(([ours, theirs]) => ours / theirs)
  return {
    ratio: median(ratios),
    least: Math.min(...ratios),
    largest: Math.max(...ratios),
    ours: median(pairs.map(([ours]) => ours)),
    theirs: median(pairs.map(([, theirs]) => theirs)),
    rounds: effort.rounds,
  }
}

/** Runs `call` so many times, one after the other; gives each one's milliseconds. */
export const timed = async (times: number, call: () => Promise<unknown>): Promise<ReadonlyArray<number>> => {
  const millis = Array.from<number>({ length: times })
  for (let index = 0; index < times; index++) {
    const from = performance.now()
    await call()
    millis[index] = performance.now() - from
  }
  return millis
}

/** A block that does so many things at once; gives how many it did a second. */
export const rate =
  (count: number, work: () => Promise<unknown>): Block =>
  async () => {
    const from = performance.now()
    await work()
    return [count / ((performance.now() - from) / 1_000)]
  }

/** A rate for people. */
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString("en")}/s`

/** How the rounds differed, for a figure's detail. */
export const spread = ({ largest, least, rounds }: Comparison): string =>
  `${rounds} rounds ${least.toFixed(2)}–${largest.toFixed(2)}`
