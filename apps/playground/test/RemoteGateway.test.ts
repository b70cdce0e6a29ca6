/**
 * The page's tills at a gateway on a port: a real process, with a token that only a person knows.
 */
import { startGateway, type Gateway } from "@loyalkit/gateway-process"
import * as Schema from "effect/Schema"
import { afterEach, assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { findings } from "./Axe.ts"
import { IikoPage } from "./IikoPage.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const TOKEN = "a-token-that-only-a-person-knows"

const decodeReceipt = Schema.decodeUnknownPromise(
  Schema.Struct({ state: Schema.String, sale: Schema.Struct({ spend: Schema.Number }) }),
)

describe.skipIf(!hasChromium())("a gateway on a port", { timeout: PATIENCE }, () => {
  const open = usePages()
  let gateway: Gateway | undefined
  afterEach(async () => {
    await gateway?.stop()
    gateway = undefined
  })
  const start = async (origin: string, origins: ReadonlyArray<string> = [origin]): Promise<Gateway> => {
    gateway = await startGateway({ origins, tills: [{ name: "web", token: TOKEN }] })
    return gateway
  }

  it("sells what a till of the page sends it, for whoever has a token, and says where the receipt stands", async () => {
    const till = await open({ till: "iiko", service: async (origin) => (await start(origin)).url })
    const { page } = till
    const iiko = new IikoPage(page)
    const token = page.getByLabel("Token")
    assert.deepEqual(await findings(page), [])
    await token.fill("a-token-that-nobody-gave-out")
    await iiko.press("Open the tills")
    await page.getByRole("alert").filter({ hasText: "does not know this token" }).waitFor()
    await token.fill(TOKEN)
    await iiko.press("Open the tills")
    await iiko.slide("Anna Sokolova", "Points: 1,500")
    await iiko.shows(iiko.guest, "the gateway knows")
    await iiko.pay(500)
    const there = page.getByRole("region", { name: "At the gateway" })
    await iiko.shows(there, /Sold.*500 points written off/)
    await iiko.shows(there, "paid 1,332.40 ₽")

    const receipt = await there.getByRole("listitem").locator("small").first().textContent()
    const answer = await fetch(`${gateway?.url}/v1/receipts/${receipt}`, {
      headers: { "x-loyalkit-token": TOKEN },
    })
    assert.deepEqual(await decodeReceipt(await answer.json()), { state: "committed", sale: { spend: 500 } })

    assert.deepEqual(await findings(page), [])
    await iiko.shows(iiko.cases, "The gateway shows cases to an operator's token only.")
    await iiko.shows(
      page.getByRole("region", { name: "Not to be seen from here" }),
      /no page can know.*ledger are the service's.*journal is the gateway's own/,
    )
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))
    assert.notInclude(`${page.url()} ${stored} ${await page.locator("body").innerText()}`, TOKEN)
  })

  it("that was not told of the page lets it not in, and the page says how it would", async () => {
    const { page } = await open({ service: async (origin) => (await start(origin, [])).url })
    await page.getByRole("alert").filter({ hasText: "does not let this page in" }).waitFor()
    const { port } = new URL(gateway?.url ?? "")
    await page
      .getByText(`npx @loyalkit/gateway --port ${port} --origins ${new URL(page.url()).origin}`)
      .waitFor()
  })
})
