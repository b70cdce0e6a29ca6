/** The settings of the reader: what is enough, and what is refused by name. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { complete, OdataSettings, pointOf } from "../../src/odata/Settings.ts"

const till = "08000000-0000-4000-8000-000000000001"
const least = {
  url: "http://127.0.0.1/base/",
  user: "Администратор",
  password: "тайна",
  dialect: "unf",
  timeZone: "Europe/Moscow",
  points: { [till.toUpperCase()]: "shop-1" },
}

const decode = Schema.decodeUnknownResult(OdataSettings, { errors: "all", onExcessProperty: "error" })
const refusal = (settings: unknown): string => Result.getOrThrow(Result.flip(decode(settings))).message

describe("settings", () => {
  it("need little, and say the rest by their defaults", () => {
    const settings = Result.getOrThrow(decode(least))
    assert.strictEqual(settings.url, "http://127.0.0.1/base/odata/standard.odata")
    assert.strictEqual(settings.pollSeconds, 60)
    assert.strictEqual(settings.firstReadHours, 0)
    assert.deepEqual(settings.findBy, ["phone", "card"])
    assert.strictEqual(pointOf(settings, till), "shop-1")
    assert.isUndefined(pointOf(settings, "toString"))
    assert.notInclude(JSON.stringify(settings), "тайна")
  })

  it("take an address that is whole already, and a point for all", () => {
    const url = "https://1c.example/base/odata/standard.odata"
    const settings = Result.getOrThrow(decode({ ...least, url, points: {}, defaultPoint: "shop-2" }))
    assert.strictEqual(settings.url, url)
    assert.strictEqual(pointOf(settings, till), "shop-2")
  })

  it.each([
    ["url", "ftp://1c"],
    ["url", "http://user:secret@1c/base"],
    ["user", ""],
    ["dialect", "retail3"],
    ["timeZone", "Moscow"],
    ["points", { "till 1": "shop-1" }],
    ["points", {}],
    ["pollSeconds", 1],
    ["pageSize", 1_000_000],
    ["watchDays", 31],
    ["findBy", []],
    ["cards", { entity: "Catalog_Карты", codes: [] }],
    ["cards", { entity: "Catalog Карты", codes: ["Код"] }],
    ["passwordFile", "/run/secret"],
    ["pasword", "x"],
  ])("refuse %s %j by its name", (field, value) => {
    const message = refusal({ ...least, [field]: value })
    assert.include(message, field === "passwordFile" ? "password" : field)
    assert.notInclude(message, "тайна")
    assert.notInclude(message, "secret@")
  })

  it("refuse to have no password at all", () => {
    const { password: _, ...rest } = least
    assert.include(refusal(rest), "passwordFile")
  })

  it.effect("take the password of a file without its line end", () =>
    Effect.gen(function* () {
      const { password: _, ...rest } = least
      const settings = Result.getOrThrow(decode({ ...rest, passwordFile: "/run/1c" }))
      const whole = yield* complete(settings, (path) => Effect.succeed(`\uFEFF${path}\r\n`))
      assert.strictEqual(Redacted.value(whole.password), "/run/1c")
    }),
  )
})
