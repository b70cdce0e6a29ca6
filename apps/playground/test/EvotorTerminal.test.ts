/**
 * The Evotor terminal on the built page: the real loyalty part of its application, and the gateway's real `/v1` behind it.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { EvotorPage } from "./EvotorPage.ts"
import { movedOn } from "./LayoutShift.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const anna = { phone: "79000000001", card: "2200000000001", name: "Anna Sokolova" }
const grigory = { card: "2200000000004", name: "Grigory Volkov" }
const first = 7_001
const settled = "Settled: the sale is in the programme, once."

describe.skipIf(!hasChromium())("the Evotor terminal", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openTerminal = async (options: Parameters<typeof open>[0] = {}): Promise<EvotorPage> => {
    const { page } = await open({ ...options, till: "evotor" })
    return new EvotorPage(page)
  }

  it("spends points: icon, screen, discount, printed text, and the sale stands in the ledger once", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.take(anna.card, anna.name)
    await terminal.shows(terminal.app, "Without spending this purchase earns 99.93 points")
    await terminal.spend(500)
    await terminal.shows(terminal.owed, "832.40 ₽")
    await terminal.shows(terminal.service, "500 points for another")
    await terminal.pay(first)

    await terminal.shows(terminal.paper(first), "Discount on the receipt−500.00")
    await terminal.shows(terminal.paper(first), "Points spent: 500.00")
    await terminal.press("Show")
    await terminal.shows(terminal.printed, /TOTAL +832\.40\n.*\nPoints spent: 500\.00\n/)
    await terminal.shows(terminal.standing, settled)
    await terminal.shows(terminal.ledger, "Sale Anna Sokolova−500")
    assert.deepEqual(await terminal.asked(), ["identify", "quote", "hold", "commit"])
    assert.equal(await terminal.salesSent(), 1)
    assert.equal(await terminal.sold(), 1)
    assert.equal(await terminal.balance(), "1,000")
    await terminal.shows(terminal.process, "Nothing on its disk")
  })

  it("earns where nothing is spent, and says so on the paper", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.take(anna.phone, anna.name)
    await terminal.press("Apply")
    await terminal.owed.waitFor()
    await terminal.pay(first)
    await terminal.shows(terminal.paper(first), "Points to be earned: 99.93")
    await terminal.shows(terminal.standing, settled)
    assert.deepEqual(await terminal.asked(), ["identify", "quote", "commit"])
    assert.equal(await terminal.balance(), "1,599.93")
  })

  it("takes the discount of a level without points", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.take(grigory.card, grigory.name)
    await terminal.shows(terminal.app, "Discount of the programme: 199.86 ₽")
    await terminal.press("Apply")
    await terminal.shows(terminal.owed, "1,132.54 ₽")
    await terminal.pay(first)
    await terminal.shows(terminal.paper(first), "Loyalty discount: 199.86")
    await terminal.shows(terminal.ledger, "1,332.40 ₽ → 1,132.54 ₽")
  })

  it("has a receipt's discount to the kopeck: 19.31 × 200 at 10 % off is 3475.80", async () => {
    const terminal = await openTerminal()
    for (const name of ["Cappuccino", "Cappuccino", "Croissant"]) await terminal.press(`Less: ${name}`)
    for (let steps = 0; steps < 5; steps++) await terminal.press("Less: Coffee beans")
    await terminal.press(/^Cup with a lid/)
    await terminal.quantity("Cup with a lid").fill("200")
    await terminal.quantity("Cup with a lid").press("Tab")
    await terminal.shows(terminal.panel, "3,862.00 ₽")
    await terminal.toPayment()
    await terminal.press(/^Another app/)
    await terminal.shows(terminal.owed, "3,475.80 ₽")
    await terminal.press(/^Another app/)
    await terminal.openApp()
    await terminal.take(anna.phone, anna.name)
    await terminal.points.fill("386,20")
    await terminal.press("Apply 386.20 points")
    await terminal.shows(terminal.owed, "3,475.80 ₽")
    await terminal.pay(first)
    await terminal.shows(terminal.paper(first), "TOTAL3,475.80 ₽")
    await terminal.shows(terminal.ledger, "3,862.00 ₽ → 3,475.80 ₽")
    assert.equal(await terminal.balance(), "1,113.80")
  })

  it("sells a weighted position as it is typed", async () => {
    const terminal = await openTerminal()
    await terminal.quantity("Coffee beans").fill("0.333")
    await terminal.quantity("Coffee beans").press("Enter")
    await terminal.shows(terminal.panel, "829.17")
    await terminal.quantity("Cappuccino").fill("a few")
    await terminal.quantity("Cappuccino").press("Tab")
    assert.equal(await terminal.quantity("Cappuccino").inputValue(), "2")
  })

  it("leaves the receipt as it is where the cashier cancels the screen", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.take(anna.phone, anna.name)
    await terminal.press("Cancel")
    await terminal.shows(terminal.owed, "1,332.40 ₽")
    assert.deepEqual(await terminal.asked(), ["identify", "quote"])
  })

  it("says that there is no such client, and goes on", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.openApp()
    await terminal.search.fill("79990000000")
    await terminal.press("Find")
    await terminal.shows(terminal.alert, "No such client")
    await terminal.take(anna.phone, anna.name)
    assert.equal(await terminal.alert.textContent(), "")
  })

  it("sells without the programme where nobody was asked for", async () => {
    const terminal = await openTerminal()
    await terminal.toPayment()
    await terminal.pay(first)
    await terminal.shows(terminal.standing, "nobody was asked for")
    await terminal.press("New receipt")
    await terminal.shows(terminal.panel, "Receipt No.\u00a07002")
    assert.deepEqual(await terminal.asked(), [])
  })

  it("shows a call as it went over the line", async () => {
    const terminal = await openTerminal()
    await terminal.payWith(500)
    await terminal.protocol.getByText("/v1/…/hold").click()
    await terminal.shows(terminal.protocol, "x-loyalkit-token: scenario-token-evotor-cafe")
    await terminal.shows(terminal.protocol, `"points": "500.00"`)
    await terminal.shows(terminal.protocol, "Answer: 200")
    await terminal.shows(terminal.protocol, `"payable": 832.4`)

    const { page } = terminal
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await terminal.press("Copy as cURL")
    await terminal.button("Copied").waitFor()
    assert.equal(
      await page.evaluate(() => navigator.clipboard.readText()),
      [
        "curl -X POST 'http://127.0.0.1:8077/v1/receipts/e7070000-0000-4000-8000-000000007001/hold'",
        "-H 'x-loyalkit-token: scenario-token-evotor-cafe' -H 'content-type: application/json'",
        `-H 'accept-language: en' --data-raw '{"points":"500.00"}'`,
      ].join(" "),
    )
  })

  it("is driven by the keyboard alone", async () => {
    const terminal = await openTerminal()
    const { keyboard } = terminal.page
    await terminal.button(/^To payment/).focus()
    await keyboard.press("Enter")
    await terminal.isFocused("Loyalty")
    await keyboard.press("Enter")
    await terminal.isFocused(terminal.search)
    await keyboard.type(anna.phone)
    await keyboard.press("Enter")
    await terminal.isFocused(terminal.points)
    await keyboard.type("500")
    await keyboard.press("Enter")
    await terminal.isFocused("Loyalty")
    await terminal.shows(terminal.owed, "832.40 ₽")
    for (let tabs = 0; tabs < 3; tabs++) await keyboard.press("Tab")
    await terminal.isFocused("Bank card")
    await keyboard.press("Enter")
    await terminal.isFocused("New receipt")
    await terminal.shows(terminal.ledger, "−500")
    await keyboard.press("Enter")
    await terminal.isFocused(/^To payment/)
  })

  it("speaks Russian, on the paper too, and changes its language between two receipts", async () => {
    const terminal = await openTerminal({ locale: "ru" })
    const { page } = terminal
    await terminal.press(/^К оплате/)
    await terminal.press("Баллы")
    await page.getByRole("textbox", { name: "Телефон, карта или код" }).fill(anna.phone)
    await terminal.press("Найти")
    await page.getByRole("textbox", { name: "Списать баллов" }).fill("500")
    await terminal.press("Применить 500\u00a0баллов")
    await terminal.press("Банковская карта")
    const paper = page.getByRole("group", { name: `Чек №\u00a0${first}` })
    await terminal.shows(paper, "Списано баллов: 500,00")
    await terminal.shows(page.getByRole("status"), "Проведено")
    await terminal.press("EN, English")
    await terminal.shows(terminal.standing, settled)
    await terminal.press("New receipt")
    await terminal.payWith(100)
    await terminal.pay(first + 1)
    await terminal.shows(terminal.paper(first + 1), "Points spent: 100.00")
  })

  it.each([1280, 390])("keeps its place, %i pixels wide, whatever is on the screen", async (width) => {
    const terminal = await openTerminal({ width })
    const screen = terminal.page.locator(".evo-screen")
    const place = () => screen.evaluate((one) => one.getBoundingClientRect().height)
    const height = await place()
    assert.isBelow(await movedOn(terminal.page), 0.05)
    await terminal.payWith(500)
    assert.equal(await place(), height)
    await terminal.pay(first)
    await terminal.shows(terminal.standing, settled)
    assert.equal(await place(), height)
  })

  it.each([360, 390])("fits a phone %i pixels wide, without scrolling sideways", async (width) => {
    for (const locale of ["en", "ru"]) {
      const { page } = await openTerminal({ width, locale })
      const sideways = () => page.evaluate(() => document.documentElement.scrollWidth)
      const cut = () =>
        page.evaluate(() =>
          [...document.querySelectorAll(".evo-screen, .evo-screen *, .evo-bench *")]
            .filter(
              (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible",
            )
            .map((one) => one.className),
        )
      const press = (name: RegExp) => page.getByRole("button", { name }).click()
      const fits = async () => {
        assert.isAtMost(await sideways(), width)
        assert.deepEqual(await cut(), [])
      }
      await fits()
      await press(/^(To payment|К оплате)/)
      await fits()
      await press(/^(Loyalty|Баллы)$/)
      await press(/^(Anna|Анна)/)
      await press(/^(All|Все)$/)
      await fits()
      await press(/^(Apply|Применить)/)
      await press(/^(Cash|Наличные)$/)
      await page.getByRole("button", { name: /^(New receipt|Новый чек)$/ }).waitFor()
      await fits()
    }
  })
})
