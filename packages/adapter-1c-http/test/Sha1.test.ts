/** The digest of names is the one that everybody computes. */
import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { createHash } from "node:crypto"
import { sha1 } from "../src/Sha1.ts"

const known = (message: Uint8Array): Uint8Array => new Uint8Array(createHash("sha1").update(message).digest())

describe("SHA-1", () => {
  it("is Node's for any message", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
        assert.deepStrictEqual(sha1(message), known(message))
      }),
    )
  })

  it.each([0, 55, 56, 63, 64, 65, 119, 120, 128])("pads %i bytes to whole blocks", (length) => {
    const message = new Uint8Array(length).fill(0xa5)
    assert.deepStrictEqual(sha1(message), known(message))
  })
})
