/** A service may quote what it was asked for; what we say of it must not. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { PointId } from "../../src/Domain.ts"
import { LoyalClient } from "../../src/LoyalClient.ts"
import { maskText } from "../../src/Masking.ts"
import { clientOver, reply } from "../loyalclient/ScriptedTransport.ts"

describe("a phone, a card or an e-mail in a text", () => {
  it.each([
    "79201234567",
    "+7 (920) 123-45-67",
    "8 920 123\u201345\u201367",
    "+7\u00a0920\u00a01234567",
    "2200 0000 0000 0001",
    "ivan.petrov+shop@mail.example.ru",
  ])("is hidden: %s", (secret) => {
    const masked = maskText(`No client ${secret}, try again`)
    assert.match(masked, /^No client [•@\d]+,? try again$/)
    assert.isAtMost(masked.replace(/\D/g, "").length, 4)
  })

  it.each(["Spend can't be more 100", "HTTP 503 after 1500 ms", "limit 100000.50"])(
    "and an amount is not: %s",
    (text) => {
      assert.strictEqual(maskText(text), text)
    },
  )
})

describe("a code from the client's app that the service quotes", () => {
  const code = "K4711"
  const cases = [
    { answer: reply(422, { search: `Code ${code} is used up` }), tag: "FieldsRejected" },
    { answer: reply(422, { spend: `Can't be more: ${code}` }), tag: "FieldsRejected" },
    { answer: reply(200, { success: false, error: `code ${code}` }), tag: "Unavailable" },
  ]
  it.effect.each(cases)("is hidden in what we say: $tag", ({ answer, tag }) =>
    Effect.gen(function* () {
      const service = yield* LoyalClient
      const error = yield* Effect.flip(service.findClient({ search: code, point: PointId.make("p") }))
      assert.strictEqual(error._tag, tag)
      const said = error._tag === "FieldsRejected" ? error.said : error.message
      assert.include(said, "•")
      assert.notInclude(said, code)
      assert.notInclude(`${error.message} ${error.stack ?? ""}`, code)
      // The till gets the service's words as they came.
      if (error._tag === "FieldsRejected") assert.include(error.fields[0]?.message, code)
    }).pipe(Effect.provide(clientOver([answer], { maxAttempts: 1 }).layer)),
  )
})
