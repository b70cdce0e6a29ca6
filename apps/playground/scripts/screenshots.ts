/**
 * Takes the pictures for the READMEs: a checkout in its most telling moment, with points held and the clock
 * running; 1C's cashier's workplace with a receipt that was written off; an iiko order that was paid by points and closed; and a
 * receipt of an Evotor terminal with its sale settled; worlds of the simulator; and a scenario whose sale is in doubt. Build the page first; then `pnpm --filter @loyalkit/playground screenshots`.
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
  readonly till?: "1c" | "iiko" | "evotor"
  /** Another place than the tills. */
  readonly place?: "reliability" | "scenarios"
}

const pictures: ReadonlyArray<Picture> = [
  { name: "playground", locale: "en", colorScheme: "light", size: DESKTOP },
  { name: "playground-dark", locale: "en", colorScheme: "dark", size: DESKTOP },
  { name: "playground.ru", locale: "ru", colorScheme: "light", size: DESKTOP },
  { name: "playground-phone", locale: "en", colorScheme: "light", size: PHONE },
  { name: "playground-1c", locale: "en", colorScheme: "light", size: DESKTOP, till: "1c" },
  { name: "playground-1c.ru", locale: "ru", colorScheme: "light", size: DESKTOP, till: "1c" },
  { name: "playground-iiko", locale: "en", colorScheme: "light", size: DESKTOP, till: "iiko" },
  { name: "playground-iiko.ru", locale: "ru", colorScheme: "light", size: DESKTOP, till: "iiko" },
  { name: "playground-evotor", locale: "en", colorScheme: "light", size: DESKTOP, till: "evotor" },
  { name: "playground-evotor.ru", locale: "ru", colorScheme: "light", size: DESKTOP, till: "evotor" },
  { name: "reliability", locale: "en", colorScheme: "light", size: DESKTOP, place: "reliability" },
  { name: "reliability.ru", locale: "ru", colorScheme: "light", size: DESKTOP, place: "reliability" },
  { name: "scenarios", locale: "en", colorScheme: "light", size: DESKTOP, place: "scenarios" },
  { name: "scenarios.ru", locale: "ru", colorScheme: "light", size: DESKTOP, place: "scenarios" },
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
    iiko: {
      bill: "Bill",
      cash: "Cash",
      closed: "After the cheque",
      payment: "Payment",
      pay: "Pay",
      points: "LoyalClient points",
      settled: /settled/,
      sum: "Sum",
    },
    evotor: {
      apply: /^Apply 500/,
      card: "Bank card",
      loyalty: "Loyalty",
      pay: /^To payment/,
      points: "Points to spend",
      settled: /^Settled/,
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
    iiko: {
      bill: "Пречек",
      cash: "Наличные",
      closed: "После чека",
      payment: "Касса",
      pay: "Оплатить",
      points: "Баллы LoyalClient",
      settled: /провёл/,
      sum: "Сумма",
    },
    evotor: {
      apply: /^Применить 500/,
      card: "Банковская карта",
      loyalty: "Баллы",
      pay: /^К оплате/,
      points: "Списать баллов",
      settled: /^Проведено/,
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

/** An order with its bill, paid by points and in cash, and closed. */
const serveAtIiko = async (page: Page, locale: Picture["locale"]): Promise<void> => {
  const { anna, iiko } = words[locale]
  const isIdle = () => page.locator(".iiko:not(:has([aria-disabled='true']))").waitFor()
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole("button", { name, exact: true }).click()
    await isIdle()
  }
  await page.getByRole("button", { name: anna }).click()
  await press("OK")
  await press(iiko.bill)
  await press(iiko.payment)
  await page.getByRole("textbox", { name: iiko.sum }).fill("500")
  await press(iiko.points)
  await press(iiko.cash)
  await press(iiko.pay)
  await page.getByRole("status", { name: iiko.closed }).filter({ hasText: iiko.settled }).waitFor()
}

/** The icon, the application's screen, the paper, and the commit as it went to the gateway. */
const serveAtEvotor = async (page: Page, locale: Picture["locale"]): Promise<void> => {
  const { anna, evotor } = words[locale]
  const press = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).click()
  await press(evotor.pay)
  await press(evotor.loyalty)
  await press(anna)
  await page.getByRole("textbox", { name: evotor.points }).fill("500")
  await press(evotor.apply)
  await press(evotor.card)
  await page.getByRole("status").filter({ hasText: evotor.settled }).waitFor()
  await page.getByText("/v1/…/commit").click()
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

/** A sale whose answer was lost, as it is in doubt. */
const playScenario = async (page: Page): Promise<void> => {
  await page.locator("a[href*='scenario=answer-lost']").click()
  const step = page.getByRole("button", { name: /^(One step|Один шаг)$/ })
  for (let done = 1; done <= 5; done++) {
    await step.click()
    await page
      .getByRole("status")
      .filter({ hasText: new RegExp(`^\\S+ ${done} `) })
      .waitFor()
  }
  await page.mouse.move(0, 0)
}

const servings = {
  own: serve,
  "1c": serveAtRmk,
  iiko: serveAtIiko,
  evotor: serveAtEvotor,
  reliability: playWorlds,
  scenarios: playScenario,
}

const take = async (browser: Browser, url: string, picture: Picture): Promise<void> => {
  const { colorScheme, locale, name, place, size, till } = picture
  // Without a service worker, which would be done with storing the page in one picture and not in another.
  const page = await browser.newPage({ viewport: size, locale, colorScheme, serviceWorkers: "block" })
  const query = place === undefined ? (till === undefined ? "" : `/?till=${till}`) : `/?page=${place}`
  await page.goto(`${url}${query}`)
  await servings[place ?? till ?? "own"](page, locale)
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
