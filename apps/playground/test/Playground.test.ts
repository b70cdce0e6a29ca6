/**
 * A checkout on the built page, as a newcomer meets it.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const anna = "79000000001"
const boris = "79000000002"
const grigory = "79000000004"
const nobody = "79990000000"

describe.skipIf(!hasChromium())("the playground", { timeout: PATIENCE }, () => {
  const open = usePages()

  it("spends points: find, quote, slider, hold, pay, and the sale stands in the ledger", async () => {
    const till = await open()
    await till.find(anna)
    await till.press("Quote")
    await till.spend(500)
    await till.shows(till.payment, "1,332.40 ₽")
    await till.press("Hold 500 points")
    await till.countdown.waitFor()
    await till.shows(till.service, "500 points for another")
    await till.press(/^Take payment of 1,332\.40/)

    await till.shows(till.payment, "The sale is settled")
    await till.shows(till.payment, "500 points written off")
    await till.shows(till.ledger, "Sale Anna Sokolova")
    await till.shows(till.ledger, "−500")
    assert.equal(await till.balance(), "1,000")
    assert.deepEqual(await till.journalTitles(), [
      "Client found",
      "Quoted",
      "Points held",
      "Commit written down",
      "Sale created",
    ])
    assert.deepEqual(await till.callMethods(), ["client", "recalc", "hold", "retail"])
  })

  it("earns where nothing is spent", async () => {
    const till = await open()
    await till.find(anna)
    await till.press("Quote")
    await till.press(/^Take payment of 1,832\.40/)
    await till.shows(till.payment, "137.43 points earned")
    await till.shows(till.ledger, "+137.43")
    assert.equal(await till.balance(), "1,637.43")
  })

  it("gives held points back when the receipt is cancelled", async () => {
    const till = await open()
    await till.find(anna)
    await till.press("Quote")
    await till.spend(500)
    await till.press("Hold 500 points")
    await till.press("Cancel the receipt")
    await till.shows(till.payment, "The receipt is cancelled")
    await till.shows(till.ledger, "Hold released")
    await till.shows(till.service, "No holds")
    assert.equal(await till.balance(), "1,500")
    assert.include(await till.journalTitles(), "Receipt cancelled")
    await till.shows(till.payment, "Held points come back now, or when the hold ends.")
  })

  it("speaks of no held points where a receipt without a hold is cancelled", async () => {
    const till = await open()
    await till.find(anna)
    await till.press("Quote")
    await till.spend(500)
    await till.press("Hold 500 points")
    await till.press("Release the points")
    await till.shows(till.ledger, "Hold released")
    await till.press("Cancel the receipt")
    await till.shows(till.payment, "The receipt is cancelled")
    assert.notInclude(await till.payment.textContent(), "Held points")
  })

  it("counts a hold down, and takes it again where it ran out before the payment", async () => {
    const till = await open()
    await till.hold(anna, 500)
    for (let minutes = 0; minutes < 9; minutes++) await till.passMinute()
    await till.shows(till.countdown, /^0:/)
    await till.passToHoldEnd()
    await till.shows(till.points, "The hold is over")
    await till.shows(till.ledger, "Hold expired")
    await till.press(/^Take payment of 1,332\.40/)
    await till.shows(till.payment, "500 points written off")
    assert.equal(await till.balance(), "1,000")
  })

  it("takes the discount of a client who collects no points", async () => {
    const till = await open()
    await till.find(grigory)
    await till.press("Quote")
    await till.shows(till.points, "Discount 15\u00a0%")
    await till.shows(till.points, "−274.86 ₽")
    await till.press(/^Take payment of 1,557\.54/)
    await till.shows(till.payment, "The sale is settled")
    await till.shows(till.ledger, "1,832.40 ₽ → 1,557.54 ₽")
  })

  it("tells the cashier in words that there is no such client", async () => {
    const till = await open()
    await till.find(nobody)
    await till.shows(till.alert, "No such client")
    await till.find(anna)
    await till.press("Quote")
    await till.spend(0)
    assert.equal(await till.alert.textContent(), "")
  })

  it("asks for a new quote when the receipt changes, and keeps the hold", async () => {
    const till = await open()
    await till.find(boris)
    await till.press("Quote")
    await till.press("All")
    await till.press("Hold 320.50 points")
    await till.press("More: Coffee beans")
    await till.shows(till.payment, "The receipt has changed")
    await till.press("Quote again")
    await till.press(/^Take payment of 1,636\.40/)
    await till.shows(till.payment, "The sale is settled")
    assert.deepEqual(await till.callMethods(), ["client", "recalc", "hold", "recalc", "retail"])
  })

  it("speaks Russian and English, and remembers which", async () => {
    const till = await open({ locale: "ru-RU" })
    assert.equal(await till.language(), "ru")
    await till.page.getByRole("heading", { name: "Касса" }).waitFor()
    await till.press("EN, English")
    await till.page.getByRole("heading", { name: "Till", exact: true }).waitFor()
    assert.equal(await till.language(), "en")
    await till.page.reload()
    await till.page.getByRole("heading", { name: "Till", exact: true }).waitFor()
    assert.equal(await till.language(), "en")
  })

  it("is driven by the keyboard alone", async () => {
    const till = await open()
    const { keyboard } = till.page
    await till.search.focus()
    await keyboard.type(anna)
    await keyboard.press("Enter")
    await till.isFocused("Quote")
    await keyboard.press("Enter")
    await till.isFocused(/^Take payment/)
    await till.slider.focus()
    await keyboard.press("End")
    await till.shows(till.payment, "500.00 ₽")
    await till.button("Hold 1,332.40 points").focus()
    await keyboard.press("Enter")
    await till.isFocused(/^Take payment of 500\.00/)
    await keyboard.press("Enter")
    await till.isFocused("New receipt")
    await keyboard.press("Enter")
    await till.isFocused(till.search)
  })

  it.each([360, 390])("fits a phone %i pixels wide, without scrolling sideways", async (width) => {
    for (const locale of ["en", "ru"]) {
      const till = await open({ width, locale })
      await till.page.getByRole("button", { name: /1.500/ }).click()
      await till.page.getByRole("button", { name: locale === "en" ? "Quote" : "Рассчитать" }).click()
      await till.slider.waitFor()
      assert.isAtMost(await till.page.evaluate(() => document.documentElement.scrollWidth), width)
    }
  })

  it("works without a network once it is loaded", async () => {
    const till = await open()
    await till.page.context().setOffline(true)
    await till.find(anna)
    await till.press("Quote")
    await till.press(/^Take payment/)
    await till.shows(till.payment, "The sale is settled")
  })

  it("shows a call's request, its reply, and whether it was executed", async () => {
    const till = await open()
    await till.find(anna)
    await till.openCall("client")
    await till.shows(till.calls, `"search": "${anna}"`)
    await till.shows(till.calls, `"success": true`)
    await till.shows(till.calls, "The service executed it.")
  })
})
