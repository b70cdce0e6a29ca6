/**
 * What goes wrong around an iiko order, in the till, on its line and behind it: points are written off once, or given back.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { IikoPage } from "./IikoPage.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const anna = "Anna Sokolova"
const settled = "has settled the order, once"
const lostAnswer = "executed, then the connection is closed without an answer"

describe.skipIf(!hasChromium())("what goes wrong around an iiko order", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openOrder = async (): Promise<IikoPage> => new IikoPage((await open({ till: "iiko" })).page)
  /** Points of Anna's pay, and the till is switched off before the cheque. */
  const switchedOff = async (): Promise<IikoPage> => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.breaks("The till is switched off after Pay")
    await iiko.pay(500)
    await iiko.reads("iikoFront has started again")
    await iiko.shows(iiko.service, "500 points for another")
    return iiko
  }
  const payRest = async (iiko: IikoPage): Promise<void> => {
    await iiko.press("Payment")
    await iiko.shows(iiko.added, "LoyalClient points processed500.00")
    await iiko.press("Cash")
    await iiko.press("Pay")
  }

  it("gives the points back when the fiscal printer fails, and takes them once by a new payment", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.breaks("The fiscal printer, after Pay")
    await iiko.shows(iiko.bridge, "the cashier pays anew, with another transactionId")
    await iiko.pay(500)
    await iiko.reads("The fiscal printer does not answer")
    await iiko.shows(iiko.ledger, "Hold released")
    assert.equal((await iiko.moments()).at(-1), "EmergencyCancelPayment")
    await iiko.press("Pay")
    await iiko.isClosed(settled)
    await iiko.shows(iiko.ledger, "−500")
    await iiko.open("Pay")
    await iiko.shows(iiko.bridge, "payments/c3d8b0f6-0000-4000-8000-000000000002/pay")
    assert.equal(await iiko.count("Pay"), 2)
    assert.equal(await iiko.sold(), 1)
    assert.equal(await iiko.balance(), "1,000")
  })

  it("cancels a Pay whose answer was lost, from the outbox; the cashier pays again", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.breaks("The answer of Pay is lost")
    await iiko.pay(500)
    await iiko.passMinute()
    await iiko.reads("Loyalty does not answer. Take another payment, or try again")
    await iiko.shows(iiko.ledger, "Hold released")
    await iiko.shows(iiko.added, /^Cash1,332\.40/)
    assert.include(await iiko.moments(), "Pay: no answer")
    // A Pay that comes after its cancel holds nothing.
    await iiko.open("Pay")
    await iiko.shows(iiko.bridge, "loyalkit answered so. The plugin heard nothing of it")
    await iiko.press("Send it once more")
    await iiko.shows(iiko.bridge, /again: Pay pay cancel/)
    await iiko.isIdle()
    assert.equal((await iiko.callMethods()).filter((method) => method === "hold").length, 1)
    await iiko.sum.fill("500")
    await iiko.press("LoyalClient points")
    await iiko.shows(iiko.added, "LoyalClient points500.00")
    await iiko.isIdle()
    await iiko.press("Pay")
    await iiko.isClosed(settled)
    await iiko.shows(iiko.ledger, "−500")
    assert.equal(await iiko.sold(), 1)
  })

  it("keeps processed points where the till was switched off, and settles them once when it goes on", async () => {
    const iiko = await switchedOff()
    await payRest(iiko)
    await iiko.isClosed(settled)
    await iiko.shows(iiko.ledger, "−500")
    assert.equal(await iiko.count("Pay"), 1)
    assert.equal(await iiko.sold(), 1)
  })

  it("gives the points back when such an order is deleted", async () => {
    const iiko = await switchedOff()
    await iiko.press("Delete the order")
    await iiko.isClosed("The order is deleted")
    await iiko.shows(iiko.ledger, "Hold released")
    await iiko.shows(iiko.journal, "Receipt cancelled")
    assert.deepEqual((await iiko.moments()).slice(-2), ["ReturnPayment", "OrderChanged: Deleted"])
    assert.equal(await iiko.balance(), "1,500")
    assert.equal(await iiko.sold(), 0)
  })

  it("repeats Closed from the outbox while the service is away, and settles it once when it is back", async () => {
    const iiko = await switchedOff()
    await iiko.serviceIs("away")
    await payRest(iiko)
    await iiko.isClosed("could not settle it yet")
    await iiko.shows(iiko.bridge, "The outbox has 1 call")
    await iiko.passMinute()
    await iiko.shows(iiko.bridge, "again: OrderChanged: Closed")
    await iiko.shows(iiko.cases, "Printed, not written off Receipt No.\u00a01001")
    await iiko.serviceIs("back")
    await iiko.passMinute()
    await iiko.isClosed(settled)
    await iiko.shows(iiko.cases, "Nothing needs a person")
    assert.equal(await iiko.sold(), 1)
    assert.equal(await iiko.balance(), "1,000")
  })

  it("repeats Closed as well where nothing reaches loyalkit", async () => {
    const iiko = await switchedOff()
    await iiko.gatewayIs("away")
    await payRest(iiko)
    await iiko.isClosed("The plugin has not reached loyalkit")
    await iiko.shows(iiko.bridge, "The outbox has 1 call")
    await iiko.gatewayIs("back")
    await iiko.passMinute()
    await iiko.isClosed(settled)
    assert.equal(await iiko.sold(), 1)
  })

  it("queues an earning that is closed while the service is away, and delivers it", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.press("Payment")
    await iiko.press("Cash")
    await iiko.serviceIs("away")
    await iiko.press("Pay")
    await iiko.isClosed("the earning is queued")
    await iiko.serviceIs("back")
    await iiko.passMinute()
    await iiko.shows(iiko.ledger, "+137.43")
  })

  it("earns for a guest who was typed while the service was away", async () => {
    const iiko = await openOrder()
    await iiko.serviceIs("away")
    await iiko.press("LoyalClient guest")
    await iiko.page.getByRole("textbox", { name: "Phone, card or code" }).fill("79000000001")
    await iiko.press("OK")
    await iiko.reads("No points can be spent; this order's are credited later")
    await iiko.shows(iiko.guest, "not found so far")
    await iiko.press("Payment")
    await iiko.press("Cash")
    await iiko.press("Pay")
    await iiko.isClosed("the earning is queued")
    await iiko.serviceIs("back")
    await iiko.passMinute()
    await iiko.shows(iiko.ledger, "+137.43")
  })

  it("says that a card is kept while the service is away", async () => {
    const iiko = await openOrder()
    await iiko.serviceIs("away")
    await iiko.press(anna)
    await iiko.reads("No points can be spent; this order's are credited later")
    await iiko.shows(iiko.guest, "not found so far")
  })

  it("refuses points while the service is away, and takes another payment", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.press("Payment")
    await iiko.isIdle()
    await iiko.enter(500)
    await iiko.serviceIs("away")
    await iiko.press("Pay")
    await iiko.reads("The loyalty service does not answer")
    await iiko.shows(iiko.added, /^Cash1,332\.40/)
    await iiko.press("Bank card")
    await iiko.press("Pay")
    await iiko.isClosed("the earning is queued")
  })

  it("settles once what iiko says twice, on two terminals and once more on the line", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.breaks("Two terminals tell of Closed")
    await iiko.pay(500)
    await iiko.isClosed(settled)
    await iiko.open("OrderChanged: Closed")
    await iiko.press("Send it once more")
    await iiko.shows(iiko.bridge, "again: OrderChanged: Closed")
    await iiko.isIdle()
    assert.equal(await iiko.count("OrderChanged: Closed"), 2)
    assert.equal(await iiko.salesSent(), 1)
    assert.equal(await iiko.sold(), 1)
  })

  it("finds an order that was closed while the plugin was down, when it looks at what it watched", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.breaks("The plugin restarts before Closed")
    await iiko.pay(500)
    await iiko.isClosed(settled)
    assert.equal((await iiko.moments()).at(-1), "Look: Closed")
    assert.equal(await iiko.sold(), 1)
  })

  it("settles the order as it was closed, where another terminal has changed it after the hold", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.breaks("Another terminal adds a dish after Pay")
    await iiko.pay(500)
    await iiko.isClosed(settled)
    await iiko.shows(iiko.ledger, "2,092.40 ₽ → 1,592.40 ₽")
    assert.equal(await iiko.balance(), "1,000")
  })

  it("takes the points anew where their hold has ended before the order was closed", async () => {
    const iiko = await switchedOff()
    await iiko.passToHoldEnd()
    await iiko.shows(iiko.ledger, "Hold expired")
    await payRest(iiko)
    await iiko.isClosed(settled)
    assert.equal(await iiko.sold(), 1)
    assert.equal(await iiko.balance(), "1,000")
  })

  it("leaves it to a person, and says so on screen, where the points are gone by then", async () => {
    const iiko = await switchedOff()
    await iiko.passToHoldEnd()
    await iiko.shows(iiko.ledger, "Hold expired")
    await iiko.page.getByRole("link", { name: "loyalkit" }).click()
    await iiko.find("79000000001")
    await iiko.press("Quote")
    await iiko.spend(1_200)
    await iiko.press("Hold 1,200 points")
    await iiko.press(/^Take payment/)
    await iiko.shows(iiko.ledger, "−1,200")
    await iiko.page.getByRole("link", { name: "iiko" }).click()
    await payRest(iiko)
    await iiko.isClosed("a person sees to it under Cases")
    await iiko.shows(
      iiko.corner,
      "The order's points were not written off: an administrator has to see to it",
    )
    await iiko.shows(iiko.cases, "Printed, not written off Receipt No.\u00a01001")
    assert.equal(await iiko.sold(), 1)
  })

  it("settles by itself a sale whose answer the service lost", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.failNext("retail", lostAnswer)
    await iiko.pay(500)
    await iiko.isClosed("the engine finds out, and sends nothing twice")
    await iiko.passMinute()
    await iiko.shows(iiko.journal, "Sale created")
    await iiko.shows(iiko.cases, "Nothing needs a person")
    assert.equal(await iiko.salesSent(), 1)
    assert.equal(await iiko.sold(), 1)
  })

  it("pays once where the cashier presses twice", async () => {
    const iiko = await openOrder()
    await iiko.slide(anna, anna)
    await iiko.press("Payment")
    await iiko.isIdle()
    await iiko.enter(500)
    await iiko.button("Pay").dblclick()
    await iiko.isClosed(settled)
    assert.equal(await iiko.count("Pay"), 1)
    assert.equal(await iiko.sold(), 1)
  })
})
