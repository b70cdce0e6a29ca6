/**
 * Every till and every place of the page in what it comes to, as axe sees it.
 *
 * One test for each, since opening a page and getting on in it takes longer than a look at what it shows.
 */
import { afterEach, assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { findings } from "./Axe.ts"
import type { CashierPage } from "./CashierPage.ts"
import { EvotorPage } from "./EvotorPage.ts"
import { IikoPage } from "./IikoPage.ts"
import { PATIENCE, usePages } from "./Pages.ts"
import { ReliabilityPage } from "./ReliabilityPage.ts"
import { RmkPage } from "./RmkPage.ts"
import { ScenariosPage } from "./ScenariosPage.ts"

const anna = { phone: "79000000001", card: "2200000000001", name: "Anna Sokolova" }
const boris = "79000000002"
const nobody = "79990000000"
const lostAnswer = "executed, then the connection is closed without an answer"

describe.skipIf(!hasChromium())("for everybody", { timeout: PATIENCE }, () => {
  const open = usePages()
  let found: Array<string> = []

  // At the end, so that one run tells all that is wrong.
  afterEach(() => {
    const all = found
    found = []
    assert.deepEqual(all, [])
  })

  const look = async ({ page }: Pick<CashierPage, "page">, what: string): Promise<void> => {
    found.push(...(await findings(page)).map((line) => `${what}, ${line}`))
  }

  it("loyalkit's own till", async () => {
    const till = await open()
    await look(till, "nothing begun")
    await till.find(nobody)
    await till.shows(till.alert, "No such client")
    await look(till, "no such client")
    await till.press("The next call fails…")
    await look(till, "what may fail")
    await till.page.keyboard.press("Escape")
    await till.failNext("retail", lostAnswer)
    await till.find(anna.phone)
    await till.press("Quote")
    await till.slider.waitFor()
    await look(till, "a quote, and trouble to come")
    await till.press(/^Take payment/)
    await till.shows(till.payment, "A person decides this sale")
    await look(till, "a person decides")
    await till.press("It was sold")
    await till.shows(till.payment, "The sale is settled")
    await look(till, "sold")
    await till.press("New receipt")
    await till.failNext("retail", lostAnswer)
    await till.hold(boris, 100)
    await till.openCall("hold")
    await till.press("More: Coffee beans")
    await till.shows(till.payment, "The receipt has changed")
    await look(till, "points held, and the quote stale")
    await till.press("Quote again")
    await till.press(/^Take payment/)
    await till.shows(till.payment, "The sale is in doubt")
    await look(till, "in doubt")
    await till.choose("A second till beside it", "+ Evotor")
    await new EvotorPage(till.page).panel.waitFor()
    await look(till, "two tills")
  })

  it("the 1C workplace", async () => {
    const rmk = new RmkPage((await open({ till: "1c" })).page)
    await look(rmk, "nothing begun")
    await rmk.serviceIs("away")
    await rmk.card.fill(anna.card)
    await rmk.press("Find")
    await rmk.shows(rmk.alert, "Error code: 503")
    await look(rmk, "the service is away")
    await rmk.press("Settings")
    await rmk.press("Check the connection")
    await rmk.shows(rmk.settings, "The connection to the server is established")
    await look(rmk, "settings")
    await rmk.page.keyboard.press("Escape")
    await rmk.serviceIs("back")
    await rmk.press("Remove the card")
    await rmk.take(anna.card, anna.name)
    await rmk.payWith("500")
    await rmk.open("calculatediscounts")
    await look(rmk, "payment")
    await rmk.failNext("retail", lostAnswer)
    await rmk.close("0000-000001")
    await look(rmk, "closed, and the sale in doubt")
  })

  it("the iiko order", async () => {
    const iiko = new IikoPage((await open({ till: "iiko" })).page)
    await look(iiko, "nothing begun")
    await iiko.press("LoyalClient guest")
    await look(iiko, "asked for a guest")
    await iiko.page.keyboard.press("Escape")
    await iiko.slide(anna.name, anna.name)
    await iiko.press("Bill")
    await iiko.shows(iiko.paper, "Loyalty programme")
    await look(iiko, "the bill")
    await iiko.breaks("The fiscal printer, after Pay")
    await iiko.pay(500)
    await iiko.shows(iiko.alert, "The fiscal printer does not answer")
    await look(iiko, "an error")
    await iiko.ok()
    await iiko.open("Pay")
    await look(iiko, "payment")
    await iiko.press("Pay")
    await iiko.isClosed("has settled the order")
    await iiko.press("Storno")
    await iiko.shows(iiko.cases, "A return")
    await look(iiko, "closed and returned")
  })

  it("the Evotor terminal", async () => {
    const terminal = new EvotorPage((await open({ till: "evotor" })).page)
    await look(terminal, "nothing begun")
    await terminal.toPayment()
    await look(terminal, "payment")
    await terminal.openApp()
    await terminal.search.fill(nobody)
    await terminal.press("Find")
    await terminal.shows(terminal.alert, "No such client")
    await look(terminal, "no such client")
    await terminal.take(anna.phone, anna.name)
    await terminal.points.fill("500")
    await look(terminal, "points chosen")
    await terminal.spend(500)
    await terminal.protocol.getByText("/v1/…/hold").click()
    await terminal.breaks("The app dies while printing")
    await terminal.pay(7_001)
    await look(terminal, "printed, and its application dead")
  })

  it("the scenarios", async () => {
    const shown = new ScenariosPage((await open({ place: "scenarios" })).page)
    await look(shown, "the gallery")
    await shown.page.getByRole("link", { name: "The sale's answer is lost", exact: true }).click()
    await look(shown, "nothing played")
    await shown.playAll()
    await shown.calls.getByText("unknown · executed").click()
    await look(shown, "played to its end")
  })

  it("the reliability page", async () => {
    const shown = new ReliabilityPage((await open({ place: "reliability" })).page)
    await shown.button("Start").click()
    await shown.played(240)
    await look(shown, "running")
    await shown.button("Pause").click()
    await shown.status.filter({ hasText: "Paused." }).waitFor()
    await look(shown, "paused")
  })
})
