/** The routes without Node: behind a web handler, as a page or another runtime serves them. `sockets/` has them on a port. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { anna, openShop, type Shop } from "./Shop.ts"

describe("a receipt's life behind a web handler", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  it("is identified, quoted, held, committed, and told", async () => {
    const at = "/v1/receipts/r-1"
    const identified = await shop.call("POST", `${at}/identify`, { search: anna })
    expect(identified.headers.get("content-type")).toBe("application/json; charset=utf-8")
    expect(identified.body.client?.balance).toBe(1500)
    expect((await shop.call("POST", `${at}/quote`, { amount: "1 000,50" })).body.quote?.maxSpend).toBe(1000.5)
    expect((await shop.call("POST", `${at}/hold`, { points: 100.5 })).body.payable).toBe(900)
    const committed = await shop.call("POST", `${at}/commit`, { amount: 1000.5, points: 100.5 })
    expect(committed.body).toMatchObject({ status: "committed", sale: { total: 900, spend: 100.5 } })
    expect((await shop.call("GET", at)).body.state).toBe("committed")
  })

  it("refuses in the same form as on a port", async () => {
    expect((await shop.call("GET", "/v1/nowhere")).body.error?.code).toBe("NOT_FOUND")
    expect((await shop.call("PUT", "/v1/receipts/r-1")).body.error?.code).toBe("METHOD_NOT_ALLOWED")
    const { body } = await shop.call("POST", "/v1/receipts/r-1/hold", { points: "1,500", minutes: 99 })
    expect(body.error?.fields?.map(({ field }) => field)).toEqual(["points", "minutes"])
  })
})
