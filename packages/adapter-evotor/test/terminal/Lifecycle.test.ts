/** Receipts opened, cleared and closed; broadcasts that are lost or out of order; processes that die. */
import { describe, expect, it } from "vitest"
import { linesOf } from "./FakeTill.ts"
import { ANNA, BORIS, spends, worldOf, type World } from "./World.ts"

const R1 = "receipt-1"
const R2 = "receipt-2"

const worldWith = async (options: Parameters<typeof worldOf>[0] = {}, points = 10_000): Promise<World> => {
  const world = worldOf(options)
  world.till.begin(R1, 50_000)
  world.ask = spends(points)
  world.till.press(R1)
  await world.time.advance(0)
  return world
}

const commits = ({ gateway }: World, receipt = R1) =>
  gateway.calls
    .filter(({ receiptId, step }) => step === "commit" && receiptId === receipt)
    .map(({ body }) => body)

describe("a receipt closed", () => {
  it("is committed once, as it was printed, with the time of the sale", async () => {
    const world = await worldWith()
    world.till.close(R1)
    await world.time.advance(0)
    const sale = { amount: "500.00", points: "100.00", search: ANNA, soldAt: world.time.now }
    expect(commits(world)).toEqual([sale])
    expect(world.notices).toEqual([])
  })

  it("twice is committed once", async () => {
    const world = await worldWith()
    world.till.close(R1)
    world.till.broadcast("CLOSED", R1)
    await world.time.advance(0)
    world.till.broadcast("CLOSED", R1)
    await world.time.advance(0)
    expect(commits(world)).toHaveLength(1)
  })

  it("that earns only is committed once with nothing spent", async () => {
    const world = await worldWith({}, 0)
    world.till.close(R1)
    await world.time.advance(0)
    expect(commits(world)).toMatchObject([{ amount: "500.00", points: "0.00" }])
  })

  it("without a client of ours is left alone", async () => {
    const world = worldOf()
    world.till.begin(R1, 50_000)
    world.till.close(R1)
    world.till.broadcast("CLOSED", "never-heard-of")
    await world.time.advance(0)
    expect(world.gateway.calls).toEqual([])
  })

  it("before the discount is answered skips that, and earns for whoever was chosen", async () => {
    const world = worldOf()
    world.till.begin(R1, 50_000)
    world.ask = spends(10_000)
    world.gateway.weather = () => ({ delay: 100, fate: "fine" })
    const event = world.till.press(R1)
    await world.time.advance(450)
    world.till.close(R1)
    expect(event.answers).toEqual(["skip"])
    await world.time.advance(10_000)
    expect(event.answers).toEqual(["skip"])
    expect(world.gateway.of(R1).commit).toMatchObject({ amount: 50_000, points: 0 })
  })

  it.each([
    ["less", 7_000, "70.00", "500.00", ["difference"]],
    ["nothing", 0, "0.00", "500.00", ["difference"]],
    // Never more of it is ours than we asked for: the rest is somebody else's.
    ["more", 10_500, "100.00", "495.00", []],
  ])(
    "with %s applied commits what was applied, and says so",
    async (_what, applied, points, amount, kinds) => {
      const world = await worldWith()
      world.till.of(R1).discountKopecks = applied
      world.till.close(R1)
      await world.time.advance(0)
      expect(commits(world).at(-1)).toMatchObject({ points, amount })
      expect(world.notices.map(({ kind }) => kind)).toEqual(kinds)
    },
  )

  it("after its goods changed is quoted anew, and committed", async () => {
    const world = await worldWith()
    const { discountKopecks, extra } = world.till.of(R1)
    world.till.receipts.set(R1, { totalKopecks: 62_000, discountKopecks, extra, isClosed: false })
    world.till.close(R1)
    await world.time.advance(0)
    expect(world.gateway.steps(R1).slice(3)).toEqual(["commit", "identify", "quote", "commit"])
    expect(world.gateway.of(R1).commit).toMatchObject({ amount: 62_000, points: 10_000 })
  })

  it("that cannot be read is committed as it was asked for", async () => {
    const faults = { noReceipts: false }
    const world = await worldWith({ faults })
    world.till.close(R1, false)
    world.till.receipts.delete(R1)
    world.till.broadcast("CLOSED", R1)
    await world.time.advance(0)
    expect(commits(world)).toMatchObject([{ amount: "500.00", points: "100.00" }])
  })

  it("is committed with the same amounts again, whatever the terminal shows by then", async () => {
    const world = await worldWith()
    world.till.of(R1).discountKopecks = 7_000
    world.gateway.weather = () => ({ delay: 0, fate: "unheard" })
    world.till.close(R1)
    await world.time.advance(0)
    world.till.receipts.delete(R1)
    world.restart()
    world.gateway.weather = () => ({ delay: 0, fate: "fine" })
    await world.loyalty.drain()
    expect(world.gateway.of(R1).commit).toMatchObject({ amount: 50_000, points: 7_000 })
    expect(world.gateway.conflicts).toEqual([])
    expect(world.notices.map(({ kind }) => kind)).toEqual(["difference"])
  })

  it("while another customer was asked for spends the points of whoever is in it", async () => {
    const world = await worldWith()
    world.ask = spends(0, BORIS)
    world.till.press(R1)
    // The answer comes after it, and the broadcast is lost.
    world.till.close(R1, false)
    await world.time.advance(0)
    world.till.begin(R2, 30_000)
    await world.time.advance(0)
    expect(world.gateway.of(R1).commit).toMatchObject({ amount: 50_000, points: 10_000, search: ANNA })
  })

  it("of a discount programme spends no points", async () => {
    const world = worldOf()
    world.gateway.discountClients.add(ANNA)
    world.till.begin(R1, 50_000)
    world.ask = spends(0)
    world.till.press(R1)
    await world.time.advance(0)
    world.till.close(R1)
    await world.time.advance(0)
    expect(commits(world)).toMatchObject([{ amount: "500.00", points: "0.00" }])
    expect(world.notices).toEqual([])
  })

  it("whose client was not found while there was no line is committed by their search", async () => {
    const world = worldOf()
    world.till.begin(R1, 50_000, 1_000)
    world.ask = spends(10_000)
    world.gateway.weather = () => ({ delay: 0, fate: "gone" })
    world.till.press(R1)
    await world.time.advance(0)
    world.till.close(R1)
    await world.time.advance(0)
    world.gateway.weather = () => ({ delay: 0, fate: "fine" })
    await world.loyalty.drain()
    expect(world.gateway.of(R1).commit).toMatchObject({ amount: 49_000, points: 0, search: ANNA })
  })

  it("of somebody whom the gateway does not know is forgotten", async () => {
    const world = worldOf()
    world.gateway.strangers.add(ANNA)
    world.till.begin(R1, 50_000)
    world.ask = spends(0)
    world.till.press(R1)
    await world.time.advance(0)
    world.till.close(R1)
    await world.time.advance(0)
    expect(commits(world)).toEqual([])
  })
})

describe("a receipt cleared", () => {
  it("is cancelled once, and its client is forgotten", async () => {
    const world = await worldWith()
    world.till.clear(R1)
    world.till.broadcast("CLEARED", R1)
    await world.time.advance(0)
    expect(world.gateway.steps(R1).slice(3)).toEqual(["cancel"])
    world.till.broadcast("CLOSED", R1)
    await world.time.advance(0)
    expect(commits(world)).toEqual([])
  })

  it("without a line does no harm", async () => {
    const world = await worldWith()
    world.gateway.weather = () => ({ delay: 0, fate: "gone" })
    world.till.clear(R1)
    await world.time.advance(60_000)
    expect(world.notices).toEqual([])
  })

  it("after it was closed is kept: the sale is a sale", async () => {
    const world = await worldWith()
    world.gateway.weather = () => ({ delay: 0, fate: "gone" })
    world.till.close(R1)
    world.till.broadcast("CLEARED", R1)
    await world.time.advance(0)
    world.gateway.weather = () => ({ delay: 0, fate: "fine" })
    await world.loyalty.drain()
    expect(commits(world)).toHaveLength(1)
    expect(world.gateway.steps(R1)).not.toContain("cancel")
  })
})

describe("another receipt opened", () => {
  it("without the first being cleared releases its points and forgets its client", async () => {
    const world = await worldWith()
    world.till.begin(R2, 30_000)
    await world.time.advance(0)
    expect(world.gateway.steps(R1).slice(3)).toEqual(["release"])
    const seen: Array<string | undefined> = []
    world.ask = async (sale) => {
      seen.push(sale.search)
      return undefined
    }
    world.till.press(R2)
    await world.time.advance(0)
    expect(seen).toEqual([undefined])
    expect(world.till.of(R2).discountKopecks).toBe(0)
  })

  it("shows that the first was closed, where that broadcast was lost", async () => {
    const world = await worldWith()
    world.till.close(R1, false)
    world.till.begin(R2, 30_000)
    await world.time.advance(0)
    expect(commits(world)).toMatchObject([{ points: "100.00" }])
    expect(world.gateway.steps(R1)).not.toContain("release")
  })

  it("is noticed at a discount, where even that broadcast was lost", async () => {
    const world = await worldWith()
    world.till.receipts.set(R2, { totalKopecks: 30_000, discountKopecks: 0, extra: {}, isClosed: false })
    world.till.open = R2
    world.ask = spends(2_000, BORIS)
    world.till.press(R2)
    await world.time.advance(0)
    expect(world.gateway.steps(R1).slice(3)).toEqual(["release"])
    expect(world.till.of(R2).discountKopecks).toBe(2_000)
  })

  it("is the same one: nothing happens", async () => {
    const world = await worldWith()
    world.till.broadcast("OPENED", R1)
    await world.time.advance(0)
    expect(world.gateway.steps(R1)).toHaveLength(3)
  })
})

describe("a process that dies", () => {
  it("between the discount and the close knows the client again", async () => {
    const world = await worldWith()
    world.restart()
    await world.time.advance(0)
    expect(world.gateway.steps(R1)).toEqual(["identify", "quote", "hold"])
    world.ask = spends(3_000)
    world.till.press(R1)
    await world.time.advance(0)
    expect(world.till.of(R1).discountKopecks).toBe(3_000)
    world.till.close(R1)
    await world.time.advance(0)
    expect(commits(world)).toMatchObject([{ points: "30.00" }])
  })

  it("while the receipt is closed commits it when it is back", async () => {
    const world = await worldWith()
    world.kill()
    world.till.close(R1)
    await world.time.advance(600_000)
    world.restart()
    await world.time.advance(0)
    expect(commits(world)).toMatchObject([{ points: "100.00" }])
  })

  it.each([
    ["before the commit is sent", 0],
    ["while it is on its way", 50],
    ["before its answer is heard", 150],
  ])("%s asks for the same again, and there is one sale", async (_when, millis) => {
    const world = await worldWith()
    world.gateway.weather = () => ({ delay: 100, fate: "fine" })
    world.till.close(R1)
    await world.time.advance(millis)
    world.restart()
    await world.time.advance(10_000)
    const sent = commits(world)
    expect(sent.length).toBeGreaterThan(0)
    expect(new Set(sent.map((body) => JSON.stringify(body))).size).toBe(1)
    expect(world.gateway.of(R1).commit).toMatchObject({ amount: 50_000, points: 10_000 })
    const [, ...again] = sent
    await world.loyalty.drain()
    expect(commits(world)).toHaveLength(1 + again.length)
  })

  it("after the answer was written down and before it was given counts what the receipt has", async () => {
    const world = await worldWith({ faults: { showsExtras: false } })
    const set = world.store.set
    Object.assign(world.store, {
      set: async (key: string, value: string) => {
        await set(key, value)
        if (value.includes('"points":2000')) world.kill()
      },
    })
    world.restart()
    world.ask = spends(2_000)
    const dying = world.till.press(R1)
    await world.time.advance(0)
    expect(dying.answers).toEqual([])
    Object.assign(world.store, { set })
    world.restart()
    world.ask = spends(5_000)
    world.till.press(R1)
    await world.time.advance(0)
    expect(world.till.of(R1).discountKopecks).toBe(5_000)
  })
})

describe("the printed text", () => {
  it("says what is spent, or earned", async () => {
    const spending = await worldWith()
    const spent = spending.till.print(R1)
    await spending.time.advance(0)
    expect(linesOf(spent)).toEqual(["Списано баллов: 100,00"])
    const earning = await worldWith({ language: "en" }, 0)
    const earned = earning.till.print(R1)
    await earning.time.advance(0)
    expect(linesOf(earned)).toEqual(["Points to be earned: 25.00"])
  })

  it("is skipped without a client, and for another receipt", async () => {
    const world = worldOf()
    world.till.begin(R1, 50_000)
    const none = world.till.print(R1)
    await world.time.advance(0)
    expect(none.answers).toEqual(["skip"])
    const other = await worldWith()
    other.till.open = undefined
    const printed = other.till.print(R1)
    await other.time.advance(0)
    expect(printed.answers).toEqual(["skip"])
  })

  it("is skipped where what was to be spent never reached the receipt", async () => {
    const world = await worldWith({ faults: { nativeFails: true, showsExtras: false } })
    const printed = world.till.print(R1)
    await world.time.advance(0)
    expect(linesOf(printed)).toEqual([])
  })
})
