/**
 * What is done at an iiko till plays again, and the plugin waits and repeats as the C# one does: minutes of it, without a browser.
 */
import { Kopecks, Points } from "@loyalkit/core/Money"
import { print } from "@loyalkit/scenario/format/Text"
import { replay } from "@loyalkit/scenario/play/Replay"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { ANNA, IikoTill, MINUTE, SECOND } from "./IikoTill.ts"

const closed = "OrderChanged: Closed"
const words = { en: "An iiko till", ru: "Касса iiko" }

describe("what is done at an iiko till", () => {
  it("is written down as steps that play again: a sale with points, and its storno", async () => {
    const iiko = await IikoTill.open()
    await iiko.enter(500)
    await iiko.press(iiko.till.pay)
    await iiko.press(iiko.till.storno)
    const played = iiko.recorder.scenario({ name: "iiko-till", title: words, about: words })
    assert.isTrue(played.steps.every(({ send }) => send === undefined || send.till === "iiko-cafe"))
    assert.lengthOf(played.outcome?.sales ?? [], 1)
    assert.deepEqual(
      played.outcome?.cases.map(({ kind }) => kind),
      ["return"],
    )
    const again = Result.getOrThrow(replay(print(played)))
    assert.deepEqual(again.complaints, [])
    assert.deepEqual(again.differences, [])
  })

  it("plays again also where a line was down, and the plugin repeated itself", async () => {
    const iiko = await IikoTill.open()
    await iiko.enter(0)
    iiko.turnLine("down")
    await iiko.press(iiko.till.pay, 10 * SECOND)
    iiko.turnLine("up")
    await iiko.pass(MINUTE)
    assert.equal(iiko.sold(), 1)
    const again = replay(print(iiko.recorder.scenario({ name: "iiko-till", title: words, about: words })))
    assert.deepEqual(Result.getOrThrow(again).differences, [])
  })
})

describe("the plugin's outbox", () => {
  it("waits twice as long each time while nobody answers, a minute at most, and then settles it once", async () => {
    const iiko = await IikoTill.open()
    await iiko.enterHeld(500)
    iiko.turnLine("down")
    await iiko.press(iiko.till.pay, 4 * MINUTE)
    const [first = 0, ...rest] = iiko.calledAt(closed)
    assert.deepEqual(
      rest.map((at) => at - first),
      [1, 3, 7, 15, 31, 63, 123, 183],
    )
    iiko.turnLine("up")
    await iiko.pass(MINUTE)
    assert.equal(iiko.sold(), 1)
    assert.lengthOf(iiko.till.outbox(), 0)
  })

  it("does not let an order wait for another one that cannot be settled yet", async () => {
    const iiko = await IikoTill.open()
    await iiko.enterHeld(500)
    iiko.page.shop.do({ _tag: "Line", line: { between: "service", is: "down" } })
    await iiko.press(iiko.till.pay, MINUTE)
    assert.deepEqual(iiko.waits(), [closed])
    const tried = iiko.calledAt(closed).length
    await iiko.press(iiko.till.renew)
    await iiko.press(() => iiko.till.scan("79000000002"))
    await iiko.reads()
    await iiko.press(iiko.till.remove)
    assert.lengthOf(iiko.calledAt("OrderChanged: Deleted"), 1)
    assert.deepEqual(iiko.waits(), [closed])
    assert.lengthOf(iiko.calledAt(closed), tried)
  })

  it("sends the cancel of a Pay whose answer is lost once the plugin gives up, after 8 s", async () => {
    const iiko = await IikoTill.open()
    await iiko.enter(500)
    iiko.mishap("payAnswer")
    await iiko.press(iiko.till.pay, 7 * SECOND)
    assert.equal(iiko.holds(), 1)
    assert.isUndefined(iiko.till.popups.current())
    await iiko.pass(2 * SECOND)
    assert.include(await iiko.reads(), "Loyalty does not answer")
    const [paid = 0] = iiko.calledAt("Pay")
    assert.deepEqual(iiko.calledAt("Pay: no answer"), [paid + 8])
    // Whoever looks on sees what loyalkit said.
    const pay = iiko.till.calls.all().find(({ by }) => by === "Pay")
    assert.include(pay?.answer, { status: 200, isLost: true })
    assert.equal(iiko.holds(), 0)
    assert.deepEqual(iiko.waits(), [])
  })

  it("tells an order's end by the till of its own point, also where the next order is sold at another", async () => {
    const iiko = await IikoTill.open()
    await iiko.enter(0)
    iiko.turnLine("down")
    await iiko.press(iiko.till.pay)
    await iiko.press(iiko.till.renew)
    iiko.till.choosePoint(iiko.page.shop.town.pointOf("bakery"))
    iiko.turnLine("up")
    await iiko.pass(MINUTE)
    assert.equal(iiko.sold(), 1)
    await iiko.press(() => iiko.till.scan("79000000002"))
    const tills = new Set(
      iiko.page.shop.tillCalls().map(({ request, till }) => `${request.path.split("/").at(-1)} ${till}`),
    )
    assert.includeMembers([...tills], ["closed iiko-cafe", "checkin iiko-bakery"])
    assert.notInclude([...tills], "closed iiko-bakery")
  })
})

describe("what the till says after the cheque", () => {
  const sellInDoubt = async (): Promise<IikoTill> => {
    const iiko = await IikoTill.open()
    await iiko.enter(500)
    iiko.page.shop.do({ _tag: "Fault", fault: { way: "closed-after", method: "retail" } })
    await iiko.press(iiko.till.pay, 2 * SECOND)
    assert.equal(iiko.standing(), "pending")
    return iiko
  }

  it("is that the sale is settled, once the engine has found that out", async () => {
    const iiko = await sellInDoubt()
    await iiko.pass(2 * MINUTE)
    assert.equal(iiko.standing(), "settled")
  })

  it("is that a person decides it, where nobody can find out; and what came of that", async () => {
    const iiko = await sellInDoubt()
    // Somebody else spends meanwhile: then no look at the balance proves anything.
    const outside = {
      does: "sale",
      client: ANNA,
      amount: Kopecks.make(400_00),
      points: Points.make(200_00),
    } as const
    iiko.page.shop.do({ _tag: "Outside", outside })
    await iiko.pass(30 * MINUTE)
    assert.equal(iiko.standing(), "left")
    const [doubt] = iiko.page.shop.receipts().flatMap(({ cases }) => cases)
    assert.isDefined(doubt)
    if (doubt === undefined) return
    iiko.page.shop.judge(
      doubt.key,
      { kind: "doubt", by: "S", verdict: "notCommitted", then: "close" },
      () => {},
    )
    await iiko.pass(SECOND)
    assert.equal(iiko.standing(), "ended")
  })

  it("is that a queued earning is settled, once the service is back", async () => {
    const iiko = await IikoTill.open()
    await iiko.enter(0)
    iiko.page.shop.do({ _tag: "Line", line: { between: "service", is: "down" } })
    await iiko.press(iiko.till.pay)
    assert.equal(iiko.standing(), "queued")
    iiko.page.shop.do({ _tag: "Line", line: { between: "service", is: "up" } })
    await iiko.pass(2 * MINUTE)
    assert.equal(iiko.standing(), "settled")
  })
})

describe("the plugin", () => {
  it("goes on when a question is answered, also while the shop's time stands", async () => {
    const iiko = await IikoTill.open()
    await iiko.press(iiko.till.askGuest)
    iiko.till.popups.current()?.close(ANNA)
    assert.match(iiko.page.shop.tillCalls().at(-1)?.request.path ?? "", /\/checkin$/)
  })

  it("gives up on a call after 4 s, and asks again; whoever looks on sees the answer that came too late", async () => {
    const iiko = await IikoTill.open()
    await iiko.enter(500)
    iiko.page.shop.do({ _tag: "Fault", fault: { way: "silent-after", method: "retail" } })
    await iiko.press(iiko.till.pay, 2 * MINUTE)
    const told = iiko.till.calls.all().filter(({ by }) => by === closed)
    assert.include(told[0]?.answer, { status: 200, isLost: true })
    assert.include(told[1]?.answer, { status: 200, isLost: false })
    assert.lengthOf(told, 2)
    assert.deepEqual(iiko.waits(), [])
    assert.equal(iiko.sold(), 1)
    assert.equal(iiko.page.shop.serviceCalls().filter(({ method }) => method === "retail").length, 1)
  })
})
