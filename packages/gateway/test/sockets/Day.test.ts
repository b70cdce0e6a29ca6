/** A day at the till over HTTP: every call of `/v1` once, with all that it may say. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { anna, boris, grigory, openShop, phoneOf, vera, type Shop } from "./Shop.ts"

describe("a day at the till", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const known = async (receipt: string) => (await shop.get(`/v1/receipts/${receipt}`)).body

  it("begins with a ping: the service is there, nothing is left over", async () => {
    const { body } = await shop.get("/v1/ping")
    expect(body).toEqual({
      ok: true,
      requestId: body.requestId,
      service: "loyalkit",
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      online: true,
      open: 0,
      doubts: 0,
      queued: 0,
    })
  })

  it("shows a customer without a receipt, the phone masked and no e-mail", async () => {
    const { body, text } = await shop.post("/v1/clients/find", { search: phoneOf(anna) })
    expect(body.client).toEqual({
      id: anna.id,
      name: "Анна Соколова",
      phone: expect.stringMatching(/^\D+0001$/),
      birthday: "1990-04-12",
      photo: "https://example.com/anna.jpg",
      balance: 1500,
      level: { title: "Золото", type: "cashback", percent: 7.5, maxSpendPercent: 100 },
    })
    expect(text).not.toContain("anna@example.com")
    expect(text).not.toContain(phoneOf(anna))
  })

  it("finds by card too, and leaves out what is not known of a customer", async () => {
    const byCard = await shop.post("/v1/clients/find", { search: boris.card })
    expect(byCard.body.client?.id).toBe(boris.id)
    const { body } = await shop.post("/v1/clients/find", { search: phoneOf(vera) })
    expect(Object.keys(body.client ?? {}).toSorted()).toEqual(["balance", "id", "level", "name", "phone"])
  })

  it("spends points on a receipt with lines", async () => {
    const at = "/v1/receipts/spend-1"
    const lines = [
      { id: "1", name: "Кофе", quantity: "1,5", price: 200, amount: "300,00" },
      { id: "2", name: null, quantity: 1, price: "1 234,50", amount: "1 234,50", excluded: null },
      { id: "3", name: "Табак", quantity: 1, price: 100, amount: 100, excluded: true },
    ]
    const identified = await shop.post(`${at}/identify`, { search: phoneOf(anna) })
    expect(identified.body.client?.balance).toBe(1500)
    const quoted = await shop.post(`${at}/quote`, { amount: "1 634,50", lines })
    expect(quoted.body.quote).toEqual({
      type: "cashback",
      percent: 7.5,
      amount: 1634.5,
      maxSpend: 1500,
      earn: 122.59,
      lines: [
        { id: "1", maxSpend: 300 },
        { id: "2", maxSpend: 1234.5 },
        { id: "3", maxSpend: 0 },
      ],
    })
    const held = await shop.post(`${at}/hold`, { points: "150,5", minutes: null })
    expect(held.body.hold?.points).toBe(150.5)
    expect(held.body.hold?.secondsLeft).toBeGreaterThan(590)
    expect(held.body.payable).toBe(1484)
    const shares = held.body.lines ?? []
    expect(shares.map(({ id }) => id)).toEqual(["1", "2", "3"])
    expect(shares.reduce((sum, { points }) => sum + points * 100, 0)).toBeCloseTo(15_050)
    expect(await known("spend-1")).toMatchObject({ state: "held", hold: { points: 150.5 } })
    const committed = await shop.post(`${at}/commit`, {
      amount: 1634.5,
      points: 150.5,
      search: null,
      soldAt: null,
    })
    const sale = { amount: 1634.5, total: 1484, percent: 7.5, type: "cashback", spend: 150.5 }
    expect(committed.body).toMatchObject({ ok: true, status: "committed", sale })
    expect(committed.body.print).toContainEqual({ type: "row", left: "Списано баллов", right: "150,50" })
    expect(await known("spend-1")).toMatchObject({ state: "committed", sale })
  })

  it("earns, after the customer gave the points back, and speaks English where it is asked to", async () => {
    const at = "/v1/receipts/earn-1"
    await shop.post(`${at}/identify`, { search: phoneOf(boris) })
    await shop.post(`${at}/quote`, { amount: 400, lines: null })
    await shop.post(`${at}/hold`, { points: 100, minutes: 30 })
    expect((await shop.post(`${at}/release`)).body).toMatchObject({ ok: true, released: true })
    expect((await shop.post(`${at}/release`)).body).toMatchObject({ ok: true, released: true })
    const english = { "accept-language": "en-GB, ru;q=0.5" }
    const committed = await shop.post(`${at}/commit`, { amount: 400, points: 0 }, english)
    expect(committed.body).toMatchObject({ status: "committed", sale: { total: 400, earn: 20 } })
    expect(committed.body.print).toContainEqual({ type: "row", left: "Points earned", right: "20" })
  })

  it("gives a discount, and says what is left to pay", async () => {
    const at = "/v1/receipts/friend-1"
    await shop.post(`${at}/identify`, { search: phoneOf(grigory) })
    const quoted = await shop.post(`${at}/quote`, { amount: 1000 })
    expect(quoted.body.quote).toMatchObject({ type: "discount", percent: 15, discount: 150, total: 850 })
    const committed = await shop.post(`${at}/commit`, { amount: 1000, points: 0 })
    expect(committed.body.sale).toMatchObject({ type: "discount", amount: 1000, total: 850 })
  })

  it("sells what an offline till has sold before, by what the cashier typed", async () => {
    const command = { amount: 77.7, points: 0, search: phoneOf(vera), soldAt: "2026-11-24T18:30:00+03:00" }
    const committed = await shop.post("/v1/receipts/offline-1/commit", command)
    expect(committed.body).toMatchObject({ status: "committed", sale: { amount: 77.7 } })
    const inMillis = await shop.post("/v1/receipts/offline-2/commit", {
      ...command,
      amount: 78.7,
      soldAt: 1_764_000_000_000,
    })
    expect(inMillis.body.status).toBe("committed")
  })

  it("cancels a receipt, and gives back what it held", async () => {
    const at = "/v1/receipts/cancel-1"
    await shop.post(`${at}/identify`, { search: phoneOf(boris) })
    await shop.post(`${at}/quote`, { amount: 300 })
    await shop.post(`${at}/hold`, { points: 50 })
    expect((await shop.post(`${at}/cancel`)).body.status).toBe("cancelled")
    expect(await known("cancel-1")).toMatchObject({ state: "cancelled" })
    expect((await shop.post("/v1/clients/find", { search: phoneOf(boris) })).body.client?.balance).toBe(340.5)
  })

  it("notes a return, which a person then settles", async () => {
    const lines = [{ id: "1", name: "Кофе", quantity: 1, price: 100, amount: 100 }]
    const returned = await shop.post("/v1/receipts/spend-1/return", { returnId: "ret-1", amount: 100, lines })
    expect(returned.body.status).toBe("noted")
    expect(await known("spend-1")).toMatchObject({ returns: [{ returnId: "ret-1", amount: 100 }] })
    const { cases = [] } = (await shop.get("/v1/cases?kind=return")).body
    expect(cases).toMatchObject([
      { kind: "return", receiptId: "spend-1", returnId: "ret-1", amount: 100, sale: { spend: 150.5 } },
    ])
    const { csv = "" } = (await shop.get("/v1/cases/export?kind=return&language=en")).body
    expect(csv).toContain("spend-1")
    const verdict = { verdict: "done", by: "Ольга", note: "отдали деньги", then: null }
    const resolved = await shop.post(`/v1/cases/${cases[0]?.id}/resolve`, verdict)
    expect(resolved.body.status).toBe("resolved")
    expect((await shop.get("/v1/cases")).body.cases).toEqual([])
  })

  it("ends with nothing left over, and the ledger as the till has it", async () => {
    expect((await shop.get("/v1/ping")).body).toMatchObject({ open: 0, doubts: 0, queued: 0 })
    expect(await shop.sales()).toEqual([
      { amount: 1634.5, spend: 150.5 },
      { amount: 400, spend: 0 },
      { amount: 1000, spend: 0 },
      { amount: 77.7, spend: 0 },
      { amount: 78.7, spend: 0 },
    ])
  })
})
