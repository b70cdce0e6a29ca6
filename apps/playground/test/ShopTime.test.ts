/**
 * The page's time: it goes on as far as somebody lets it, also when it was just going by itself.
 */
import { open } from "@loyalkit/scenario/shop/Shop"
import * as Effect from "effect/Effect"
import { createRoot } from "solid-js"
import { assert, describe, it } from "vitest"
import { createShopTime } from "../src/shop/ShopTime.ts"

const MINUTE = 60_000

describe("the page's time", () => {
  it("passes a minute that is asked for while it goes by itself", async () => {
    const shop = open({ seed: "1", tills: { a: "cafe" } })
    const { dispose, time } = createRoot((dispose) => ({ dispose, time: createShopTime(shop) }))
    const passed = await new Promise<number>((resolve) => {
      const press = (): void => {
        const before = shop.now()
        void time.pass(MINUTE).then(() => resolve(shop.now() - before))
      }
      // Between two of the moments to which time goes by itself, as a click comes.
      const ask = Effect.sync(() => queueMicrotask(press))
      Effect.runForkWith(shop.context)(Effect.delay(ask, "20 millis"))
      shop.tick(0)
    })
    dispose()
    assert.isAtLeast(passed, MINUTE)
  })
})
