/**
 * The built page without a network: the server is really gone, not only said to be.
 */
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, afterEach, assert, beforeAll, describe, it } from "vitest"
import { hasChromium, launch } from "../scripts/Chromium.ts"
import { servePage } from "../scripts/Server.ts"
import { nextBuild } from "./NextBuild.ts"
import { PATIENCE } from "./Pages.ts"
import { ReliabilityPage } from "./ReliabilityPage.ts"
import { ScenariosPage } from "./ScenariosPage.ts"

const HOST = "127.0.0.1"

const panels = {
  loyalkit: "Till",
  "1C": "1C cashier's workplace",
  iiko: "iiko order",
  Evotor: "Evotor terminal",
}

describe.skipIf(!hasChromium())("the page without a network", { timeout: PATIENCE }, () => {
  let browser: Browser
  let context: BrowserContext
  let complaints: Array<string>
  /** What a test has to put away, whether it passes or not; the last first. */
  const ends: Array<() => unknown> = []

  beforeAll(async () => {
    browser = await launch()
  }, PATIENCE)
  afterAll(() => browser.close())
  afterEach(async () => {
    // What still loads as the server is put away is nobody's complaint.
    const found = [...complaints]
    for (const end of ends.splice(0).toReversed()) await end()
    assert.deepEqual(found, [])
  })

  const openContext = async (): Promise<void> => {
    complaints = []
    context = await browser.newContext({ locale: "en" })
    ends.push(() => context.close())
  }
  const openPage = async (): Promise<Page> => {
    const page = await context.newPage()
    page.on("pageerror", (error) => complaints.push(error.message))
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text())
    })
    return page
  }
  /** Gives what takes the server away, of which nothing answers from then on. */
  const serve = async (options: Partial<Parameters<typeof servePage>[0]> = {}) => {
    const server = await servePage({ port: 0, host: HOST, ...options })
    let isUp = true
    const close = async (): Promise<void> => {
      if (isUp) await server.close()
      isUp = false
    }
    ends.push(close)
    return { ...server, close, port: Number(new URL(server.url).port) }
  }

  const isShown = (page: Page, panel: string) =>
    page.getByRole("region", { name: panel, exact: true }).waitFor()
  const isStored = (page: Page) => page.getByText("Works offline", { exact: true }).waitFor()
  const choose = async (page: Page, till: keyof typeof panels): Promise<void> => {
    await page.getByRole("navigation", { name: "Which till" }).getByRole("link", { name: till }).click()
    await isShown(page, panels[till])
  }

  /** Stores that were there before the first visit. */
  const hasStored = async (url: string, names: ReadonlyArray<string>): Promise<void> => {
    const page = await context.newPage()
    await page.goto(`${url}/service-worker.js`)
    await page.evaluate((names) => Promise.all(names.map((name) => caches.open(name))), names)
    await page.close()
  }

  /** The page's worker has put away what it does not keep. */
  const hasTakenOver = (page: Page) =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      const isBusy = () => registration.installing !== null || registration.waiting !== null
      while (isBusy() || registration.active?.state !== "activated") {
        await new Promise((again) => setTimeout(again, 20))
      }
    })

  it("opens every till, scenarios and the worker that plays worlds after one visit, in any folder of a host", async () => {
    await openContext()
    const server = await serve({ folder: "/shop/floor/" })
    const page = await openPage()
    await page.goto(`${server.url}/`)
    await isStored(page)
    await server.close()

    await choose(page, "iiko")
    await page.reload()
    await isShown(page, panels.iiko)
    await isStored(page)
    for (const till of ["loyalkit", "1C", "Evotor"] as const) await choose(page, till)

    await page.goto(`${server.url}/index.html?page=scenarios&scenario=answer-lost`)
    assert.equal(await new ScenariosPage(page).playAll(), "It came to what its file says.")
    await page.goto(`${server.url}/?page=reliability#worlds`)
    const shown = new ReliabilityPage(page)
    await shown.button("Start").click()
    await shown.played(120)
  })

  it("is a new build at the next visit, while a page of the old one goes on, and keeps two builds at most", async () => {
    await openContext()
    const server = await serve()
    const ours = (build: string) => `loyalkit ${server.url}/ ${build}`
    await hasStored(server.url, [ours("before"), "of somebody else"])
    const old = await openPage()
    await old.goto(server.url)
    await isStored(old)

    await server.close()
    const next = nextBuild("-next")
    ends.push(next.remove)
    const renewed = await serve({ port: server.port, dist: next.dist })
    const page = await openPage()
    const isNext = async () =>
      assert.match((await page.locator("script[src]").getAttribute("src")) ?? "", /-next\.js$/)
    await page.goto(server.url)
    await isNext()
    await isStored(page)
    await choose(old, "iiko")
    await hasTakenOver(page)
    const names = await page.evaluate(() => caches.keys())
    assert.lengthOf(names, 3, names.join(", "))
    assert.includeMembers(names, [ours("-next"), "of somebody else"])

    await renewed.close()
    await page.reload()
    await isNext()
    await choose(page, "Evotor")
  })

  it.each([
    ["are none", () => Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined })],
    [
      "are forbidden",
      () => {
        navigator.serviceWorker.register = () =>
          Promise.reject(new DOMException("forbidden", "SecurityError"))
      },
    ],
  ])("is as it was where service workers %s", async (_, forbid) => {
    await openContext()
    await context.addInitScript(forbid)
    const server = await serve()
    const page = await openPage()
    await page.goto(server.url)
    await choose(page, "1C")
    assert.isFalse(await page.getByText("Works offline", { exact: true }).isVisible())
  })
})
