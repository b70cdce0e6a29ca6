/**
 * Every order of events in the small model, searched: an order is settled at most once, never before it is closed, for just the points that it
 * was paid with; and what was shown and not written off is a case.
 */
import { assert, describe, it } from "@effect/vitest"
import { moves } from "./Moves.ts"
import { heldNow, PAID, shipped, start, type Left, type Rules, type World } from "./World.ts"

const sales = ({ receipts }: World) => receipts.filter(({ state }) => state === "committed")

/** What must not be seen at any moment. */
const harmNow = (world: World): string | undefined => {
  const sold = sales(world)
  if (sold.length > 1) return "settled twice"
  if (sold.length === 1 && !world.seen.wasClosed) return "settled before it was closed"
  if (sold.some(({ spent }) => spent !== world.processed.length * PAID)) return "other points than were paid"
  if (world.seen.stoneHeld) return "a cancelled payment holds points"
  return world.receipts.filter(({ state }) => state !== "cancelled").length > 1
    ? "two receipts at once"
    : undefined
}

/** What must not be left when all is told. */
const harmAfter = (world: World): string | undefined => {
  const known = world.receipts.some(({ isCase, state }) => state === "committed" || isCase === true)
  if (world.order === "closed" && world.processed.length > 0 && !known) return "points for nothing"
  // A guest who is checked in on an order that is over is a new receipt: what a late `pay` holds there ends by its own time.
  return heldNow(world) > 0 && !world.seen.lateCheckIn ? `held after it was ${world.order}` : undefined
}

interface Found {
  readonly states: number
  readonly harm?: { readonly what: string; readonly path: ReadonlyArray<string> }
}

const search = (rules: Rules, left: Left): Found => {
  const first = start(left)
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
      const isOver = world.order !== "open" && world.flying.length === 0
      const what = harmNow(world) ?? (isOver ? harmAfter(world) : undefined)
      if (what !== undefined) return { states: seen.size, harm: { what, path: pathTo(key) } }
      for (const [by, after] of moves(rules, world)) {
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

const NEVER: Left = {
  restarts: 0,
  expiries: 0,
  copies: 0,
  losses: 0,
  undos: 0,
  checkIns: 1,
  elsewhere: 0,
}
/** `IIKO_MODEL=wide`: more of each, in some minutes. */
const wide = process.env["IIKO_MODEL"] === "wide"
const TIMEOUT = wide ? 900_000 : 60_000

const plots: Readonly<Record<string, Partial<Left>>> = {
  "with late, lost and repeated calls": { copies: wide ? 2 : 1, losses: 1 },
  "with a restart that forgets": { restarts: 1, copies: 1 },
  "with a hold that is over, and points that are gone": { expiries: 1, elsewhere: 1, restarts: wide ? 1 : 0 },
  "with a guest who is taken off and checked in again": { undos: 1, checkIns: 2, copies: wide ? 1 : 0 },
  "with all of it once": wide
    ? { restarts: 1, expiries: 1, elsewhere: 1, undos: 1, checkIns: 2, copies: 1, losses: 1 }
    : { restarts: 1, expiries: 1, undos: 1 },
}

describe("one sale for each closed order", () => {
  for (const [name, left] of Object.entries(plots))
    it(
      `is made ${name}`,
      () => {
        const { harm, states } = search(shipped, { ...NEVER, ...left })
        assert.strictEqual(harm === undefined ? "" : [...harm.path, harm.what].join("\n"), "")
        assert.isAbove(states, 500)
      },
      TIMEOUT,
    )
})

/** The shortest way to harm with one safeguard taken away. */
const harmOf = (rules: Partial<Rules>, left: Partial<Left>): string | undefined =>
  search({ ...shipped, ...rules }, { ...NEVER, ...left }).harm?.what

describe("what each safeguard is for", () => {
  it("a cancelled payment that comes late holds points without its stone", () =>
    assert.strictEqual(harmOf({ stones: false }, {}), "a cancelled payment holds points"))
  it("a closed order that is looked for at one point only is settled twice", () =>
    assert.strictEqual(harmOf({ onePlace: false }, {}), "settled twice"))
  it("what the hold says is not what was paid", () =>
    assert.strictEqual(harmOf({ points: "of the hold" }, { expiries: 1 }), "other points than were paid"))
})
