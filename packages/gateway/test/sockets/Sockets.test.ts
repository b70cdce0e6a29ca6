/** Requests and connections as tills, proxies and accidents make them: all are answered in one form, and none disturbs another. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { answerTo, open, request } from "./Raw.ts"
import { anna, openShop, phoneOf, vera, type Shop } from "./Shop.ts"
import { until, untilTrue } from "./Until.ts"

const HOST = "Host: 127.0.0.1"

describe("a request", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const codeOf = async (line: string, headers?: ReadonlyArray<string>) => {
    const { body } = await answerTo(shop.url, request(line, headers === undefined ? {} : { headers }))
    return body.error?.code ?? "OK"
  }

  it("may name the whole address, as one for a proxy does", async () => {
    expect(await codeOf(`GET ${shop.url}/v1/ping HTTP/1.1`)).toBe("OK")
    expect(await codeOf(`GET ${shop.url}/v1/nowhere HTTP/1.1`)).toBe("NOT_FOUND")
    expect(await codeOf("GET http://shop.example/v1/ping HTTP/1.1")).toBe("FORBIDDEN")
  })

  it("may be an HTTP/1.0 one, whose connection then ends", async () => {
    const raw = await open(shop.url)
    raw.send(request("GET /v1/ping HTTP/1.0"))
    await raw.closed()
    expect((await raw.replies(1))[0]?.body.ok).toBe(true)
  })

  it("may offer another protocol, as Java's client does with each: it stays HTTP/1.1, and the connection goes on", async () => {
    const raw = await open(shop.url)
    const headers = [HOST, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAA"]
    const body = JSON.stringify({ search: phoneOf(anna) })
    raw.send(request("POST /v1/clients/find HTTP/1.1", { headers, body }))
    expect((await raw.replies(1))[0]?.body.client?.id).toBe(anna.id)
    raw.send(
      request("GET /v1/ping HTTP/1.1", { headers: [HOST, "Connection: Upgrade", "Upgrade: websocket"] }),
    )
    expect((await raw.replies(2))[1]?.body.ok).toBe(true)
    raw.hangUp()
  })

  it.each([
    ["GET /v1/ping?a=1&b=%zz HTTP/1.1", "OK"],
    ["GET /v1/ping/ HTTP/1.1", "OK"],
    ["GET //v1//ping HTTP/1.1", "OK"],
    ["GET /v1/p%69ng HTTP/1.1", "OK"],
    ["GET /V1/PING HTTP/1.1", "NOT_FOUND"],
    ["GET / HTTP/1.1", "NOT_FOUND"],
    ["GET /v1 HTTP/1.1", "NOT_FOUND"],
    ["GET /v1/../v1/ping HTTP/1.1", "NOT_FOUND"],
    ["OPTIONS * HTTP/1.1", "NOT_FOUND"],
    ["GET /v1/receipts/%E0%A4%A HTTP/1.1", "NOT_FOUND"],
    ["GET /v1/receipts/%00 HTTP/1.1", "BAD_REQUEST"],
    ["GET /v1/receipts/a%2Fb HTTP/1.1", "BAD_REQUEST"],
    ["GET /v1/receipts/a%20b HTTP/1.1", "BAD_REQUEST"],
    [`GET /v1/receipts/${"a".repeat(128)} HTTP/1.1`, "OK"],
    [`GET /v1/receipts/${"a".repeat(129)} HTTP/1.1`, "BAD_REQUEST"],
    [`GET /v1/receipts/${"a".repeat(9_000)} HTTP/1.1`, "NOT_FOUND"],
    ["GET /v1/cases?kind=nonsense HTTP/1.1", "BAD_REQUEST"],
    ["POST /v1/cases/nonsense/resolve HTTP/1.1", "BAD_REQUEST"],
    ["DELETE /v1/receipts/r-1 HTTP/1.1", "METHOD_NOT_ALLOWED"],
    ["GET /v1/receipts/r-1/commit HTTP/1.1", "METHOD_NOT_ALLOWED"],
    ["OPTIONS /v1/ping HTTP/1.1", "METHOD_NOT_ALLOWED"],
    ["TRACE /v1/ping HTTP/1.1", "METHOD_NOT_ALLOWED"],
    ["PROPFIND /v1/ping HTTP/1.1", "METHOD_NOT_ALLOWED"],
    ["BREW /v1/ping HTTP/1.1", "BAD_REQUEST"],
    ["CONNECT shop.example:443 HTTP/1.1", "BAD_REQUEST"],
    ["GET /v1/ping HTTP/3.0", "BAD_REQUEST"],
    ["garbage", "BAD_REQUEST"],
  ])("%s: %s", async (line, code) => {
    expect(await codeOf(line)).toBe(code)
  })

  it.each([
    [["Host: 127.0.0.1", "Host: shop.example"], "OK"],
    [[], "FORBIDDEN"],
    [["Host:"], "FORBIDDEN"],
    [[HOST, "Expect: the unexpected"], "OK"],
    [[HOST, "Content-Length: 1", "Content-Length: 2"], "BAD_REQUEST"],
    [[HOST, "Content-Length: -1"], "BAD_REQUEST"],
    [[HOST, "Content-Length: 5", "Transfer-Encoding: chunked"], "BAD_REQUEST"],
    [[HOST, `X-Long: ${"a".repeat(20_000)}`], "TOO_LARGE"],
    [[HOST, "No colon here"], "BAD_REQUEST"],
    [[HOST, "Bad\u0001Name: 1"], "BAD_REQUEST"],
    [[HOST, "Accept-Language: en", "Accept-Language: ru"], "OK"],
  ] as ReadonlyArray<readonly [ReadonlyArray<string>, string]>)("headers %j: %s", async (headers, code) => {
    expect(await codeOf("GET /v1/ping HTTP/1.1", headers)).toBe(code)
  })

  it("HEAD has the headers of GET, and no body", async () => {
    const raw = await open(shop.url)
    raw.send(request("HEAD /v1/ping HTTP/1.1", { headers: [HOST, "Connection: close"] }))
    await raw.closed()
    expect(raw.text()).toMatch(/^HTTP\/1\.1 200 [^]*content-length: \d+[^]*\r\n\r\n$/i)
  })

  it("TLS at a port without is answered in words, and the connection ends", async () => {
    const raw = await open(shop.url)
    raw.send(Uint8Array.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03))
    await raw.closed()
    expect((await raw.replies(1))[0]?.body.error?.code).toBe("BAD_REQUEST")
  })
})

describe("a connection", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const connections = () => shop.call("GET", "/v1/ping")

  it("is kept between the steps of a receipt, and each is answered in its turn", async () => {
    const raw = await open(shop.url)
    for (let step = 1; step <= 20; step++) {
      raw.send(request(`GET /v1/receipts/r-${step} HTTP/1.1`))
      expect(await raw.replies(step)).toHaveLength(step)
    }
    expect(raw.isClosed()).toBe(false)
    raw.hangUp()
  })

  it("takes requests without waiting for answers, and answers in their order", async () => {
    const raw = await open(shop.url)
    const at = "/v1/receipts/pipelined"
    const post = (step: string, body: object) =>
      request(`POST ${at}/${step} HTTP/1.1`, { headers: [HOST], body: JSON.stringify(body) })
    const lines = [
      post("identify", { search: phoneOf(vera) }),
      "GET /v1/ping HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
      request("GET /v1/nowhere HTTP/1.1"),
      request("GET /v1/ping HTTP/1.1"),
    ]
    raw.send(lines.join("").repeat(25))
    const replies = await raw.replies(100)
    const kinds = replies.map(({ body }) => (body.client ? "client" : (body.error?.code ?? body.service)))
    expect(kinds).toEqual(
      Array.from({ length: 25 }, () => ["client", "loyalkit", "NOT_FOUND", "loyalkit"]).flat(),
    )
    expect(new Set(replies.map(({ body }) => body.requestId)).size).toBe(100)
    raw.hangUp()
  })

  it("that brings garbage after an answered request is answered, and ends", async () => {
    const raw = await open(shop.url)
    raw.send(request("GET /v1/ping HTTP/1.1"))
    await raw.replies(1)
    raw.send("\u0000\u0001garbage\r\n\r\n")
    await raw.closed()
    expect((await raw.replies(2))[1]?.body.error?.code).toBe("BAD_REQUEST")
  })

  it("cut in the middle of a body has done nothing, and the next one is served", async () => {
    const raw = await open(shop.url)
    const whole = JSON.stringify({ amount: 10, points: 0, search: phoneOf(vera) })
    const headers = [HOST, `Content-Length: ${whole.length}`]
    raw.send(request("POST /v1/receipts/cut-1/commit HTTP/1.1", { headers }) + whole.slice(0, -5))
    raw.socket.resetAndDestroy()
    await raw.closed()
    expect((await connections()).body.ok).toBe(true)
    expect((await shop.get("/v1/receipts/cut-1")).body.state).toBe("open")
  })

  it("cut while its commit is under way changes nothing: the sale is made once, and the repeat hears of it", async () => {
    const at = "/v1/receipts/cut-2"
    const commit = { amount: 123, points: 0 }
    await shop.post(`${at}/identify`, { search: phoneOf(vera) })
    await shop.strike("retail", { kind: "delay", before: 300 }, 1)
    const raw = await open(shop.url)
    raw.send(request(`POST ${at}/commit HTTP/1.1`, { headers: [HOST], body: JSON.stringify(commit) }))
    await until("the commit to be under way", async () =>
      (await shop.get(at)).body.state === "committing" ? true : undefined,
    )
    raw.socket.resetAndDestroy()
    expect((await shop.post(`${at}/commit`, commit)).body.status).toBe("committed")
    expect((await shop.sales()).filter(({ amount }) => amount === 123)).toHaveLength(1)
  })

  it("whose till is gone before its answer costs nothing: hundreds of them, and the next is served", async () => {
    const body = JSON.stringify({ search: phoneOf(anna) })
    const raws = await Promise.all(Array.from({ length: 200 }, () => open(shop.url)))
    for (const [index, raw] of raws.entries()) {
      raw.send(request(`POST /v1/receipts/gone-${index}/identify HTTP/1.1`, { headers: [HOST], body }))
      raw.socket.resetAndDestroy()
    }
    await untilTrue("all of them to be gone", () => raws.every((raw) => raw.isClosed()))
    expect((await shop.post("/v1/clients/find", { search: phoneOf(anna) })).body.ok).toBe(true)
  })
})
