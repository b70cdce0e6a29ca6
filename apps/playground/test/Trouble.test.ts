/**
 * What goes wrong on the page, and how it comes right: by itself in the background, or by a person.
 */
import { assert, describe, it } from "vitest"
import { hasChromium } from "../scripts/Chromium.ts"
import { PATIENCE, usePages } from "./Pages.ts"

const anna = "79000000001"
const nobody = "79990000000"

const lostAnswer = "executed, then the connection is closed without an answer"
const lostSale = "the connection is closed, the request was not executed"

describe.skipIf(!hasChromium())("what goes wrong on the page", { timeout: PATIENCE }, () => {
  const open = usePages()

  describe("a sale in doubt", () => {
    it("says what the cashier does, and how long the doubt window takes", async () => {
      const till = await open()
      await till.failNext("retail", lostAnswer)
      await till.hold(anna, 500)
      await till.press(/^Take payment/)
      await till.shows(till.payment, "The sale is in doubt")
      await till.shows(till.payment, "sent again only after a proof that it was never created")
      await till.shows(till.payment, "Print the receipt and serve the next customer")
      await till.shows(till.payment, "It takes 60\u00a0s.")
      await till.shows(till.cases, "A sale in doubt Receipt No.\u00a01001")
      await till.shows(till.cases, "nobody has to do anything")
    })

    it("settles by itself where its answer was lost, and is not sent again", async () => {
      const till = await open()
      await till.failNext("retail", lostAnswer)
      await till.hold(anna, 500)
      await till.press(/^Take payment/)
      await till.shows(till.payment, "The sale is in doubt")
      await till.passMinute()

      await till.shows(till.payment, "The sale is settled")
      await till.shows(till.payment, "500 points written off")
      await till.shows(till.payment, "Its answer was lost. The hold and its points are gone together")
      await till.shows(till.cases, "Nothing needs a person")
      await till.shows(till.journal, "with the hold 1,000, without 1,000, again 1,000: the sale exists")
      assert.includeMembers([...(await till.journalTitles())], ["Commit in doubt", "Doubt window over"])
      assert.equal(await till.salesSent(), 1)
      assert.equal(await till.balance(), "1,000")
    })

    it("is sent again by itself where it was lost on the way, and sells once", async () => {
      const till = await open()
      await till.failNext("retail", lostSale)
      await till.hold(anna, 500)
      await till.press(/^Take payment/)
      await till.shows(till.payment, "The sale is in doubt")
      await till.passMinute()

      await till.shows(till.payment, "The sale is settled")
      await till.shows(till.payment, "proven to have created nothing, and the sale was sent again")
      await till.shows(till.journal, "the hold is alive, so there is no sale")
      assert.include(await till.journalTitles(), "Not created")
      assert.equal(await till.salesSent(), 2)
      assert.equal(await till.balance(), "1,000")
    })

    it("is settled while the next customer is served", async () => {
      const till = await open()
      await till.failNext("retail", lostAnswer)
      await till.hold(anna, 500)
      await till.press(/^Take payment/)
      await till.press("New receipt")
      await till.shows(till.panel, "Receipt No.\u00a01002")
      await till.shows(till.cases, "A sale in doubt Receipt No.\u00a01001")
      await till.passMinute()
      await till.shows(till.cases, "Nothing needs a person")
      await till.shows(till.panel, "Receipt No.\u00a01002")
      assert.deepEqual(await till.journalTitles(), [])
    })

    it("lets the same client's next earning wait for it, and says why", async () => {
      const till = await open()
      await till.failNext("retail", lostAnswer)
      await till.hold(anna, 500)
      await till.press(/^Take payment/)
      await till.press("New receipt")
      await till.find(anna)
      await till.press("Quote")
      await till.press(/^Take payment/)
      await till.shows(till.payment, "An earlier sale of this client is being settled")
      await till.passMinute()
      await till.shows(till.payment, "137.43 points earned")
      await till.shows(till.cases, "Nothing needs a person")
      assert.equal(await till.balance(), "1,137.43")
    })
  })

  describe("a doubt that is left to a person", () => {
    const leave = async (trouble: string) => {
      const till = await open()
      await till.failNext("retail", trouble)
      await till.find(anna)
      await till.press("Quote")
      await till.press(/^Take payment/)
      await till.shows(till.payment, "A person decides this sale")
      await till.shows(till.payment, "No hold stood beside it, so no balance can tell")
      await till.shows(till.cases, "Asked: 1,832.40 ₽, spending nothing. Balance before: 1,500")
      return till
    }

    it("is settled when the person says that it was sold", async () => {
      const till = await leave(lostAnswer)
      await till.press("It was sold")
      await till.shows(till.payment, "The sale is settled")
      await till.shows(till.payment, "Decided by: You")
      await till.shows(till.cases, "Nothing needs a person")
      assert.equal(await till.salesSent(), 1)
      assert.equal(await till.balance(), "1,637.43")
    })

    it("is sent again when the person says that it was not sold, once that can be known", async () => {
      const till = await leave(lostSale)
      await till.shows(till.cases, /"It was not" can be known in \d+/)
      assert.isTrue(await till.button("It was not: send again").isDisabled())
      assert.isTrue(await till.button("It was not: close").isDisabled())
      await till.passMinute()
      await till.press("It was not: send again")
      await till.shows(till.payment, "The sale is settled")
      await till.shows(till.payment, "Decided by: You. The sale was sent again")
      await till.shows(till.cases, "Nothing needs a person")
      assert.equal(await till.salesSent(), 2)
      assert.equal(await till.balance(), "1,637.43")
    })

    it("ends without a sale when the person closes it", async () => {
      const till = await leave(lostSale)
      await till.passMinute()
      await till.press("It was not: close")
      await till.shows(till.payment, "The receipt ends without points")
      await till.shows(till.payment, "Decided by: You")
      await till.shows(till.cases, "Nothing needs a person")
      assert.include(await till.journalTitles(), "Ended without a sale")
      assert.equal(await till.salesSent(), 1)
      assert.equal(await till.balance(), "1,500")
    })

    it("speaks Russian about it", async () => {
      const till = await open({ locale: "ru" })
      await till.press("Сбой вызова…")
      await till.page.getByLabel("Какой вызов").selectOption("retail")
      await till.press("запрос исполнен, соединение закрыто без ответа")
      await till.press(/Анна/)
      await till.press("Рассчитать")
      await till.press(/^Принять оплату/)
      const { page } = till
      await till.shows(page.getByRole("status"), "Эту продажу решает человек")
      await till.shows(page.getByRole("status"), "Резерва при ней не было")
      await till.press("Продажа была")
      await till.shows(page.getByRole("status"), "Продажа проведена")
      await till.shows(page.getByRole("status"), "Кто решил: Вы")
    })
  })

  describe("the service is away", () => {
    it("queues an earning, and delivers it when the service is back", async () => {
      const till = await open()
      await till.find(anna)
      await till.press("Quote")
      // What is under way as a line goes down is lost.
      await till.button(/^Take payment/).waitFor()
      await till.serviceIs("away")
      await till.press(/^Take payment/)
      await till.shows(till.payment, "The points are credited later")
      await till.shows(till.payment, "The service does not answer")
      await till.shows(till.journal, "Earning queued")
      assert.equal(await till.balance(), "1,500")

      await till.serviceIs("back")
      await till.shows(till.payment, "The sale is settled")
      await till.shows(till.payment, "137.43 points earned")
      await till.shows(till.ledger, "+137.43")
      assert.equal(await till.balance(), "1,637.43")
    })

    it("queues an earning by what the cashier typed, and finds the client later", async () => {
      const till = await open()
      await till.serviceIs("away")
      await till.find(anna)
      await till.shows(till.alert, "The loyalty service does not answer")
      await till.press("Take 1,832.40\u00a0₽, points later")
      await till.shows(till.payment, "The points are credited later")
      await till.shows(till.panel, `${anna}Looked up when the service answers`)
      await till.shows(till.cases, "Queued, and needs nobody: Receipt No.\u00a01001")

      await till.serviceIs("back")
      await till.shows(till.payment, "The sale is settled")
      await till.shows(till.panel, "Anna Sokolova")
      await till.shows(till.cases, "Nothing needs a person")
      assert.equal(await till.balance(), "1,637.43")
    })

    it("delivers while the next customer is served", async () => {
      const till = await open()
      await till.serviceIs("away")
      await till.find(anna)
      await till.press("Take 1,832.40\u00a0₽, points later")
      await till.press("New receipt")
      await till.shows(till.cases, "Queued, and needs nobody: Receipt No.\u00a01001")
      await till.serviceIs("back")
      await till.shows(till.ledger, "+137.43")
      await till.cases.filter({ hasNotText: "Queued" }).waitFor()
    })

    it("refuses to spend, and lets the cashier go on without spending", async () => {
      const till = await open()
      await till.hold(anna, 500)
      await till.serviceIs("away")
      await till.press(/^Take payment of 1,332\.40/)
      await till.shows(till.alert, "Go on without spending points")
      await till.shows(till.cases, "Printed, not written off Receipt No.\u00a01001")
      await till.press("Take 1,832.40\u00a0₽, points later")
      await till.shows(till.payment, "The points are credited later")
      await till.serviceIs("back")
      await till.shows(till.payment, "137.43 points earned")
      await till.shows(till.cases, "Nothing needs a person")
    })

    it("keeps what was printed and not written off until the person is done with it", async () => {
      const till = await open()
      await till.hold(anna, 500)
      await till.serviceIs("away")
      await till.press(/^Take payment of 1,332\.40/)
      await till.shows(till.cases, "The service does not answer. Asked: 1,832.40 ₽, spending 500 points")
      await till.press("Done")
      await till.shows(till.cases, "Nothing needs a person")
      await till.shows(till.journal, "Printed, not written off; decided by: You")
    })

    it("offers no earning for later once the service knows of no such client", async () => {
      const till = await open()
      await till.serviceIs("away")
      await till.find(nobody)
      await till.button("Take 1,832.40\u00a0₽, points later").waitFor()
      await till.serviceIs("back")
      await till.find(nobody)
      await till.shows(till.alert, "No such client")
      assert.isTrue(await till.button("Quote").isDisabled())
    })

    it("ends a queued earning whose client turns out not to exist, and says so", async () => {
      const till = await open()
      await till.serviceIs("away")
      await till.find(nobody)
      await till.press("Take 1,832.40\u00a0₽, points later")
      await till.shows(till.payment, "The points are credited later")
      await till.serviceIs("back")
      await till.shows(till.payment, "The receipt ends without points")
      await till.shows(till.payment, "No such client")
      await till.shows(till.cases, "Ended without a sale Receipt No.\u00a01001")
      await till.press("Done")
      await till.shows(till.cases, "Nothing needs a person")
    })
  })
})
