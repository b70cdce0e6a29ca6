/** The webhook's token in a file of its own is as good as one in the settings has to be; the doctor looks too, with a cloud or without. */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { assert, describe, it } from "@effect/vitest"
import { face, SettingsIiko } from "@loyalkit/adapter-iiko"
import { tokenOf } from "@loyalkit/adapter-iiko/webhook/Token"
import * as Effect from "effect/Effect"
import { FileSystem } from "effect/FileSystem"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { POINTS_TYPE } from "./Fixtures.ts"

const fileOf = Effect.fnUntraced(function* (content: string) {
  const files = yield* FileSystem
  const path = yield* files.makeTempFileScoped()
  yield* files.writeFileString(path, content)
  return path
})

const settings = (tokenFile: string) =>
  Schema.decodeUnknownSync(SettingsIiko)({ paymentTypes: [POINTS_TYPE], webhook: { tokenFile } })

const WELL = "sixteen-letters!"

describe("a token in a file", () => {
  it.effect("is taken as long as one in the settings has to be", () =>
    Effect.gen(function* () {
      const path = yield* fileOf(`${WELL}\n`)
      assert.strictEqual(Redacted.value(yield* tokenOf({ tokenFile: path })), WELL)
      assert.deepStrictEqual(yield* face.check(settings(path)), [])
    }).pipe(Effect.provide(NodeFileSystem.layer)),
  )

  for (const [what, content] of [
    ["is empty", ""],
    ["is too short", "short"],
    ["has a space around it", `${WELL} `],
    ["has two lines", `${WELL}\n${WELL}\n`],
  ] as const)
    it.effect(`that ${what} stops the start, and the doctor says so without showing it`, () =>
      Effect.gen(function* () {
        const path = yield* fileOf(content)
        const error = yield* Effect.flip(tokenOf({ tokenFile: path }))
        assert.match(error.message, /webhook\.tokenFile.*16 to 256/)
        const [finding, ...more] = yield* face.check(settings(path))
        assert.deepStrictEqual(more, [])
        assert.strictEqual(finding?.mark, "wrong")
        assert.include(finding?.text.en, error.path)
        if (content !== "") assert.notInclude(JSON.stringify(finding) + error.message, content.trim())
      }).pipe(Effect.provide(NodeFileSystem.layer)),
    )
})
