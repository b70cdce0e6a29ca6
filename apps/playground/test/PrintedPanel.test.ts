/**
 * What a till has printed, beside it: on paper of each width, by keyboard, on a phone, and to be taken away as text.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const anna = "79000000001"

const widthsOf = (text: string): ReadonlyArray<number> =>
  text.split("\n").map((line) => Array.from(line).length)

describe.skipIf(!hasChromium())("the panel of what is printed", { timeout: PATIENCE }, () => {
  const open = usePages()

  it("shows the receipt at the chosen width, which is kept, and hands it out as text", async () => {
    const till = await open()
    const { page } = till
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    const paper = page.getByRole("region", { name: /columns wide$/ })
    await till.shows(till.printed, "Nothing printed yet.")
    await till.hold(anna, 500)
    await till.press(/^Take payment/)
    await till.shows(paper, "Points spent")
    assert.equal(Math.max(...widthsOf((await paper.textContent()) ?? "")), 32)

    await page.getByRole("radio", { name: "32" }).focus()
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("ArrowRight")
    await page.getByRole("region", { name: "RECEIPT No.\u00a01001, 48 columns wide" }).waitFor()
    await till.press("Copy as text")
    await till.button("Copied").waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    assert.equal(copied, await paper.textContent())
    assert.equal(Math.max(...widthsOf(copied)), 48)
    assert.match(copied, /^TOTAL +1,332\.40$/m)
    assert.match(copied, /^Points spent +500$/m)

    // Beside another till there are the papers of both.
    await till.choose("A second till beside it", "+ 1C")
    await till.press("Show")
    await till.press("Payment")
    await till.press("Close the receipt")
    await till.shows(paper, /In cash|By card/)
    assert.lengthOf(await paper.all(), 2)
    await till.shows(till.printed, "loyalkit had nothing printed on it.")
    await till.choose("A second till beside it", "one till")

    await till.press("New receipt")
    await till.shows(till.printed, "Nothing printed yet.")
    await page.reload()
    await page
      .locator("input:checked")
      .and(page.getByRole("radio", { name: "48" }))
      .waitFor()
  })

  it("fits a phone at each width, and another width moves nothing under it", async () => {
    const { page } = await open({ width: 360, locale: "ru" })
    const press = (name: RegExp) => page.getByRole("button", { name }).click()
    await press(/^Анна/)
    await press(/^Рассчитать$/)
    await press(/^Принять/)
    const paper = page.getByRole("region", { name: /, ширина/ })
    await paper.filter({ hasText: "Начислено баллов" }).waitFor()
    const heights = new Set<number | undefined>()
    for (const columns of ["32", "42", "48"]) {
      await page.getByRole("radio", { name: columns }).check()
      await page.getByRole("region", { name: `ЧЕК №\u00a01001, ширина ${columns}` }).waitFor()
      assert.isAtMost(await page.evaluate(() => document.documentElement.scrollWidth), 360)
      heights.add((await paper.boundingBox())?.height)
    }
    assert.equal(heights.size, 1)
  })
})
