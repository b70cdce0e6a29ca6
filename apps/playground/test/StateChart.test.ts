/**
 * The state chart is true: its arrows are those of the engine's own fold, seen in journals that the engine wrote; and it can be read.
 */
import { PointId, ReceiptId } from "@loyalkit/core/Domain"
import { open as untouched, type CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import { next } from "@loyalkit/core/journal/Fold"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { eventsByKind } from "@loyalkit/core/testing/JournalSamples"
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Text from "@loyalkit/scenario/format/Text"
import { gallery } from "@loyalkit/scenario/node/Gallery"
import { openFor, playIn } from "@loyalkit/scenario/play/Play"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { BOX, lines, linesOf, places, SIZE, type Line } from "../src/view/state-chart/Drawing.ts"
import { pathOf } from "../src/view/state-chart/Path.ts"
import { arrows, states, type Arrow, type StateTag } from "../src/view/state-chart/States.ts"
import { en } from "../src/text/states/en.ts"
import { ru } from "../src/text/states/ru.ts"
import { anyDay, rareDays } from "./AnyDays.ts"

/** So many days, each of a seed of its own: each arrow that they show at all is gone by three receipts at least. */
const DAYS = 48
const MOST_MILLIS = 120_000

const named = ({ from, to }: Arrow): string => `${from} → ${to}`
const drawn = new Set(arrows.map(named))

const { again: _, ...firstCommit } = eventsByKind.CommitIntended
const everyEvent: ReadonlyArray<JournalEvent> = [...Object.values(eventsByKind), firstCommit]

/** What no journal of today's engine has, though its fold takes it: why, and events that show it. */
const UNWRITTEN: Readonly<Record<string, { why: string; events: ReadonlyArray<JournalEvent> }>> = {
  "Held → Open": {
    why: "a look-up that finds nobody gives the hold up first, so that the receipt goes by Quoted",
    events: [eventsByKind.Identified, eventsByKind.Quoted, eventsByKind.Held, eventsByKind.SearchKept],
  },
  "InDoubt → Rejected": {
    why: "whoever closes a doubt says first that nothing was created, so that the receipt goes by NotCreated",
    events: [eventsByKind.Identified, firstCommit, eventsByKind.CommitUnknown, eventsByKind.Rejected],
  },
}

/** The ways of one path. */
const movesOf = (events: ReadonlyArray<JournalEvent>): ReadonlyArray<string> => {
  const path = pathOf(events)
  return path.slice(1).map((to, index) => named({ from: path[index] ?? to, to }))
}

/** What every receipt of a scenario went through. Each path must end where the engine says that its receipt is. */
const movesIn = (scenario: Scenario): ReadonlyArray<string> => {
  const shop = openFor(scenario)
  playIn(shop, scenario.steps)
  return shop.receipts().flatMap(({ key, state }) => {
    const own = shop.written().filter((one) => one.key.receipt === key.receipt && one.key.point === key.point)
    const events = own.flatMap((one) => one.events)
    assert.equal(pathOf(events).at(-1), state._tag, `${scenario.name}: ${key.receipt}`)
    return movesOf(events)
  })
}

/** Of states that differ only in what no event asks about, one is enough. */
const kindOf = (state: CheckoutState): string =>
  [
    state._tag,
    "before" in state ? state.before._tag : "",
    "account" in state ? "known" : "",
    "judge" in state ? "judged" : "",
  ].join()

/** Every move that the fold takes, from whatever state it can get to. */
const movesOfFold = (): ReadonlySet<string> => {
  const moves = new Set<string>()
  const seen = new Map<string, CheckoutState>()
  const look = (state: CheckoutState): void => {
    if (seen.has(kindOf(state))) return
    seen.set(kindOf(state), state)
    for (const event of everyEvent) {
      const step = next(state, event)
      if (Result.isFailure(step)) continue
      const after = step.success
      if (after._tag !== state._tag) moves.add(named({ from: state._tag, to: after._tag }))
      look(after)
    }
  }
  look(untouched({ point: PointId.make("p"), receipt: ReceiptId.make("r") }))
  return moves
}

describe("the state chart's arrows", () => {
  it("are all that the engine's fold takes, and no others", () => {
    assert.deepEqual([...movesOfFold()].toSorted(), [...drawn].toSorted())
  })

  it(
    "are what receipts go by, in the gallery and on other days: none goes by another way, and each way is gone",
    () => {
      const played = gallery().map(({ text }) =>
        Result.getOrThrowWith(Text.parse(text), ({ message }) => new Error(message)),
      )
      const days = Array.from({ length: DAYS }, (_, index) => anyDay(String(index + 1)))
      const seen = new Set([...played, ...days, ...rareDays].flatMap(movesIn))
      assert.deepEqual(
        [...seen].filter((move) => !drawn.has(move)),
        [],
      )
      assert.deepEqual(
        [...drawn].filter((move) => !seen.has(move)),
        Object.keys(UNWRITTEN),
      )
    },
    MOST_MILLIS,
  )

  it.each(Object.entries(UNWRITTEN).map(([move, { events, why }]) => ({ move, events, why })))(
    "have $move, which no journal shows: $why",
    ({ events, move }) => {
      assert.equal(movesOf(events).at(-1), move)
    },
  )
})

describe("a receipt's path", () => {
  const { Identified, Quoted, Held, Committed } = eventsByKind

  it("has every state that was entered, the same again too, and none for what changes nothing", () => {
    assert.deepEqual(pathOf([]), ["Open"])
    assert.deepEqual(pathOf([Identified, Quoted, Quoted, Held, Identified, Quoted]), [
      "Open",
      "Identified",
      "Quoted",
      "Held",
      "Identified",
      "Quoted",
    ])
  })

  it("ends before an event that cannot follow", () => {
    assert.deepEqual(pathOf([Identified, Committed, Quoted]), ["Open", "Identified"])
  })
})

describe("the state chart's drawing", () => {
  /** How a point lies to a state: within it, on its border, or outside. */
  const lies = ([x, y]: readonly [number, number], state: StateTag): "in" | "on" | "out" => {
    const { x: left, y: top } = places[state]
    const far = Math.max(left - x, x - left - BOX.width, top - y, y - top - BOX.height)
    return far < 0 ? "in" : far === 0 ? "on" : "out"
  }
  /** Points along a way, a pixel apart. */
  const along = (way: Line["way"]): ReadonlyArray<readonly [number, number]> =>
    way.slice(1).flatMap(([toX, toY], index) => {
      const [x, y] = way[index] ?? [toX, toY]
      const far = Math.abs(toX - x) + Math.abs(toY - y)
      return Array.from({ length: far + 1 }, (_, step): readonly [number, number] => [
        x + ((toX - x) * step) / far,
        y + ((toY - y) * step) / far,
      ])
    })

  it("goes with each arrow from one state to the other, straight, and through none", () => {
    for (const { from, to, way } of lines) {
      const arrow = named({ from, to })
      const [begin, end] = [way[0], way.at(-1)]
      assert.isTrue(begin !== undefined && end !== undefined, arrow)
      if (begin === undefined || end === undefined) continue
      assert.equal(lies(begin, from), "on", arrow)
      assert.equal(lies(end, to), "on", arrow)
      way.slice(1).forEach(([x, y], index) => {
        assert.isTrue(x === way[index]?.[0] || y === way[index]?.[1], `${arrow} is slanting`)
      })
      for (const point of along(way)) {
        for (const state of states) assert.notEqual(lies(point, state), "in", `${arrow} through ${state}`)
        assert.isTrue(point[0] > 0 && point[0] < SIZE.width && point[1] > 0 && point[1] < SIZE.height, arrow)
      }
    }
  })

  it("tells the ways apart that one state is left by: none lies within another", () => {
    for (const one of lines) {
      const others = lines.filter(({ from, to }) => from === one.from && to !== one.to)
      for (const { to, way } of others) {
        const other = new Set(along(way).map(String))
        const isWithin = along(one.way).every((point) => other.has(String(point)))
        assert.isFalse(isWithin, `${named(one)} and ${named({ from: one.from, to })}`)
      }
    }
  })

  it("writes each name whole, in two lines at most", () => {
    for (const { states: names } of [en, ru]) {
      for (const name of Object.values(names)) {
        const parts = linesOf(name)
        assert.equal(parts.join(" "), name)
        assert.isAtMost(parts.length, 2)
      }
    }
  })
})
