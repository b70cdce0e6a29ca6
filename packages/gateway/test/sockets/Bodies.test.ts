/** What tills send as a body: JSON in UTF-8 whatever they say of it, with a BOM, in pieces, without a length, or none at all. */
import { afterAll, assert, beforeAll, describe, expect, it } from "vitest"
import { MAX_BODY } from "../../src/edge/Body.ts"
import { answerTo, open, request } from "./Raw.ts"
import { anna, openShop, phoneOf, type Shop } from "./Shop.ts"

describe("a request's body", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const search = { search: phoneOf(anna) }
  const FIND = "/v1/clients/find"
  const RELEASE = "/v1/receipts/r-1/release"
  const json = JSON.stringify(search)

  it("may begin with a BOM, as 1C writes it", async () => {
    expect((await shop.post(FIND, `\uFEFF${json}`)).body.client?.id).toBe(anna.id)
  })

  it.each([
    ["none", {}],
    ["a form's", { "content-type": "application/x-www-form-urlencoded" }],
    ["plain text in another charset", { "content-type": "text/plain; charset=windows-1251" }],
    ["JSON's, as some write it", { "content-type": "application/json;charset=utf8" }],
    ["nonsense", { "content-type": "???" }],
    ["multipart", { "content-type": "multipart/form-data" }],
  ] as ReadonlyArray<readonly [string, Readonly<Record<string, string>>]>)(
    "is JSON in UTF-8 whatever its type: %s",
    async (_, headers) => {
      expect((await shop.post(FIND, json, headers)).body.client?.id).toBe(anna.id)
    },
  )

  it("is refused with one form where it is no JSON, no object, or no UTF-8", async () => {
    for (const body of ["", "{", "[]", "null", "7", '"search"', '{"search":1}', '{"search":""}', "\uFEFF"]) {
      const { body: said } = await shop.post(FIND, body)
      assert.strictEqual(said.error?.code, "BAD_REQUEST", body)
      assert.lengthOf(said.error?.fields ?? [], 1, body)
    }
    const cp1251 = Buffer.from([0x7b, 0x22, 0x73, 0x22, 0x3a, 0x22, 0xc0, 0xed, 0xed, 0xe0, 0x22, 0x7d])
    const { body } = await shop.post(FIND, cp1251)
    expect(body.error?.fields).toEqual([{ field: "body", message: "Expected UTF-8" }])
  })

  it("does not come back in a refusal: it may be a customer's phone", async () => {
    for (const body of [
      { search: 79000000001 },
      { search: [phoneOf(anna)] },
      { [phoneOf(anna)]: 1 },
      phoneOf(anna),
    ]) {
      const { text } = await shop.post(FIND, JSON.stringify(body))
      expect(text).not.toContain(phoneOf(anna))
    }
  })

  it("may come in pieces, without a length", async () => {
    const chunks = ['{"sear', 'ch":"', `${phoneOf(anna)}"}`]
    const chunked = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join("")
    const head = request(`POST ${FIND} HTTP/1.1`, {
      headers: ["Host: 127.0.0.1", "Transfer-Encoding: chunked"],
    })
    const reply = await answerTo(shop.url, `${head}${chunked}0\r\n\r\n`)
    expect(reply.body.client?.id).toBe(anna.id)
  })

  it("may be left out of a POST that needs none, also without a length, and with any text in it", async () => {
    for (const headers of [["Host: 127.0.0.1"], ["Host: 127.0.0.1", "Content-Length: 0"]]) {
      const reply = await answerTo(shop.url, request(`POST ${RELEASE} HTTP/1.1`, { headers }))
      expect(reply.body).toMatchObject({ ok: true, released: true })
    }
    for (const body of ["{}", "null", "not JSON", "\uFEFF{}"])
      assert.strictEqual((await shop.post(RELEASE, body)).body.released, true, body)
  })

  it("is missed where one is needed", async () => {
    const reply = await answerTo(shop.url, request(`POST ${FIND} HTTP/1.1`))
    expect(reply.body.error?.code).toBe("BAD_REQUEST")
  })

  it("may go with a GET, which does not look at it, and the connection goes on", async () => {
    const raw = await open(shop.url)
    raw.send(request("GET /v1/ping HTTP/1.1", { body: json }))
    raw.send(request("GET /v1/receipts/r-1 HTTP/1.1", { body: "no JSON" }))
    const replies = await raw.replies(2)
    expect(replies.map(({ body }) => body.ok)).toEqual([true, true])
    raw.hangUp()
  })

  it("is sent after a go-ahead where the till asks for one", async () => {
    const raw = await open(shop.url)
    const headers = ["Host: 127.0.0.1", "Expect: 100-continue", `Content-Length: ${json.length}`]
    raw.send(request(`POST ${FIND} HTTP/1.1`, { headers }))
    raw.send(json)
    expect((await raw.replies(1))[0]?.body.client?.id).toBe(anna.id)
    expect(raw.text()).toMatch(/^HTTP\/1\.1 100 Continue/)
    raw.hangUp()
  })

  it("is too large beyond 1 MiB, said at once where its length is declared, and noticed where it is not", async () => {
    const atMost = `{"search":"${"a".repeat(MAX_BODY - 13)}"}`
    expect(atMost).toHaveLength(MAX_BODY)
    expect((await shop.post(FIND, atMost)).body.error?.code).toBe("BAD_REQUEST")
    expect((await shop.post(FIND, `${atMost} `)).body.error?.code).toBe("TOO_LARGE")
    const declared = ["Host: 127.0.0.1", `Content-Length: ${MAX_BODY + 1}`]
    const said = await answerTo(shop.url, request(`POST ${FIND} HTTP/1.1`, { headers: declared }))
    expect(said.body.error?.code).toBe("TOO_LARGE")
    const head = request(`POST ${FIND} HTTP/1.1`, {
      headers: ["Host: 127.0.0.1", "Transfer-Encoding: chunked"],
    })
    const piece = `10000\r\n${" ".repeat(65_536)}\r\n`
    const noticed = await answerTo(shop.url, `${head}${piece.repeat(17)}`)
    expect(noticed.body.error?.code).toBe("TOO_LARGE")
  })

  it("is too large whatever the path is written like", async () => {
    for (const path of ["//v1/clients/find", "/%76%31/clients/find", "/v1//clients/find/"]) {
      const { body } = await shop.post(path, `${" ".repeat(MAX_BODY)}{}`)
      assert.strictEqual(body.error?.code, "TOO_LARGE", path)
      assert.strictEqual((await shop.post(path, `\uFEFF${json}`)).body.client?.id, anna.id, path)
    }
  })
})
