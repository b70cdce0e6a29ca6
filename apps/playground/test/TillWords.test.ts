/**
 * Every call of every till of the page has words: each till is driven through all that it asks, and what it sent is read as a scenario's steps.
 */
import { Kopecks, Points } from "@loyalkit/core/Money"
import type { Step } from "@loyalkit/scenario/format/Step"
import type { Command } from "@loyalkit/scenario/shop/Embedded"
import { record } from "@loyalkit/scenario/play/Recorder"
import { assert, describe, it } from "vitest"
import { stepText, wireText } from "../src/scenarios/StepWords.ts"
import { createPageShop, type PageShop } from "../src/shop/PageShop.ts"
import { createSpeech } from "../src/text/Language.ts"
import { en } from "../src/text/scenarios/en.ts"
import { ru } from "../src/text/scenarios/ru.ts"
import { createWorkplace } from "../src/tills/1c/Workplace.ts"
import { createTerminal } from "../src/tills/evotor/Terminal.ts"
import type { TillPlace } from "../src/tills/OpenTill.ts"
import { checkoutKey } from "../src/tills/own/ReceiptNumber.ts"
import { ANNA, IikoTill, SECOND } from "./IikoTill.ts"

const speech = createSpeech()
speech.choose("en")

/** Presses one button after the other, and lets each come to rest. */
type Press = (...buttons: ReadonlyArray<() => void>) => Promise<void>

const pressing =
  (page: PageShop): Press =>
  async (...buttons) => {
    for (const button of buttons) {
      button()
      await page.time.pass(SECOND)
    }
  }

const isSent = ({ send }: Step): boolean => send !== undefined

/** What is sent while a till of a new shop is driven. */
const sentBy = async (
  drive: (place: TillPlace, press: Press) => Promise<void>,
): Promise<ReadonlyArray<Step>> => {
  const page = createPageShop()
  page.time.letGo(false)
  await page.bringGateway()
  const recorder = record(page.shop)
  await drive({ page, speech, firstPoint: page.shop.town.pointOf("cafe") }, pressing(page))
  return recorder.steps().filter(isSent)
}

/** What each sends, in English and without the till; each kind of call once. None may be without words. */
const said = (steps: ReadonlyArray<Step>): Array<string> => {
  const wordless = steps.filter((step) =>
    [en, ru].some((words) => stepText(step, speech, words).endsWith(words.steps.sends)),
  )
  assert.deepEqual(wordless.map(wireText), [])
  return [...new Set(steps.map((step) => stepText(step, speech, en).replace(/^Till .*?: /, "")))]
}

describe("what a till of the page sends, in words", () => {
  it("of 1C, behind whose method there is a slash before the query", async () => {
    const steps = await sentBy(async ({ firstPoint, page, speech: language }, press) => {
      const rmk = createWorkplace({ page, firstPoint, speech: language })
      await press(() => {}, rmk.check)
      await press(
        () => rmk.takeCard(ANNA),
        rmk.dropCard,
        () => rmk.takeCard(ANNA),
        rmk.toPayment,
      )
      await press(
        () => rmk.spend(Points.make(100_00)),
        () => rmk.close(true),
      )
    })
    assert.sameMembers(said(steps), [
      en.steps.oneC.useautomaticdiscounts,
      en.steps.oneC.ping,
      en.steps.oneC.findclientcard,
      en.steps.oneC.calculatediscounts,
      en.steps.oneC.unlockclientbonuses,
      en.steps.oneC.writeoffclientbonuses,
    ])
    const wires = steps.map(wireText)
    assert.isTrue(wires.some((wire) => wire?.includes("/writeoffclientbonuses/?") === true))
    assert.isTrue(wires.some((wire) => wire?.endsWith("GenerateNumber=Нет") === true))
    for (const wire of wires) assert.notMatch(wire ?? "", /%[0-9A-F]{2}/)
  })

  it("of Evotor, whose amounts and points are decimal texts", async () => {
    const steps = await sentBy(async (place, press) => {
      const { app, pos } = createTerminal(place)
      await press(
        pos.pressIcon,
        () => app.screens.find(ANNA),
        () => app.screens.apply(500_00),
      )
      await press(() => pos.pay(true), pos.renew)
      await press(
        pos.pressIcon,
        () => app.screens.find(ANNA),
        () => app.screens.apply(0),
        () => pos.pay(true),
      )
      await press(
        pos.renew,
        pos.pressIcon,
        () => app.screens.find(ANNA),
        () => app.screens.apply(500_00),
      )
      await press(pos.remove)
    })
    assert.sameMembers(said(steps), [
      `find the client ${ANNA}`,
      "quote 1,332.40\u00A0₽",
      "hold 500 points",
      "sell for 1,332.40\u00A0₽, spending 500 points",
      "sell for 1,332.40\u00A0₽, spending nothing",
      en.steps.cancel,
    ])
  })

  it("of loyalkit's own till, whose engine is asked for everything that it can be asked", async () => {
    const amount = Kopecks.make(1_832_40)
    const points = Points.make(500_00)
    const steps = await sentBy(async ({ firstPoint, page: { shop } }, press) => {
      const key = checkoutKey(firstPoint, 1001)
      const commands: ReadonlyArray<Command> = [
        { _tag: "Identify", search: ANNA },
        { _tag: "Quote", purchase: { amount } },
        { _tag: "Hold", points },
        { _tag: "Release" },
        { _tag: "Commit", commit: { amount, points } },
        { _tag: "Cancel" },
      ]
      await press(...commands.map((command) => () => shop.command("own-cafe", key, command, () => {})))
    })
    assert.deepEqual(said(steps), [
      `find the client ${ANNA}`,
      "quote 1,832.40\u00A0₽",
      "hold 500 points",
      en.steps.release,
      "sell for 1,832.40\u00A0₽, spending 500 points",
      en.steps.cancel,
    ])
  })

  it("of iiko", async () => {
    const iiko = await IikoTill.open()
    const { till } = iiko
    const press = async (...buttons: ReadonlyArray<() => void>): Promise<void> => {
      for (const button of buttons) {
        await iiko.press(button)
        await iiko.reads()
      }
    }
    await iiko.enter(500)
    await press(till.pay, till.storno, till.renew)
    await press(() => till.scan(ANNA), till.undoGuest, till.printBill, till.cancelBill)
    await iiko.enter(0)
    await press(till.leavePayment, till.remove)
    const { iiko: words } = en.steps
    assert.includeMembers(said(iiko.recorder.steps().filter(isSent)), [
      words.checkin,
      words["checkin/undo"],
      words.quote,
      words.bill,
      words["payments/added"],
      words["payments/pay"],
      words.closed,
      words.storned,
      words.deleted,
    ])
  })
})
