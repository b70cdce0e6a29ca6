/** Sales that wait: in order, bounded, and out only when the gateway has them or will never take them. */
import { describe, expect, it } from "vitest"
import { MAX_OUTBOX } from "../../src/terminal/Book.ts"
import { spends, worldOf, type World } from "./World.ts"

/** Sells so many receipts without a line. */
const sold = async (count: number): Promise<World> => {
  const world = worldOf()
  world.ask = spends(0)
  world.gateway.weather = () => ({ delay: 0, fate: "gone" })
  for (let index = 0; index < count; index++) {
    world.till.begin(`r-${index}`, 10_000 + index)
    world.till.press(`r-${index}`)
    await world.time.advance(0)
    world.till.close(`r-${index}`)
    await world.time.advance(0)
  }
  world.notices.length = 0
  return world
}

const online = (world: World): void => {
  world.gateway.weather = () => ({ delay: 0, fate: "fine" })
}

const committed = ({ gateway }: World): ReadonlyArray<string> =>
  [...gateway.checkouts].filter(([, { commit }]) => commit !== undefined).map(([receipt]) => receipt)

describe("the outbox", () => {
  it("is sent in order by the next event once there is a line", async () => {
    const world = await sold(3)
    expect(committed(world)).toEqual([])
    online(world)
    world.till.begin("r-next", 1)
    await world.time.advance(0)
    expect(committed(world)).toEqual(["r-0", "r-1", "r-2"])
    const calls = world.gateway.calls.length
    await world.loyalty.drain()
    expect(world.gateway.calls).toHaveLength(calls)
  })

  it("is sent once by many who ask at the same time", async () => {
    const world = await sold(2)
    online(world)
    await Promise.all([world.loyalty.drain(), world.loyalty.drain(), world.loyalty.drain()])
    const commits = world.gateway.calls.filter(({ step }) => step === "commit")
    // Nobody was identified yet: a commit, and another after the quote.
    expect(commits.map(({ receiptId }) => receiptId)).toEqual(["r-0", "r-0", "r-1", "r-1"])
  })

  it("misses nobody who asks while the last round ends", async () => {
    // A sale is closed at every turn of the promises that a drain takes.
    for (let turns = 0; turns < 120; turns++) {
      const world = await sold(1)
      world.till.begin("r-1", 10_000)
      world.till.press("r-1")
      await world.time.advance(0)
      online(world)
      void world.loyalty.drain()
      for (let turn = 0; turn < turns; turn++) await Promise.resolve()
      world.till.close("r-1")
      await world.time.advance(0)
      expect(committed(world), `after ${turns} turns`).toEqual(["r-0", "r-1"])
    }
  })

  it("is asked of the line once, and not once for each sale", async () => {
    const world = await sold(5)
    let asked = 0
    world.gateway.weather = () => {
      asked += 1
      return { delay: 0, fate: "html" }
    }
    await world.loyalty.drain()
    expect(asked).toBe(1)
  })

  it.each(["LOYALTY_UNAVAILABLE", "SERVICE_KEY_REFUSED", "INTERNAL", "QUEUE_FULL", "JOURNAL_UNAVAILABLE"])(
    "keeps what is refused with %s, and goes on with the others",
    async (code) => {
      const world = await sold(2)
      online(world)
      world.gateway.refusals.set("commit", [code])
      await world.loyalty.drain()
      expect(committed(world)).toEqual(["r-1"])
      await world.loyalty.drain()
      expect(committed(world)).toEqual(["r-1", "r-0"])
      expect(world.notices).toEqual([])
    },
  )

  it.each(["NOT_ENOUGH_POINTS", "HOLD_EXPIRED", "CLIENT_NOT_FOUND", "FIELDS_REJECTED", "BAD_REQUEST"])(
    "gives up what is refused with %s, and says so",
    async (code) => {
      const world = await sold(2)
      online(world)
      world.gateway.refusals.set("commit", [code])
      await world.loyalty.drain()
      await world.loyalty.drain()
      expect(committed(world)).toEqual(["r-1"])
      expect(world.notices).toEqual([{ kind: "lost", receiptId: "r-0", message: `Отказ ${code}` }])
    },
  )

  it("leaves a receipt to whoever has sold it: the cloud was first", async () => {
    const world = await sold(1)
    online(world)
    world.gateway.of("r-0").commit = { amount: 9_000, points: 0, search: "", soldAt: 0 }
    await world.loyalty.drain()
    await world.loyalty.drain()
    expect(world.gateway.steps("r-0")).toEqual(["commit", "get"])
    expect(world.notices).toEqual([])
  })

  it("keeps a receipt that somebody acts on just now", async () => {
    const world = await sold(2)
    online(world)
    world.gateway.refusals.set("commit", ["RECEIPT_CONFLICT"])
    await world.loyalty.drain()
    expect(committed(world)).toEqual(["r-1"])
    await world.loyalty.drain()
    expect(committed(world)).toEqual(["r-0", "r-1"])
    expect(world.notices).toEqual([])
  })

  it("says so where a receipt was cancelled, and sold all the same", async () => {
    const world = await sold(1)
    online(world)
    world.gateway.of("r-0").isCancelled = true
    await world.loyalty.drain()
    await world.loyalty.drain()
    expect(world.gateway.steps("r-0")).toEqual(["commit", "get"])
    expect(world.notices.map(({ kind }) => kind)).toEqual(["lost"])
  })

  it("waits for the owner where the token is refused, and tells the cashier", async () => {
    const world = await sold(2)
    online(world)
    world.gateway.refusals.set("commit", ["UNAUTHORIZED"])
    await world.loyalty.drain()
    expect(world.gateway.calls).toHaveLength(1)
    expect(world.notices.map(({ kind }) => kind)).toEqual(["stuck"])
    await world.loyalty.drain()
    expect(committed(world)).toEqual(["r-0", "r-1"])
  })

  it("promises nothing more once it is full, and loses nothing", async () => {
    const world = await sold(MAX_OUTBOX)
    world.till.begin("one-more", 50_000)
    const event = world.till.press("one-more")
    await world.time.advance(0)
    expect(event.answers).toEqual(["skip"])
    expect(world.notices.map(({ kind }) => kind)).toEqual(["full"])
    online(world)
    world.restart()
    await world.time.advance(0)
    expect(committed(world)).toHaveLength(MAX_OUTBOX)
  })

  it("that cannot be read is not overwritten", async () => {
    const world = await sold(1)
    const { get } = world.store
    Object.assign(world.store, { get: () => Promise.reject(new Error("EIO")) })
    world.restart()
    world.till.begin("r-next", 10_000)
    const event = world.till.press("r-next")
    await world.time.advance(0)
    expect(event.answers).toEqual(["skip"])
    Object.assign(world.store, { get })
    world.restart()
    online(world)
    await world.loyalty.drain()
    expect(committed(world)).toEqual(["r-0"])
  })

  it("that is damaged is kept aside", async () => {
    const world = worldOf()
    world.store.values.set("loyalkit.terminal.1", "{ broken")
    world.restart()
    world.till.begin("r-1", 10_000)
    world.ask = spends(0)
    const event = world.till.press("r-1")
    await world.time.advance(0)
    expect(event.answers).not.toEqual(["skip"])
    expect(world.store.values.get("loyalkit.terminal.1.damaged")).toBe("{ broken")
  })
})

describe("logs and notices", () => {
  it("have no phone, name or token in them", async () => {
    const world = await sold(2)
    online(world)
    world.gateway.refusals.set("commit", ["NOT_ENOUGH_POINTS"])
    await world.loyalty.drain()
    const text = JSON.stringify([world.logs, world.notices])
    expect(world.logs.length).toBeGreaterThan(0)
    expect(text).not.toMatch(/9000000|Анна|token-of/)
  })
})
