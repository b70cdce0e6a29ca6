/**
 * Where each state stands on the chart, and by which way each arrow goes.
 *
 * Two columns, so that it fits a phone: down the left one a usual receipt, and to the right what else may become of it. Arrows share their ways as a
 * city's lines do: back up by the left edge, out by the middle. No two ways cross, and none runs through a state.
 */
import { arrows, type following, states, type Arrow, type StateTag } from "./States.ts"

/** Of the whole chart, in pixels. */
export const SIZE = { width: 304, height: 326 } as const
/** Of a state. */
export const BOX = { width: 116, height: 32 } as const

const LEFT = 18
const RIGHT = 172
/** Where a doubt stands, between the two. */
const MIDDLE = 95
/** The ways up and down: beside the left column, between the columns, and beside the right one. */
const WAY = { back: 5, out: 148, refused: 160, away: 299 } as const

interface Place {
  readonly x: number
  readonly y: number
}

/** The left upper corner of each state. */
export const places: Readonly<Record<StateTag, Place>> = {
  Open: { x: LEFT, y: 2 },
  Cancelled: { x: RIGHT, y: 2 },
  Identified: { x: LEFT, y: 46 },
  Quoted: { x: LEFT, y: 90 },
  Held: { x: LEFT, y: 134 },
  Queued: { x: RIGHT, y: 134 },
  Committing: { x: LEFT, y: 196 },
  NotCreated: { x: RIGHT, y: 196 },
  InDoubt: { x: MIDDLE, y: 244 },
  Committed: { x: LEFT, y: 292 },
  Rejected: { x: RIGHT, y: 292 },
}

type Point = readonly [x: number, y: number]
type Way = readonly [Point, ...ReadonlyArray<Point>, Point]

const top = (state: StateTag): number => places[state].y
const middle = (state: StateTag): number => places[state].y + BOX.height / 2
const bottom = (state: StateTag): number => places[state].y + BOX.height
const left = (state: StateTag): number => places[state].x
const right = (state: StateTag): number => places[state].x + BOX.width

const down = (from: StateTag, to: StateTag, x: number): Way => [
  [x, bottom(from)],
  [x, top(to)],
]
const up = (from: StateTag, to: StateTag, x: number): Way => [
  [x, top(from)],
  [x, bottom(to)],
]
/** Back up: it leaves above the middle and arrives below it, so that the two do not meet. */
const back = (from: StateTag, to: StateTag): Way => [
  [left(from), middle(from) - 7],
  [WAY.back, middle(from) - 7],
  [WAY.back, middle(to) + 7],
  [left(to), middle(to) + 7],
]
/** Out by the middle, or straight across where it lies at the same height. */
const out = (from: StateTag, [x, y]: Point): Way => {
  const begin: Point = [right(from), middle(from)]
  const bends: ReadonlyArray<Point> =
    middle(from) === y
      ? []
      : [
          [WAY.out, middle(from)],
          [WAY.out, y],
        ]
  return [begin, ...bends, [x, y]]
}

/** The middle of the left column. */
const MAIN = 76
const toQueue: Point = [RIGHT, middle("Queued")]
const toCancelled: Point = [RIGHT, middle("Cancelled")]
/** What comes to a sale, and goes from it, on its right side. */
const SIDE = { intoSale: -11, toQueue: -4, toNotCreated: 4, sentAgain: 11 } as const
const beside = (shift: number): number => middle("Committing") + shift
const toSale: Point = [right("Committing"), beside(SIDE.intoSale)]
const across = (from: StateTag, to: StateTag, y: number): Way =>
  left(from) < left(to)
    ? [
        [right(from), y],
        [left(to), y],
      ]
    : [
        [left(from), y],
        [right(to), y],
      ]

type Ways = {
  readonly [From in StateTag]: { readonly [To in (typeof following)[From][number]]: Way }
}

const ways: Ways = {
  Open: {
    Identified: down("Open", "Identified", MAIN),
    Queued: out("Open", toQueue),
    Cancelled: out("Open", toCancelled),
  },
  Identified: {
    Open: back("Identified", "Open"),
    Quoted: down("Identified", "Quoted", MAIN),
    Queued: out("Identified", toQueue),
    Committing: out("Identified", toSale),
    Cancelled: out("Identified", toCancelled),
  },
  Quoted: {
    Open: back("Quoted", "Open"),
    Identified: back("Quoted", "Identified"),
    Held: down("Quoted", "Held", MAIN),
    Queued: out("Quoted", toQueue),
    Committing: out("Quoted", toSale),
    Cancelled: out("Quoted", toCancelled),
  },
  Held: {
    Open: back("Held", "Open"),
    Identified: back("Held", "Identified"),
    Quoted: back("Held", "Quoted"),
    Queued: out("Held", toQueue),
    Committing: down("Held", "Committing", MAIN),
    Cancelled: out("Held", toCancelled),
  },
  Queued: {
    Committing: [
      [190, bottom("Queued")],
      [190, bottom("Queued") + 11],
      [WAY.out, bottom("Queued") + 11],
      [WAY.out, toSale[1]],
      toSale,
    ],
    Rejected: [
      [right("Queued"), middle("Queued")],
      [WAY.away, middle("Queued")],
      [WAY.away, middle("Rejected")],
      [right("Rejected"), middle("Rejected")],
    ],
  },
  Committing: {
    Identified: back("Committing", "Identified"),
    Quoted: back("Committing", "Quoted"),
    Held: back("Committing", "Held"),
    Queued: [
      [right("Committing"), beside(SIDE.toQueue)],
      [WAY.refused, beside(SIDE.toQueue)],
      [WAY.refused, bottom("Queued") + 20],
      [206, bottom("Queued") + 20],
      [206, bottom("Queued")],
    ],
    InDoubt: down("Committing", "InDoubt", 114),
    NotCreated: across("Committing", "NotCreated", beside(SIDE.toNotCreated)),
    Committed: down("Committing", "Committed", 44),
  },
  InDoubt: {
    NotCreated: up("InDoubt", "NotCreated", 184),
    Committed: down("InDoubt", "Committed", 114),
    Rejected: down("InDoubt", "Rejected", 192),
  },
  NotCreated: {
    Committing: across("NotCreated", "Committing", beside(SIDE.sentAgain)),
    InDoubt: down("NotCreated", "InDoubt", 200),
    Rejected: down("NotCreated", "Rejected", 260),
  },
  Committed: {},
  Rejected: {},
  Cancelled: {},
}

/** An arrow as it is drawn. */
export interface Line extends Arrow {
  readonly way: ReadonlyArray<Point>
  /** Its way as an SVG path, up to its head. */
  readonly path: string
  /** Its head, as another. */
  readonly head: string
}

const CORNER = 6
const HEAD = { length: 6, width: 7 } as const

/** A point so far from another, on the way to a third. */
const toward = ([x, y]: Point, [toX, toY]: Point, far: number): Point => {
  const length = Math.hypot(toX - x, toY - y)
  const share = length === 0 ? 0 : Math.min(far, length / 2) / length
  return [x + (toX - x) * share, y + (toY - y) * share]
}

const written = ([x, y]: Point): string => `${x} ${y}`

const headOf = (tip: Point, before: Point): string => {
  const base = toward(tip, before, HEAD.length)
  const [acrossX, acrossY] = [(tip[1] - base[1]) / HEAD.length, (base[0] - tip[0]) / HEAD.length]
  const half = HEAD.width / 2
  const wing = (side: number): Point => [base[0] + acrossX * half * side, base[1] + acrossY * half * side]
  return `M${written(tip)}L${written(wing(1))}L${written(wing(-1))}Z`
}

const lineOf = (arrow: Arrow, way: ReadonlyArray<Point>): Line => {
  const [tip = [0, 0], before = tip] = way.toReversed()
  const bends = way.slice(1, -1).map((corner, index): string => {
    const [from = corner, to = corner] = [way[index], way[index + 2]]
    return `L${written(toward(corner, from, CORNER))}Q${written(corner)} ${written(toward(corner, to, CORNER))}`
  })
  const begin = way[0] ?? tip
  const path = `M${written(begin)}${bends.join("")}L${written(toward(tip, before, HEAD.length - 1))}`
  return { ...arrow, way, path, head: headOf(tip, before) }
}

const wayOf: Readonly<Record<StateTag, Readonly<Partial<Record<StateTag, Way>>>>> = ways

export const lines: ReadonlyArray<Line> = arrows.map((arrow) =>
  lineOf(arrow, wayOf[arrow.from][arrow.to] ?? []),
)

/** So many letters a state's width allows in one line, of the widest of the page's fonts. */
const MOST_LETTERS = 12

/** A state's name in one line, or in two that are as even as can be; a no-break space keeps what it joins. */
export const linesOf = (name: string): ReadonlyArray<string> => {
  if (name.length <= MOST_LETTERS) return [name]
  const words = name.split(" ")
  const halves = words.slice(1).map((_, index) => {
    const parts = [words.slice(0, index + 1).join(" "), words.slice(index + 1).join(" ")]
    return { parts, longest: Math.max(...parts.map((part) => part.length)) }
  })
  const [best] = halves.toSorted((a, b) => a.longest - b.longest)
  return best?.parts ?? [name]
}

export const boxes = states.map((state) => ({ state, ...places[state] }))
