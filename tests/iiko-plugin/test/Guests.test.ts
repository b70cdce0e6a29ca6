/**
 * The guest at the till: found, shown, taken off, given their discount, printed; through the plugin under mono and the real bridge in the real gateway.
 */
import { randomUUID } from "node:crypto"
import { describe, expect, it } from "vitest"
import { hasMono } from "./Mono.ts"
import { FIND, TAKE_OFF, useRealTill } from "./RealTill.ts"
import { TOKEN } from "./Shop.ts"

describe.skipIf(!hasMono())("a guest at the till", { timeout: 60_000 }, () => {
  const { on, open, pay, quiet, said, scan, sold, till } = useRealTill()

  it("finds the guest by a phone that is typed, and shows what their order is worth", async () => {
    const guest = till.shop.guest()

    const told = await on("press", { button: FIND, phone: guest.phone })

    expect(said(told)).toBe(
      "ask: Телефон или код из приложения гостя\nok: Анна Соколова\nБаллы: 1000\nМожно списать: 500\nНачислим: 100",
    )
  })

  it("leaves a code that nobody has to the other plugins", async () => {
    expect(await on("scan", { code: "4600000000008" })).toMatchObject({ handled: false, messages: [] })
  })

  it("says that a code which nobody has took the guest off the order, and takes their discount away", async () => {
    await open(till.shop, { discountType: "Скидка LoyalClient" })
    await scan(till.shop.guest("friends"))

    const told = await on("scan", { code: "4600000000008" })

    expect(told).toMatchObject({ handled: true, order: { sum: 1000 } })
    expect(said(told)).toContain("прежний гость снят с заказа")
    expect(told.order).not.toHaveProperty("loyaltyDiscount")
    expect(await on("scan", { code: "4600000000008" })).toMatchObject({ handled: false, messages: [] })
  })

  it("knows its own codes by a pattern, says why nobody was found, and asks about no other code", async () => {
    await open(till.shop, { cardPattern: "^22" })

    expect(await on("scan", { code: "2299999999999" })).toMatchObject({
      handled: true,
      messages: [{ kind: "error" }],
    })
    expect(await on("scan", { code: "4600000000008" })).toMatchObject({ handled: false, messages: [] })

    expect((await till.front.log()).match(/checkin/g)).toHaveLength(1)
  })

  it("takes a slid card", async () => {
    const guest = till.shop.guest()

    expect(await on("slide", { track: guest.card })).toMatchObject({
      handled: true,
      messages: [{ kind: "ok" }],
    })
  })

  it("asks for the guest when points are chosen and nobody was found yet", async () => {
    const guest = till.shop.guest()

    expect(await on("add", { sum: 1000 })).toMatchObject({ outcome: "cancelled", order: { payments: [] } })
    const told = await on("add", { sum: 1000, phone: guest.phone })

    expect(told).toMatchObject({ outcome: "ok", order: { payments: [{ sum: 500, maxSum: 500 }] } })
  })

  it("takes the last guest that was found, and nobody once they are taken off", async () => {
    const [first, second] = [till.shop.guest(), till.shop.guest()]
    await scan(first)
    await scan(second)
    await on("close")
    await quiet()
    await sold(second).toHaveLength(1)

    await open(till.shop)
    await scan(first)
    expect(said(await on("press", { button: TAKE_OFF }))).toBe("ok: Гость снят с заказа.")
    await on("close")

    await quiet()
    expect(await till.shop.sold(first)).toEqual([])
  })

  it("sets the discount of a discount programme, and again when the order has changed", async () => {
    const guest = till.shop.guest("friends")
    await open(till.shop, { discountType: "Скидка LoyalClient" })

    expect(await scan(guest)).toMatchObject({ order: { sum: 850, loyaltyDiscount: 150 } })
    await on("goods", { sum: 2000 })
    expect(await on("screen")).toMatchObject({ order: { sum: 1700, loyaltyDiscount: 300 } })
    await on("goods", { sum: 3000 })
    expect(await on("bill")).toMatchObject({ order: { status: "Bill", sum: 2550, loyaltyDiscount: 450 } })
    await on("close")

    await quiet()
    await sold(guest).toMatchObject([{ amount: 3000, total: 2550, spend: 0 }])
  })

  it("takes the discount away with the guest", async () => {
    await open(till.shop, { discountType: "Скидка LoyalClient" })
    await scan(till.shop.guest("friends"))

    const told = await on("press", { button: TAKE_OFF })

    expect(told.order).toMatchObject({ sum: 1000 })
    expect(told.order).not.toHaveProperty("loyaltyDiscount")
  })

  it("lets points pay for nothing that takes none", async () => {
    await open(till.shop, { excludedCategories: ["Табак"] })
    till.order = randomUUID()
    await on("order", { sum: 200, tobacco: 800 })
    await scan(till.shop.guest())

    expect(await on("add", { sum: 1000 })).toMatchObject({ order: { payments: [{ sum: 200, maxSum: 200 }] } })
  })

  it("prints on the bill and on the cheque what the guest has of it", async () => {
    const guest = till.shop.guest()
    await scan(guest)

    const bill = await on("bill")
    await on("add", { sum: 1000 })
    await on("setSum", { sum: 150 })
    await pay()
    const cheque = await on("cheque")

    expect(bill.lines?.length).toBeGreaterThan(0)
    expect(cheque.lines?.join("\n")).toContain("150")
  })

  it("prints nothing for an order without a guest, and asks nobody", async () => {
    expect(await on("bill")).toMatchObject({ lines: [] })
    expect(await till.front.log()).not.toContain("/bill")
  })

  it("never writes down whom it looked for", async () => {
    const guest = till.shop.guest()
    await on("press", { button: FIND, phone: guest.phone })
    await scan(guest)
    await on("add", { sum: 300 })
    await pay()
    await on("close")
    await quiet()

    const written = [
      await till.front.log(),
      ...(await till.front.files("watched")),
      ...(await till.front.files("outbox")),
    ].join("\n")

    expect(written).toContain(`***${guest.phone.slice(-4)}`)
    for (const secret of [guest.phone, guest.phone.slice(1, -4), guest.card, "Анна", TOKEN])
      expect(written).not.toContain(secret)
  })
})
