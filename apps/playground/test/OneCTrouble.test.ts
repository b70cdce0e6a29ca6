/**
 * What goes wrong between 1C and loyalkit, and between loyalkit and the service: no points are ever written off twice.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { PATIENCE, usePages } from "./Pages.ts"
import { RmkPage } from "./RmkPage.ts"

const anna = { card: "2200000000001", name: "Anna Sokolova" }
const first = "0000-000001"

describe.skipIf(!hasChromium())("what goes wrong at the 1C workplace", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openRmk = async (options: Parameters<typeof open>[0] = {}): Promise<RmkPage> => {
    const { page } = await open({ ...options, till: "1c" })
    const rmk = new RmkPage(page)
    await rmk.isIdle()
    return rmk
  }
  const writeOffs = async (rmk: RmkPage) =>
    (await rmk.asked()).filter((method) => method === "writeoffclientbonuses").length

  it("closes once where the cashier presses twice, and looks a card up once", async () => {
    const rmk = await openRmk()
    await rmk.card.fill(anna.card)
    await rmk.button("Find").dblclick()
    await rmk.shows(rmk.panel, anna.name)
    await rmk.isIdle()
    assert.equal((await rmk.callMethods()).filter((method) => method === "client").length, 1)
    await rmk.payWith("500")
    await rmk.button("Close the receipt").dblclick()
    await rmk.closed(first).waitFor()
    await rmk.isIdle()
    await rmk.shows(rmk.ledger, "−500")
    assert.equal(await writeOffs(rmk), 1)
    assert.equal(await rmk.sold(), 1)
  })

  it("tells the till that the points are written off where the service's answer was lost, and settles it once; the same call again changes nothing", async () => {
    const rmk = await openRmk()
    await rmk.failNext("retail", "executed, then the connection is closed without an answer")
    await rmk.take(anna.card, anna.name)
    await rmk.payWith("500")
    await rmk.close(first)
    await rmk.shows(rmk.closed(first), "Бонусы успешно списаны")
    await rmk.shows(rmk.cases, `A sale in doubt Receipt No.\u00a0${first}`)

    await rmk.open("writeoffclientbonuses")
    await rmk.press("Send it once more")
    await rmk.shows(rmk.protocol, /again POST writeoffclientbonuses 200/)
    await rmk.isIdle()
    await rmk.passMinute()
    await rmk.shows(rmk.cases, "Nothing needs a person")
    await rmk.shows(rmk.journal, "Sale created")
    await rmk.press("Send it once more")
    await rmk.isIdle()
    assert.equal(await rmk.salesSent(), 1)
    assert.equal(await rmk.sold(), 1)
    assert.equal(await rmk.balance(), "1,000")
  })

  it("writes off once where the answer to the till was lost: the till gives the card back, which undoes nothing", async () => {
    const rmk = await openRmk()
    await rmk.take(anna.card, anna.name)
    await rmk.payWith("500")
    await rmk.page.getByRole("checkbox", { name: "Lose the answer to the next write-off" }).check()
    await rmk.press("Close the receipt")
    // Longer than RMK waits for an answer.
    await rmk.passMinute()
    await rmk.isIdle()
    await rmk.shows(rmk.closed(first), "a write-off that arrived is settled once")
    assert.deepEqual((await rmk.asked()).slice(-2), ["writeoffclientbonuses", "unlockclientbonuses"])
    await rmk.shows(rmk.ledger, "−500")

    await rmk.open("writeoffclientbonuses")
    await rmk.shows(rmk.protocol, "It was lost on the way: RMK heard nothing")
    await rmk.press("Send it once more")
    await rmk.shows(rmk.protocol, /again POST writeoffclientbonuses 200/)
    await rmk.isIdle()
    await rmk.waitForReading()
    await rmk.shows(rmk.closed(first), "joined with its write-off")
    assert.equal(await rmk.sold(), 1)
    assert.equal(await rmk.balance(), "1,000")
  })

  it("keeps a card that cannot be looked up while the service is away, and takes it with the next calculation", async () => {
    const rmk = await openRmk()
    await rmk.serviceIs("away")
    await rmk.card.fill(anna.card)
    await rmk.press("Find")
    await rmk.shows(rmk.alert, "Error code: 503")
    await rmk.shows(rmk.alert, "Система лояльности недоступна")
    await rmk.shows(rmk.panel, "Kept until the server answers")
    await rmk.isIdle()
    await rmk.serviceIs("back")
    await rmk.press("Payment")
    await rmk.shows(rmk.panel, anna.name)
  })

  it("goes on without a line, and finds a card by its bonuses until it knows again what the server can", async () => {
    const rmk = await openRmk()
    const line = rmk.page.getByRole("switch", { name: /^Tills – gateway/ })
    await line.click()
    await rmk.card.fill(anna.card)
    await rmk.press("Find")
    await rmk.shows(rmk.alert, "Could not connect to the loyalty server")
    await rmk.shows(rmk.protocol, "useautomaticdiscounts no line")
    await rmk.isIdle()
    await rmk.press("Remove the card")
    await rmk.isIdle()
    await line.click()
    await rmk.take(anna.card, "Bonuses: 1,500")
    await rmk.payWith("500")
    await rmk.close(first)
    await rmk.shows(rmk.ledger, "−500")
    assert.include(await rmk.asked(), "getclientbonuses")
  })

  it("queues the earning of a receipt that is read back while the service is away, and delivers it", async () => {
    const rmk = await openRmk()
    await rmk.take(anna.card, anna.name)
    await rmk.press("Payment")
    await rmk.close(first)
    await rmk.serviceIs("away")
    await rmk.waitForReading()
    await rmk.shows(rmk.closed(first), "The earning is queued")
    await rmk.shows(rmk.cases, `Queued, and needs nobody: Receipt No.\u00a0${first}`)
    await rmk.serviceIs("back")
    await rmk.shows(rmk.ledger, "+137.43")
  })

  it("leaves points that were printed and not written off to a person", async () => {
    const rmk = await openRmk()
    await rmk.take(anna.card, anna.name)
    await rmk.payWith("500")
    await rmk.serviceIs("away")
    await rmk.close(first)
    await rmk.shows(rmk.closed(first), "One that was refused is under Cases")
    await rmk.shows(rmk.cases, `Printed, not written off Receipt No.\u00a0${first}`)
    assert.equal((await rmk.asked()).at(-1), "unlockclientbonuses")
  })
})
