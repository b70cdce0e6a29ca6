/** Receipts as the vendor's library gives them, as purchases in whole kopecks. */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { receiptToPurchase, type EvotorReceipt } from "../../src/terminal/index.ts"

const receiptOf = (name: string): EvotorReceipt =>
  JSON.parse(readFileSync(new URL(`fixtures/rn-receipt-${name}.json`, import.meta.url), "utf8"))

/** A receipt whose printed parts are these. */
const receipt = (printDocuments: EvotorReceipt["printDocuments"]): EvotorReceipt => ({
  header: { uuid: "r-1" },
  printDocuments,
})

describe("a receipt of the terminal", () => {
  it.each([
    ["sell-open", 386_200, 0, false],
    ["sell-discounted", 386_200, 38_620, false],
    ["sell-closed", 386_200, 38_620, true],
    ["sell-weighted", 64_947, 4_320, false],
    // The vendor's SDK adds sub-positions to their position.
    ["sell-subpositions", 43_000, 0, false],
  ])("%s: %i kopecks before the receipt's discount of %i", (name, total, discount, isClosed) => {
    const purchase = receiptToPurchase(receiptOf(name))
    expect(purchase).toMatchObject({ totalKopecks: total, discountKopecks: discount, isClosed })
    expect(purchase?.lines.reduce((sum, { amountKopecks }) => sum + amountKopecks, 0)).toBe(total)
  })

  it("pays 3475.80 for 19.31 × 200 at 10 %, as the receipt's discount has it, and not 3476.00 by position", () => {
    const purchase = receiptToPurchase(receiptOf("sell-discounted"))
    expect((purchase?.totalKopecks ?? 0) - (purchase?.discountKopecks ?? 0)).toBe(347_580)
  })

  it("sums all print documents, and takes discounts from a Map as from an object", () => {
    const position = { uuid: "p", name: "Чай", priceWithDiscountPosition: 10.1, quantity: 3 }
    const both = receiptToPurchase(
      receipt([
        { positions: [position], discounts: new Map([["p", 1.01]]) },
        { positions: [position], discounts: { p: 0.05, q: 0.02 } },
        { positions: [position] },
        {},
      ]),
    )
    expect(both).toMatchObject({ totalKopecks: 9_090, discountKopecks: 108 })
  })

  it("takes the price where there is none after a position's discount, and knows no product, tax or payment type", () => {
    const odd = {
      price: 5,
      quantity: "2",
      productType: "NEW_MARKED",
      taxNumber: "VAT_22",
      payments: [{ type: "BARTER" }],
    }
    expect(receiptToPurchase(receipt([{ positions: [odd] }]))?.totalKopecks).toBe(1_000)
  })

  it.each([
    ["a price", [{ price: "дорого", quantity: 1 }], undefined],
    ["a quantity", [{ price: 1, quantity: null }], undefined],
    ["a discount", [{ price: 1, quantity: 1 }], { p: Number.NaN }],
  ])("is none where %s cannot be read", (_what, positions, discounts) => {
    const given = discounts === undefined ? {} : { discounts }
    expect(receiptToPurchase(receipt([{ positions, ...given }]))).toBeUndefined()
  })

  it("may be empty", () => expect(receiptToPurchase(receipt([]))?.totalKopecks).toBe(0))
})
