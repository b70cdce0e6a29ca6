/**
 * Everything on the page that breaks something, and time: each lever does what it says, and a sale is settled once whatever is pulled.
 */
import { WAYS, wayNames } from "@loyalkit/scenario/format/Ways"
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const anna = "79000000001"
const boris = "79000000002"

/** The whole list in one page. */
const ALL_WAYS = 120_000

const words = { "not-sent": "not sent", rejected: "refused", unknown: "unknown" }

describe.skipIf(!hasChromium())("what breaks the shop", { timeout: PATIENCE }, () => {
  const open = usePages()

  // What becomes of a sale that fails in each of them is played without a page, in tools/scenario/test/Ways.test.ts.
  it(
    "has a button for each way in which a call fails, and shows what may be concluded of it and what is true",
    async () => {
      const till = await open()
      const another = till.button("Another client")
      for (const [index, way] of wayNames.entries()) {
        const { concludes, en, executed } = WAYS[way]
        await till.failNext("client", en)
        // The same client again would be known without a call.
        await till.find(index % 2 === 0 ? anna : boris)
        // Nobody has to wait until the till gives up.
        await till.passMinute()
        const row = till.calls.getByTitle(`Struck by a fault: ${en}.`, { exact: true })
        const truth = concludes === "unknown" ? ` · ${executed ? "executed" : "not executed"}` : ""
        // One that is only slow is heard in the end.
        const outcome = way === "slow" ? /done|unknown/ : `${words[concludes]}${truth}`
        await till.shows(row, outcome)
        await till.button("Find the client").or(another).first().waitFor()
        if (await another.isVisible()) await another.click()
      }
    },
    ALL_WAYS,
  )

  it("strikes one call only, of the method that was chosen, and can be taken back", async () => {
    const till = await open()
    await till.failNext("recalc", WAYS.error.en)
    await till.find(anna)
    await till.shows(till.calls, "200 done")
    await till.press("Calls that will fail: 1")
    await till.press("Nothing fails any more")
    await till.button("The next call fails…").waitFor()
    await till.press("Quote")
    await till.slider.waitFor()
    assert.deepEqual(await till.callMethods(), ["client", "recalc"])
  })

  it("shows what may be concluded of a call, and what is true", async () => {
    const till = await open()
    await till.hold(anna, 500)
    await till.failNext("retail", WAYS.cut.en)
    await till.press(/^Take payment/)
    const { calls } = till
    await till.shows(calls, "unknown · executed")
    await till.openCall("retail")
    await till.shows(calls, "Struck by a fault: executed, and half of the answer arrives")
    await till.shows(calls, "unknown: it may have been executed, or may still be")
    await till.shows(calls, "The service executed it.")
  })

  it("gives each call as a command line that runs against a sandbox", async () => {
    const till = await open()
    await till.page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await till.find(anna)
    await till.openCall("client")
    await till.press("Copy as cURL")
    await till.button("Copied").waitFor()
    const copied = await till.page.evaluate(() => navigator.clipboard.readText())
    assert.match(
      copied,
      /^curl -X POST 'http:\/\/127\.0\.0\.1:8078\/integration\/general\/client' -H 'apikey: /,
    )
    assert.include(copied, `"search":"${anna}"`)
  })

  it("kills the engine in the middle of a sale; what it knew is in the journal, and it goes on from there", async () => {
    const till = await open()
    await till.hold(anna, 500)
    await till.failNext("retail", WAYS.silent.en)
    await till.press(/^Take payment/)
    await till.press("Kill the engine")
    await till.shows(till.checkout, "The engine is down")
    await till.shows(till.payment, "The sale is being created")
    await till.press("Start the engine again")
    await till.shows(till.journal, "Commit in doubt")
    for (let minutes = 0; minutes < 2; minutes++) await till.passMinute()
    await till.shows(till.payment, "The sale is settled")
    assert.equal(await till.balance(), "1,000")
  })

  it("tells the cashier that the engine was stopped over a command", async () => {
    const till = await open()
    await till.press("Kill the engine")
    await till.find(anna)
    await till.shows(till.alert, "The engine was stopped over it")
    await till.press("Start the engine again")
    await till.find(anna)
    await till.shows(till.panel, "Anna Sokolova")
  })

  it("shows why a doubt was settled: the witness, the looks, and the verdict", async () => {
    const till = await open()
    await till.hold(anna, 500)
    await till.failNext("retail", WAYS["closed-after"].en)
    await till.press(/^Take payment/)
    await till.shows(till.checkout, "Seen before the sale: balance 1,500, and a hold of 500")
    await till.passMinute()
    await till.shows(till.checkout, "with the hold 1,000, without 1,000, again 1,000")
    await till.shows(till.checkout, "Verdict: sold; its hold and balance show it")
  })

  it("sells once where the cashier presses twice", async () => {
    const till = await open()
    await till.hold(anna, 500)
    await till.page.getByRole("switch", { name: "The cashier presses the next button twice" }).click()
    await till.press(/^Take payment/)
    await till.shows(till.payment, "500 points written off")
    await till.passMinute()
    assert.equal(await till.salesSent(), 1)
    assert.equal(await till.balance(), "1,000")
  })

  it("stands still where time is not let go, until it is let pass", async () => {
    const till = await open()
    await till.page.getByRole("switch", { name: /^Runs by itself/ }).click()
    await till.find(boris)
    await till.shows(till.calls, "waiting")
    await till.passMinute()
    await till.shows(till.panel, "Boris Kuznetsov")
  })

  it("lets another system move the client's points behind the engine's back", async () => {
    const till = await open()
    await till.find(anna)
    await till.press("Elsewhere…")
    await till.press("Another till holds 100")
    await till.shows(till.service, "100 points for another 9:59")
    await till.press("Elsewhere…")
    await till.press("Somebody credits 100")
    await till.shows(till.ledger, "Points credited by hand")
    assert.equal(await till.balance(), "1,600")
    await till.passToHoldEnd()
    await till.shows(till.ledger, "Hold expired")
  })

  it("gives what was done as a link that plays again step by step, to the same", async () => {
    const till = await open()
    await till.page.context().grantPermissions(["clipboard-read", "clipboard-write"])
    await till.hold(anna, 500)
    await till.failNext("retail", WAYS["closed-after"].en)
    await till.press(/^Take payment/)
    await till.passMinute()
    await till.shows(till.payment, "The sale is settled")
    await till.press("Share…")
    await till.page.getByRole("textbox", { name: "Title" }).fill("Lost after the commit")
    await till.press("Copy the link")
    await till.page.getByText("The link is copied.").waitFor()
    await till.page.getByText("Played again just now, it came to the same.").waitFor()
    const link = await till.page.evaluate(() => navigator.clipboard.readText())
    await till.page.goto(link)
    await till.page.getByRole("heading", { name: "Lost after the commit" }).waitFor()
    await till.press("Play all")
    const came = till.page.getByRole("region", { name: "What it came to" })
    await till.shows(came, "paid 1,332.40 ₽, 500 points spent")
    await till.shows(came, `${anna} has 1,000 points`)
  })

  it("is worked by the keyboard alone; Escape closes what lies over the page, and the focus is where it was", async () => {
    const till = await open()
    const { keyboard } = till.page
    await till.button("The next call fails…").focus()
    await keyboard.press("Enter")
    const refused = till.button(WAYS.refused.en)
    await refused.waitFor()
    await keyboard.press("Tab")
    await till.isFocused(till.page.getByLabel("Which call"))
    await keyboard.press("Tab")
    await till.isFocused(refused)
    await keyboard.press("Escape")
    await refused.waitFor({ state: "hidden" })
    await till.isFocused("The next call fails…")
    await keyboard.press("Enter")
    await keyboard.press("Tab")
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await till.isFocused("Calls that will fail: 1")
    await till.page.getByRole("switch", { name: /^Engine – service/ }).focus()
    await keyboard.press("Space")
    await till.page.getByRole("switch", { name: /^Engine – service down/, checked: false }).waitFor()
  })

  it("speaks Russian too", async () => {
    const till = await open({ locale: "ru" })
    await till.press("Сбой вызова…")
    await till.press(WAYS.refused.ru)
    await till.button("Сломается вызовов: 1").waitFor()
    await till.press("+1 минута")
    await till.press("Поделиться…")
    await till.page.getByRole("heading", { name: "Забрать с собой" }).waitFor()
  })
})
