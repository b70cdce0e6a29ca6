/** Who calls: tokens in each of the ways they may come, what each role may do, and at which point its receipts are. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Headers } from "./Caller.ts"
import { answerTo, request } from "./Raw.ts"
import { anna, bakery, cafe, openShop, phoneOf, till, tokenOf, type Shop } from "./Shop.ts"

const basic = (token: string, name = "касса"): string =>
  `Basic ${Buffer.from(`${name}:${token}`).toString("base64")}`

describe("a till's token", () => {
  let shop: Shop
  beforeAll(async () => {
    const { point: _, ...everywhere } = till("boss", "operator")
    shop = await openShop({
      settings: {
        tills: [
          till("cafe-1"),
          till("cafe-2"),
          till("bakery-1", "till", bakery.id),
          till("baker", "operator", bakery.id),
          everywhere,
        ],
      },
    })
  })
  afterAll(() => shop.close())

  const cafe1 = tokenOf("cafe-1")
  const as = (name: string): Headers => ({ "x-loyalkit-token": tokenOf(name) })

  it.each([
    ["in its own header", { "x-loyalkit-token": cafe1 }],
    ["as a bearer's", { authorization: `Bearer ${cafe1}` }],
    ["as a bearer's, however that is written", { authorization: `  bEARER   ${cafe1} ` }],
    ["as a password, whatever the name", { authorization: basic(cafe1) }],
    ["as a password without a name", { authorization: basic(cafe1, "") }],
    [
      "beside whatever a proxy put in the other",
      { "x-loyalkit-token": cafe1, authorization: "Bearer of-the-proxy" },
    ],
    [
      "beside a password of somebody else",
      { "x-loyalkit-token": cafe1, authorization: basic("of-the-proxy-0000") },
    ],
  ] as ReadonlyArray<readonly [string, Headers]>)("lets it in %s", async (_, headers) => {
    expect((await shop.get("/v1/ping", headers)).status).toBe(200)
  })

  it.each([
    ["none", {}],
    ["an empty one", { "x-loyalkit-token": "" }],
    ["an unknown one", { "x-loyalkit-token": "who-knows-this-token" }],
    ["one that is nearly right", { "x-loyalkit-token": `${cafe1}0` }],
    ["half of one", { "x-loyalkit-token": cafe1.slice(0, -1) }],
    [
      "a wrong one that wins over a right one",
      { "x-loyalkit-token": "wrong", authorization: `Bearer ${cafe1}` },
    ],
    ["two of them", { "x-loyalkit-token": [cafe1, cafe1] }],
    ["a scheme that is not known", { authorization: `Digest ${cafe1}` }],
    ["no scheme", { authorization: cafe1 }],
    ["a password that is no Base64", { authorization: "Basic ???" }],
    ["a name without a password", { authorization: basic("", cafe1) }],
  ] as ReadonlyArray<readonly [string, Headers]>)("keeps out: %s", async (_, headers) => {
    for (const [method, path] of [
      ["GET", "/v1/ping"],
      ["POST", "/v1/clients/find"],
      ["POST", "/v1/receipts/r-1/cancel"],
      ["GET", "/v1/cases"],
    ] as const) {
      const reply = await shop.call(method, path, method === "POST" ? "{}" : undefined, headers)
      expect(reply.body.error?.code).toBe("UNAUTHORIZED")
      expect(reply.headers["www-authenticate"]).toBe("Bearer")
    }
  })

  it("is not said again in an answer, and asks for no Host that is this machine's", async () => {
    const headers = ["Host: gateway.shop.example", `X-Loyalkit-Token: ${cafe1}`]
    const reply = await answerTo(shop.url, request("GET /v1/ping HTTP/1.1", { headers }))
    expect(reply.body.ok).toBe(true)
    expect(reply.text).not.toContain(cafe1)
  })

  it("says at which point it sells: another till of that point goes on with its receipt, and one elsewhere has its own", async () => {
    const at = "/v1/receipts/r-7"
    await shop.post(`${at}/identify`, { search: phoneOf(anna) }, as("cafe-1"))
    const quoted = await shop.post(`${at}/quote`, { amount: 100 }, as("cafe-2"))
    expect(quoted.body.quote?.percent).toBe(7.5)
    expect((await shop.get(at, as("bakery-1"))).body.state).toBe("open")
    await shop.post(`${at}/identify`, { search: phoneOf(anna) }, as("bakery-1"))
    const there = await shop.post(`${at}/quote`, { amount: 100 }, as("bakery-1"))
    expect(there.body.quote?.percent).toBe(bakery.percent)
  })

  it("of a till may drive receipts and no cases; an operator of a point sees that point's, and one of none everybody's", async () => {
    for (const name of ["cafe-1", "bakery-1"]) {
      await shop.post("/v1/receipts/r-8/commit", { amount: 10, points: 0, search: phoneOf(anna) }, as(name))
      await shop.post("/v1/receipts/r-8/return", { returnId: "1", amount: 10 }, as(name))
    }
    for (const path of ["/v1/cases", "/v1/cases/export"])
      expect((await shop.get(path, as("cafe-1"))).body.error?.code).toBe("FORBIDDEN")
    const said = { verdict: "done", by: "Ольга" }
    const pointsOf = async (name: string) => (await shop.get("/v1/cases", as(name))).body.cases ?? []
    expect((await pointsOf("baker")).map(({ point }) => point)).toEqual([bakery.id])
    const all = await pointsOf("boss")
    expect(new Set(all.map(({ point }) => point))).toEqual(new Set([cafe.id, bakery.id]))
    const cafeCase = all.find(({ point }) => point === cafe.id)
    const resolve = (name: string) => shop.post(`/v1/cases/${cafeCase?.id}/resolve`, said, as(name))
    expect((await resolve("cafe-1")).body.error?.code).toBe("FORBIDDEN")
    expect((await resolve("baker")).body.error?.code).toBe("BAD_REQUEST")
    expect((await resolve("boss")).body.status).toBe("resolved")
  })
})
