/**
 * iiko's sequences of calls, through the plugin under mono, the real bridge in the real gateway, and into the service's ledger.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { Front } from "./Front.ts"
import { type Build, build, hasMono } from "./Mono.ts"
import { play, type Playing } from "./Sequences.ts"
import { type Guest, openShop, type Shop, TOKEN } from "./Shop.ts"

describe.skipIf(!hasMono())("a sequence of iiko's calls", { timeout: 60_000 }, () => {
  let built: Build
  let shop: Shop
  let front: Front

  beforeAll(async () => {
    built = await build()
    shop = await openShop()
  }, 120_000)
  beforeEach(async () => {
    front = await Front.make(built, { url: shop.url, token: TOKEN })
    await front.start()
  })
  afterEach(() => front.close())
  afterAll(() => shop?.close())

  const sold = (guest: Guest) => expect.poll(() => shop.sold(guest), { timeout: 10_000 })
  const held = (guest: Guest) => expect.poll(() => shop.held(guest), { timeout: 10_000 })
  /** All is told and answered: nothing more can come. */
  const quiet = () => expect.poll(() => front.files("outbox"), { timeout: 10_000 }).toEqual([])

  /** With the guest found before the first step. */
  const withGuest = (guest: Guest, name: string, more: Partial<Playing> = {}) =>
    play({
      front,
      name,
      sum: 1000,
      ...more,
      before: async (step, call) => {
        if (step === 0) {
          const order = await lastOrder()
          expect(await front.do({ do: "scan", order, code: guest.card })).toMatchObject({ handled: true })
        }
        await more.before?.(step, call)
      },
    })
  const lastOrder = async (): Promise<string> => {
    const told = await front.do({ do: "last" })
    return told.message ?? ""
  }

  it("pay and close: one sale, with the points that were paid", async () => {
    const guest = shop.guest()

    const { told } = await withGuest(guest, "pay-and-close")

    await quiet()
    await sold(guest).toEqual([{ amount: 1000, total: 850, spend: 150, earn: 0 }])
    await held(guest).toBe(0)
    expect(told.map(({ outcome }) => outcome)).not.toContain("failed")
    expect(told.at(-1)?.order?.payments).toMatchObject([{ sum: 150, status: "Processed" }])
  })

  it("fiscal failure, then again: cancelled, held anew, and sold once", async () => {
    const guest = shop.guest()
    const seen: Array<number> = []

    await withGuest(guest, "fiscal-failure-then-retry", {
      before: async () => void seen.push(await shop.held(guest)),
    })

    await quiet()
    await sold(guest).toMatchObject([{ spend: 150 }])
    // Before each step: held by the first Pay, free after the cancel, held by the second.
    expect(seen).toEqual([0, 0, 0, 150, 150, 150, 0, 150, 150])
  })

  it("pay refused: the payment goes, nothing is held, the rest is paid otherwise", async () => {
    const guest = shop.guest()

    const { order, told } = await withGuest(guest, "pay-refused", {
      before: async (_, call) => {
        if (call === "Pay")
          await shop.breakNext(guest, "hold", { kind: "status", status: 500, executed: false })
      },
    })

    expect(told.find(({ did }) => did === "pay")).toMatchObject({
      outcome: "failed",
      order: { payments: [] },
    })
    await front.do({ do: "close", order })
    await quiet()
    await sold(guest).toEqual([{ amount: 1000, total: 1000, spend: 0, earn: 100 }])
  })

  it("payment deleted before it is paid: nothing is held", async () => {
    const guest = shop.guest()

    const { told } = await withGuest(guest, "payment-deleted")

    expect(told.at(-1)).toMatchObject({ did: "deletePayment", outcome: "ok", order: { payments: [] } })
    await held(guest).toBe(0)
    await sold(guest).toEqual([])
  })

  it("earn only: one sale, though two terminals say that the order is closed", async () => {
    const guest = shop.guest()

    await play({ front, name: "earn-only", sum: 1000, code: guest.card })

    await quiet()
    await sold(guest).toEqual([{ amount: 1000, total: 1000, spend: 0, earn: 100 }])
  })

  it("storno in the open shift: a case for a person, and the copy is no sale", async () => {
    const guest = shop.guest()

    const { order } = await withGuest(guest, "storno-open-shift")

    await quiet()
    await sold(guest).toHaveLength(1)
    await expect.poll(() => shop.cases(order), { timeout: 10_000 }).toEqual(["return"])
  })

  it("part of it returned: a case for a person", async () => {
    const guest = shop.guest()

    const { order, told } = await withGuest(guest, "partial-return")

    expect(told.at(-1)).toMatchObject({ did: "return", outcome: "ok" })
    await quiet()
    await sold(guest).toMatchObject([{ spend: 150 }])
    await expect.poll(() => shop.cases(order), { timeout: 10_000 }).toEqual(["return"])
  })

  it("return of a past shift's order: a case for a person", async () => {
    const guest = shop.guest()
    const { order } = await withGuest(guest, "pay-and-close")
    await quiet()
    await sold(guest).toHaveLength(1)

    const { told } = await play({ front, name: "past-order-return", sum: 1000, order })

    expect(told.map(({ outcome }) => outcome)).toEqual(["ok", "ok"])
    await quiet()
    await expect.poll(() => shop.cases(order), { timeout: 10_000 }).toEqual(["return"])
  })

  it("restart after Pay: paid again, held once, sold once", async () => {
    const guest = shop.guest()
    const seen: Array<number> = []

    await withGuest(guest, "restart-after-pay", {
      before: async (_, call) => {
        if (call === "ProcessRestart") seen.push(await shop.held(guest))
      },
    })

    expect(seen).toEqual([150])

    await quiet()
    await sold(guest).toMatchObject([{ amount: 1000, spend: 150 }])
    await held(guest).toBe(0)
  })

  it("a cancel that overtakes its Pay: the Pay is called off in silence", async () => {
    const guest = shop.guest()

    const { told } = await withGuest(guest, "cancel-before-pay")

    expect(told.at(-1)).toMatchObject({ did: "pay", outcome: "cancelled", order: { payments: [] } })
    await held(guest).toBe(0)
  })

  it("silent pay: as any other", async () => {
    const guest = shop.guest()

    const { told } = await withGuest(guest, "silent-pay")

    expect(told.find(({ did }) => did === "pay")).toMatchObject({ outcome: "ok" })
    await quiet()
    await sold(guest).toMatchObject([{ spend: 150 }])
  })
})
