/** Every scenario of the gallery comes to what its file says, twice the same, and never to what must not be. */
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Text from "../src/format/Text.ts"
import { gallery } from "../src/node/Gallery.ts"
import * as Compare from "../src/play/Compare.ts"
import { play } from "../src/play/Play.ts"

const files = gallery()

const scenarioOf = (text: string) =>
  Result.getOrThrowWith(Text.parse(text), ({ message }) => new Error(message))

/** What a gallery that shows the whole promise must have. */
const LEAST = 14
/** Two plays, on a machine that is busy with others. */
const MOST_MILLIS = 60_000

describe("the gallery", () => {
  it(`has ${LEAST} scenarios at least, one of them through 1C's native protocol`, () => {
    assert.isAtLeast(files.length, LEAST)
    assert.isTrue(files.some(({ text }) => text.includes("/hs/loyaltyservice/")))
  })

  for (const { file, text } of files) {
    describe(`${file}.json`, () => {
      it(
        "comes to what its file says, twice the same to the byte, each receipt sold once at most",
        () => {
          const scenario = scenarioOf(text)
          const [first, second] = [play(scenario), play(scenario)]
          if (scenario.outcome === undefined)
            return assert.fail("it has no outcome: npm run simulate -- --record")
          assert.deepStrictEqual(Compare.differences(scenario.outcome, first.outcome), [])
          assert.deepStrictEqual(first.complaints, [])
          assert.strictEqual(JSON.stringify(second), JSON.stringify(first))
        },
        MOST_MILLIS,
      )

      it("is called like its file, and written as the tool writes it", () => {
        const scenario = scenarioOf(text)
        assert.strictEqual(scenario.name, file)
        assert.strictEqual(Text.print(scenario), text)
      })
    })
  }
})
