/**
 * How the figures rose, world by world, in as many points as a plot can show.
 */
import { none, type Figures } from "./Figures.ts"

/** More are not seen on a plot. */
const MOST_POINTS = 400

export type History = ReadonlyArray<Figures>

export const beginning: History = [none]

/** With one more point at its end. Where they are too many every second one goes, the first and the last never. */
export const longer = (history: History, figures: Figures): History => {
  const kept = history.length < MOST_POINTS ? history : history.filter((_, index) => index % 2 === 0)
  return [...kept, figures]
}
