/** The vendor's own library over a stubbed native side: what it is told, and what it calls, as the wire has it. */
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { App } from "./App.ts"
import { discountOf, receiptOf, type WireReceipt } from "./NativeSide.ts"
import { ANNA, BORIS, GRIGORY, openShop, type Shop } from "./Shop.ts"

const START = 60_000

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`fixtures/rn-${name}.json`, import.meta.url), "utf8"))
const receipt = (name: string, uuid: string): WireReceipt => {
  const wire: WireReceipt = fixture(`receipt-${name}`)
  return { ...wire, header: { ...wire.header, uuid } }
}

const SKIP = fixture("call-skip")

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, START)
afterAll(() => shop?.close())

/** Tells of a fixture's event, of another receipt. */
const tell = (app: App, name: string, uuid: string): void => {
  const { extras, type } = fixture(`event-${name}`)
  if (type.startsWith("SELL_") || type.startsWith("PAYBACK_"))
    app.native.emitLocal(type, { ...extras, receiptUuid: uuid })
  else
    void app.native.emitGlobal(
      type,
      Array.isArray(extras) && type === "RECEIPT_DISCOUNT" ? [extras[0], uuid] : extras,
    )
}

/** `rn-call-result-discount` with our own discount and extra in it. */
const resultWith = (discount: number, extra: Readonly<Record<string, string>>) => {
  const [module, method, [type, { data }]] = fixture("call-result-discount")
  return [module, method, [type, { data: { ...data, discount, extra: { ...data.extra, extra } } }]]
}

const extraOf = (fields: Readonly<Record<string, string>>) => ({
  loyalkit: JSON.stringify({ v: 1, ...fields }),
})

describe("the vendor's library", () => {
  it("is told of a discount just as its own fixture has it: 386.20 of 3862.00, and 3475.80 is what is sold", async () => {
    const app = shop.app()
    app.ask = async () => ({ search: ANNA, points: 38_620 })
    app.native.begin(receipt("sell-open", "wire-1"))
    tell(app, "receipt-discount", "wire-1")
    const [call] = await app.native.answered(1)
    expect(call).toEqual(
      resultWith(
        386.2,
        extraOf({
          receipt: "wire-1",
          type: "cashback",
          points: "386.20",
          discount: "386.20",
          other: "0.00",
          amount: "3862.00",
        }),
      ),
    )
    app.native.receipts.set("wire-1", receipt("sell-closed", "wire-1"))
    tell(app, "sell-receipt-closed", "wire-1")
    await app.loyalty.drain()
    expect(await shop.sales(3862)).toMatchObject([{ spend: 386.2, total: 3475.8 }])
    expect(app.notices).toEqual([])
  })

  it("keeps what other apps wrote into the receipt's extras", async () => {
    const app = shop.app()
    app.ask = async () => ({ search: BORIS, points: 0 })
    app.native.begin(receipt("sell-discounted", "wire-2"))
    const [, , [, { data }]] = (await app.press("wire-2")) as [
      unknown,
      unknown,
      [unknown, { data: { extra: { extra: object }; discount: number } }],
    ]
    expect(data.discount).toBe(386.2)
    expect(data.extra.extra).toMatchObject({ lc: '{"hold":"h-1"}' })
  })

  it("skips as its own fixture has it, where nobody is at the till", async () => {
    const app = shop.app()
    app.native.begin(receipt("sell-open", "wire-3"))
    expect(await app.press("wire-3")).toEqual(SKIP)
  })

  it("reads weights, position discounts, sub-positions and several print documents", async () => {
    const app = shop.app()
    const amounts: Array<number> = []
    app.ask = async ({ amountKopecks }) => {
      amounts.push(amountKopecks)
      return undefined
    }
    app.native.begin(receipt("sell-weighted", "wire-4"))
    await app.press("wire-4")
    app.native.begin(receipt("sell-subpositions", "wire-5"))
    await app.press("wire-5")
    const two = receipt("sell-open", "wire-6")
    two.printDocuments.push(...receipt("sell-weighted", "wire-6").printDocuments)
    app.native.begin(two)
    await app.press("wire-6")
    expect(amounts).toEqual([60_627, 43_000, 386_200 + 60_627])
  })

  it("gives a discount programme's 15 %, and no points", async () => {
    const app = shop.app()
    app.ask = async () => ({ search: GRIGORY, points: 0 })
    app.native.begin(receiptOf("wire-7", 123_400))
    await app.press("wire-7")
    expect(discountOf(app.native.receipts.get("wire-7") ?? receiptOf("", 0))).toBe(18_510)
    await app.close("wire-7")
    expect(await shop.sales(1234)).toMatchObject([{ total: 1048.9 }])
  })

  it("opens a screen with the receipt, and the screen answers as the fixture has it", async () => {
    const app = shop.app({ activity: "com.example.loyalty.DiscountActivity" })
    app.native.begin(receipt("sell-open", "wire-8"))
    tell(app, "receipt-discount", "wire-8")
    const [started] = await app.native.answered(1)
    const [module, method, [type, { intent }]] = fixture("call-start-activity")
    expect(started).toEqual([
      module,
      method,
      [type, { intent: { ...intent, extras: { receiptUuid: "wire-8", discount: "0.00" } } }],
    ])
    app.native.intent = { extras: { receiptUuid: "wire-8", discount: "0.00" }, categories: [], flags: 0 }
    await app.screen(async ({ find }) => {
      const found = await find(ANNA)
      return found.ok ? { search: ANNA, points: 38_620 } : undefined
    })
    const [name, set, [event, result]] = fixture("call-activity-result")
    const [answer] = app.native.named("NavigationModule", "setIntegrationResult")
    expect(answer).toMatchObject([name, set, [event, { ...result, extra: { __name__: "SetExtra" } }]])
    expect(app.native.named("NavigationModule", "finish")).toHaveLength(1)
    tell(app, "sell-receipt-cleared", "wire-8")
    await expect.poll(async () => (await shop.receipt("wire-8")).state).toBe("cancelled")
  })

  it("cancelled from its screen sets the unchanged discount as the fixture has it, and finishes", async () => {
    const app = shop.app({ activity: "com.example.loyalty.DiscountActivity" })
    app.native.begin(receipt("sell-discounted", "wire-9"))
    app.native.intent = { extras: { receiptUuid: "wire-9", discount: "386.20" }, categories: [], flags: 0 }
    await app.screen(async () => undefined)
    expect(app.native.named("NavigationModule", "setIntegrationResult")).toEqual([
      fixture("call-activity-result"),
    ])
    expect(app.native.named("NavigationModule", "finish")).toHaveLength(1)
  })

  it("prints a line as the fixture has it, and skips without a client", async () => {
    const app = shop.app()
    app.native.begin(receiptOf("wire-10", 90_000))
    tell(app, "print-extra-required", "wire-10")
    await app.native.answered(1)
    expect(app.native.answers()).toEqual([[SKIP[0], SKIP[1], ["PRINT_EXTRA_REQUIRED", {}]]])
    app.ask = async () => ({ search: BORIS, points: 0 })
    await app.press("wire-10")
    tell(app, "print-extra-required", "wire-10")
    const printed = (await app.native.answered(3)).at(-1)
    const [module, method, [type, { data }]] = fixture("call-print-extra")
    const [group] = data.extra
    const printables = [{ type: "TEXT", value: "Будет начислено баллов: 45,00" }]
    expect(printed).toEqual([
      module,
      method,
      [type, { data: { ...data, extra: [{ ...group, printables }] } }],
    ])
  })

  it("has no quarrel with events that are not ours", async () => {
    const app = shop.app()
    app.native.begin(receiptOf("wire-11", 10_000))
    for (const name of [
      "before-positions-edited",
      "payment-selected",
      "sell-position-added",
      "payback-receipt-closed",
      "sell-receipt-opened",
    ])
      tell(app, name, "wire-11")
    await app.loyalty.drain()
    expect(app.native.answers()).toEqual([])
    expect(shop.line.seen.filter((call) => call.startsWith("wire-11"))).toEqual([])
  })

  it("whose native side fails is not answered a second time, and the sale is what the receipt has", async () => {
    const app = shop.app()
    app.ask = async () => ({ search: BORIS, points: 1_000 })
    app.native.begin(receiptOf("wire-12", 91_000))
    app.native.nextFailure = fixture("native-error")
    await app.press("wire-12")
    await app.close("wire-12")
    expect(app.native.answers()).toHaveLength(1)
    expect(await shop.sales(910)).toMatchObject([{ spend: 0, total: 910 }])
  })
})
