/**
 * An iiko order on the built page, from check-in to its return: the adapter's real bridge behind a scripted plugin.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { GATEWAY } from "../src/view/Curl.ts"
import { IikoPage } from "./IikoPage.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const anna = "Anna Sokolova"
const grigory = "Grigory Volkov"
const settled = "has settled the order, once"

describe.skipIf(!hasChromium())("an iiko order", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openOrder = async (): Promise<IikoPage> => new IikoPage((await open({ till: "iiko" })).page)

  it("is paid by points and settled once: check-in, bill, Pay holds, Closed commits", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, "Points: 1,500To spend: 1,332.40To earn: 137.43".replaceAll(/(?=To)/g, "\n"))
    await iiko.shows(iiko.guest, anna)
    await iiko.press("Bill")
    await iiko.shows(iiko.paper, "Loyalty programme")
    await iiko.shows(iiko.panel, "Cancel the bill")
    await iiko.pay(500)
    await iiko.isClosed(settled)
    await iiko.shows(iiko.ledger, `Sale ${anna}−500`)
    await iiko.shows(iiko.ledger, "1,832.40 ₽ → 1,332.40 ₽")
    await iiko.shows(iiko.paper, "LoyalClient points")
    await iiko.press("Show")
    await iiko.shows(iiko.printed, /LoyalClient points +500\.00\n/)
    await iiko.shows(iiko.printed, "for the 32 columns that were asked for")
    assert.equal(await iiko.balance(), "1,000")
    assert.equal(await iiko.sold(), 1)
    assert.deepEqual(await iiko.moments(), [
      "OrderEditCardSlided",
      "BeforeOrderBill",
      "BillChequePrinting",
      "CollectData",
      "OnPaymentAdded",
      "Pay",
      "CashChequePrinting",
      "OrderChanged: Closed",
    ])
    assert.deepEqual(await iiko.callMethods(), ["client", "recalc", "hold", "retail"])
  })

  it("only earns where nobody pays by points: Pay is never called, Closed settles it", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, "To earn: 137.43")
    await iiko.press("Payment")
    await iiko.press("Bank card")
    await iiko.press("Pay")
    await iiko.isClosed(settled)
    await iiko.shows(iiko.ledger, "+137.43")
    assert.notInclude(await iiko.moments(), "Pay")
    assert.equal(await iiko.sold(), 1)
  })

  it("is cut to what points may pay, as OnPaymentAdded says", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.press("Payment")
    await iiko.press("LoyalClient points")
    await iiko.shows(iiko.added, "LoyalClient points1,332.40")
    await iiko.isIdle()
    await iiko.press("Take off: LoyalClient points")
    await iiko.shows(iiko.added, "Nothing was added yet")
    assert.equal((await iiko.moments()).at(-1), "OnPaymentDeleting")
    await iiko.press("To the order")
    await iiko.shows(iiko.panel, "Delete the order")
  })

  it("asks for the guest on the payment screen where nobody is checked in", async () => {
    const iiko = await openOrder()
    await iiko.press("Payment")
    await iiko.press("LoyalClient points")
    await iiko.shows(iiko.said, "The guest's phone")
    await iiko.page.getByRole("textbox", { name: "Phone, card or code" }).fill("79000000001")
    await iiko.press("OK")
    await iiko.shows(iiko.said, "Points: 1,500")
    await iiko.ok()
    await iiko.shows(iiko.added, "LoyalClient points1,332.40")
    assert.deepEqual(await iiko.moments(), ["CollectData", "CollectData", "CollectData", "OnPaymentAdded"])
  })

  it("adds nothing, in silence, where the cashier cancels that question", async () => {
    const iiko = await openOrder()
    await iiko.press("Payment")
    await iiko.press("LoyalClient points")
    await iiko.shows(iiko.said, "The guest's phone")
    await iiko.press("Cancel")
    await iiko.isIdle()
    await iiko.shows(iiko.added, "Nothing was added yet")
    assert.equal(await iiko.alert.count(), 0)
  })

  it("gets the discount of a guest's programme before the bill, and refuses points for it", async () => {
    const iiko = await openOrder()
    await iiko.slide(grigory, "Discount: 274.86")
    await iiko.shows(iiko.totals, "1,557.54 ₽")
    await iiko.press("More: Cappuccino, Guest 1")
    await iiko.press("Bill")
    await iiko.shows(iiko.totals, "1,778.54 ₽")
    await iiko.isIdle()
    await iiko.press("Payment")
    await iiko.press("LoyalClient points")
    await iiko.reads("This guest has a discount and no points")
    await iiko.shows(iiko.added, "Nothing was added yet")
    await iiko.press("Cash")
    await iiko.press("Pay")
    await iiko.isClosed(settled)
    await iiko.shows(iiko.ledger, "2,092.40 ₽ → 1,778.54 ₽")
  })

  it("may have another guest, once the first was taken off", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.press("Take the guest off")
    await iiko.shows(iiko.said, "The guest was taken off the order")
    await iiko.ok()
    await iiko.shows(iiko.guest, "Guest: nobody")
    await iiko.slide("Boris Kuznetsov", "Boris Kuznetsov")
    await iiko.shows(iiko.journal, "Receipt 2 of the order")
    await iiko.press("Payment")
    await iiko.press("Cash")
    await iiko.press("Pay")
    await iiko.isClosed(settled)
    await iiko.shows(iiko.ledger, "Sale Boris Kuznetsov")
  })

  it("is another guest's when their card is slid, and nobody's when the one who is looked for does not exist", async () => {
    const iiko = await openOrder()
    await iiko.slide(grigory, grigory)
    await iiko.slide(anna, anna)
    await iiko.shows(iiko.guest, anna)
    await iiko.shows(iiko.totals, "1,832.40 ₽")
    await iiko.press("LoyalClient guest")
    await iiko.page.getByRole("textbox", { name: "Phone, card or code" }).fill("79990000000")
    await iiko.press("OK")
    await iiko.reads("No such client, and the guest before is off the order")
    await iiko.shows(iiko.guest, "not found so far")
  })

  it("becomes a case when it is storned: told twice by iiko, noted once", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.pay(500)
    await iiko.isClosed(settled)
    await iiko.press("Storno")
    await iiko.isClosed("The order was storned")
    await iiko.shows(iiko.cases, "A return Receipt No.\u00a01001")
    await iiko.shows(iiko.cases, "500.00 ₽")
    await iiko.shows(iiko.bridge, "OrderStorned")
    assert.deepEqual((await iiko.moments()).slice(-2), ["ReturnPayment", "OrderStorned"])
    assert.equal(await iiko.cases.getByRole("listitem").count(), 1)
    await iiko.press("Done")
    await iiko.shows(iiko.cases, "Nothing needs a person")
    await iiko.press("New order")
    await iiko.shows(iiko.panel, "No.\u00a01002")
    await iiko.choose("Point of sale", "Station Bakery")
    await iiko.slide(anna, "Points: 1,000")
    await iiko.open("OrderEditCardSlided")
    await iiko.shows(iiko.bridge, "x-loyalkit-token: scenario-token-iiko-bakery")
    assert.isTrue(await iiko.page.getByRole("combobox", { name: "Point of sale" }).isDisabled())
  })

  it("becomes a case also when its shift is over, and when it only earned", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.press("Payment")
    await iiko.press("Cash")
    await iiko.press("Pay")
    await iiko.isClosed(settled)
    await iiko.press("Return, shift over")
    await iiko.shows(iiko.cases, "1,832.40 ₽")
    assert.equal((await iiko.moments()).at(-1), "PastOrderStorned")
  })

  it("shows a call as it went over the line, from the plugin's first ping on, and gives it as a command line", async () => {
    const iiko = await openOrder()
    await iiko.page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await iiko.open("Start")
    await iiko.shows(iiko.bridge, `"onReturn": "note"`)
    await iiko.slide(anna, anna)
    await iiko.open("OrderEditCardSlided")
    await iiko.shows(iiko.bridge, "POST /iiko/front/orders/6f1c0d52-0000-4000-8000-000000001001/checkin")
    await iiko.shows(iiko.bridge, "x-loyalkit-token: scenario-token-iiko-cafe")
    await iiko.shows(iiko.bridge, `"search": "2200000000001"`)
    await iiko.shows(iiko.bridge, `"name": "Анна Соколова"`)
    await iiko.shows(iiko.bridge, "A scripted plugin stands in for the C# one")
    await iiko.bridge.getByRole("button", { name: "Copy as cURL" }).first().click()
    await iiko.button("Copied").waitFor()
    const copied = await iiko.page.evaluate(() => navigator.clipboard.readText())
    assert.include(
      copied,
      `curl -X POST '${GATEWAY}/iiko/front/orders/6f1c0d52-0000-4000-8000-000000001001/checkin'`,
    )
    assert.include(copied, "-H 'x-loyalkit-token: scenario-token-iiko-cafe'")
    assert.include(copied, `"search":"2200000000001"`)
  })
})
