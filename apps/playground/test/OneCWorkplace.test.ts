/**
 * The 1C cashier's workplace on the built page: the adapter's real routes behind it, and a receipt that is read back.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { PATIENCE, usePages } from "./Pages.ts"
import { RmkPage } from "./RmkPage.ts"

const anna = { card: "2200000000001", phone: "79000000001", name: "Anna Sokolova" }
const grigory = { card: "2200000000004", name: "Grigory Volkov" }
const first = "0000-000001"
/** What each calculation asks. */
const calculation = ["useautomaticdiscounts", "calculatediscounts"]

describe.skipIf(!hasChromium())("the 1C cashier's workplace", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openRmk = async (options: Parameters<typeof open>[0] = {}): Promise<RmkPage> => {
    const { page } = await open({ ...options, till: "1c" })
    const rmk = new RmkPage(page)
    await rmk.isIdle()
    return rmk
  }

  it("checks the connection: only the status counts, and a wrong password is told", async () => {
    const rmk = await openRmk()
    await rmk.press("Settings")
    await rmk.press("Check the connection")
    await rmk.shows(rmk.settings, "The connection to the server is established")
    await rmk.settings.getByRole("textbox", { name: "Password" }).fill("another")
    await rmk.press("Check the connection")
    await rmk.shows(rmk.settings, "Error code: 401")
    await rmk.shows(rmk.settings, "Программа лояльности не узнала кассу")
    assert.deepEqual(await rmk.asked(), ["useautomaticdiscounts", "ping", "ping"])
  })

  it("spends points: card, calculation, bonuses on the lines, write-off, and the sale stands in the ledger once", async () => {
    const rmk = await openRmk()
    await rmk.take(anna.card, anna.name)
    await rmk.shows(rmk.said, "Будет начислено: 137,43")
    await rmk.payWith("500")
    await rmk.shows(rmk.goods, "Cappuccino2 pcs260.00—141.89378.11")
    await rmk.shows(rmk.service, "500 points for another")
    await rmk.shows(rmk.totals, "1,332.40 ₽")
    await rmk.close(first)

    await rmk.shows(rmk.closed(first), "Бонусы успешно списаны")
    await rmk.shows(rmk.closed(first), "The protocol names no receipt")
    await rmk.shows(rmk.ledger, "Sale Anna Sokolova−500")
    assert.equal(await rmk.balance(), "1,000")
    assert.deepEqual(await rmk.asked(), [
      "useautomaticdiscounts",
      "findclientcard",
      ...calculation,
      ...calculation,
      ...calculation,
      "writeoffclientbonuses",
    ])
    await rmk.shows(rmk.journal, /Made up by loyalkit: 1c-[0-9a-z]{8}-0/)

    await rmk.waitForReading()
    await rmk.shows(rmk.closed(first), "joined with its write-off. Nothing is spent again")
    assert.equal(await rmk.salesSent(), 1)
    assert.equal(await rmk.sold(), 1)
    assert.equal(await rmk.balance(), "1,000")
  })

  it("only gives the card back where nothing is spent; the receipt that is read back earns, once", async () => {
    const rmk = await openRmk()
    await rmk.take(anna.phone, anna.name)
    await rmk.press("Payment")
    await rmk.close(first)
    await rmk.shows(rmk.closed(first), "Бонусы разблокированы")
    await rmk.shows(rmk.closed(first), "The protocol never says that a sale took place")
    assert.equal((await rmk.asked()).at(-1), "unlockclientbonuses")
    assert.equal(await rmk.salesSent(), 0)
    await rmk.shows(rmk.closed(first), /has not read this receipt yet.*every minute, next in \d\d?\ss/)

    await rmk.waitForReading()
    await rmk.shows(rmk.closed(first), "The sale was settled from the receipt")
    await rmk.shows(rmk.ledger, "+137.43")
    await rmk.shows(rmk.journal, `Read back from 1C: ${first}`)
    await rmk.waitForReading()
    assert.equal(await rmk.salesSent(), 1)
    assert.equal(await rmk.balance(), "1,637.43")
  })

  it("takes a discount of the client's level onto the lines, and reads the sale back as it was before", async () => {
    const rmk = await openRmk()
    await rmk.take(grigory.card, grigory.name)
    await rmk.shows(rmk.goods, "Cappuccino−2 pcs+260.0078.00 15\u00a0%—442.00")
    await rmk.shows(rmk.totals, "1,557.54 ₽")
    await rmk.press("Payment")
    await rmk.shows(rmk.panel, "No bonuses can be used")
    await rmk.close(first)
    await rmk.waitForReading()
    await rmk.shows(rmk.ledger, "1,832.40 ₽ → 1,557.54 ₽")
  })

  it("calculates anew when the basket changes, and sells without a card as well", async () => {
    const rmk = await openRmk()
    await rmk.press("More: Cappuccino")
    await rmk.press("More: Cappuccino")
    await rmk.shows(rmk.totals, "2,352.40 ₽")
    await rmk.isIdle()
    assert.include(await rmk.asked(), "calculatediscounts")
    await rmk.press("Payment")
    await rmk.close(first)
    await rmk.shows(rmk.closed(first), "1C told the server nothing about this receipt")
    await rmk.waitForReading()
    await rmk.shows(rmk.closed(first), "no card on the receipt")
    assert.deepEqual(await rmk.callMethods(), [])
  })

  it("calculates a receipt that changes while it is calculated once more, as it then is", async () => {
    const rmk = await openRmk()
    await rmk.take(anna.card, anna.name)
    const time = rmk.page.getByRole("switch", { name: /^Runs by itself/ })
    await time.click()
    await rmk.press("More: Cappuccino")
    await rmk.press("More: Cappuccino")
    await time.click()
    await rmk.shows(rmk.totals, "2,352.40 ₽")
    await rmk.shows(rmk.said, "Будет начислено: 176,43")
    await rmk.isIdle()
    assert.equal((await rmk.asked()).filter((method) => method === "calculatediscounts").length, 3)
  })

  it("unlocks the points of a receipt that is cancelled", async () => {
    const rmk = await openRmk()
    await rmk.take(anna.card, anna.name)
    await rmk.payWith("500")
    await rmk.shows(rmk.service, "500 points for another")
    await rmk.press("Cancel")
    await rmk.shows(rmk.panel, "Receipt 0000-000002")
    await rmk.shows(rmk.ledger, "Hold released")
    assert.equal((await rmk.asked()).at(-1), "unlockclientbonuses")
    assert.equal(await rmk.salesSent(), 0)
  })

  it("says that there is no such card, and goes on", async () => {
    const rmk = await openRmk()
    await rmk.card.fill("79990000000")
    await rmk.press("Find")
    await rmk.shows(rmk.alert, "No loyalty card: 79990000000")
    await rmk.isIdle()
    await rmk.take(anna.card, anna.name)
    assert.equal(await rmk.alert.textContent(), "")
  })

  it("knows its point of sale by the till's token, also for the receipts that are read back", async () => {
    const rmk = await openRmk()
    await rmk.choose("Point of sale", "Station Bakery")
    await rmk.press("Settings")
    const password = rmk.settings.getByRole("textbox", { name: "Password" })
    assert.equal(await password.inputValue(), "scenario-token-rmk-bakery")
    await rmk.press("Close")
    await rmk.take(anna.card, anna.name)
    await rmk.press("Payment")
    await rmk.close(first)
    await rmk.waitForReading()
    await rmk.shows(rmk.closed(first), "The sale was settled from the receipt")
  })

  it("gives what was done as a link that comes to the same, though the gateway came late into the shop", async () => {
    const till = await open()
    await till.passMinute()
    await till.page.getByRole("link", { name: "1C" }).click()
    const rmk = new RmkPage(till.page)
    await rmk.take(anna.card, anna.name)
    await rmk.press("Payment")
    await rmk.close(first)
    await rmk.waitForReading()
    await rmk.shows(rmk.ledger, "+137.43")
    await rmk.page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await rmk.press("Share…")
    await rmk.press("Copy the link")
    await rmk.page.getByText("Played again just now, it came to the same.").waitFor()
  })

  it("shows a call as it went over the line", async () => {
    const rmk = await openRmk()
    await rmk.take(anna.card, anna.name)
    await rmk.open("findclientcard")
    await rmk.shows(rmk.protocol, "GET /loyal/hs/loyaltyservice/findclientcard/?")
    await rmk.shows(rmk.protocol, `ClientCardID=${anna.card}`)
    await rmk.shows(
      rmk.protocol,
      `authorization: Basic ${Buffer.from("Кассир:scenario-token-rmk-cafe").toString("base64")}`,
    )
    await rmk.shows(rmk.protocol, "Answer: 200, application/json; charset=utf-8")
    await rmk.shows(rmk.protocol, `"ClientName": "Анна Соколова"`)
    await rmk.open("calculatediscounts")
    await rmk.shows(rmk.protocol, /GET \/loyal\/hs\/loyaltyservice\/calculatediscounts.*"LoyaltyCardsList"/s)
    await rmk.page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await rmk.page.locator("details[open]").getByRole("button", { name: "Copy as cURL" }).first().click()
    const copied = await rmk.page.evaluate(() => navigator.clipboard.readText())
    assert.match(copied, /^curl -X GET 'http:\/\/127\.0\.0\.1:8077\/loyal.*--data-raw '\{"Recover/)
  })
})
