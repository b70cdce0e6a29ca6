/**
 * The shop's time where answers come from outside: it leaps over none that is about to come, and the clock outside goes first.
 */
import * as Shops from "@loyalkit/scenario/shop/Shop"
import { createRoot } from "solid-js"
import { afterEach, assert, describe, it, vi } from "vitest"
import * as Flights from "../src/remote/Flights.ts"
import { createShopTime } from "../src/shop/ShopTime.ts"

const MINUTE = 60_000

describe("what is under way outside", () => {
  afterEach(() => void vi.useRealTimers())

  it("is waited for", async () => {
    const flights = Flights.make()
    let isOver = false
    flights.take(
      new Promise((done) => setTimeout(done, 20)).then(() => {
        isOver = true
      }),
    )
    await flights.settled()
    assert.isTrue(isOver)
  })

  it("is not waited for for long where it hangs, and then hardly at all", async () => {
    vi.useFakeTimers()
    const flights = Flights.make()
    flights.take(new Promise(() => {}))
    for (const [before, after] of [
      [299, 1],
      [14, 1],
    ] as const) {
      let isSettled = false
      void flights.settled().then(() => {
        isSettled = true
      })
      await vi.advanceTimersByTimeAsync(before)
      assert.isFalse(isSettled)
      await vi.advanceTimersByTimeAsync(after + 15)
      assert.isTrue(isSettled)
    }
  })

  it("lands when the shop's clock has caught up", () => {
    const flights = Flights.make()
    const done: Array<string> = []
    flights.follow(() => done.push("caught up"))
    flights.land(() => done.push("landed"))
    assert.deepEqual(done, ["caught up", "landed"])
  })
})

describe("a minute that passes at once", () => {
  it("passes outside as well, each step of it first there, after what was under way", async () => {
    const shop = Shops.open({ seed: "1", tills: { own: "cafe" } })
    const done: Array<string> = []
    let outside = 0
    await createRoot(async (dispose) => {
      const time = createShopTime(shop, {
        goes: false,
        letGo: () => {},
        follow: () => {},
        settled: async () => void done.push("settled"),
        advance: async (millis) => {
          outside += millis
          done.push("advance")
          assert.isAtLeast(outside, shop.now())
        },
      })
      const before = shop.now()
      await time.pass(MINUTE)
      assert.equal(shop.now() - before, MINUTE)
      assert.equal(outside, MINUTE)
      dispose()
    })
    const steps = done.filter((one, place) => one === "advance" && done[place - 1] === "settled")
    assert.lengthOf(steps, done.filter((one) => one === "advance").length)
    assert.isAbove(steps.length, 0)
  })
})
