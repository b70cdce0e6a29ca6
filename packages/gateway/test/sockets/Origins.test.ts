/** Web pages that call: none but those that are named, whatever their name was made to point at. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { answerTo, request } from "./Raw.ts"
import { anna, openShop, phoneOf, till, tokenOf, type Shop } from "./Shop.ts"

const PAGE = "https://pos.example"
const allowOrigin = "access-control-allow-origin"

describe("without tokens", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ settings: { origins: [PAGE] } })
  })
  afterAll(() => shop.close())

  const codeFor = async (...headers: ReadonlyArray<string>) => {
    const body = JSON.stringify({ search: phoneOf(anna) })
    const reply = await answerTo(shop.url, request("POST /v1/clients/find HTTP/1.1", { headers, body }))
    return reply.body.error?.code ?? "OK"
  }

  it.each(["127.0.0.1", "127.0.0.1:8077", "localhost", "LOCALHOST:1", "[::1]:8077", "127.1.2.3"])(
    "this machine is called by its own names: %s",
    async (host) => {
      expect(await codeFor(`Host: ${host}`)).toBe("OK")
    },
  )

  it.each([
    "evil.example",
    "127.0.0.1.evil.example",
    "localhost.evil.example:8077",
    "192.168.0.7",
    "0.0.0.0",
    "[::2]",
  ])("and by no other, so that a page whose name was made to point here drives no till: %s", async (host) => {
    expect(await codeFor(`Host: ${host}`)).toBe("FORBIDDEN")
    expect(await codeFor(`Host: ${host}`, `Origin: http://${host}`)).toBe("FORBIDDEN")
  })

  it.each([
    "https://evil.example",
    "null",
    "http://pos.example",
    `${PAGE}:8443`,
    `${PAGE}.evil.example`,
    "file://",
  ])("a page elsewhere that is open on this machine drives none either: %s", async (origin) => {
    expect(await codeFor("Host: 127.0.0.1", `Origin: ${origin}`)).toBe("FORBIDDEN")
  })
})

describe("a page that may call", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ settings: { origins: [PAGE], tills: [till("web")] } })
  })
  afterAll(() => shop.close())

  const known = { origin: PAGE, "x-loyalkit-token": tokenOf("web") }

  it("asks first, and is told what it may send: with 200 and a body, not 204", async () => {
    const reply = await shop.call("OPTIONS", "/v1/receipts/r-1/quote", undefined, {
      origin: PAGE,
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-loyalkit-token",
    })
    expect(reply.status).toBe(200)
    expect(reply.headers).toMatchObject({
      [allowOrigin]: PAGE,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": expect.stringContaining("x-loyalkit-token"),
      "access-control-max-age": "86400",
      vary: "origin",
    })
  })

  it("may read every answer, the refusals too", async () => {
    const replies = [
      await shop.get("/v1/ping", known),
      await shop.get("/v1/nowhere", known),
      await shop.post("/v1/clients/find", "{", known),
      await shop.get("/v1/ping", { origin: PAGE }),
    ]
    expect(replies.map(({ status }) => status)).toEqual([200, 404, 400, 401])
    for (const { headers } of replies) expect(headers[allowOrigin]).toBe(PAGE)
  })

  it("has no cookies and no wildcard, and another page gets neither the preflight nor an answer", async () => {
    const foreign = { ...known, origin: "https://evil.example" }
    for (const reply of [
      await shop.get("/v1/ping", foreign),
      await shop.call("OPTIONS", "/v1/ping", undefined, {
        ...foreign,
        "access-control-request-method": "GET",
      }),
    ]) {
      expect(reply.body.error?.code).toBe("FORBIDDEN")
      expect(reply.headers).not.toHaveProperty(allowOrigin)
    }
    expect((await shop.get("/v1/ping", known)).headers).not.toHaveProperty("access-control-allow-credentials")
  })

  it("that the gateway itself serves may call it", async () => {
    const reply = await shop.get("/v1/ping", { ...known, origin: shop.url })
    expect(reply.headers[allowOrigin]).toBe(shop.url)
  })
})
