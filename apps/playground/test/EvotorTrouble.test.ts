/**
 * What goes wrong on an Evotor terminal, on its line, and between loyalkit and the service: the sale goes on, and is settled once.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { EvotorPage } from "./EvotorPage.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const anna = { phone: "79000000001", name: "Anna Sokolova" }
const first = 7_001
const settled = "Settled: the sale is in the programme, once."
const spending = ["identify", "quote", "hold"]

describe.skipIf(!hasChromium())("what goes wrong on an Evotor terminal", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openTerminal = async (options: Parameters<typeof open>[0] = {}): Promise<EvotorPage> => {
    const { page } = await open({ ...options, till: "evotor" })
    return new EvotorPage(page)
  }
  /** Settled, and only once. */
  const settledOnce = async (terminal: EvotorPage, balance: string) => {
    await terminal.shows(terminal.standing, settled)
    await terminal.shows(terminal.process, "Nothing on its disk")
    assert.equal(await terminal.salesSent(), 1)
    assert.equal(await terminal.sold(), 1)
    assert.equal(await terminal.balance(), balance)
  }

  it("opens one screen where the icon is pressed twice before anybody could answer", async () => {
    const terminal = await openTerminal()
    await terminal.breaks("The icon is pressed twice at once")
    await terminal.payWith(500)
    await terminal.shows(terminal.owed, "832.40 ₽")
    await terminal.pay(first)
    await settledOnce(terminal, "1,000")
    assert.deepEqual(await terminal.asked(), [...spending, "commit"])
  })

  it("replaces our part of the discount where the icon is pressed again", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.openApp()
    await terminal.shows(terminal.app, anna.name)
    await terminal.spend(200)
    await terminal.shows(terminal.owed, "1,132.40 ₽")
    await terminal.shows(terminal.service, "200 points for another")
    await terminal.pay(first)
    await terminal.shows(terminal.paper(first), "Points spent: 200.00")
    await settledOnce(terminal, "1,300")
  })

  it("keeps another application's discount, whichever comes first", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.press(/^Another app/)
    await terminal.shows(terminal.owed, "1,199.16 ₽")
    await terminal.openApp()
    await terminal.shows(terminal.app, "Purchase 1,199.16 ₽")
    await terminal.take(anna.phone, anna.name)
    await terminal.spend(100)
    await terminal.shows(terminal.owed, "1,099.16 ₽")
    await terminal.pay(first)
    await terminal.shows(terminal.ledger, "1,199.16 ₽ → 1,099.16 ₽")

    await terminal.press("New receipt")
    await terminal.payWith(100)
    await terminal.press(/^Another app/)
    await terminal.shows(terminal.owed, "1,099.16 ₽")
    await terminal.pay(first + 1)
    await terminal.shows(terminal.standing, settled)
    // The amount is not the one quoted any more: it is quoted again, and the sale created once.
    assert.deepEqual((await terminal.asked()).slice(-4), ["commit", "identify", "quote", "commit"])
    assert.equal(await terminal.sold(), 2)
    assert.equal(await terminal.balance(), "1,300")
  })

  it("quotes a receipt that was changed after the discount once more, and spends what is on the paper", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.press("‹ Receipt")
    await terminal.press("Less: Cappuccino")
    await terminal.toPayment()
    await terminal.shows(terminal.owed, "572.40 ₽")
    await terminal.pay(first)
    await terminal.shows(terminal.ledger, "1,072.40 ₽ → 572.40 ₽")
    await settledOnce(terminal, "1,000")
  })

  it("keeps what is on it while another till is looked at", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.page.getByRole("link", { name: "loyalkit" }).click()
    await terminal.shows(terminal.page.getByRole("region", { name: "Till", exact: true }), "Receipt No.")
    await terminal.page.getByRole("link", { name: "Evotor" }).click()
    await terminal.shows(terminal.owed, "832.40 ₽")
    await terminal.pay(first)
    await settledOnce(terminal, "1,000")
  })

  it("gives the points of a deleted receipt back", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.shows(terminal.service, "500 points for another")
    await terminal.press("Delete the receipt")
    await terminal.shows(terminal.panel, "Receipt No.\u00a07002")
    await terminal.shows(terminal.ledger, "Hold released")
    assert.equal((await terminal.asked()).at(-1), "cancel")
    assert.equal(await terminal.salesSent(), 0)
  })

  it("sells on where the terminal is offline, and delivers the earning once it is back", async () => {
    const terminal = await openTerminal()
    await terminal.lineIs("down")
    await terminal.shows(terminal.panel, "offline")
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.search.fill(anna.phone)
    await terminal.press("Find")
    await terminal.shows(terminal.alert, "The loyalty service does not answer. Go on without points")
    await terminal.press("Cancel")
    await terminal.pay(first)
    await terminal.shows(terminal.standing, "waits in the application's outbox")
    await terminal.shows(terminal.process, "In its outbox: 1")
    await terminal.shows(terminal.protocol, /commit no line/)
    assert.equal(await terminal.salesSent(), 0)

    await terminal.lineIs("up")
    await settledOnce(terminal, "1,599.93")
  })

  it("prints and settles after the application's process died between the discount and the closing", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.dies()
    await terminal.shows(terminal.process, "Its process is dead")
    await terminal.shows(terminal.process, "An open receipt on its disk")
    await terminal.pay(first)
    await terminal.shows(terminal.paper(first), "Points spent: 500.00")
    await settledOnce(terminal, "1,000")
    assert.deepEqual(await terminal.asked(), [...spending, "commit"])
  })

  it("settles a receipt of whose closing it never heard, when it starts again", async () => {
    const terminal = await openTerminal()
    await terminal.breaks("The app dies while printing")
    await terminal.payWith(500)
    await terminal.pay(first)
    await terminal.shows(terminal.standing, "It finds the receipt closed when it starts")
    assert.equal(await terminal.salesSent(), 0)
    await terminal.press("Start it")
    await settledOnce(terminal, "1,000")
  })

  it("goes on where the application dies with its screen open", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.dies()
    await terminal.shows(terminal.alert, "The application did not answer. The sale goes on without it")
    await terminal.openApp()
    await terminal.take(anna.phone, anna.name)
    await terminal.spend(500)
    await terminal.pay(first)
    await settledOnce(terminal, "1,000")
  })

  it("commits once where the commit's answer is lost: what is sent again gets the recorded answer", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.losesNextAnswer()
    await terminal.pay(first)
    await terminal.shows(terminal.protocol, /commit waiting/)
    await terminal.passMinute()
    await terminal.shows(terminal.protocol, /commit no answer/)
    await terminal.shows(terminal.standing, "waits in the application's outbox")
    await terminal.shows(terminal.ledger, "−500")
    await terminal.press("Send now")
    await settledOnce(terminal, "1,000")
    assert.deepEqual(await terminal.asked(), [...spending, "commit", "commit"])
  })

  it("sends what is in the outbox with the next receipt", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.losesNextAnswer()
    await terminal.pay(first)
    await terminal.shows(terminal.protocol, /commit waiting/)
    await terminal.passMinute()
    await terminal.shows(terminal.protocol, /commit no answer/)
    await terminal.shows(terminal.process, "In its outbox: 1")
    await terminal.press("New receipt")
    await terminal.shows(terminal.process, "Nothing on its disk")
    assert.equal(await terminal.sold(), 1)
  })

  it("keeps a sale for which nobody is there, until loyalkit's process lives again", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.press("Kill the engine")
    await terminal.pay(first)
    await terminal.shows(terminal.protocol, /commit nobody there/)
    await terminal.shows(terminal.standing, "waits in the application's outbox")
    await terminal.press("Start the engine again")
    await terminal.press("Send now")
    await settledOnce(terminal, "1,000")
  })

  it("sells without points where the answer to the hold is lost, and the points are free again", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.take(anna.phone, anna.name)
    await terminal.losesNextAnswer()
    await terminal.points.fill("500")
    await terminal.press("Apply 500 points")
    await terminal.shows(terminal.service, "500 points for another")
    await terminal.passMinute()
    await terminal.shows(terminal.alert, "The loyalty service does not answer. Go on without points")
    await terminal.shows(terminal.owed, "1,332.40 ₽")
    await terminal.shows(terminal.protocol, /hold no answer/)
    await terminal.pay(first)
    await settledOnce(terminal, "1,599.93")
    await terminal.shows(terminal.service, "No holds")
  })

  it("waits for an answer, and sells on where none comes", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.breaks("The app does not answer the next event")
    await terminal.press("Loyalty")
    await terminal.shows(terminal.panel, "The application is asked…")
    await terminal.passMinute()
    await terminal.shows(terminal.alert, "The application did not answer")
    await terminal.pay(first)
    await terminal.shows(terminal.standing, "nobody was asked for")
  })

  it("has a sale in doubt settled in the background, and sends nothing again", async () => {
    const terminal = await openTerminal()
    await terminal.failNext("retail", "executed, then the connection is closed without an answer")
    await terminal.payWith(500)
    await terminal.pay(first)
    await terminal.shows(terminal.standing, "settles it in the background")
    await terminal.shows(terminal.cases, `A sale in doubt Receipt No.\u00a0${first}`)
    await terminal.shows(terminal.process, "Nothing on its disk")
    await terminal.passMinute()
    await settledOnce(terminal, "1,000")
    assert.deepEqual(await terminal.asked(), [...spending, "commit"])
  })

  it("leaves an earning with loyalkit while the service is away", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.take(anna.phone, anna.name)
    await terminal.press("Apply")
    await terminal.owed.waitFor()
    await terminal.serviceIs("away")
    await terminal.pay(first)
    await terminal.shows(terminal.standing, "delivers it when the service is back")
    await terminal.serviceIs("back")
    await terminal.shows(terminal.standing, settled)
    await terminal.shows(terminal.ledger, "+99.93")
  })
})
