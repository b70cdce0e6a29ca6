/** References that are computed: the same for the same name, of version 5, and read as 1C writes them. */
import { assert, describe, it, vi } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { referenceOf, uuidOf, ZERO_UUID } from "../src/Uuid.ts"

describe("a reference", () => {
  it.effect("is the same for the same name, another for another, and of version 5", () =>
    Effect.gen(function* () {
      const card = yield* uuidOf("card\nclient-1")
      assert.match(card, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      assert.strictEqual(yield* uuidOf("card\nclient-1"), card)
      assert.notStrictEqual(yield* uuidOf("card\nclient-2"), card)
      // Written into 1C's receipts: it must never change.
      assert.strictEqual(card, "735a9667-c0b0-594c-88ed-ae8b2cda478c")
    }),
  )

  it.effect(
    "is the same on a page that came over plain HTTP, where browsers keep their cryptography back",
    () =>
      Effect.gen(function* () {
        vi.stubGlobal("crypto", {})
        assert.strictEqual(yield* uuidOf("card\nclient-1"), "735a9667-c0b0-594c-88ed-ae8b2cda478c")
      }).pipe(Effect.ensuring(Effect.sync(() => vi.unstubAllGlobals()))),
  )

  it("is read in either case; the empty one and what is none lead nowhere", () => {
    const text = "0A000000-0000-4000-8000-000000000001"
    assert.strictEqual(referenceOf(text), text.toLowerCase())
    for (const none of ["", ZERO_UUID, "79990000001", `{${text}}`]) assert.isUndefined(referenceOf(none))
  })
})
