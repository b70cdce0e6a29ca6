/** Nonsense of every kind: it is always answered in the one form, never with an error of our own, and never left hanging. */
import * as fc from "fast-check"
import { afterAll, afterEach, assert, beforeAll, describe, expect, it } from "vitest"
import { open, request } from "./Raw.ts"
import { anna, openShop, phoneOf, type Shop } from "./Shop.ts"

const SEED = 20_261_125

const line = { id: "1", name: "Кофе", quantity: 1, price: 100, amount: 100, excluded: false }
/** A right body for each call. */
const bodies: Readonly<Record<string, object>> = {
  "/v1/clients/find": { search: phoneOf(anna) },
  "/v1/receipts/RECEIPT/identify": { search: phoneOf(anna) },
  "/v1/receipts/RECEIPT/quote": { amount: 100, lines: [line] },
  "/v1/receipts/RECEIPT/hold": { points: 10, minutes: 10 },
  "/v1/receipts/RECEIPT/release": {},
  "/v1/receipts/RECEIPT/commit": {
    amount: 100,
    points: 0,
    search: phoneOf(anna),
    soldAt: "2026-11-25T10:00:00Z",
  },
  "/v1/receipts/RECEIPT/cancel": {},
  "/v1/receipts/RECEIPT/return": { returnId: "1", amount: 100, lines: [line] },
  "/v1/cases/CASE/resolve": { verdict: "done", by: "Ольга", note: "", then: "close" },
}

/** What stands where something else should; some of it cannot be said by `JSON.stringify`. */
const junk: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    "null", "true", "-0", "1e400", "-1e400", "1e-400", "1e308", "9007199254740993", "0.005", "-1", "NaN", "Infinity",
    "0x10", "01", "1_000", "[]", "{}", '""', '"\\u0000"', '"\\ud800"', '"1,500"', '"1 234,50"', '"1e5"', '"١٢"', "'a'",
    '{"__proto__":1}', '{"constructor":{"prototype":1}}', '"2026-02-30T10:00:00Z"', '"2026-11-25"', "undefined",
    `"${"9".repeat(400)}"`, "9".repeat(400), `"${"я".repeat(5_000)}"`, `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
  ), // prettier-ignore
  fc.json({ maxDepth: 4 }),
  fc.double().map((number) => JSON.stringify(number)),
  fc.string({ unit: "binary", maxLength: 30 }).map((text) => JSON.stringify(text)),
)

/** A place of a right body, to put something else there. */
const HOLE = "\u2603"
const placesOf = (value: unknown): ReadonlyArray<unknown> => {
  if (Array.isArray(value))
    return [HOLE, ...value.flatMap((item, index) => placesOf(item).map((holed) => value.with(index, holed)))]
  if (typeof value !== "object" || value === null) return [HOLE]
  return [
    HOLE,
    ...Object.entries(value).flatMap(([key, item]) =>
      placesOf(item).map((holed) => ({ ...value, [key]: holed })),
    ),
    { ...value, extra: HOLE },
    ...Object.keys(value).map((key) =>
      Object.fromEntries(Object.entries(value).filter(([other]) => other !== key)),
    ),
  ]
}

/** A right body with something wrong in it, as the text that is sent. */
const wrong = (right: object): fc.Arbitrary<string> => {
  const text = JSON.stringify(right)
  const holed = fc
    .tuple(fc.constantFrom(...placesOf(right).map((place) => JSON.stringify(place))), junk)
    .map(([place, put]) => place.replaceAll(JSON.stringify(HOLE), put))
  const cut = fc.nat(text.length).map((at) => text.slice(0, at))
  const spoilt = fc
    .tuple(fc.nat(text.length), fc.string({ unit: "binary", maxLength: 3 }))
    .map(([at, put]) => text.slice(0, at) + put + text.slice(at))
  const twice = fc.constant(text.replace("{", `{${text.slice(1, -1)}${text === "{}" ? "" : ","}`))
  return fc.oneof({ weight: 6, arbitrary: holed }, cut, spoilt, twice, junk)
}

describe("nonsense", { timeout: 60_000 }, () => {
  let shop: Shop
  let receipt = 0
  beforeAll(async () => {
    shop = await openShop()
  })
  /** Whatever was sent, the next till is served. */
  afterEach(async () => {
    assert.isTrue((await shop.post("/v1/clients/find", { search: phoneOf(anna) })).body.ok)
  })
  afterAll(() => shop.close())

  for (const [path, right] of Object.entries(bodies))
    it(`in the body of ${path}`, async () => {
      await fc.assert(
        fc.asyncProperty(wrong(right), fc.boolean(), async (body, isKnown) => {
          const at = path.replace("RECEIPT", `f-${++receipt}`).replace("CASE", "bm9uc2Vuc2U")
          if (isKnown && path.includes("RECEIPT")) {
            const before = at.slice(0, at.lastIndexOf("/"))
            await shop.post(`${before}/identify`, { search: phoneOf(anna) })
            await shop.post(`${before}/quote`, { amount: 100 })
          }
          const reply = await shop.post(at, body)
          assert.include([200, 400], reply.status, `${body.slice(0, 300)} ${reply.text}`)
        }),
        { numRuns: 60, seed: SEED },
      )
    })

  it("nested as deep as a body may be", async () => {
    for (const [begin, end] of [
      ["[", "]"],
      ['{"a":', "}"],
      ['{"lines":[', "]}"],
    ] as const) {
      const depth = Math.floor(1_000_000 / (begin.length + end.length))
      for (const nested of [begin.repeat(depth), `${begin.repeat(depth)}1${end.repeat(depth)}`])
        for (const body of [nested, `{"amount":100,"lines":${nested}}`, `{"amount":${nested}}`]) {
          const reply = await shop.post(`/v1/receipts/deep/quote`, body)
          assert.strictEqual(reply.status, 400, reply.text.slice(0, 300))
          expect(reply.text.length).toBeLessThan(10_000)
        }
    }
  })

  it("in thousands of fields does not come back as megabytes", async () => {
    const lines = Array.from({ length: 20_000 }, () => ({ id: 1 }))
    const reply = await shop.post("/v1/receipts/many/quote", { amount: "x", lines })
    expect(reply.status).toBe(400)
    expect(reply.text.length).toBeLessThan(100_000)
  })

  /** Sends bytes, says that nothing more comes, and waits for the end; what was answered has the one form. */
  const thrown = async (bytes: string | Uint8Array): Promise<void> => {
    const raw = await open(shop.url)
    raw.send(bytes)
    raw.socket.end()
    await raw.closed()
    for (const { status, text } of await raw.replies(0))
      assert.include([200, 400, 403, 404, 405, 413], status, text)
  }

  it("instead of HTTP", async () => {
    const text = fc.string({ unit: "binary", maxLength: 200 })
    const likeHttp = fc
      .tuple(fc.constantFrom("GET ", "POST /v1/ping ", "PUT /v1/ping HTTP/1.1\r\n", "\r\n\r\n"), text)
      .map(([begin, rest]) => Buffer.from(`${begin}${rest}\r\n\r\n`))
    await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), likeHttp), thrown), {
      numRuns: 150,
      seed: SEED,
    })
  })

  it("in the path and its encodings", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "%",
        "%2F",
        "%00",
        "%25",
        "%E0%A4%A",
        "%ff",
        "%u0430",
        "..",
        ".",
        "",
        "v1",
        "receipts",
        ";",
        "?",
        "&",
        "+",
        "\\",
      ),
      fc.webPath(),
      fc.stringMatching(/^[!-~]{0,20}$/),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("GET", "POST", "DELETE", "OPTIONS"),
        fc.constantFrom("/", "/v1/", "/v1/receipts/", "/v1/receipts/a/", "/v1/cases?kind=", "/v1/cases/"),
        fc.array(piece, { maxLength: 4 }),
        (method, begin, pieces) => thrown(request(`${method} ${begin}${pieces.join("/")} HTTP/1.1`)),
      ),
      { numRuns: 150, seed: SEED },
    )
  })

  it("in the headers, once and again", async () => {
    const name = fc.constantFrom(
      "Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Accept-Language", "X-Loyalkit-Token",
      "Authorization", "Origin", "Connection", "Upgrade", "Expect", "Content-Encoding", "Cookie", "X-Any",
    ) // prettier-ignore
    const value = fc.oneof(
      fc.constantFrom(
        "",
        "0",
        "5",
        "chunked",
        "close",
        "en",
        "Basic ====",
        "Bearer",
        "100-continue",
        "127.0.0.1",
      ),
      fc.stringMatching(/^[ -~]{0,40}$/),
    )
    const header = fc.tuple(name, value).map(([name, value]) => `${name}: ${value}`)
    await fc.assert(
      fc.asyncProperty(fc.array(header, { maxLength: 6 }), (headers) =>
        thrown(request("POST /v1/clients/find HTTP/1.1", { headers: ["Host: 127.0.0.1", ...headers] })),
      ),
      { numRuns: 150, seed: SEED },
    )
  })
})
