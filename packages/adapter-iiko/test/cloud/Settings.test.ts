import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CloudSettings, credentialsOf } from "../../src/cloud/Settings.ts"
import { loginOf } from "../../src/cloud/Tokens.ts"
import { isSameAddress } from "../../src/cloud/WebhookAddress.ts"

const organization = "00000000-0000-4000-8000-00000000000A"
const read = (given: Readonly<Record<string, unknown>>) =>
  Schema.decodeUnknownResult(CloudSettings)({ organization, ...given })

const files = FileSystem.layerNoop({
  readFileString: (path) => Effect.succeed(`\uFEFFsecret of ${path}\r\n`),
})

describe("the cloud's settings", () => {
  it.effect("take an older key, a newer one, and either from files", () =>
    Effect.gen(function* () {
      const login = (given: Readonly<Record<string, unknown>>) =>
        Effect.map(Effect.flatMap(Effect.fromResult(read(given)), credentialsOf), loginOf)
      assert.deepStrictEqual(yield* login({ apiLogin: "a" }), {
        path: "/api/1/access_token",
        body: { apiLogin: "a" },
      })
      assert.deepStrictEqual(yield* login({ apiLoginFile: "l" }), {
        path: "/api/1/access_token",
        body: { apiLogin: "secret of l" },
      })
      assert.deepStrictEqual(yield* login({ apiKey: "k", appId: "i", clientSecret: "s" }), {
        path: "/api/v2/access_token",
        body: { apiKey: "k", appId: "i", clientSecret: "s" },
      })
      assert.deepStrictEqual(yield* login({ apiKeyFile: "k", appId: "i", clientSecretFile: "s" }), {
        path: "/api/v2/access_token",
        body: { apiKey: "secret of k", appId: "i", clientSecret: "secret of s" },
      })
    }).pipe(Effect.provide(files)),
  )

  it("refuse a key given by halves, or twice", () => {
    for (const given of [
      {},
      { apiLogin: "a", apiLoginFile: "l" },
      { apiLogin: "a", apiKey: "k" },
      { apiKey: "k", apiKeyFile: "k", appId: "i", clientSecret: "s" },
      { apiKey: "k", clientSecret: "s" },
      { apiKey: "k", appId: "i" },
      { apiKey: "k", appId: "i", clientSecret: "s", clientSecretFile: "s" },
      { apiLogin: "" },
      { apiLogin: "a", url: "ftp://iiko" },
      { apiLogin: "a", organization: "Кафе" },
      { apiLogin: "a", limits: { receiving: 0 } },
    ])
      assert.isTrue(Result.isFailure(read(given)), JSON.stringify(given))
  })

  it("keep secrets to themselves, and write IDs in one way", () => {
    const settings = Result.getOrThrow(
      read({ apiKey: "very-secret", appId: "i", clientSecret: "also-secret" }),
    )
    assert.notMatch(`${JSON.stringify(settings)} ${String(settings.apiKey)}`, /secret"/)
    assert.strictEqual(settings.apiKey === undefined ? "" : Redacted.value(settings.apiKey), "very-secret")
    assert.strictEqual(settings.organization, organization.toLowerCase())
  })

  it.effect("name the file that cannot be read, and where it was named", () =>
    Effect.gen(function* () {
      const settings = yield* Effect.fromResult(read({ apiLoginFile: "/no/such" }))
      const error = yield* Effect.flip(credentialsOf(settings))
      assert.match(error.message, /adapters\.iiko\.cloud\.apiLoginFile: \/no\/such/)
    }).pipe(Effect.provide(FileSystem.layerNoop({}))),
  )
})

describe("a webhook's address", () => {
  it("is the same with a slash, a port that goes without saying, and a host in capitals; not with another path", () => {
    assert.isTrue(isSameAddress("https://A.example:443/iiko/webhook/", "https://a.example/iiko/webhook"))
    assert.isFalse(isSameAddress("https://a.example/iiko/Webhook", "https://a.example/iiko/webhook"))
    assert.isFalse(isSameAddress("https://a.example.evil/iiko/webhook", "https://a.example/iiko/webhook"))
    assert.isTrue(isSameAddress("nonsense", "nonsense/"))
  })
})
