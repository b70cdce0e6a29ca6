/**
 * Takes the pictures for the READMEs: a checkout in its most telling moment, with points held and the clock
 * running; and 1C's cashier's workplace with a receipt that was written off. Build the page first; then `pnpm --filter @loyalkit/playground screenshots`.
 */
import { fileURLToPath } from "node:url"
import type { Browser, Page } from "playwright-core"
import { launch } from "./Chromium.ts"
import { servePage } from "./Server.ts"

const IMAGES = fileURLToPath(new URL("../../../docs/images/", import.meta.url))

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }

interface Picture {
  readonly name: string
  readonly locale: "en" | "ru"
  readonly colorScheme: "light" | "dark"
  readonly size: { readonly width: number; readonly height: number }
  /** Without it loyalkit's own. */
  readonly till?: "1c"
  /** Another place than the tills. */
  readonly place?: "reliability"
}

const pictures: ReadonlyArray<Picture> = [
  { name: "playground", locale: "en", colorScheme: "light", size: DESKTOP },
  { name: "playground-dark", locale: "en", colorScheme: "dark", size: DESKTOP },
  { name: "playground.ru", locale: "ru", colorScheme: "light", size: DESKTOP },
  { name: "playground-phone", locale: "en", colorScheme: "light", size: PHONE },
  { name: "playground-1c", locale: "en", colorScheme: "light", size: DESKTOP, till: "1c" },
  { name: "playground-1c.ru", locale: "ru", colorScheme: "light", size: DESKTOP, till: "1c" },
  { name: "reliability", locale: "en", colorScheme: "light", size: DESKTOP, place: "reliability" },
  { name: "reliability.ru", locale: "ru", colorScheme: "light", size: DESKTOP, place: "reliability" },
]

const words = {
  en: {
    anna: /Anna/,
    boris: /Boris/,
    quote: "Quote",
    hold: /^Hold/,
    pay: /^Take payment/,
    renew: "New receipt",
    left: "Time left on the hold",
    rmk: {
      bonuses: "Pay by bonuses",
      close: "Close the receipt",
      pay: "Payment",
      renew: "New receipt",
      toPay: "Totals",
      write: "Use points",
    },
  },
  ru: {
    anna: /Анна/,
    boris: /Борис/,
    quote: "Рассчитать",
    hold: /^Зарезервировать/,
    pay: /^Принять оплату/,
    renew: "Новый чек",
    left: "До конца резерва",
    rmk: {
      bonuses: "Оплата бонусами",
      close: "Закрыть чек",
      pay: "Оплата",
      renew: "Новый чек",
      toPay: "Итоги",
      write: "Списать баллы",
    },
  },
}

/** One customer was served; for the next one points are held. */
const serve = async (page: Page, locale: Picture["locale"]): Promise<void> => {
  const { anna, boris, hold, left, pay, quote, renew } = words[locale]
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click()
  await press(boris)
  await press(quote)
  await press(pay)
  await press(renew)
  await press(anna)
  await press(quote)
  await page.getByRole("slider").fill("50000")
  await press(hold)
  await page.getByRole("timer", { name: left }).waitFor()
}

/** A card, its points on the receipt, and the write-off as 1C sent it. */
const serveAtRmk = async (page: Page, locale: Picture["locale"]): Promise<void> => {
  const { anna, rmk } = words[locale]
  const press = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).click()
  await press(anna)
  await press(rmk.pay)
  await page.getByRole("textbox", { name: rmk.bonuses }).fill("500")
  await press(rmk.write)
  await page.getByRole("group", { name: rmk.toPay }).filter({ hasText: "500" }).waitFor()
  await page.locator(".c1:not(:has([aria-disabled='true']))").waitFor()
  await press(rmk.close)
  await page.getByRole("button", { name: rmk.renew }).waitFor()
  await page.getByText("writeoffclientbonuses", { exact: true }).click()
}

/** Twenty worlds of the first seed, or one more, and a pause. */
const playWorlds = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: /^(Start|Начать)$/ }).click()
  await page.waitForFunction(() => {
    const receipts = document.querySelector("dl dd")?.textContent ?? ""
    return Number(receipts.replaceAll(/\D/g, "")) >= 2_400
  })
  await page.getByRole("button", { name: /^(Pause|Пауза)$/ }).click()
}

const take = async (browser: Browser, url: string, picture: Picture): Promise<void> => {
  const { colorScheme, locale, name, place, size, till } = picture
  const page = await browser.newPage({ viewport: size, locale, colorScheme })
  if (place !== undefined) {
    await page.goto(`${url}/?page=${place}`)
    await playWorlds(page)
  } else {
    await page.goto(till === undefined ? url : `${url}/?till=${till}`)
    await (till === undefined ? serve(page, locale) : serveAtRmk(page, locale))
  }
  await page.screenshot({ path: `${IMAGES}${name}.png`, animations: "disabled" })
  await page.close()
}

const server = await servePage({ port: 0, host: "127.0.0.1" })
const browser = await launch()
try {
  for (const picture of pictures) await take(browser, server.url, picture)
} finally {
  await browser.close()
  await server.close()
}
