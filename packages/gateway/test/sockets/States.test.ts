/** Where a receipt stands: each state of `GET /v1/receipts/{id}`, how it comes about, and how what is open is settled by itself. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import type { Body } from "./Form.ts"
import { anna, boris, darya, grigory, openShop, phoneOf, vera, type Shop } from "./Shop.ts"
import { until } from "./Until.ts"

type Customer = { readonly phone: number }

describe("a receipt's state", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ settings: { policy: { commitBudget: 1_000 } } })
  })
  afterEach(() => shop.mend())
  afterAll(() => shop.close())

  const of = async (receipt: string): Promise<Body> => (await shop.get(`/v1/receipts/${receipt}`)).body
  const post = (receipt: string, step: string, body?: object) =>
    shop.post(`/v1/receipts/${receipt}/${step}`, body)
  const identify = (receipt: string, customer: Customer) =>
    post(receipt, "identify", { search: phoneOf(customer) })
  const hold = async (receipt: string, customer: Customer, amount: number, points: number) => {
    await identify(receipt, customer)
    await post(receipt, "quote", { amount })
    await post(receipt, "hold", { points })
  }
  const reaches = (receipt: string, state: Body["state"]) =>
    until(`${receipt} to be ${state}`, async () => {
      const seen = await of(receipt)
      return seen.state === state ? seen : undefined
    })
  const doubts = async () => (await shop.get("/v1/cases?kind=doubt")).body.cases ?? []

  it("open: nobody has heard of it", async () => {
    const seen = await of("nobody-knows-me")
    expect(seen).toEqual({ ok: true, requestId: seen.requestId, state: "open" })
  })

  it("identified, quoted, held: each with what is known by then", async () => {
    await identify("r-1", anna)
    expect(await of("r-1")).toMatchObject({ state: "identified", client: { id: anna.id } })
    await post("r-1", "quote", { amount: 100 })
    expect(await of("r-1")).toMatchObject({ state: "quoted", quote: { amount: 100, maxSpend: 100 } })
    await post("r-1", "hold", { points: 10, minutes: 1 })
    const held = await of("r-1")
    expect(held).toMatchObject({ state: "held", hold: { points: 10 } })
    expect(held.hold?.secondsLeft).toBeLessThanOrEqual(60)
    await post("r-1", "release")
    expect((await of("r-1")).state).toBe("quoted")
  })

  it("identified anew: another search drops the quote and the hold", async () => {
    await hold("r-2", anna, 100, 10)
    await identify("r-2", boris)
    const seen = await of("r-2")
    expect(seen).toMatchObject({ state: "identified", client: { id: boris.id } })
    expect(seen).not.toHaveProperty("quote")
    expect(seen).not.toHaveProperty("hold")
  })

  it("cancelled", async () => {
    await identify("r-3", vera)
    await post("r-3", "cancel")
    expect((await of("r-3")).state).toBe("cancelled")
  })

  it("committing: the sale is under way", async () => {
    await identify("r-4", vera)
    await shop.strike("retail", { kind: "delay", before: 400 }, 1)
    const committing = post("r-4", "commit", { amount: 40, points: 0 })
    await reaches("r-4", "committing")
    expect((await committing).body.status).toBe("committed")
    expect((await of("r-4")).state).toBe("committed")
  })

  it("doubt, then committed: a spending whose answer was lost is found by its hold", async () => {
    await hold("r-5", darya, 500, 50)
    await shop.strike("retail", { kind: "cut" }, 1)
    const commit = { amount: 500, points: 50 }
    const pending = await post("r-5", "commit", commit)
    expect(pending.body).toMatchObject({ ok: true, status: "pending" })
    expect(pending.body).not.toHaveProperty("sale")
    expect(pending.body.print).toContainEqual({ type: "barcode", kind: "qr", data: "r-5" })
    expect(pending.body.print).toContainEqual({ type: "row", left: "Списание баллов", right: "50" })
    expect(await of("r-5")).toMatchObject({
      state: "doubt",
      doubt: { since: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/), amount: 500, points: 50 },
    })
    expect(await doubts()).toMatchObject([{ receiptId: "r-5", amount: 500, points: 50, balance: 99.99 }])
    const sale = { amount: 500, total: 450, spend: 50 }
    expect(await reaches("r-5", "committed")).toMatchObject({ sale })
    expect((await post("r-5", "commit", commit)).body).toMatchObject({ status: "committed", sale })
    expect((await shop.sales()).filter(({ amount }) => amount === 500)).toEqual([{ amount: 500, spend: 50 }])
  })

  it("doubt, then committed: a spending that never arrived is sent again", async () => {
    await hold("r-6", boris, 600, 60)
    await shop.strike("retail", { kind: "close", executed: false }, 1)
    expect((await post("r-6", "commit", { amount: 600, points: 60 })).body.status).toBe("pending")
    expect(await reaches("r-6", "committed")).toMatchObject({ sale: { total: 540, spend: 60 } })
    expect((await shop.sales()).filter(({ amount }) => amount === 600)).toEqual([{ amount: 600, spend: 60 }])
  })

  it("doubt that only a person can end: an earning without a witness", async () => {
    await identify("r-7", grigory)
    await post("r-7", "quote", { amount: 700 })
    await shop.strike("retail", { kind: "silence", executed: true }, 1)
    const commit = { amount: 700, points: 0 }
    const pending = post("r-7", "commit", commit)
    await reaches("r-7", "committing")
    expect((await pending).body.status).toBe("pending")
    const left = await until("the doubt to be left to a person", async () => (await of("r-7")).doubt?.left)
    expect(left).toMatch(/\S/)
    const [{ id } = { id: "" }] = (await doubts()).filter(({ receiptId }) => receiptId === "r-7")
    const said = { verdict: "committed", by: "Ольга" }
    expect((await shop.post(`/v1/cases/${id}/resolve`, said)).body.status).toBe("resolved")
    expect((await of("r-7")).state).toBe("committed")
    expect((await post("r-7", "commit", commit)).body.status).toBe("committed")
  })

  it("queued, then committed: an earning while the service is away", async () => {
    await shop.strike("client", { kind: "refuse" })
    const away = await identify("r-8", vera)
    expect(away.body.error).toMatchObject({ code: "LOYALTY_UNAVAILABLE", retryable: true })
    const commit = { amount: 800, points: 0 }
    const queued = await post("r-8", "commit", commit)
    expect(queued.body).toMatchObject({ ok: true, status: "queued" })
    expect(JSON.stringify(queued.body.print)).toContain("будут начислены позже")
    expect(await of("r-8")).toMatchObject({
      state: "queued",
      waiting: { amount: 800, detail: expect.stringMatching(/\S/) },
    })
    expect((await post("r-8", "commit", commit)).body.status).toBe("queued")
    expect((await post("r-8", "cancel")).body.error?.code).toBe("COMMIT_PENDING")
    expect((await shop.get("/v1/ping")).body).toMatchObject({ queued: 1 })
    await shop.mend()
    expect(await reaches("r-8", "committed")).toMatchObject({ sale: { amount: 800, earn: 40 } })
    expect((await post("r-8", "commit", commit)).body).toMatchObject({
      status: "committed",
      sale: { earn: 40 },
    })
  })

  it("rejected: the queued earning's customer does not exist, and a person is told", async () => {
    await shop.strike("client", { kind: "refuse" })
    const commit = { amount: 900, points: 0, search: "79990000000" }
    expect((await post("r-9", "commit", commit)).body.status).toBe("queued")
    await shop.mend()
    expect(await reaches("r-9", "rejected")).toMatchObject({
      rejected: { detail: expect.stringMatching(/\S/) },
    })
    expect((await post("r-9", "commit", commit)).body.error?.code).toBe("RECEIPT_CONFLICT")
    expect((await shop.get("/v1/cases?kind=rejected")).body.cases).toMatchObject([{ receiptId: "r-9" }])
  })

  it("a refused spending opens a case, and the same commit's success closes it", async () => {
    await hold("r-10", anna, 300, 30)
    await shop.strike("retail", { kind: "status", status: 422, executed: false, body: '{"odd":"No."}' }, 1)
    const commit = { amount: 300, points: 30 }
    expect((await post("r-10", "commit", commit)).body.error?.code).toBe("FIELDS_REJECTED")
    const open = (await shop.get("/v1/cases?kind=printedNotWrittenOff")).body.cases
    expect(open).toMatchObject([{ receiptId: "r-10", amount: 300, points: 30 }])
    expect((await post("r-10", "commit", commit)).body.status).toBe("committed")
    expect((await shop.get("/v1/cases?kind=printedNotWrittenOff")).body.cases).toEqual([])
  })
})

describe("a ping while the service is away", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ sandbox: { faults: [{ fault: { kind: "refuse" } }] } })
  })
  afterAll(() => shop.close())

  it("says so within its time, and counts what waits", async () => {
    const queued = await shop.post("/v1/receipts/away-1/commit", {
      amount: 10,
      points: 0,
      search: phoneOf(anna),
    })
    expect(queued.body.status).toBe("queued")
    expect((await shop.get("/v1/ping")).body).toMatchObject({
      ok: true,
      online: false,
      open: 1,
      doubts: 0,
      queued: 1,
    })
  })
})
