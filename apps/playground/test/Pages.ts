/**
 * The built page in a real browser, for every file of tests. The page must be built first; `npm test` does.
 *
 * Every test has a fresh browser context, in which nothing outside of the page's own files can be reached and
 * an error on the console fails the test. There is no service worker in it: a page that stores all of itself each time would only cost
 * time. `Offline.test.ts` has its own contexts.
 */
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, afterEach, assert, beforeAll } from "vitest"
import { launch } from "../scripts/Chromium.ts"
import { servePage, type PageServer } from "../scripts/Server.ts"
import { CashierPage } from "./CashierPage.ts"

/** For one test, in milliseconds: a cold browser on a busy machine of two cores. */
export const PATIENCE = 60_000

/** Opens the page anew. */
export type Open = (options?: {
  readonly locale?: string
  readonly width?: number
  /** The till in the page's address; without it loyalkit's own. */
  readonly till?: "1c" | "iiko" | "evotor"
  /** Another place of the page than the tills. */
  readonly place?: keyof typeof places
  /** What stands after the place in its address. */
  readonly at?: string
  readonly colorScheme?: "light" | "dark"
  /** The service in its address: who starts it is told the page's origin. Then calls may fail, and the browser complains of each. */
  readonly service?: (origin: string) => string | Promise<string>
}) => Promise<CashierPage>

/** What each till's panel calls itself, in either language. */
const names = {
  own: /^(Till|Касса)$/,
  "1c": /^(1C cashier's workplace|Рабочее место кассира 1С)$/,
  iiko: /^(iiko order|Заказ iiko)$/,
  evotor: /^(Evotor terminal|Терминал Эвотор)$/,
}

/** The other places, and what is there when each is ready. */
const places = {
  reliability: (page: Page) => page.getByRole("button", { name: /^(Start|Начать)$/ }),
  scenarios: (page: Page) => page.locator("main.scenarios :is(h2, [role='alert'])").first(),
}

/** What stands where the page would, if nobody answers at the address in its own, or a gateway asks who calls. */
const NO_SERVICE = /^(Nobody to talk to there|Там не с кем говорить|The gateway asks who calls)$/

/** What a browser says of a call that failed, over and above what the page hears. */
const CALL_FAILED = /^(Failed to load resource|Access to fetch at)/

/** For the tests of one `describe`, which is to be skipped where there is no browser. */
export const usePages = (): Open => {
  let server: PageServer
  let browser: Browser
  const contexts: Array<BrowserContext> = []
  let complaints: Array<string> = []

  beforeAll(async () => {
    server = await servePage({ port: 0, host: "127.0.0.1" })
    browser = await launch()
  }, PATIENCE)

  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    const found = complaints
    complaints = []
    assert.deepEqual(found, [])
  })

  afterAll(async () => {
    await browser.close()
    await server.close()
  })

  const watch = (page: Page, mayFail: boolean): void => {
    page.on("pageerror", (error) => complaints.push(error.message))
    page.on("console", (message) => {
      if (message.type() === "error" && !(mayFail && CALL_FAILED.test(message.text())))
        complaints.push(message.text())
    })
  }

  return async ({
    colorScheme = "light",
    locale = "en",
    at = "",
    place,
    service,
    till,
    width = 1280,
  } = {}) => {
    const remote = await service?.(server.url)
    const context = await browser.newContext({
      locale,
      colorScheme,
      viewport: { width, height: 800 },
      serviceWorkers: "block",
    })
    contexts.push(context)
    await context.route(
      (url) => url.origin !== server.url && !(remote ?? "").startsWith(url.origin),
      (route) => {
        complaints.push(`a request to ${route.request().url()}`)
        return route.abort()
      },
    )
    const page = await context.newPage()
    watch(page, remote !== undefined)
    if (place !== undefined) {
      await page.goto(`${server.url}/?page=${place}${at}`)
      await places[place](page).waitFor()
      return new CashierPage(page)
    }
    const url = new URL(server.url)
    if (till !== undefined) url.searchParams.set("till", till)
    if (remote !== undefined) url.searchParams.set("service", remote)
    await page.goto(url.href)
    const opened = page.getByRole("region", { name: names[till ?? "own"] })
    await (
      remote === undefined ? opened : opened.or(page.getByRole("heading", { name: NO_SERVICE }))
    ).waitFor()
    return new CashierPage(page)
  }
}
