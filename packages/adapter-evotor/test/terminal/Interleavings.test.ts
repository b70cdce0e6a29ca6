/**
 * Any order of presses, closes, clears, lost broadcasts, bad networks and dying processes: one answer for each event, at most one sale for each
 * receipt, and our part of a receipt's discount is there once.
 */
import fc from "fast-check"
import { expect, it } from "vitest"
import { decodeExtra } from "../../src/terminal/index.ts"
import type { Weather } from "./FakeGateway.ts"
import { ANNA, BORIS, spends, worldOf, type World } from "./World.ts"

type Step =
  | { readonly do: "begin"; readonly total: number; readonly others: number }
  | { readonly do: "press"; readonly points: number; readonly search: string }
  | { readonly do: "others"; readonly more: number }
  | { readonly do: "close"; readonly isHeard: boolean }
  | { readonly do: "clear" }
  | { readonly do: "print" }
  | { readonly do: "restart" }
  | { readonly do: "pass"; readonly millis: number }
  | { readonly do: "weather"; readonly weather: Weather }

const weather = fc.record<Weather>({
  delay: fc.constantFrom(0, 10, 300, 1_500, 5_000),
  fate: fc.constantFrom("fine", "fine", "fine", "html", "unheard", "gone"),
})

const step = (mayAddOthers: boolean): fc.Arbitrary<Step> =>
  fc.oneof(
    fc.record({
      do: fc.constant("begin" as const),
      total: fc.integer({ min: 20_000, max: 99_999 }),
      others: fc.constantFrom(0, 0, 1_301),
    }),
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("press" as const),
        points: fc.constantFrom(0, 1_007, 2_003, 5_011),
        search: fc.constantFrom(ANNA, BORIS),
      }),
    },
    fc.record({
      do: fc.constant("others" as const),
      more: mayAddOthers ? fc.constantFrom(211, 509) : fc.constant(0),
    }),
    fc.record({ do: fc.constant("close" as const), isHeard: fc.boolean() }),
    fc.constant({ do: "clear" as const }),
    fc.constant({ do: "print" as const }),
    fc.constant({ do: "restart" as const }),
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("pass" as const),
        millis: fc.constantFrom(0, 5, 250, 700, 4_000, 20_000),
      }),
    },
    fc.record({ do: fc.constant("weather" as const), weather }),
  )

/** What the till knows of its receipts besides what it shows. */
class Truth {
  readonly others = new Map<string, number>()
  readonly totals = new Map<string, number>()
  count = 0
}

const isWaiting = ({ till: { events } }: World): boolean =>
  events.some(({ answers, isOver, isTakenOver }) => answers.length === 0 && !isOver && !isTakenOver)

const perform = async (world: World, truth: Truth, step: Step): Promise<void> => {
  const { gateway, till, time } = world
  const { open } = till
  switch (step.do) {
    case "begin": {
      const receipt = `r-${truth.count++}`
      truth.others.set(receipt, step.others)
      truth.totals.set(receipt, step.total)
      return till.begin(receipt, step.total, step.others)
    }
    case "press":
      world.ask = spends(step.points, step.search)
      return open === undefined ? undefined : void till.press(open)
    case "others":
      // While an event of ours waits, no other app has its turn.
      if (open === undefined || isWaiting(world)) return
      till.of(open).discountKopecks += step.more
      truth.others.set(open, (truth.others.get(open) ?? 0) + step.more)
      return
    case "close":
      return open === undefined ? undefined : till.close(open, step.isHeard)
    case "clear":
      return open === undefined ? undefined : till.clear(open)
    case "print":
      return open === undefined ? undefined : void till.print(open)
    case "restart":
      return world.restart()
    case "pass":
      return time.advance(step.millis)
    case "weather":
      gateway.weather = () => step.weather
  }
}

/** Our part in a receipt is what its extra says, and there once. */
const oursIsThereOnce = ({ till }: World, truth: Truth): void => {
  for (const [receipt, { discountKopecks, extra }] of till.receipts)
    expect(discountKopecks - (truth.others.get(receipt) ?? 0), `our part in ${receipt}`).toBe(
      decodeExtra(extra)?.discountKopecks ?? 0,
    )
}

const everyEventWasAnsweredOnce = ({ till }: World): void => {
  expect(till.misdirected).toBe(0)
  for (const event of [...till.events, ...till.prints]) {
    expect(event.answers.length).toBeLessThanOrEqual(1)
    if (!event.isTakenOver && !event.isOver) expect(event.answers).toHaveLength(1)
  }
}

const everySaleIsSettledOnce = ({ gateway, till }: World, truth: Truth): void => {
  for (const [receipt, { discountKopecks, isClosed, totalKopecks }] of till.receipts) {
    if (!isClosed) continue
    const others = truth.others.get(receipt) ?? 0
    const { commit } = gateway.of(receipt)
    const ours = discountKopecks - others
    if (ours > 0) expect(commit, `the sale of ${receipt}`).toBeDefined()
    if (commit !== undefined) expect(commit).toMatchObject({ amount: totalKopecks - others, points: ours })
  }
  expect(gateway.conflicts).toEqual([])
}

const holds = (showsExtras: boolean) =>
  fc.asyncProperty(fc.array(step(showsExtras), { minLength: 3, maxLength: 30 }), async (steps) => {
    const world = worldOf({ faults: { showsExtras } })
    const truth = new Truth()
    await perform(world, truth, { do: "begin", total: 50_000, others: 0 })
    for (const step of steps) {
      await perform(world, truth, step)
      oursIsThereOnce(world, truth)
    }
    await world.time.advance(60_000)
    everyEventWasAnsweredOnce(world)
    // The line is back, and the day goes on.
    world.gateway.weather = () => ({ delay: 0, fate: "fine" })
    await perform(world, truth, { do: "begin", total: 10_000, others: 0 })
    await world.time.advance(60_000)
    await world.loyalty.drain()
    oursIsThereOnce(world, truth)
    everySaleIsSettledOnce(world, truth)
  })

it.each([
  ["shows", true],
  ["does not show", false],
])(
  "whatever happens in whatever order, where an open receipt %s its extras",
  async (_what, showsExtras) => {
    await fc.assert(holds(showsExtras), { numRuns: 500 })
  },
  60_000,
)
