/** The screen that a discount opened: a result and an end, whatever happens. */
import { describe, expect, it } from "vitest"
import { runDiscountActivity } from "../../src/terminal/index.ts"
import { ANNA, spends, worldOf, type World } from "./World.ts"

const R1 = "receipt-1"

const worldWith = (others = 1_500): World => {
  const world = worldOf({ activity: "com.example.DiscountActivity" })
  world.till.begin(R1, 50_000, others)
  world.till.openScreen({ receiptUuid: R1, discount: (others / 100).toFixed(2) })
  return world
}

const results = ({ till }: World) =>
  till.screens.map((answer) => (answer === "skip" || "activity" in answer ? answer : answer.result.discount))

describe("the discount's screen", () => {
  it("sets the discount and finishes", async () => {
    const world = worldWith()
    await runDiscountActivity(world.loyalty, spends(10_000))
    expect(results(world)).toEqual([115])
    expect(world.till.isFinished).toBe(true)
    world.till.close(R1)
    await world.time.advance(0)
    expect(world.gateway.of(R1).commit).toMatchObject({ amount: 48_500, points: 10_000 })
  })

  it("cancelled sets the discount that the receipt had, with our part in it", async () => {
    const world = worldWith()
    await runDiscountActivity(world.loyalty, spends(10_000))
    world.till.openScreen({ receiptUuid: R1, discount: "115.00" })
    await runDiscountActivity(world.loyalty, async () => undefined)
    expect(results(world)).toEqual([115, 115])
    world.till.close(R1)
    await world.time.advance(0)
    expect(world.gateway.of(R1).commit).toMatchObject({ points: 10_000 })
  })

  it("lets a cashier try one card after the other", async () => {
    const world = worldWith()
    world.gateway.strangers.add("typo")
    await runDiscountActivity(world.loyalty, async ({ find }) => {
      expect(await find("typo")).toMatchObject({
        ok: false,
        code: "CLIENT_NOT_FOUND",
        message: "Отказ CLIENT_NOT_FOUND",
      })
      expect(await find(ANNA)).toMatchObject({ ok: true })
      return { search: ANNA, points: 500 }
    })
    expect(results(world)).toEqual([20])
  })

  it.each([
    ["the app's screen throws", (world: World) => world, () => Promise.reject(new Error("ours"))],
    [
      "the gateway refuses",
      (world: World) => world.gateway.refusals.set("hold", ["NOT_ENOUGH_POINTS"]),
      spends(100),
    ],
    [
      "there is no line",
      (world: World) => (world.gateway.weather = () => ({ delay: 0, fate: "gone" })),
      spends(100),
    ],
    ["the receipt is gone", (world: World) => world.till.receipts.clear(), spends(100)],
    ["the store is full", (world: World) => (world.store.isFull = true), spends(100)],
  ])("leaves the receipt as it is where %s", async (_what, breaks, ask) => {
    const world = worldWith()
    breaks(world)
    await runDiscountActivity(world.loyalty, ask)
    expect(results(world)).toEqual([15])
    expect(world.till.isFinished).toBe(true)
  })

  it("that nobody's discount opened sets nothing off, and finishes", async () => {
    const world = worldWith()
    world.till.intent = undefined
    await runDiscountActivity(world.loyalty, spends(100))
    expect(results(world)).toEqual([0])
    expect(world.till.isFinished).toBe(true)
  })

  it("finishes even where its result is not taken, or its intent cannot be read", async () => {
    const world = worldWith()
    const fails = () => Promise.reject(new Error("NoActivityError"))
    Object.assign(world.till.sdk.NavigationAPI, { setIntegrationResult: fails, getIntent: fails })
    await runDiscountActivity(world.loyalty, spends(100))
    expect(world.till.isFinished).toBe(true)
  })
})
