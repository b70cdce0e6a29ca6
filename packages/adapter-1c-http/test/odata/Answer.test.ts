/** Answers of 1C's OData, and of what answers in its place. */
import { assert, describe, it } from "@effect/vitest"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { jsonOf, rowsOf } from "../../src/odata/Answer.ts"
import { millisOf, textOf } from "../../src/odata/LocalTime.ts"
import { answer, json } from "./Fixtures.ts"

const asked = (name: string) => {
  const { body, status } = answer(name)
  return jsonOf(status, body)
}

const failureOf = (name: string) => Result.getOrThrow(Result.flip(asked(name)))

const rows = (body: unknown) =>
  Result.getOrThrow(rowsOf(Result.getOrThrow(jsonOf(200, JSON.stringify(body)))))

describe("an answer", () => {
  it("is read behind a byte order mark, wrapped or not, with rows or without", () => {
    assert.lengthOf(Result.getOrThrow(rowsOf(Result.getOrThrow(asked("page-bom.http")))), 1)
    assert.lengthOf(rows(json("page.json")), 2)
    assert.lengthOf(rows(json("verbose-date.json")), 1)
    assert.lengthOf(rows(json("page-empty.json")), 0)
    assert.isTrue(Result.isFailure(rowsOf({ Ref_Key: "1" })))
  })

  it.each([
    ["error-envelope.http", "OdataRefused", "Произошла внутренняя ошибка OData сервиса"],
    ["filter-refused.http", "OdataRefused", 'Операция не разрешена в предложении "ГДЕ"'],
    ["html-200.http", "OdataUnreadable", "a web page where JSON was due"],
    ["unauthorized.http", "OdataUnauthorized", "401"],
  ])("that is none is told by what to do: %s", (name, tag, words) => {
    const error = failureOf(name)
    assert.strictEqual(error._tag, tag)
    assert.include(error.message, words)
  })

  it.each([
    [503, "", "OdataUnreachable"],
    [429, "slow down", "OdataUnreachable"],
    [403, "{}", "OdataUnauthorized"],
    [302, "", "OdataRefused"],
    [404, "<html>IIS</html>", "OdataRefused"],
    [200, "", "OdataUnreadable"],
    [200, '<?xml version="1.0"?><error/>', "OdataUnreadable"],
    [200, '{"value":[', "OdataUnreadable"],
    [200, '{"odata.error":{"code":"6","message":{"lang":"ru","value":"Нет прав"}}}', "OdataRefused"],
  ])("with status %i and %s is %s", (status, body, tag) => {
    assert.strictEqual(Result.getOrThrow(Result.flip(jsonOf(status, body)))._tag, tag)
  })

  it("tells no phone that a server quotes", () => {
    const { message } = Result.getOrThrow(Result.flip(jsonOf(500, "Клиент +7 920 123-45-67 не найден")))
    assert.notInclude(message, "123-45")
  })
})

describe("a local time", () => {
  const moscow = DateTime.zoneMakeNamedUnsafe("Europe/Moscow")
  const noon = Option.some(Date.UTC(2026, 8, 23, 9))

  it.each(["2026-09-23T12:00:00", "2026-09-23T12:00:00.0000000", "/Date(1790164800000)/"])(
    "is read: %s",
    (text) => {
      assert.deepEqual(millisOf(text, moscow), noon)
    },
  )

  it("goes by the zone, also over a change of the clocks", () => {
    const berlin = DateTime.zoneMakeNamedUnsafe("Europe/Berlin")
    assert.deepEqual(millisOf("2026-10-24T12:00:00", berlin), Option.some(Date.UTC(2026, 9, 24, 10)))
    assert.deepEqual(millisOf("2026-10-26T12:00:00", berlin), Option.some(Date.UTC(2026, 9, 26, 11)))
    assert.strictEqual(textOf(Date.UTC(2026, 8, 23, 9), moscow), "2026-09-23T12:00:00")
  })

  it.each(["", "0001-01-01T00:00:00", "23.09.2026 12:00:00", "2026-13-45T00:00:00"])(
    "is none: %s",
    (text) => {
      assert.isTrue(Option.isNone(millisOf(text, moscow)))
    },
  )
})
