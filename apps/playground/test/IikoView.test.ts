/**
 * The iiko order as people meet it: by keyboard, on a phone, in both languages.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { IikoPage } from "./IikoPage.ts"
import { movedOn } from "./LayoutShift.ts"
import { PATIENCE, usePages } from "./Pages.ts"

describe.skipIf(!hasChromium())("the iiko till", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openOrder = async (options: Parameters<typeof open>[0] = {}): Promise<IikoPage> =>
    new IikoPage((await open({ ...options, till: "iiko" })).page)

  it("is driven by the keyboard alone", async () => {
    const iiko = await openOrder()
    const { keyboard } = iiko.page
    await iiko.button("LoyalClient guest").focus()
    await keyboard.press("Enter")
    await iiko.isFocused(iiko.page.getByRole("textbox", { name: "Phone, card or code" }))
    await keyboard.type("79000000001")
    await keyboard.press("Enter")
    await iiko.shows(iiko.said, "Points: 1,500")
    await iiko.isFocused("OK")
    await keyboard.press("Enter")
    await iiko.isFocused("Payment")
    await iiko.isIdle()
    await keyboard.press("Enter")
    await iiko.isFocused(iiko.sum)
    await iiko.isIdle()
    await keyboard.type("500")
    for (let tabs = 0; tabs < 3; tabs++) await keyboard.press("Tab")
    await iiko.isFocused("LoyalClient points")
    await keyboard.press("Enter")
    await iiko.shows(iiko.added, "LoyalClient points500.00")
    await iiko.isFocused(iiko.sum)
    await iiko.isIdle()
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await iiko.isFocused("Pay")
    await iiko.isIdle()
    await keyboard.press("Enter")
    await iiko.isFocused("New order")
    await iiko.shows(iiko.ledger, "−500")
    await keyboard.press("Enter")
    await iiko.isFocused("LoyalClient guest")
    await iiko.shows(iiko.panel, "No.\u00a01002")
  })

  it("leaves what is under a message out of reach until it is read, and gives the focus back", async () => {
    const iiko = await openOrder()
    await iiko.button("LoyalClient guest").click()
    const field = iiko.page.getByRole("textbox", { name: "Phone, card or code" })
    await iiko.isFocused(field)
    assert.isTrue(await iiko.button("Payment").evaluate((button) => button.closest("[inert]") !== null))
    await iiko.page.keyboard.press("Escape")
    await iiko.isFocused("LoyalClient guest")
    await iiko.isIdle()
    assert.deepEqual(await iiko.moments(), [])
  })

  it("speaks Russian in iiko's own words, and asks the bridge in Russian", async () => {
    const iiko = await openOrder({ locale: "ru" })
    const { page } = iiko
    await iiko.press("Анна Соколова")
    await iiko.shows(page.getByRole("dialog", { name: "LoyalClient" }), "Можно списать: 1\u00a0332,40")
    await iiko.press("OK")
    await iiko.press("Пречек")
    await iiko.shows(page.getByRole("region", { name: "Напечатанный пречек" }), "Будет начислено баллов")
    await page.getByRole("button", { name: "Отменить пречек" }).waitFor()
    await iiko.press("Касса")
    await page.getByRole("combobox", { name: "Что сломается на кассе" }).selectOption("payAnswer")
    await iiko.press("Баллы LoyalClient")
    await iiko.shows(page.getByRole("list", { name: "Оплаты" }), "1\u00a0332,40")
    await iiko.press("Наличные")
    await iiko.press("Оплатить")
    await iiko.press("+1 минута")
    await iiko.shows(page.getByRole("alertdialog", { name: "Ошибка" }), "Лояльность не отвечает")
    await iiko.press("OK")
    await iiko.press("Наличные")
    await iiko.press("Оплатить")
    await iiko.shows(page.getByRole("status", { name: "После чека" }), "провёл заказ, один раз")
    await iiko.press("EN, English")
    await iiko.shows(iiko.told, "has settled the order, once")
  })

  it.each([360, 390])("fits a phone %i pixels wide, without scrolling sideways", async (width) => {
    for (const locale of ["en", "ru"]) {
      const { page } = await openOrder({ width, locale })
      const press = (name: RegExp) => page.getByRole("button", { name }).click()
      const fits = async () =>
        assert.isAtMost(await page.evaluate(() => document.documentElement.scrollWidth), width)
      await fits()
      await press(/^(Anna|Анна)/)
      await page.getByRole("dialog").waitFor()
      await fits()
      await press(/^OK$/)
      await press(/^(Bill|Пречек)$/)
      await page.getByRole("region", { name: /^(The printed bill|Напечатанный пречек)$/ }).waitFor()
      await fits()
      await press(/^(Payment|Касса)$/)
      await press(/^(LoyalClient points|Баллы LoyalClient)$/)
      await page.getByRole("button", { name: /^(Take off|Убрать)/ }).waitFor()
      await fits()
      await press(/^(Cash|Наличные)$/)
      await press(/^(Pay|Оплатить)$/)
      await page.getByRole("button", { name: /^(New order|Новый заказ)$/ }).waitFor()
      await fits()
    }
  })

  it("does not move what is on the page while it is loaded", async () => {
    const { page } = await openOrder()
    await page.getByRole("button", { name: /^Darya/ }).waitFor()
    assert.isBelow(await movedOn(page), 0.05)
  })
})
