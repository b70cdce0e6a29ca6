/**
 * Takes the pictures for the READMEs: a checkout in its most telling moment, with points held and the clock
 * running. Build the page first; then `pnpm --filter @loyalkit/playground screenshots`.
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
}

const pictures: ReadonlyArray<Picture> = [
  { name: "playground", locale: "en", colorScheme: "light", size: DESKTOP },
  { name: "playground-dark", locale: "en", colorScheme: "dark", size: DESKTOP },
  { name: "playground.ru", locale: "ru", colorScheme: "light", size: DESKTOP },
  { name: "playground-phone", locale: "en", colorScheme: "light", size: PHONE },
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
  },
  ru: {
    anna: /Анна/,
    boris: /Борис/,
    quote: "Рассчитать",
    hold: /^Зарезервировать/,
    pay: /^Принять оплату/,
    renew: "Новый чек",
    left: "До конца резерва",
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

const take = async (browser: Browser, url: string, picture: Picture): Promise<void> => {
  const { colorScheme, locale, name, size } = picture
  const page = await browser.newPage({ viewport: size, locale, colorScheme })
  await page.goto(url)
  await serve(page, locale)
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
