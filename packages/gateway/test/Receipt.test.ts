import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { anna, openShop, type Shop } from "./Shop.ts"

describe("a receipt's life over HTTP", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  it("is identified, quoted, held, committed, and told", async () => {
    const at = "/v1/receipts/r-1"
    const identified = await shop.call("POST", `${at}/identify`, { search: anna })
    console.log(JSON.stringify(identified.body), [...identified.headers])
    const quoted = await shop.call("POST", `${at}/quote`, { amount: "1 000,50" })
    console.log(JSON.stringify(quoted.body))
    const held = await shop.call("POST", `${at}/hold`, { points: 100.5 })
    console.log(JSON.stringify(held.body))
    const committed = await shop.call("POST", `${at}/commit`, { amount: 1000.5, points: 100.5 })
    console.log(JSON.stringify(committed.body))
    console.log(JSON.stringify((await shop.call("GET", at)).body))
    console.log(JSON.stringify((await shop.call("GET", "/v1/cases")).body))
    console.log(JSON.stringify((await shop.call("GET", "/v1/nope")).body))
    console.log(JSON.stringify((await shop.call("GET", "/v1/ping")).body))
    console.log(JSON.stringify(await shop.call("PUT", at)))
    console.log(JSON.stringify(await shop.call("POST", `${at}/hold`, "{nope")))
    console.log(JSON.stringify(await shop.call("POST", `${at}/hold`, { points: "1,500", minutes: 99 })))
    console.log(JSON.stringify(await shop.call("POST", `${at}/hold`, { points: 1 })))
    expect(committed.body.ok).toBe(true)
  })
})
