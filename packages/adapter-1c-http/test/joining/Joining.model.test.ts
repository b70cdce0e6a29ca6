/**
 * Every order of events in the small model, searched: no printed receipt is sold twice, and none is lost but as a case.
 *
 * Two receipts of one client at one point, of equal and of different points, as one purchase or two, shown to the calculation or not; a gateway or reader
 * that dies once or twice, one repetition on the way, one refusal, minutes that pass, and receipts read back at any moment or never.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Joining from "../../src/joining/JoiningRule.ts"
import { evening } from "./ReadingBack.ts"
import { moves } from "./Shop.ts"
import { shipped, start, type Plot, type Rules, type World } from "./World.ts"

const count = (points: ReadonlyArray<number>, of: number): number => points.filter((one) => one === of).length
const printed = ({ documents }: World) => documents.map(({ points }) => points)
const sold = ({ outcomes }: World, state: "settled" | "refused") =>
  Object.values(outcomes).flatMap((outcome) => (outcome.state === state ? [outcome.points] : []))

/** More sales of some points than receipts were printed with them. */
const soldTwice = (world: World): boolean =>
  sold(world, "settled").some(
    (points) => count(sold(world, "settled"), points) > count(printed(world), points),
  )

/** A printed receipt for which there is neither a sale nor a case. */
const lost = (world: World): boolean =>
  printed(world).some(
    (points) =>
      count(sold(world, "settled"), points) + count(sold(world, "refused"), points) <
      count(printed(world), points),
  )

interface Found {
  readonly states: number
  readonly harm?: { readonly what: string; readonly path: ReadonlyArray<string> }
}

const search = (plot: Plot): Found => {
  const first = start(plot)
  const seen = new Map<string, { readonly from?: string; readonly by: string }>([
    [JSON.stringify(first), { by: "" }],
  ])
  const pathTo = (key: string): ReadonlyArray<string> => {
    const path: Array<string> = []
    for (let at = seen.get(key); at?.from !== undefined; at = seen.get(at.from)) path.unshift(at.by)
    return path
  }
  let frontier: ReadonlyArray<World> = [first]
  while (frontier.length > 0) {
    const reached: Array<World> = []
    for (const world of frontier) {
      const key = JSON.stringify(world)
      const harm = (what: string): Found => ({ states: seen.size, harm: { what, path: pathTo(key) } })
      if (soldTwice(world)) return harm("sold twice")
      const steps = moves(plot, world)
      if (world.step === "over" && world.flight === undefined) {
        const ends = plot.readBack ? evening(plot, world) : [world]
        if (ends.some(soldTwice)) return harm("sold twice in the end")
        if (ends.some(lost)) return harm("lost")
      }
      for (const [by, after] of steps) {
        const name = JSON.stringify(after)
        if (seen.has(name)) continue
        seen.set(name, { from: key, by })
        reached.push(after)
      }
    }
    frontier = reached
  }
  return { states: seen.size }
}

/** `JOINING_MODEL=wide`: two of each, in some minutes. */
const wide = process.env["JOINING_MODEL"] === "wide"
const left = { crashes: wide ? 2 : 1, copies: wide ? 2 : 1, refusals: 1, waits: wide ? 2 : 1 }
const TIMEOUT = wide ? 600_000 : 60_000
const plots = [[50, 50], [50, 30], [50]].flatMap((receipts) =>
  (["one", "each"] as const).flatMap((purchases) =>
    [true, false].flatMap((shown) =>
      [true, false].map((readBack): Plot => ({ rules: shipped, receipts, purchases, shown, readBack, left })),
    ),
  ),
)

describe("one sale for each printed receipt", () => {
  for (const plot of plots)
    it(
      `${plot.receipts.join(" and ")}, a purchase: ${plot.purchases}, shown: ${plot.shown}, read back: ${plot.readBack}`,
      () => {
        const { harm, states } = search(plot)
        assert.strictEqual(harm === undefined ? "" : [...harm.path, harm.what].join("\n"), "")
        assert.isAbove(states, 20)
      },
      TIMEOUT,
    )
})

/** The shortest way to harm with one safeguard taken away. */
const harmOf = (rules: Partial<Rules>, plot: Partial<Plot> = {}): string | undefined =>
  search({
    receipts: [50, 50],
    purchases: "one",
    shown: false,
    readBack: true,
    left,
    ...plot,
    rules: { ...shipped, ...rules },
  }).harm?.what

describe("what each safeguard is for", () => {
  it("the same again, taken for another receipt's, is sold twice", () => {
    const writeOff: Rules["writeOff"] = (visit, asked) =>
      shipped.writeOff(
        { ...visit, lines: [], parts: visit.parts.map((part) => ({ ...part, followed: true })) },
        asked,
      )
    assert.strictEqual(harmOf({ writeOff }, { receipts: [50] }), "sold twice")
  })
  it("another receipt's, taken for the same again, is lost where nothing is read back", () => {
    const writeOff: Rules["writeOff"] = (visit, asked) =>
      shipped.writeOff(
        { ...visit, parts: visit.parts.map(({ answered: _, followed: __, ...part }) => part) },
        asked,
      )
    assert.strictEqual(harmOf({ writeOff }, { readBack: false }), "lost")
  })
  it("a write-off that comes after its document was committed is sold twice", () => {
    assert.strictEqual(harmOf({ late: () => undefined }, { receipts: [50] }), "sold twice")
  })
  it("a document that does not wait is still sold once, since the late write-off finds it", () => {
    const join: Rules["join"] = (sale, writeOffs, claims) =>
      shipped.join(sale, writeOffs, claims, sale.at + Joining.GRACE)
    assert.strictEqual(harmOf({ join }, { receipts: [50] }), undefined)
  })
  it("a write-off that two documents may claim loses one of them", () => {
    const join: Rules["join"] = (sale, writeOffs, claims, now) =>
      shipped.join(
        sale,
        writeOffs,
        claims.filter(({ ref }) => ref === sale.ref),
        now,
      )
    assert.strictEqual(harmOf({ join }), "lost")
  })
  it("a document that asks for no write-off is sold twice", () => {
    const join: Rules["join"] = (sale, _writeOffs, claims, now) => shipped.join(sale, [], claims, now)
    assert.strictEqual(harmOf({ join }, { receipts: [50] }), "sold twice in the end")
  })
})

describe("a repetition that is slower than the till", () => {
  const slow = { slowCopies: true, receipts: [50], readBack: false } as const
  it("is known where the calculation had shown the points", () => {
    assert.strictEqual(harmOf({}, { ...slow, shown: true }), undefined)
  })
  it("is taken for another receipt where it had not: the one way to sell twice that is left", () => {
    assert.strictEqual(harmOf({}, { ...slow, shown: false }), "sold twice")
  })
})
