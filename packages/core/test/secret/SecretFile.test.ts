import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import { systemError } from "effect/PlatformError"
import * as Redacted from "effect/Redacted"
import { secretOf } from "../../src/SecretFile.ts"

const files = FileSystem.layerNoop({
  readFileString: (path) =>
    path === "/secret"
      ? Effect.succeed("\uFEFFthe-token\r\n")
      : Effect.fail(systemError({ _tag: "NotFound", module: "FileSystem", method: "readFileString" })),
})

describe("a secret of the settings", () => {
  it.effect("is the one given, or its file's, without what an editor put around", () =>
    Effect.gen(function* () {
      const given = yield* secretOf("adapters.x.tokenFile", Redacted.make("given"), undefined)
      const read = yield* secretOf("adapters.x.tokenFile", undefined, "/secret")
      assert.deepStrictEqual([given, read].map(Redacted.value), ["given", "the-token"])
    }).pipe(Effect.provide(files)),
  )

  it.effect("whose file cannot be read is a wrong setting, named with its place", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(secretOf("adapters.x.tokenFile", undefined, "/nowhere"))
      assert.strictEqual(error._tag, "SecretUnreadable")
      assert.match(error.message, /^adapters\.x\.tokenFile: \/nowhere cannot be read/)
    }).pipe(Effect.provide(files)),
  )

  it.effect("whose file holds what nobody would take is one as well, and is not shown", () =>
    Effect.gen(function* () {
      const form = { fits: (secret: string) => secret.length > 20, expected: "21 letters or more" }
      const error = yield* Effect.flip(secretOf("adapters.x.tokenFile", undefined, "/secret", form))
      assert.include(error.message, form.expected)
      assert.notInclude(error.message, "the-token")
    }).pipe(Effect.provide(files)),
  )
})
