/** A day at the till on every platform that we can think of: the ordinary one, each oddity alone, and all at once. */
import { Oddities } from "@loyalkit/bsl"
import { afterAll, beforeAll, describe, it } from "vitest"
import { day } from "./Day.ts"
import { openShop, type Shop, TOKEN } from "./Shop.ts"
import { openTill } from "./Till.ts"

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, 30_000)
afterAll(() => shop.close())

describe.each([...Oddities.oneByOne, Oddities.allAtOnce])("$name", ({ oddities }) => {
  it.each(day)("$name", { timeout: 20_000 }, async ({ play }) =>
    play(await openTill(shop.gateway.url, TOKEN, { oddities }), shop),
  )
})
