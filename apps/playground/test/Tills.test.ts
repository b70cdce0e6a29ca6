/**
 * Several tills in one shop: chosen by a link, each fit for keyboard, phone and both languages.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { movedOn } from "./LayoutShift.ts"
import { PATIENCE, usePages } from "./Pages.ts"
import { RmkPage } from "./RmkPage.ts"

const anna = { card: "2200000000001", phone: "79000000001", name: "Anna Sokolova" }
const first = "0000-000001"

describe.skipIf(!hasChromium())("the choice of a till", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openRmk = async (options: Parameters<typeof open>[0] = {}): Promise<RmkPage> => {
    const { page } = await open({ ...options, till: "1c" })
    return new RmkPage(page)
  }

  it("stands in the address: a link leads to it, a reload keeps it, and going back leaves it", async () => {
    const till = await open()
    const { page } = till
    const link = page.getByRole("navigation", { name: "Which till" }).getByRole("link", { name: "1C" })
    await link.click()
    const rmk = new RmkPage(page)
    await rmk.panel.waitFor()
    assert.equal(new URL(page.url()).search, "?till=1c")
    await page.reload()
    await rmk.panel.waitFor()
    assert.equal(await link.getAttribute("aria-current"), "page")
    await page.goBack()
    await till.panel.waitFor()
    assert.equal(new URL(page.url()).search, "")
  })

  it("leaves the shop as it is: what one till sold the other's customer has, and each keeps its receipt", async () => {
    const till = await open()
    await till.find(anna.phone)
    await till.press("Quote")
    await till.press(/^Take payment/)
    await till.shows(till.ledger, "+137.43")
    await till.page.getByRole("link", { name: "1C" }).click()
    const rmk = new RmkPage(till.page)
    await rmk.take(anna.card, "Bonuses: 1,637.43")
    await rmk.shows(rmk.ledger, "+137.43")
    await rmk.page.getByRole("link", { name: "loyalkit" }).click()
    await till.shows(till.payment, "137.43 points earned")
    await till.shows(till.journal, "Sale created")
    await till.page.getByRole("link", { name: "1C" }).click()
    await rmk.shows(rmk.panel, "Bonuses: 1,637.43")
  })

  it("stand beside each other, two at one client at one point: each sells once, and points are spent once", async () => {
    const till = await open()
    const { page } = till
    const second = page.getByRole("combobox", { name: "A second till beside it" })
    await second.selectOption({ label: "+ 1C" })
    const rmk = new RmkPage(page)
    await rmk.panel.waitFor()
    assert.equal(new URL(page.url()).search, "?and=1c")
    await till.hold(anna.phone, 900)
    await rmk.take(anna.card, "Bonuses: 600")
    await till.press(/^Take payment of 932\.40/)
    await till.shows(till.payment, "900 points written off")
    await till.shows(till.journal, "loyalkit")
    await till.shows(till.journal, /1C: /)
    assert.equal(await till.balance(), "600")
    await second.selectOption({ label: "one till" })
    await rmk.panel.waitFor({ state: "detached" })
    assert.equal(new URL(page.url()).search, "")
  })

  it("does not move what is on the page while a till is loaded", async () => {
    for (const till of [undefined, "1c"] as const) {
      const { page } = await open(till === undefined ? {} : { till })
      await page.getByRole("button", { name: /^Darya/ }).waitFor()
      assert.isBelow(await movedOn(page), 0.05, till ?? "own")
    }
  })

  describe("the 1C workplace", () => {
    it("is driven by the keyboard alone", async () => {
      const rmk = await openRmk()
      const { keyboard } = rmk.page
      await rmk.card.focus()
      await keyboard.type(anna.card)
      await keyboard.press("Enter")
      await rmk.isFocused("Payment")
      await rmk.isIdle()
      await keyboard.press("Enter")
      await rmk.isFocused(rmk.bonuses)
      await rmk.isIdle()
      await keyboard.press("ControlOrMeta+A")
      await keyboard.type("500")
      await keyboard.press("Enter")
      await rmk.shows(rmk.totals, "1,332.40 ₽")
      await rmk.isIdle()
      for (let tabs = 0; tabs < 7; tabs++) await keyboard.press("Tab")
      await rmk.isFocused("Close the receipt")
      await keyboard.press("Enter")
      await rmk.isFocused("New receipt")
      await rmk.shows(rmk.ledger, "−500")
      await keyboard.press("Enter")
      await rmk.isFocused(rmk.card)
      await rmk.shows(rmk.panel, "Receipt 0000-000002")
    })

    it("speaks Russian in 1C's own words, and shows what the server says in both languages", async () => {
      const rmk = await openRmk({ locale: "ru" })
      const { page } = rmk
      await page.getByRole("textbox", { name: "Карта лояльности" }).fill(anna.card)
      await rmk.press("Найти")
      await rmk.shows(
        page.getByRole("status", { name: "Сервер лояльности сообщает" }),
        "Будет начислено: 137,43",
      )
      await rmk.press("Оплата")
      await rmk.press("Закрыть чек")
      const closed = page.getByRole("group", { name: `Чек ${first} закрыт` })
      await rmk.shows(closed, "Бонусы разблокированы")
      await rmk.press("Дождаться чтения")
      await rmk.shows(closed, "Продажа проведена по чеку")
      await rmk.press("EN, English")
      await rmk.shows(rmk.closed(first), "The sale was settled from the receipt")
      await rmk.shows(rmk.closed(first), "Бонусы разблокированы")
    })

    it.each([360, 390])("fits a phone %i pixels wide, without scrolling sideways", async (width) => {
      for (const locale of ["en", "ru"]) {
        const { page } = await openRmk({ width, locale })
        const sideways = () => page.evaluate(() => document.documentElement.scrollWidth)
        const press = (name: RegExp) => page.getByRole("button", { name }).click()
        assert.isAtMost(await sideways(), width)
        await press(/^(Anna|Анна)/)
        await press(/^(Payment|Оплата)$/)
        await press(/^(All|Все)$/)
        assert.isAtMost(await sideways(), width)
        await press(/^(Close the receipt|Закрыть чек)$/)
        await page.getByRole("button", { name: /^(New receipt|Новый чек)$/ }).waitFor()
        assert.isAtMost(await sideways(), width)
      }
    })
  })
})
