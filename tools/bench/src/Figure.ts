/**
 * What a benchmark tells: one number, what it is a number of, and whether it is where it should be.
 */

/** A measured figure. A ratio has no unit. */
export interface Figure {
  readonly name: string
  readonly value: number
  /** What the number counts, and the measurements behind it. */
  readonly detail: string
  readonly target: { readonly at: "most" | "least"; readonly value: number }
}

/** How long to measure. A smoke test measures nearly nothing. */
export interface Effort {
  /** How often both sides are measured; the figure is the median. */
  readonly rounds: number
  /** 1 for a figure worth telling; smaller to see only that a benchmark runs. */
  readonly scale: number
}

export interface Benchmark {
  readonly name: string
  readonly run: (effort: Effort) => Promise<Figure>
}

/** Is the figure where it should be? */
export const isReached = ({ target, value }: Figure): boolean =>
  target.at === "most" ? value <= target.value : value >= target.value

/** The one line of a figure. */
export const line = (figure: Figure): string => {
  const { at, value } = figure.target
  const target = `target ${at === "most" ? "≤" : "≥"} ${value}: ${isReached(figure) ? "reached" : "missed"}`
  return `bench ${figure.name} ${figure.value.toFixed(2)} ${figure.detail}; ${target}`
}
