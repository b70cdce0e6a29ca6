/**
 * What is done at an Evotor terminal plays again, and it waits on the shop's time alone: without a browser, and without waiting.
 */
import { print } from "@loyalkit/scenario/format/Text"
import { replay } from "@loyalkit/scenario/play/Replay"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { createPageShop, type PageShop } from "../src/shop/PageShop.ts"
import { createTerminal, type Terminal } from "../src/tills/evotor/Terminal.ts"

const ANNA = "79000000001"
const SECOND = 1_000
const words = { en: "An Evotor terminal", ru: "Терминал Эвотор" }

interface Evotor {
  readonly page: PageShop
  readonly terminal: Terminal
  /** Presses something, and lets so many milliseconds pass. */
  readonly press: (button: () => void, millis?: number) => Promise<void>
  /** Finds Anna for the receipt, and chooses so many of her points. */
  readonly choose: (points: number, millis?: number) => Promise<void>
  /** What the application asked, and what it heard. */
  readonly asked: () => ReadonlyArray<readonly [string | undefined, number | string | undefined]>
}

const open = async (): Promise<Evotor> => {
  const page = createPageShop()
  page.time.letGo(false)
  await page.bringGateway()
  const terminal = createTerminal({
    page,
    firstPoint: page.shop.town.pointOf("cafe"),
    speech: { language: () => "en" },
  })
  const press: Evotor["press"] = (button, millis = SECOND) => {
    button()
    return page.time.pass(millis)
  }
  return {
    page,
    terminal,
    press,
    choose: async (points, millis) => {
      await press(terminal.pos.pressIcon)
      await press(() => terminal.app.screens.find(ANNA))
      await press(() => terminal.app.screens.apply(points * 100), millis)
    },
    asked: () =>
      terminal.calls
        .all()
        .map(
          ({ answer, request }) => [request.path.split("/").at(-1), answer?.why ?? answer?.status] as const,
        ),
  }
}

const sales = ({ page }: Evotor): number => page.shop.ledger().filter(({ kind }) => kind === "sold").length

/** What was done, played in a shop of its own: does it come to the same? */
const playsAgain = ({ page }: Evotor): void => {
  const played = page.recorder.scenario({ name: "evotor", title: words, about: words })
  assert.isTrue(played.steps.every(({ send }) => send === undefined || send.till === "evotor-cafe"))
  assert.notInclude(print(played), "token")
  const again = Result.getOrThrow(replay(print(played)))
  assert.deepEqual(again.complaints, [])
  assert.deepEqual(again.differences, [])
}

describe("an Evotor terminal on the shop's time", () => {
  it("is written down as steps that play again: a sale with points", async () => {
    const evotor = await open()
    await evotor.choose(500)
    await evotor.press(() => evotor.terminal.pos.pay(true))
    assert.equal(sales(evotor), 1)
    playsAgain(evotor)
  })

  it("plays again also where the commit's answer was lost, and was asked for again", async () => {
    const evotor = await open()
    const { app, pos } = evotor.terminal
    await evotor.choose(500)
    evotor.page.shop.do({ _tag: "Line", line: { between: "till", is: "loses-answer" } })
    await evotor.press(() => pos.pay(true), 9 * SECOND)
    // Until the line itself has given the lost answer up, too.
    await evotor.press(app.drain, 10 * SECOND)
    assert.deepEqual(evotor.asked().slice(-2), [
      ["commit", "no-answer"],
      ["commit", 200],
    ])
    assert.equal(sales(evotor), 1)
    playsAgain(evotor)
  })

  it("gives up on an answer after 8 s, and not before", async () => {
    const evotor = await open()
    const { app } = evotor.terminal
    await evotor.press(evotor.terminal.pos.pressIcon)
    evotor.page.shop.do({ _tag: "Line", line: { between: "till", is: "loses-answer" } })
    await evotor.press(() => app.screens.find(ANNA), 7_999)
    assert.deepEqual(evotor.asked(), [["identify", undefined]])
    assert.equal(app.screens.shown()?.busy, "find")
    await evotor.page.time.pass(1)
    assert.deepEqual(evotor.asked(), [["identify", "no-answer"]])
    assert.isUndefined(app.screens.shown()?.busy)
  })

  it("waits 5 s for an application that does not answer, and sells on", async () => {
    const evotor = await open()
    const { mishaps, pos } = evotor.terminal
    mishaps.choose("silent")
    await evotor.press(pos.pressIcon, 4_999)
    assert.isFalse(pos.isUnanswered())
    await evotor.page.time.pass(1)
    assert.isTrue(pos.isUnanswered())
    await evotor.press(() => pos.pay(false))
    assert.equal(pos.screen(), "printed")
  })

  it("commits again where its process died over the commit, and the sale is sold once", async () => {
    const evotor = await open()
    const { app, pos } = evotor.terminal
    await evotor.choose(500)
    await evotor.press(() => pos.pay(true), 1)
    await evotor.press(app.kill)
    assert.deepEqual(evotor.asked().slice(3), [["commit", 200]])
    await evotor.press(app.start)
    assert.deepEqual(evotor.asked().slice(3), [
      ["commit", 200],
      ["commit", 200],
    ])
    assert.equal(sales(evotor), 1)
    playsAgain(evotor)
  })
})
