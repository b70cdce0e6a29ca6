import { assert, describe, it } from "@effect/vitest"
import * as FailureFile from "../src/FailureFile.ts"
import { failureOf, scriptOf, traced } from "../src/Replay.ts"

describe("a world", () => {
  it("is the same to the byte when it is played again, crashes, power cuts and all", () => {
    const script = scriptOf("replay", 3, "hostile")
    const [first, second] = [traced(script), traced(script)]
    assert.isAbove(first.trace.length, 500)
    assert.deepStrictEqual(second.trace, first.trace)
    assert.strictEqual(second.digest, first.digest)
    assert.isTrue(first.trace.some((line) => line.includes("crash")))
  })

  it("is another one under another seed", () => {
    assert.notStrictEqual(
      traced(scriptOf("replay", 1, "rough")).digest,
      traced(scriptOf("replay", 2, "rough")).digest,
    )
  })

  it("is the same when it is read from a file", () => {
    const failure = failureOf(scriptOf("replay", 4, "hostile"), undefined)
    const read = FailureFile.parse(FailureFile.print(failure))
    assert.deepStrictEqual(read, failure)
    assert.strictEqual(traced(read.script).digest, failure.digest)
  })

  it("is refused where its file has something else in it", () => {
    const text = FailureFile.print(failureOf(scriptOf("replay", 5, "calm"), undefined))
    assert.throws(() => FailureFile.parse(text.replace(`"format": 1`, `"format": 2`)))
    assert.throws(() => FailureFile.parse(text.replace(`"digest"`, `"disgust"`)))
  })
})
