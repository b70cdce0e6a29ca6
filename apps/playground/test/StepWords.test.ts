/**
 * The steps of a scenario in words: whatever one of the page's tills sends has a sentence, in both languages.
 */
import { routes } from "@loyalkit/adapter-iiko/front/Routes"
import { stepOf, type Send, type Step } from "@loyalkit/scenario/format/Step"
import * as Text from "@loyalkit/scenario/format/Text"
import { gallery } from "@loyalkit/scenario/node/Gallery"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { stepText, wireText } from "../src/scenarios/StepWords.ts"
import { createSpeech } from "../src/text/Language.ts"
import { en } from "../src/text/scenarios/en.ts"
import { ru } from "../src/text/scenarios/ru.ts"

const speech = createSpeech()
speech.choose("en")
const inWords = (step: Step): string => stepText(step, speech, en)
const sending = (till: string, method: Send["method"], path: string, body?: Send["body"]): string =>
  inWords(stepOf(0, { _tag: "Send", send: { till, method, path, ...(body === undefined ? {} : { body }) } }))

describe("a step in words", () => {
  it("names a till of the page by what it is and where it stands, any other by its name", () => {
    assert.equal(
      sending("rmk-bakery", "GET", "/loyal/hs/loyaltyservice/ping"),
      "Till 1C in the bakery: 1C asks whether loyalkit is there",
    )
    assert.equal(sending("a", "GET", "/v1/ping"), "Till a: ask whether loyalkit is there")
  })

  it("has the money as money", () => {
    const words = sending("own-cafe", "POST", "/v1/receipts/r/commit", { amount: 1832.4, points: 500 })
    assert.equal(words, "Till loyalkit in the café: sell for 1,832.40\u00A0₽, spending 500 points")
  })

  it.each([
    ["500.00", "hold 500 points"],
    ["1 234,50", "hold 1,234.50 points"],
    ["1,500", 'hold "1,500" points'],
    [null, "hold (not said) points"],
    [{ many: "of them, and more than has a place in a line" }, /^hold \{"many":".{31}… points$/],
  ])("reads points that are sent as %j, or has them as they were sent", (points, expected) => {
    const words = sending("a", "POST", "/v1/receipts/r/hold", { points }).replace("Till a: ", "")
    if (typeof expected === "string") assert.equal(words, expected)
    else assert.match(words, expected)
  })

  it("never has nothing in the place of what it cannot read", () => {
    assert.equal(
      sending("a", "POST", "/v1/receipts/r/commit", { amount: "1,500", points: "many" }),
      'Till a: sell for "1,500", spending "many" points',
    )
    assert.equal(sending("a", "POST", "/v1/receipts/r/quote"), "Till a: quote (not said)")
  })

  it("knows what 1C asks for with a slash behind it, also of a server that is too old to find cards", () => {
    const path =
      "/loyal/hs/loyaltyservice/getclientbonuses/?ClientCardID=79000000001&GenerateNumber=%D0%9D%D0%B5%D1%82"
    assert.equal(sending("rmk-cafe", "GET", path), `Till 1C in the café: ${en.steps.oneC.getclientbonuses}`)
  })

  it("says of what it does not know that it is sent, and has it once, decoded as far as it is text", () => {
    const path = "/x/%D0%BA%D0%B0%D1%81%D1%81%D0%B0?a=%FF&b=%0A&c=%"
    const step = stepOf(0, { _tag: "Send", send: { till: "a", method: "GET", path } })
    assert.equal(inWords(step), "Till a: sends a request")
    assert.equal(wireText(step), "GET /x/касса?a=%FF&b=%0A&c=%")
  })

  it("has of what goes over the line neither IDs nor parameters without a value", () => {
    const path = "/hs/loyaltyservice/ping/?A=&B=1&C=&D=&E=00000000-0000-0000-0000-000000000000&F="
    const send = { till: "a", method: "POST", path } as const
    assert.equal(wireText(stepOf(0, { _tag: "Send", send })), "POST /hs/loyaltyservice/ping/?A=&B=1&…&E=…&…")
  })

  it("tells an order that is deleted from its payment", () => {
    const at = "/iiko/front/orders/0c1f2a3b"
    assert.match(sending("iiko-cafe", "POST", `${at}/deleted`), /deletes the order$/)
    assert.match(sending("iiko-cafe", "POST", `${at}/payments/deleted`), /takes a payment off$/)
    assert.match(sending("iiko-cafe", "POST", `${at}/payments/7/pay`), /pays by points$/)
  })

  it("knows every route of iiko's bridge, and every step of the gallery", () => {
    for (const { path } of routes)
      assert.notInclude(sending("a", "POST", `/iiko/front${path}`), en.steps.sends, path)
    for (const { file, text } of gallery()) {
      const { steps } = Result.getOrThrowWith(Text.parse(text), ({ message }) => new Error(message))
      for (const step of steps)
        for (const words of [en, ru])
          assert.notInclude(stepText(step, speech, words), words.steps.sends, file)
    }
  })

  it("says of a recording's end that it is one", () => {
    assert.equal(inWords(stepOf(5, { _tag: "Pass", pass: 0 })), en.steps.recordingEnds)
  })
})
