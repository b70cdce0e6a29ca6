/** What goes wrong on a terminal: the line, late answers, impatient cashiers, and a process that dies. Over real HTTP, to the real gateway. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import type { App } from "./App.ts"
import { discountOf, receiptOf } from "./NativeSide.ts"
import { ANNA, BORIS, openShop, type Shop } from "./Shop.ts"

const START = 60_000
/** The deadline in these tests, in milliseconds: real time goes by. */
const ANSWER = 1_500

const SKIP = ["IntegrationModule", "setIntegrationResult", ["RECEIPT_DISCOUNT", {}]]

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, START)
afterEach(() => shop.line.moods.clear())
afterAll(() => shop?.close())

const spends =
  (points: number, search = ANNA) =>
  async () => ({ search, points })

/** The process dies right after it has written so often. */
const deathAt = (app: App, write: number) => {
  let written = 0
  const came = new Promise<void>((dies) => {
    app.onWritten = () => {
      written += 1
      if (written !== write) return
      app.kill()
      dies()
    }
  })
  return { came, isDead: () => written >= write }
}

describe("an offline terminal", () => {
  it("sells on, and the sale is there once the line is", async () => {
    const app = shop.app()
    app.ask = spends(10_000)
    shop.line.moods.set("*", "away")
    app.native.begin(receiptOf("off-1", 50_100))
    expect(await app.press("off-1")).toEqual(SKIP)
    await app.close("off-1")
    expect(await shop.sales(501)).toEqual([])
    shop.line.moods.clear()
    app.native.begin(receiptOf("off-2", 100))
    await expect.poll(() => shop.sales(501)).toMatchObject([{ spend: 0 }])
  })

  it("whose proxy has a page of its own goes on all the same", async () => {
    const app = shop.app()
    app.ask = spends(10_000)
    shop.line.moods.set("*", "html")
    app.native.begin(receiptOf("off-3", 50_200))
    expect(await app.press("off-3")).toEqual(SKIP)
    await app.close("off-3")
    shop.line.moods.clear()
    await app.loyalty.drain()
    expect(await shop.sales(502)).toHaveLength(1)
  })

  it("that hears nothing is skipped in time, and not answered again when it does", async () => {
    const app = shop.app({ answer: ANSWER })
    app.ask = spends(10_000)
    shop.line.moods.set("hold", "silent")
    app.native.begin(receiptOf("off-4", 50_300))
    const before = performance.now()
    expect(await app.press("off-4")).toEqual(SKIP)
    expect(performance.now() - before).toBeLessThan(2 * ANSWER)
    shop.line.moods.clear()
    await app.close("off-4")
    expect(app.native.answers()).toHaveLength(1)
    expect(await shop.sales(503)).toMatchObject([{ spend: 0 }])
  })

  it("whose hold was done and not heard frees the points with the sale", async () => {
    const app = shop.app()
    app.ask = spends(2_000, BORIS)
    shop.line.moods.set("hold", "unheard")
    app.native.begin(receiptOf("off-5", 50_400))
    expect(await app.press("off-5")).toEqual(SKIP)
    expect(await shop.receipt("off-5")).toMatchObject({ state: "held" })
    shop.line.moods.clear()
    await app.close("off-5")
    expect(await shop.sales(504)).toMatchObject([{ spend: 0 }])
    expect(await shop.receipt("off-5")).toMatchObject({ state: "committed" })
  })
})

describe("a commit", () => {
  it("whose answer is lost is asked for again, and is one sale", async () => {
    const app = shop.app()
    app.ask = spends(10_000)
    app.native.begin(receiptOf("sale-1", 60_100))
    await app.press("sale-1")
    shop.line.moods.set("commit", "unheard")
    await app.close("sale-1")
    shop.line.moods.clear()
    await app.loyalty.drain()
    expect(shop.line.seen.filter((call) => call === "sale-1/commit").length).toBeGreaterThan(1)
    expect(await shop.sales(601)).toMatchObject([{ spend: 100, total: 501 }])
    expect(app.disk.get("loyalkit.terminal.1")).toBe('{"outbox":[]}')
  })

  it("after the goods changed is quoted anew", async () => {
    const app = shop.app()
    app.ask = spends(3_000)
    app.native.begin(receiptOf("sale-2", 60_200))
    await app.press("sale-2")
    const sold = app.native.receipts.get("sale-2")
    if (sold !== undefined) sold.printDocuments.push(...receiptOf("", 1_000).printDocuments)
    await app.close("sale-2")
    expect(await shop.sales(612)).toMatchObject([{ spend: 30, total: 582 }])
  })

  it("of a receipt that was cancelled elsewhere is told to be lost, and asked for no more", async () => {
    const app = shop.app()
    app.ask = spends(3_000)
    app.native.begin(receiptOf("sale-4", 60_400))
    await app.press("sale-4")
    await fetch(`${shop.gateway.url}/v1/receipts/sale-4/cancel`, { method: "POST", body: "{}" })
    await app.close("sale-4")
    expect(app.notices.map(({ kind }) => kind)).toEqual(["lost"])
    expect(app.disk.get("loyalkit.terminal.1")).toBe('{"outbox":[]}')
    expect(await shop.sales(604)).toEqual([])
  })

  it("is of what the terminal applied, and the difference is told", async () => {
    const app = shop.app()
    app.ask = spends(3_000)
    app.native.begin(receiptOf("sale-3", 60_300))
    await app.press("sale-3")
    const [document] = app.native.receipts.get("sale-3")?.printDocuments ?? []
    if (document !== undefined) document.discounts = { p: 25 }
    await app.close("sale-3")
    expect(await shop.sales(603)).toMatchObject([{ spend: 25, total: 578 }])
    expect(app.notices.map(({ kind }) => kind)).toEqual(["difference"])
  })
})

describe("an impatient cashier", () => {
  it("who presses twice gets one answer, for the second press, and one part of ours", async () => {
    const app = shop.app()
    app.ask = spends(1_000)
    app.native.begin(receiptOf("twice-1", 70_100))
    app.native.press("twice-1")
    app.ask = spends(2_000)
    app.native.press("twice-1")
    await app.native.answered(1)
    await new Promise((later) => setTimeout(later, ANSWER / 3))
    expect(app.native.answers()).toHaveLength(1)
    expect(discountOf(app.native.receipts.get("twice-1") ?? receiptOf("", 0))).toBe(2_000)
    await app.close("twice-1")
    expect(await shop.sales(701)).toMatchObject([{ spend: 20 }])
  })

  it("who changes their mind after the answer replaces our part", async () => {
    const app = shop.app()
    app.native.begin(receiptOf("twice-2", 70_200))
    for (const points of [5_000, 3_000, 4_000]) {
      app.ask = spends(points)
      await app.press("twice-2")
    }
    expect(discountOf(app.native.receipts.get("twice-2") ?? receiptOf("", 0))).toBe(4_000)
    expect((await shop.receipt("twice-2")).hold?.points).toBe(40)
    app.native.clear("twice-2")
    await expect.poll(async () => (await shop.receipt("twice-2")).state).toBe("cancelled")
  })
})

describe("a process that dies", () => {
  it("after the discount goes on with the receipt", async () => {
    const app = shop.app()
    app.ask = spends(1_000)
    app.native.begin(receiptOf("dies-1", 80_100))
    await app.press("dies-1")
    app.start()
    await app.close("dies-1")
    expect(await shop.sales(801)).toMatchObject([{ spend: 10 }])
  })

  it("and misses that the receipt was closed finds it when it is back", async () => {
    const app = shop.app()
    app.ask = spends(1_000)
    app.native.begin(receiptOf("dies-2", 80_200))
    await app.press("dies-2")
    app.kill()
    app.native.close("dies-2")
    app.start()
    await expect.poll(() => shop.sales(802)).toMatchObject([{ spend: 10 }])
  })

  it(
    "at any write of a sale makes one sale of it",
    async () => {
      let deaths = 0
      for (;;) {
        const app = shop.app()
        const uuid = `dies-at-${deaths}`
        const amount = 81_000 + deaths
        app.ask = spends(100)
        app.native.begin(receiptOf(uuid, amount))
        const death = deathAt(app, deaths + 1)
        app.native.press(uuid)
        await Promise.race([app.native.answered(1), death.came])
        if (death.isDead()) app.start()
        app.native.close(uuid)
        await Promise.race([app.loyalty.drain(), death.came])
        app.start()
        await app.loyalty.drain()
        await expect.poll(() => shop.sales(amount / 100)).toHaveLength(1)
        const spent = discountOf(app.native.receipts.get(uuid) ?? receiptOf("", 0)) / 100
        expect(await shop.sales(amount / 100)).toMatchObject([{ spend: spent }])
        if (!death.isDead()) break
        deaths += 1
      }
      // The client, the answer, that it was taken, the sale, its amounts, its end.
      expect(deaths).toBeGreaterThanOrEqual(6)
    },
    START,
  )

  it("with the gateway, while the commit is under way, leaves one sale", async () => {
    const app = shop.app()
    app.ask = spends(1_000)
    app.native.begin(receiptOf("dies-3", 80_300))
    await app.press("dies-3")
    shop.line.moods.set("commit", "silent")
    app.native.close("dies-3")
    await expect.poll(() => shop.line.seen.includes("dies-3/commit")).toBe(true)
    app.start()
    shop.line.moods.clear()
    await app.loyalty.drain()
    await expect.poll(() => shop.sales(803)).toMatchObject([{ spend: 10 }])
  })
})
