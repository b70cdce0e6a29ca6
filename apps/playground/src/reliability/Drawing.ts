/**
 * Where a plot's lines and labels are, in pixels: no drawing of its own, so it can be reasoned about.
 */
import { clients, type Client, type Figures, type Harm } from "./Figures.ts"
import type { History } from "./History.ts"
import { scaleFor, type Scale } from "./Scale.ts"

export interface Size {
  readonly width: number
  readonly height: number
}

/** Room around the plot for what is written along it. */
const ROOM = { top: 38, right: 12, bottom: 40, left: 52 }

const LEAST_RECEIPTS = 1_000
const LEAST_SALES = 10

/** In pixels: with less there is no room for five numbers side by side. */
const NARROW = 480

/** Room for a label beside its line's end. Without it the label stands above the end, where a line that only rises has not been. */
const LABEL_WIDTH = 172
const ABOVE = 7
const MIDDLE = 4
/** Between the baselines of two labels. */
const APART = 17

export interface Line {
  readonly client: Client
  readonly value: number
  readonly path: string
  readonly label: { readonly x: number; readonly y: number; readonly anchor: "start" | "end" }
}

export interface Tick {
  readonly at: number
  readonly value: number
}

export interface Drawing {
  readonly plot: {
    readonly left: number
    readonly right: number
    readonly top: number
    readonly bottom: number
  }
  readonly across: ReadonlyArray<Tick>
  readonly up: ReadonlyArray<Tick>
  readonly lines: ReadonlyArray<Line>
}

const most = (last: Figures, harm: Harm): number =>
  Math.max(...clients.map((client) => last.harm[client][harm]))

/** Draws the history of one harm. */
export const draw = (history: History, last: Figures, harm: Harm, { height, width }: Size): Drawing => {
  const plot = { left: ROOM.left, right: width - ROOM.right, top: ROOM.top, bottom: height - ROOM.bottom }
  const receipts = scaleFor(last.counted.receipts, LEAST_RECEIPTS, width < NARROW)
  const sales = scaleFor(most(last, harm), LEAST_SALES, false)
  const x = (value: number): number => plot.left + ((plot.right - plot.left) * value) / receipts.end
  const y = (value: number): number => plot.bottom - ((plot.bottom - plot.top) * value) / sales.end
  const ticks = (scale: Scale, at: (value: number) => number): ReadonlyArray<Tick> =>
    scale.ticks.map((value) => ({ value, at: at(value) }))

  const end = x(last.counted.receipts)
  const beside = { x: end + ABOVE, lift: -MIDDLE, anchor: "start" } as const
  const above = { x: end, lift: ABOVE, anchor: "end" } as const
  const {
    anchor,
    lift,
    x: labelled,
  } = end + LABEL_WIDTH < plot.right
    ? beside
    : end - LABEL_WIDTH > plot.left
      ? above
      : { ...above, x: Math.max(end, plot.left + LABEL_WIDTH) }

  // From the lowest up, ours lowest of equals; each keeps its distance from the one below.
  const rising = [...clients].toSorted((a, b) => last.harm[a][harm] - last.harm[b][harm])
  const lines: Array<Line> = []
  for (const client of rising) {
    const value = last.harm[client][harm]
    const below = lines.at(-1)?.label.y ?? Number.POSITIVE_INFINITY
    lines.push({
      client,
      value,
      path: `M${history
        .map((then) => `${x(then.counted.receipts).toFixed(1)} ${y(then.harm[client][harm]).toFixed(1)}`)
        .join("L")}`,
      label: { x: labelled, y: Math.min(y(value) - lift, below - APART), anchor },
    })
  }
  // Ours is drawn last: it is never hidden by another.
  lines.sort((a, b) => clients.indexOf(b.client) - clients.indexOf(a.client))
  return { plot, across: ticks(receipts, x), up: ticks(sales, y), lines }
}
