import { assert, describe, it } from "@effect/vitest"
import { asSentence, reasonText, refusalText } from "../../src/CaseText.ts"

describe("a reason", () => {
  it("is told in the reader's language", () => {
    assert.strictEqual(reasonText("anotherSale", "en"), "another sale of this client could not wait")
    assert.match(reasonText("anotherSale", "ru"), /^другая продажа/)
  })

  it("of another version is shown as it stands, and no name of an object's own is one", () => {
    assert.strictEqual(reasonText("somethingNew", "en"), "somethingNew")
    assert.strictEqual(reasonText("toString", "ru"), "toString")
  })
})

describe("a refusal", () => {
  it("is told in words where it has some, and by its detail where it has none", () => {
    assert.strictEqual(
      refusalText({ error: "MissedTurn", detail: "x" }, "en"),
      "an earlier sale of this client is being settled",
    )
    assert.strictEqual(
      refusalText({ error: "Interrupted", detail: "the engine stopped" }, "ru"),
      "the engine stopped",
    )
  })

  it("is told in the reader's language also where the service was not asked: points of nobody's, say", () => {
    const detail = "Before commit comes identify: do that first."
    assert.strictEqual(refusalText({ error: "OutOfOrder", detail }, "ru"), "у чека нет клиента или расчёта")
    for (const error of ["OutOfOrder", "HoldExpired", "StaleQuote"])
      assert.match(refusalText({ error, detail }, "ru"), /^[а-яё, ]+$/)
  })

  it("begins a sentence", () => {
    assert.strictEqual(asSentence("нет"), "Нет.")
  })
})
