/**
 * Lives of an order that the fixtures do not have, through the plugin under mono and the real bridge in the real gateway.
 */
import { randomUUID } from "node:crypto"
import { describe, expect, it } from "vitest"
import type { Told } from "./Front.ts"
import { hasMono } from "./Mono.ts"
import { useRealTill } from "./RealTill.ts"

describe.skipIf(!hasMono())("an order's life at the till", { timeout: 60_000 }, () => {
  const { on, open, pay, quiet, scan, sold, till } = useRealTill({ hasStrict: true })

  it("refuses points as a prepayment where the gateway does", async () => {
    await scan(till.shop.guest())
    await on("add", { sum: 300 })

    expect(await pay({ prepay: true })).toMatchObject({ outcome: "failed", order: { payments: [] } })
  })

  it("takes a prepayment, gives it back, takes it again, and sells once", async () => {
    const guest = till.strict.guest()
    await open(till.strict)
    await scan(guest)
    await on("add", { sum: 300 })
    const transaction = randomUUID()
    await pay({ prepay: true, transaction })
    expect(await till.strict.held(guest)).toBe(300)

    expect(await on("return", { sum: 300, transaction })).toMatchObject({ outcome: "ok" })
    expect(await till.strict.held(guest)).toBe(0)
    await on("add", { sum: 200 })
    await pay({ prepay: true })
    await on("close")

    await quiet()
    await sold(guest, till.strict).toMatchObject([{ amount: 1000, spend: 200 }])
  })

  it("finds by its custom data the guest of a payment from afar, and refuses one that nobody can be found for", async () => {
    const guest = till.shop.guest()
    await on("addFromAfar", { sum: 200 })
    expect(await pay({ silently: true })).toMatchObject({ outcome: "failed", order: { payments: [] } })

    await on("addFromAfar", { sum: 200 })
    expect(await pay({ silently: true, customData: guest.phone })).toMatchObject({ outcome: "ok" })
    await on("close")

    await quiet()
    await sold(guest).toMatchObject([{ amount: 1000, spend: 200 }])
  })

  it("takes back in silence what was paid in silence", async () => {
    const guest = till.shop.guest()
    const [first, second] = [randomUUID(), randomUUID()]
    await scan(guest)
    await on("add", { sum: 500 })
    await on("edit", { sum: 100 })
    await pay({ silently: true, transaction: first })
    expect(await till.shop.held(guest)).toBe(100)

    await on("cancelPay", { silently: true, transaction: first })
    expect(await till.shop.held(guest)).toBe(0)
    await pay({ silently: true, transaction: second })
    await on("close")
    const back = await on("return", { silently: true, sum: 100, transaction: second })

    expect(back).toMatchObject({ outcome: "ok", order: { payments: [{ status: "Storned" }] } })
    await quiet()
    await sold(guest).toMatchObject([{ spend: 100 }])
    expect(await till.shop.cases(till.order)).toEqual(["return"])
  })

  it("lets points lower the prices where the payment type is posted as a discount", async () => {
    const guest = till.strict.guest()
    await open(till.strict)
    await scan(guest)

    expect(await on("add", { sum: 150, type: "Баллы скидкой" })).toMatchObject({ order: { sum: 850 } })
    await pay()
    await on("close")

    await quiet()
    await sold(guest, till.strict).toMatchObject([{ amount: 1000, total: 850, spend: 150 }])
  })

  it("says that the payment type and the gateway are set up apart, and takes the payment off itself", async () => {
    await scan(till.shop.guest())

    const told = await on("add", { sum: 150, type: "Баллы скидкой" })

    expect(told).toMatchObject({ outcome: "failed", order: { sum: 1000, payments: [] } })
    expect(told.message).toContain("redemption")
  })

  it("says which payment type its settings do not name", async () => {
    await scan(till.shop.guest())

    const told = await on("add", { sum: 150, type: "Забытый тип" })

    expect(told).toMatchObject({ outcome: "failed", order: { payments: [] } })
    expect(told.message).toContain("Забытый тип")
  })

  it("tells the cashier that points cannot be returned where the gateway forbids it", async () => {
    const guest = till.strict.guest()
    const transaction = randomUUID()
    await open(till.strict)
    await scan(guest)
    await on("add", { sum: 150 })
    await pay({ transaction })
    await on("close")
    await quiet()
    await sold(guest, till.strict).toHaveLength(1)

    const told = await on("return", { sum: 150, transaction })

    expect(told).toMatchObject({ outcome: "failed", order: { payments: [{ status: "Processed" }] } })
    expect(told.message).toContain("запрещён")
    await quiet()
  })

  it("gives the points back when the order is deleted", async () => {
    const guest = till.shop.guest()
    await scan(guest)
    await on("add", { sum: 300 })
    await pay()
    expect(await till.shop.held(guest)).toBe(300)

    await on("delete")

    await expect.poll(() => till.shop.held(guest), { timeout: 10_000 }).toBe(0)
    await quiet()
    expect(await till.shop.sold(guest)).toEqual([])
    expect(await till.front.files("watched")).toEqual([])
  })

  it("finds a closed order by itself in a mode that tells nothing", async () => {
    const guest = till.shop.guest()
    await scan(guest)
    await on("add", { sum: 300 })
    await pay()

    await on("close", { silently: true })

    await sold(guest).toMatchObject([{ spend: 300 }])
  })

  it("finds at its start what was closed while it was down", async () => {
    const guest = till.shop.guest()
    await scan(guest)
    await on("add", { sum: 300 })
    await pay()
    await till.front.do({ do: "stop" })
    await on("close")
    await till.front.kill()
    expect(await till.shop.sold(guest)).toEqual([])

    await till.front.start()

    await sold(guest).toMatchObject([{ spend: 300 }])
    await quiet()
    expect(await till.shop.sold(guest)).toHaveLength(1)
  })

  it("sells once, whichever step the plug is pulled after", async () => {
    const guest = till.shop.guest()
    const transaction = randomUUID()
    const steps: ReadonlyArray<() => Promise<Told>> = [
      () => scan(guest),
      () => on("add", { sum: 300 }),
      () => pay({ transaction }),
      () => on("cancelPay", { transaction }),
      () => pay(),
      () => on("bill"),
      () => on("cheque"),
      () => on("close"),
    ]
    for (const step of steps) {
      expect(await step()).toMatchObject({ outcome: "ok" })
      await till.front.restart()
    }

    await sold(guest).toMatchObject([{ amount: 1000, spend: 300 }])
    await quiet()
    expect(await till.shop.sold(guest)).toHaveLength(1)
    expect(await till.shop.held(guest)).toBe(0)
  })

  it("hears on after a handler of its failed", async () => {
    await till.front.do({ do: "break", on: true })
    for (const what of ["bill", "cheque", "close"])
      expect(await on(what)).toMatchObject({ outcome: "ok", dead: [] })
    await till.front.do({ do: "break", on: false })
    expect((await till.front.log()).match(/ERROR .* failed/g)?.length).toBeGreaterThanOrEqual(3)

    const guest = till.shop.guest()
    till.order = randomUUID()
    await on("order", { sum: 500 })
    await scan(guest)
    const bill = await on("bill")
    await on("close")

    expect(bill.lines?.length).toBeGreaterThan(0)
    await sold(guest).toMatchObject([{ amount: 500 }])
  })

  it("lets another terminal's plugin tell of the orders that were closed there", async () => {
    await on("close", { terminal: "B" })
    await quiet()
    expect(await till.front.log()).not.toContain("/closed")

    await open(till.shop, { terminals: "all" })
    await on("close", { terminal: "B" })

    await expect.poll(() => till.front.log(), { timeout: 10_000 }).toContain("/closed")
  })
})
