/**
 * The reliability page: the real simulator in the built page's worker.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { findings } from "./Axe.ts"
import { PATIENCE, usePages } from "./Pages.ts"
import { playsInNode, ReliabilityPage } from "./ReliabilityPage.ts"

/** Its first world has double sales of the client that retries, and a sale that is left to a person. */
const SEED = "1"

describe.skipIf(!hasChromium())("the reliability page", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openReliability = async (options: Parameters<typeof open>[0] = {}): Promise<ReliabilityPage> => {
    const { page } = await open({ ...options, place: "reliability" })
    return new ReliabilityPage(page)
  }

  it("counts what comes of the worlds: others sell twice and lose sales, ours does neither", async () => {
    const shown = await openReliability()
    await shown.button("Start").click()
    await shown.played(360)
    await shown.page.getByText("receipts a second").waitFor()
    assert.isAbove(await shown.counted("faults that struck"), 0)
    assert.isAbove(await shown.counted("crashes"), 0)
    assert.isAbove(await shown.counted("sales in doubt"), 0)
    const [double = 0, lost = 0] = await shown.harm("retry three times")
    assert.isAbove(double, 10)
    assert.isAbove(lost, 10)
    assert.isAbove((await shown.harm("log and forget"))[1] ?? 0, 10)
    assert.deepEqual(await shown.harm("loyalkit"), [0, 0])
    await shown.page
      .getByRole("img", { name: /^Double sales after [\d,]+ receipts: loyalkit: 0; / })
      .waitFor()
    assert.equal(await shown.page.getByRole("alert").textContent(), "")
  })

  it("plays a world exactly as Node does, tallies and violations alike", async () => {
    const shown = await openReliability()
    const worker = shown.page.waitForEvent("worker")
    await shown.button("Start").click()
    const url = (await worker).url()
    await shown.button("Pause").click()
    for (const profile of ["calm", "hostile"] as const) {
      assert.deepEqual(
        await shown.playsInWorker(url, SEED, profile, 3),
        playsInNode(SEED, profile, 3),
        profile,
      )
    }
  })

  it("stands still while it is paused, goes on from there, and shows the same for the same seed", async () => {
    const shown = await openReliability()
    const answered = await shown.watchWorker()
    await shown.button("Start").click()
    await shown.played(120)
    await shown.button("Pause").click()
    await shown.status.filter({ hasText: "Paused." }).waitFor()
    const [receipts, faults] = [
      await shown.counted("receipts played"),
      await shown.counted("faults that struck"),
    ]
    // The world that was under way is over now, and is not counted.
    await answered()
    assert.equal(await shown.counted("receipts played"), receipts)

    await shown.button("Go on").click()
    await shown.played(receipts + 120)
    await shown.button("Pause").click()
    await shown.seed.fill("another")
    await shown.seed.press("Enter")
    assert.equal(await shown.counted("receipts played"), 0)
    await shown.seed.fill(SEED)
    await shown.seed.press("Enter")
    await shown.button("Start").click()
    await shown.played(receipts)
    await shown.button("Pause").click()
    const again = await shown.counted("receipts played")
    if (again === receipts) assert.equal(await shown.counted("faults that struck"), faults)
    else assert.isAbove(await shown.counted("faults that struck"), faults)
  })

  it("begins anew with another profile", async () => {
    const shown = await openReliability()
    await shown.button("Start").click()
    await shown.played(240)
    await shown.button("Pause").click()
    await shown.profile.selectOption("calm")
    assert.equal(await shown.counted("receipts played"), 0)
    assert.deepEqual(await shown.harm("retry three times"), [0, 0])
    await shown.page.getByText("--profile calm --checkouts 20000 --seed=1").waitFor()
  })

  it("says loudly where something happened that must not, stops, and gives the command that plays it again", async () => {
    const shown = await openReliability()
    // A worker that says so: the real one has nothing of the kind to say.
    await shown.page.route("**/assets/Player*.js", (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: `addEventListener("message", ({ data }) => postMessage({
          run: data.run, world: data.world,
          tally: { receipts: 120, counts: {}, harm: { loyalkit: { double: 1, lost: 0 } },
            doubts: { spending: { total: 0, witness: 0, person: 0 }, earning: { total: 0, witness: 0, person: 0 } } },
          violations: [{ code: "twice", receipt: "R7", detail: "sale 2 of it, 0 points spent", at: 1 }],
        }))`,
      }),
    )
    await shown.seed.fill("it's me")
    await shown.seed.press("Enter")
    await shown.button("Start").click()
    const alert = shown.page.getByRole("alert")
    await alert.filter({ hasText: "Something happened that must not" }).waitFor()
    await alert.getByText("Receipt R7: sale 2 of it").waitFor()
    await alert
      .getByText(String.raw`npm run simulate -- --profile hostile --checkouts 120 --seed='it'\''s me'`)
      .waitFor()
    await shown.status.filter({ hasText: "Stopped" }).waitFor()
    assert.isTrue(await shown.button("Go on").isDisabled())
    assert.deepEqual(await findings(shown.page), [])
  })

  it("is a link away from the tills and back, in the address, and the till is as it was left", async () => {
    const till = await open()
    const { page } = till
    await till.find("79000000001")
    await till.press("Quote")
    await page.getByRole("link", { name: "Reliability" }).click()
    const shown = new ReliabilityPage(page)
    await shown.button("Start").waitFor()
    assert.equal(new URL(page.url()).search, "?page=reliability")
    assert.equal(await page.title(), "loyalkit — Reliability")
    await till.isFocused(page.getByRole("link", { name: "To the tills" }))
    await page.reload()
    await shown.button("Start").waitFor()
    await page.goBack()
    await till.panel.waitFor()
    assert.equal(await page.title(), "loyalkit — Playground")
    await page.goForward()
    await page.getByRole("link", { name: "To the tills" }).click()
    await till.panel.waitFor()
    assert.equal(new URL(page.url()).search, "")
    await till.isFocused(page.getByRole("link", { name: "Reliability" }))
  })

  it("keeps what is on the till while it is looked at", async () => {
    const till = await open()
    await till.find("79000000001")
    await till.press("Quote")
    await till.page.getByRole("link", { name: "Reliability" }).click()
    await till.page.getByRole("link", { name: "To the tills" }).click()
    await till.press(/^Take payment/)
    await till.shows(till.payment, "137.43 points earned")
  })

  it("is driven by the keyboard alone", async () => {
    const shown = await openReliability()
    const { keyboard } = shown.page
    await shown.profile.focus()
    await keyboard.press("ArrowUp")
    await shown.page.getByText("--profile rough").waitFor()
    await keyboard.press("Tab")
    await keyboard.type("2")
    await keyboard.press("Tab")
    await shown.page.getByText("--seed=2").waitFor()
    await keyboard.press("Enter")
    await shown.played(120)
    await keyboard.press("Enter")
    await shown.status.filter({ hasText: "Paused." }).waitFor()
  })

  it("speaks Russian and English", async () => {
    const shown = await openReliability({ locale: "ru" })
    await shown.button("Начать").click()
    await shown.played(120)
    await shown.button("Пауза").click()
    assert.isAbove(await shown.counted("сбоев попало"), 0)
    assert.equal(await shown.page.title(), "loyalkit — Надёжность")
    await shown.button("EN, English").click()
    await shown.status.filter({ hasText: "Paused." }).waitFor()
    assert.isAbove(await shown.counted("faults that struck"), 0)
    assert.equal(await shown.page.title(), "loyalkit — Reliability")
  })

  it.each([360, 390])("fits a phone %i pixels wide, without scrolling sideways", async (width) => {
    for (const locale of ["en", "ru"]) {
      const shown = await openReliability({ width, locale })
      await shown.button(/^(Start|Начать)$/).click()
      await shown.played(240)
      assert.isAtMost(await shown.page.evaluate(() => document.documentElement.scrollWidth), width)
      const outside = await shown.page.evaluate(() =>
        [...document.querySelectorAll("svg text")].flatMap((text) => {
          const [own, plot] = [text.getBoundingClientRect(), text.closest("svg")?.getBoundingClientRect()]
          if (plot === undefined) return []
          const isInside = own.left >= plot.left && own.right <= plot.right && own.bottom <= plot.bottom
          return isInside && own.top >= plot.top ? [] : [text.textContent]
        }),
      )
      assert.deepEqual(outside, [])
    }
  })
})
