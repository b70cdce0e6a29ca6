/**
 * The scenarios: a gallery, and each of it played in the built page to what its file says.
 */
import * as Link from "@loyalkit/scenario/format/Link"
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Text from "@loyalkit/scenario/format/Text"
import { gallery } from "@loyalkit/scenario/node/Gallery"
import * as Result from "effect/Result"
import { readFile } from "node:fs/promises"
import { deflateRawSync } from "node:zlib"
import type { Locator } from "playwright-core"
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { createPlaying } from "../src/scenarios/Playing.ts"
import { en } from "../src/text/states/en.ts"
import { ru } from "../src/text/states/ru.ts"
import { pathOf } from "../src/view/state-chart/Path.ts"
import { findings } from "./Axe.ts"
import { movedOn } from "./LayoutShift.ts"
import { PATIENCE, usePages } from "./Pages.ts"
import { ScenariosPage } from "./ScenariosPage.ts"

const files = gallery()
const SAME = "It came to what its file says."

const named = (name: string): Scenario =>
  Result.getOrThrowWith(
    Text.parse(files.find(({ file }) => file === name)?.text ?? ""),
    ({ message }) => new Error(message),
  )

const arrowsOf = (arrows: ReadonlyArray<Element>) => arrows.map((arrow) => arrow.getAttribute("data-arrow"))

/** The names on a state chart that do not fit where they stand. */
const tooWide = (chart: Locator): Promise<ReadonlyArray<string>> =>
  chart.locator(".state").evaluateAll((states) =>
    states.flatMap((state) => {
      const [box, name] = ["rect", "text"].map((part) => state.querySelector(part)?.getBoundingClientRect())
      const fits =
        box !== undefined && name !== undefined && name.right <= box.right - 3 && name.left > box.left
      return fits ? [] : [state.textContent ?? ""]
    }),
  )

/** A link's part behind `#`, of a scenario that the gallery has not. */
const fragmentOf = async (scenario: Scenario): Promise<string> =>
  Result.getOrThrowWith(await Link.write(scenario), ({ message }) => new Error(message))

describe.skipIf(!hasChromium())("the scenarios", { timeout: PATIENCE }, () => {
  const open = usePages()
  const openScenarios = async (options: Parameters<typeof open>[0] = {}): Promise<ScenariosPage> => {
    const { page } = await open({ ...options, place: "scenarios" })
    return new ScenariosPage(page)
  }
  const openOne = (name: string, options: Parameters<typeof open>[0] = {}) =>
    openScenarios({ ...options, at: `&scenario=${name}` })

  it(
    "play in the page, each of the gallery, to what its file says",
    async () => {
      const shown = await openScenarios()
      assert.isAtLeast(files.length, 12)
      for (const { file } of files) {
        await shown.goTo(`?page=scenarios&scenario=${file}`)
        assert.equal(await shown.playAll(), SAME, file)
        const { steps, title } = named(file)
        assert.equal(await shown.page.title(), `loyalkit — ${title.en}`)
        await shown.shows(shown.standing, `Step ${steps.length} of ${steps.length}`)
      }
    },
    3 * PATIENCE,
  )

  it("stand in a gallery, all of them, each with its title and its sentence", async () => {
    const shown = await openScenarios()
    assert.equal(await movedOn(shown.page), 0)
    const links = shown.page.locator(".shelf a")
    assert.equal(await links.count(), files.length)
    for (const { file } of files) {
      const { about, title } = named(file)
      await shown.page.getByRole("link", { name: title.en, exact: true }).waitFor()
      await shown.page.getByText(about.en, { exact: true }).waitFor()
    }
    assert.equal(await shown.page.getByRole("heading", { name: "Other", exact: true }).count(), 0)
  })

  it("show after each step what was heard, what was called, who has how much, and what was concluded", async () => {
    const shown = await openOne("answer-lost")
    assert.equal(await movedOn(shown.page), 0)
    const step = async (done: number) => {
      await shown.button("One step").click()
      await shown.shows(shown.standing, `Step ${done} of 8`)
    }
    await step(1)
    await shown.shows(shown.steps, "200 ok")
    await shown.shows(shown.calls, "200 done")
    await shown.shows(shown.receipts, "client found")
    await step(2)
    await step(3)
    await shown.shows(shown.money, /^for another \d+:\d\d$/)
    await shown.shows(shown.receipts, "points held")
    await step(4)
    await shown.shows(shown.steps, /executed, then the connection is closed/)
    await step(5)
    await shown.shows(shown.steps, "200 pending")
    await shown.shows(shown.calls, "unknown · executed")
    await shown.shows(shown.receipts, "in doubt")
    await shown.shows(shown.receipts, /^Seen before the sale: balance 1,500, and a hold of 300/)
    await shown.shows(shown.receipts, /^Cases$/)
    await shown.shows(shown.ending, "Seen at the end of the steps.")
    await step(6)
    await step(7)
    await shown.shows(shown.receipts, /^Looked at .*with the hold 1,200, without 1,200, again 1,200/)
    await shown.shows(shown.receipts, "Verdict: sold; its hold and balance show it.")
    await step(8)
    await shown.shows(shown.ending, SAME)
    await shown.shows(shown.ending, "npm run simulate -- --replay scenarios/answer-lost.json")
    assert.equal(await shown.money.locator(".figure.main dd").textContent(), "1,200")

    await shown.button("Back to the start").click()
    await shown.shows(shown.standing, "Step 0 of 8, 0:00.000 passed")
    await shown.shows(shown.money, "Nobody's points were touched yet.")
    assert.equal(await shown.playAll(), SAME)
  })

  it("mark on the state chart where the engine says that the receipt is, in Russian and English", async () => {
    const engine = createPlaying(named("sale-lost"))
    const shown = await openOne("sale-lost")
    const { chart } = shown
    for (const [index] of named("sale-lost").steps.entries()) {
      await engine.step()
      const receipt = engine.frame().receipts[0]
      assert.isDefined(receipt)
      const path = pathOf(receipt?.events ?? [])
      await shown.button(/^(One step|Один шаг)$/).click()
      await shown.shows(shown.standing, new RegExp(`^\\S+ ${index + 1} `))
      for (const [language, words] of [
        ["EN, English", en],
        ["RU, Русский", ru],
      ] as const) {
        await shown.button(language).click()
        const marked = chart.locator(".state:has(circle)")
        assert.equal(await marked.getAttribute("data-state"), receipt?.state._tag)
        assert.equal(await shown.charted(words.now), words.states[receipt?.state._tag ?? "Open"])
        const through = path.slice(0, -1).map((state) => words.states[state])
        assert.equal(await shown.charted(words.through), through.join(", "))
        assert.equal(await chart.locator(".state.passed").count(), new Set(through).size)
        assert.deepEqual(await tooWide(chart), [])
      }
    }
    assert.deepEqual(await chart.locator(".passed [data-arrow]").evaluateAll(arrowsOf), [
      "Open Identified",
      "Identified Quoted",
      "Quoted Held",
      "Held Committing",
      "Committing InDoubt",
      "Committing Committed",
      "InDoubt NotCreated",
      "NotCreated Committing",
    ])
  })

  it("open by a link of their own, and go back to the gallery, in the address too", async () => {
    const shown = await openScenarios()
    const { page } = shown
    const link = page.getByRole("link", { name: "The sale's answer is lost", exact: true })
    await link.click()
    const title = page.getByRole("heading", { name: "The sale's answer is lost" })
    await title.waitFor()
    assert.equal(new URL(page.url()).search, "?page=scenarios&scenario=answer-lost")
    assert.isTrue(await title.evaluate((element) => element === document.activeElement))
    await page.getByRole("link", { name: "All scenarios" }).click()
    await link.waitFor()
    assert.isTrue(await link.evaluate((element) => element === document.activeElement))
    await page.goBack()
    await title.waitFor()
    await page.reload()
    await title.waitFor()
    await page.getByRole("link", { name: "To the tills" }).click()
    await page.getByRole("region", { name: "Till", exact: true }).waitFor()
    assert.equal(new URL(page.url()).search, "")
    assert.equal(await page.title(), "loyalkit — Playground")
  })

  it("open by a link that carries one, which copied opens the same, and saved says what it came to", async () => {
    const scenario: Scenario = { ...named("two-tills"), name: "my-own", title: { ru: "Моё", en: "My own" } }
    const shown = await openScenarios({ at: `#${await fragmentOf(scenario)}` })
    const { page } = shown
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await page.getByRole("heading", { name: "My own" }).waitFor()
    await shown.button("Copy the link").click()
    await shown.shows(page.locator("main"), "The link is copied.")
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    const there = page.url()
    await page.goto(new URL("/", there).href)
    await page.getByRole("region", { name: "Till", exact: true }).waitFor()
    await page.goto(copied)
    await page.getByRole("heading", { name: "My own" }).waitFor()
    assert.match(await shown.playAll(), /^It has come to this/)

    const download = page.waitForEvent("download")
    await shown.button("Save as a file").click()
    const file = await download
    assert.equal(file.suggestedFilename(), "my-own.json")
    const saved = await readFile(await file.path(), "utf8")
    assert.equal(saved, Text.print(scenario))
  })

  it("are copied and saved from the gallery as they are there", async () => {
    const shown = await openOne("two-tills")
    const { page } = shown
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await shown.button("Copy the link").click()
    await shown.shows(page.locator("main"), "The link is copied.")
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url())
    const download = page.waitForEvent("download")
    await shown.button("Save as a file").click()
    const saved = await readFile(await (await download).path(), "utf8")
    assert.equal(saved, files.find(({ file }) => file === "two-tills")?.text)
  })

  it("say what is wrong with a link, by field", async () => {
    const shown = await openOne("no-such")
    await shown.shows(shown.alert, 'scenario: the gallery has no "no-such"')
    await shown.goTo("?page=scenarios#scenario=AAAA")
    await shown.shows(shown.alert, /^link: cannot be unpacked/)
    await shown.shows(shown.alert, /^It was cut or changed on its way/)
    const wrong = (files.find(({ file }) => file === "happy-path")?.text ?? "").replace(
      '"till": "a"',
      '"till": "z"',
    )
    const packed = deflateRawSync(wrong).toString("base64url")
    await shown.goTo(`?page=scenarios#scenario=${packed}`)
    await shown.shows(shown.alert, /steps\[0\]\.send\.till: there is no till "z"/)
    assert.deepEqual(await findings(shown.page), [])
    await shown.page.getByRole("link", { name: "All scenarios" }).click()
    await shown.page.getByRole("link", { name: "Paid by points", exact: true }).waitFor()
    assert.equal(new URL(shown.page.url()).hash, "")
  })

  it("say where it did not come to what was said, field by field", async () => {
    const text = files.find(({ file }) => file === "answer-lost")?.text ?? ""
    const other = text.replace('"balance": 1200', '"balance": 1500')
    assert.notEqual(other, text)
    const shown = await openScenarios({
      at: `#scenario=${deflateRawSync(other).toString("base64url")}`,
    })
    assert.equal(await shown.playAll(), "It did not come to what its file says.")
    await shown.shows(shown.ending, "Client 1, balance: 1,500 expected, 1,200 came.")
    assert.deepEqual(await findings(shown.page), [])
    await shown.button("RU, Русский").click()
    await shown.shows(shown.ending, /^Клиент 1, баланс: ожидалось 1.500, вышло 1.200\./)
  })

  it("say so where the player cannot be loaded, and load it when asked again", async () => {
    const shown = await openScenarios()
    const { page } = shown
    const gateway = /\/assets\/Gateway-[^/]*\.js$/
    // An answer that is no module: a failure of the network would stand on the console.
    await page.route(gateway, (route) => route.fulfill({ contentType: "text/javascript", body: "" }))
    await page.getByRole("link", { name: "Paid by points", exact: true }).click()
    await shown.shows(shown.alert, "The player could not be loaded")
    const title = page.getByRole("heading", { name: "Paid by points" })
    assert.isTrue(await title.evaluate((element) => element === document.activeElement))
    await page.unroute(gateway)
    await shown.button("Try again").click()
    assert.equal(await shown.playAll(), SAME)
  })

  it("are driven by the keyboard alone", async () => {
    const shown = await openScenarios()
    const { keyboard } = shown.page
    await shown.page.getByRole("link", { name: "Paid by points", exact: true }).focus()
    await keyboard.press("Enter")
    await shown.button("One step").waitFor()
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await shown.shows(shown.standing, /^Step 1 of/)
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await shown.shows(shown.ending, SAME)
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await shown.shows(shown.standing, /^Step 0 of/)
  })

  it("speak Russian and English", async () => {
    const shown = await openOne("sale-lost", { locale: "ru" })
    const { title } = named("sale-lost")
    await shown.page.getByRole("heading", { name: title.ru }).waitFor()
    assert.equal(await shown.playAll(), "Всё вышло, как сказано в файле.")
    await shown.button("EN, English").click()
    await shown.page.getByRole("heading", { name: title.en }).waitFor()
    await shown.shows(shown.ending, SAME)
    assert.equal(await shown.page.title(), `loyalkit — ${title.en}`)
  })

  it.each([360, 390])("fit a phone %i pixels wide, without scrolling sideways", async (width) => {
    for (const locale of ["en", "ru"]) {
      const shown = await openScenarios({ width, locale })
      const wide = () => shown.page.evaluate(() => document.documentElement.scrollWidth)
      assert.isAtMost(await wide(), width)
      for (const name of ["answer-lost", "iiko-paid-by-points", "1c-write-off"]) {
        await shown.goTo(`?page=scenarios&scenario=${name}`)
        await shown.playAll()
        assert.isAtMost(await wide(), width, `${name}, ${locale}`)
      }
    }
  })
})
