/**
 * The steps of a scenario in words: whatever one of the page's tills sends has a sentence, in both languages.
 */
import { routes } from "@loyalkit/adapter-iiko/front/Routes"
import { stepOf, type Send, type Step } from "@loyalkit/scenario/format/Step"
import * as Text from "@loyalkit/scenario/format/Text"
import { gallery } from "@loyalkit/scenario/node/Gallery"
import * as Result from "effect/Result"
import { assert, describe, it } from "vitest"
import { stepText } from "../src/scenarios/StepWords.ts"
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

  it("tells an order that is deleted from its payment", () => {
    const at = "/iiko/front/orders/0c1f2a3b"
    assert.match(sending("iiko-cafe", "POST", `${at}/deleted`), /deletes the order$/)
    assert.match(sending("iiko-cafe", "POST", `${at}/payments/deleted`), /takes a payment off$/)
    assert.match(sending("iiko-cafe", "POST", `${at}/payments/7/pay`), /pays by points$/)
  })

  it("knows every route of iiko's bridge, and every step of the gallery", () => {
    for (const { path } of routes) assert.notInclude(sending("a", "POST", `/iiko/front${path}`), "POST", path)
    for (const { file, text } of gallery()) {
      const { steps } = Result.getOrThrowWith(Text.parse(text), ({ message }) => new Error(message))
      for (const step of steps)
        for (const words of [en, ru]) assert.notMatch(stepText(step, speech, words), /\b(GET|POST) \//, file)
    }
  })

  it("says of a recording's end that it is one", () => {
    assert.equal(inWords(stepOf(5, { _tag: "Pass", pass: 0 })), en.steps.recordingEnds)
  })
})
