/**
 * РМК's own rules, which the server has to reckon with: version gates, limits, numbers as texts, and what it takes for an answer.
 */
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import * as Answers from "../src/tills/1c/rmk/Answers.ts"
import { mostOf, paidBy } from "../src/tills/1c/rmk/Limits.ts"
import { documentNumber, stringOf, typedPoints } from "../src/tills/1c/rmk/Numbers.ts"
import { lineCallsOf, withoutRepeated } from "../src/tills/1c/line/LineCalls.ts"
import { changed, firstLines, totalsOf } from "../src/tills/1c/rmk/Receipt.ts"
import { abilitiesOf } from "../src/tills/1c/rmk/Versions.ts"

const lines = firstLines(1)
const [coffee] = lines
const uids = lines.map(({ uid }) => uid)
const card = { balance: Points.make(1_500_00), paymentPercent: 50 }

describe("РМК", () => {
  it.each([
    ["3.0.8.73", true],
    ["3.0.5.2", true],
    ["3.0.5.1", false],
    ["3.0.4.99", false],
    ["3.1", true],
    ["2.9.9.9", false],
  ])("asks a server of version %s to find cards: %s", (version, finds) => {
    assert.equal(abilitiesOf(version, true).findsCards, finds)
  })

  it("lets points pay what the lines allow, and no more than the card has", () => {
    const limits = new Map(uids.map((uid) => [uid, Kopecks.make(100_00)]))
    assert.equal(mostOf(lines, card, limits), Points.make(400_00))
    assert.equal(mostOf(lines, { ...card, balance: Points.make(50_00) }, limits), Points.make(50_00))
  })

  it("falls back to the card's percent of the receipt where the lines allow nothing", () => {
    assert.equal(mostOf(lines, card, new Map()), Points.make(916_20))
    assert.equal(mostOf(lines, { ...card, paymentPercent: 0 }, new Map()), Points.make(0))
  })

  it("shares points out within each line's limit, to the kopeck", () => {
    const limits = new Map(uids.map((uid, place) => [uid, Kopecks.make(place === 0 ? 0 : 100_00)]))
    const paid = paidBy(lines, Points.make(299_99), limits)
    assert.equal(paid[0]?.bonus, Points.make(0))
    assert.equal(totalsOf(paid).bonus, Points.make(299_99))
    assert.equal(totalsOf(paid).toPay, Kopecks.make(1_832_40 - 299_99))
  })

  it("drops a line without goods, and takes it up again", () => {
    const good = coffee?.good
    assert.isDefined(good)
    if (good === undefined) return
    const without = changed(changed(lines, 1, good, -1), 1, good, -1)
    assert.lengthOf(without, lines.length - 1)
    assert.equal(changed(without, 1, good, 1).at(-1)?.uid, coffee?.uid)
  })

  it.each([
    [1_234_50, "1\u00a0234,5"],
    [100_00, "100"],
    [99_99, "99,99"],
    [1_000_000_00, "1\u00a0000\u00a0000"],
  ])("writes %i hundredths as a text that is read back", (hundredths, text) => {
    assert.equal(stringOf(Points.make(hundredths)), text)
    assert.equal(typedPoints(text), Points.make(hundredths))
  })

  it.each(["", "abc", "-5", "1,234"])("takes %j for no points", (typed) => {
    assert.equal(typedPoints(typed), Points.make(0))
  })

  it("numbers its documents", () => assert.equal(documentNumber(17), "0000-000017"))

  it("takes any status above 200 for a failure, a text for an outage, and an empty list for nobody", () => {
    const heard = (status: number, body: string) =>
      Answers.foundCard({ _tag: "Answer", at: 0, answer: { status, headers: {}, body } }).pipe(Result.merge)
    assert.deepEqual(heard(201, "{}"), { _tag: "Status", status: 201, text: "{}" })
    assert.deepEqual(heard(200, "выключено"), { _tag: "Text", text: "выключено" })
    assert.isUndefined(heard(200, `{"Error":true,"LoyaltyCardsList":[]}`))
  })

  it("has of lists that repeat each other only the newest beside it, and every document that was read", () => {
    const call = (number: number, object: string, body: string) => ({
      number,
      at: number,
      request: {
        method: "GET",
        path: `/unf/odata/standard.odata/${object}?$format=json`,
        headers: {},
        body: "",
      },
      answer: { status: 200, headers: {}, body },
    })
    const [sales, returns, one] = ["Document_A", "Document_B", "Document_A(guid'1')"]
    const calls = [
      call(1, sales, "none"),
      call(2, returns, "none"),
      call(3, sales, "none"),
      call(4, returns, "none"),
      call(5, sales, "one"),
      call(6, one, "it"),
      call(7, one, "it"),
      call(8, returns, "none"),
    ]
    assert.deepEqual(
      withoutRepeated(calls).map(({ number }) => number),
      [3, 5, 6, 7, 8],
    )
  })

  it("shows a call that did not get on as the same one, so that its row is not written anew", () => {
    const request = { method: "GET", path: "/ping/", headers: {}, body: "" }
    const answer = { status: 200, headers: {}, body: "{}" }
    const asked = { number: 1, at: 1, till: "rmk-cafe", request }
    const read = { number: 1, at: 2, request, answer }
    const listOf = lineCallsOf(() => ({ purchase: 1, isAgain: false }))
    const before = listOf([asked, { ...asked, number: 2, at: 3 }], [read])
    const after = listOf([asked, { ...asked, number: 2, at: 3, said: { at: 4, answer } }], [read])
    assert.deepEqual(
      after.map((call, place) => call === before[place]),
      [true, true, false],
    )
    assert.isDefined(after[2]?.said)
  })
})
