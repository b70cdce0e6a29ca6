/** Tills repeat, forget, mix up and hurry: the same call has the same answer, and a receipt is sold once at most, whatever comes when. */
import { Points } from "@loyalkit/core/Money"
import * as fc from "fast-check"
import { afterAll, afterEach, assert, beforeAll, describe, expect, it } from "vitest"
import { lasting, make, steps, type Step } from "./Receipts.ts"
import { anna, openShop, phoneOf, world, type Shop } from "./Shop.ts"
import { until } from "./Until.ts"

/** Nobody's points run out. */
const rich = {
  ...world,
  clients: world.clients.map((client) => ({
    ...client,
    balance: Points.make(client.balance === 0 ? 0 : 100_000_000_00),
  })),
}

/** Any sequence of calls on the receipt of that number; its amount is its own. */
const day = (number: number, most: number) =>
  fc.array(steps(1_000 + number), { minLength: 1, maxLength: most })

describe("calls for one receipt", { timeout: 60_000 }, () => {
  let shop: Shop
  let number = 0
  beforeAll(async () => {
    shop = await openShop({
      sandbox: { world: rich },
      settings: { policy: { earnWitness: "hold", doubtWindow: 200, probing: 200 } },
    })
  })
  afterEach(() => shop.mend())
  afterAll(() => shop.close())

  const salesOf = async (number: number) =>
    (await shop.sales()).filter(({ amount }) => amount === 1_000 + number)

  /** How many sales a receipt may have that stands there in the end: of a doubt nobody knows. */
  const allowed = (state: string | undefined): ReadonlyArray<number> => {
    if (state === "doubt") return [0, 1]
    return [state === "committed" ? 1 : 0]
  }

  /** Each run has a receipt of its own, so the calls are drawn for a number and made for another. */
  const renumbered = (step: Step, from: number, to: number): Step => {
    const amount = step.body?.["amount"]
    return typeof amount === "number" && step.step !== "return"
      ? { ...step, body: { ...step.body, amount: amount - from + to } }
      : step
  }

  it("have the same answer when they are repeated, and do nothing twice", async () => {
    await fc.assert(
      fc.asyncProperty(day(0, 14), async (calls) => {
        const mine = ++number
        for (const call of calls) {
          const own = renumbered(call, 0, mine)
          const first = await make(shop, `r-${mine}`, own)
          const ledger = (await shop.sales()).length
          const again = await make(shop, `r-${mine}`, own)
          assert.deepStrictEqual(lasting(again.body), lasting(first.body), JSON.stringify(own))
          expect(again.status).toBe(first.status)
          expect((await shop.sales()).length).toBe(ledger)
        }
        expect((await salesOf(mine)).length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 80, seed: 20_261_125 },
    )
  })

  it("make one sale at most when they come all at once, in any order, over a service that loses answers", async () => {
    await shop.strike("retail", { kind: "cut" }, 20)
    await shop.strike("retail", { kind: "close", executed: false }, 20)
    await fc.assert(
      fc.asyncProperty(day(0, 10), fc.nat(3), async (calls, copies) => {
        const mine = ++number
        const receipt = `r-${mine}`
        await shop.post(`/v1/receipts/${receipt}/identify`, { search: phoneOf(anna) })
        await shop.post(`/v1/receipts/${receipt}/quote`, { amount: 1_000 + mine })
        const own = calls.map((call) => renumbered(call, 0, mine))
        const all = Array.from({ length: copies + 1 }, () => own).flat()
        const replies = await Promise.all(all.map((call) => make(shop, receipt, call)))
        for (const { status, text } of replies) assert.include([200, 400], status, text)
        const { state } = await until("the receipt to be settled", async () => {
          const { body } = await shop.get(`/v1/receipts/${receipt}`)
          const isOpen =
            body.state === "committing" || (body.state === "doubt" && body.doubt?.left === undefined)
          return isOpen || body.state === "queued" ? undefined : body
        })
        const sales = await salesOf(mine)
        assert.include(allowed(state), sales.length, JSON.stringify(own))
        const told = replies.flatMap(({ body }) =>
          body.status === "committed" && body.sale ? [body.sale] : [],
        )
        for (const sale of told) expect(sale).toEqual(told[0])
        const promised = told.slice(0, 1).map(({ amount, spend = 0 }) => ({ amount, spend }))
        expect(sales).toEqual(expect.arrayContaining(promised))
      }),
      { numRuns: 30, seed: 20_261_125 },
    )
  })

  it("of fifty commits at the same moment one sells, and all hear of the same sale", async () => {
    const amount = 1_000 + ++number
    const at = `/v1/receipts/r-${number}`
    await shop.post(`${at}/identify`, { search: phoneOf(anna) })
    await shop.post(`${at}/quote`, { amount })
    await shop.post(`${at}/hold`, { points: 100 })
    const tills = Array.from({ length: 50 }, () => shop.caller())
    const replies = await Promise.all(tills.map((till) => till.post(`${at}/commit`, { amount, points: 100 })))
    expect(new Set(replies.map(({ body }) => JSON.stringify([body.status, body.sale])))).toEqual(
      new Set([
        JSON.stringify([
          "committed",
          { amount, total: amount - 100, percent: 7.5, type: "cashback", spend: 100 },
        ]),
      ]),
    )
    expect(await salesOf(number)).toEqual([{ amount, spend: 100 }])
  })

  it("of two different commits at the same moment one sells, and the other is a conflict", async () => {
    const amount = 1_000 + ++number
    const at = `/v1/receipts/r-${number}`
    await shop.post(`${at}/identify`, { search: phoneOf(anna) })
    await shop.post(`${at}/quote`, { amount })
    const replies = await Promise.all([0, 50].map((points) => shop.post(`${at}/commit`, { amount, points })))
    const said = replies.map(({ body }) => body.status ?? body.error?.code).toSorted()
    expect(said).toEqual(["RECEIPT_CONFLICT", "committed"])
    expect(await salesOf(number)).toHaveLength(1)
  })
})
