/** Clients that are slow, silent or too many: they are cut within the limits, and the tills notice nothing. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { open, request, type Raw } from "./Raw.ts"
import { anna, openShop, phoneOf, type Shop } from "./Shop.ts"
import { until } from "./Until.ts"

/** The limits of these tests, in milliseconds: in the proportions of the real ones. */
const limits = { HEADERS_TIMEOUT: 200, REQUEST_TIMEOUT: 600, CHECK_EVERY: 20 }
/** How much later than its limit a slow machine may notice. */
const LATE = 2_000

const POST = "POST /v1/clients/find HTTP/1.1"
const BODY = JSON.stringify({ search: phoneOf(anna) })

/** Sends byte by byte until the connection is closed. */
const drip = (raw: Raw, text: string): void => {
  let sent = 0
  const timer = setInterval(() => {
    if (raw.socket.destroyed || sent >= text.length) clearInterval(timer)
    else raw.send(text.charAt(sent++))
  }, 10)
}

describe("a client that keeps the gateway waiting", () => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ limits })
  })
  afterAll(() => shop.close())

  /** Until it is cut; meanwhile a till sells on. */
  const cutAfter = async (raw: Raw): Promise<number> => {
    const begun = performance.now()
    let worst = 0
    await until("the slow client to be cut", async () => {
      const asked = performance.now()
      expect((await shop.get("/v1/receipts/quick")).body.ok).toBe(true)
      worst = Math.max(worst, performance.now() - asked)
      return raw.isClosed() ? true : undefined
    })
    expect(worst).toBeLessThan(LATE)
    return performance.now() - begun
  }

  const slow: ReadonlyArray<readonly [string, number, (raw: Raw) => void]> = [
    ["says nothing at all", limits.HEADERS_TIMEOUT, () => undefined],
    [
      "drips its headers",
      limits.HEADERS_TIMEOUT,
      (raw) => drip(raw, `${POST}\r\nX-A: ${"a".repeat(10_000)}`),
    ],
    [
      "stops after its headers",
      limits.REQUEST_TIMEOUT,
      (raw) => raw.send(request(POST, { headers: ["Host: 127.0.0.1", "Content-Length: 100"] })),
    ],
    [
      "drips its body",
      limits.REQUEST_TIMEOUT,
      (raw) => {
        raw.send(request(POST, { headers: ["Host: 127.0.0.1", "Content-Length: 100000"] }))
        drip(raw, BODY.padEnd(100_000))
      },
    ],
    [
      "waits for a protocol that it offered, and sends no body",
      limits.REQUEST_TIMEOUT,
      (raw) =>
        raw.send(
          request(POST, {
            headers: ["Host: 127.0.0.1", "Connection: Upgrade", "Upgrade: h2c", "Content-Length: 100"],
          }),
        ),
    ],
  ]
  for (const [what, limit, send] of slow)
    it(`and ${what} is cut after its time, and tills are served meanwhile`, async () => {
      const raw = await open(shop.url)
      send(raw)
      const taken = await cutAfter(raw)
      expect(taken).toBeGreaterThan(limit / 2)
      expect(taken).toBeLessThan(limit + LATE)
    })

  it("in its headers is told so", async () => {
    const raw = await open(shop.url)
    raw.send("GET /v1/ping HTTP/1.1\r\n")
    await raw.closed()
    const [reply] = await raw.replies(1)
    expect(reply?.body.error?.fields).toEqual([
      { field: "request", message: "Expected the whole request sooner" },
    ])
  })

  it("for less than that is served", async () => {
    const raw = await open(shop.url)
    raw.send(request(POST, { headers: ["Host: 127.0.0.1", `Content-Length: ${BODY.length}`] }))
    drip(raw, BODY)
    expect((await raw.replies(1))[0]?.body.client?.id).toBe(anna.id)
    raw.hangUp()
  })
})

describe("more clients than there is room for", () => {
  const MOST = 16
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop({ limits: { MAX_CONNECTIONS: MOST } })
  })
  afterAll(() => shop.close())

  const served = async (): Promise<Raw> => {
    const raw = await open(shop.url)
    raw.send(request("GET /v1/ping HTTP/1.1"))
    await raw.replies(1)
    return raw
  }
  const isServed = async (raw: Raw): Promise<boolean> => {
    const before = (await raw.replies(1)).length
    raw.send(request("GET /v1/ping HTTP/1.1"))
    return until("an answer or the end", async () => {
      if (raw.isClosed()) return false
      return (await raw.replies(1)).length > before ? true : undefined
    })
  }

  it("close the one that idles longest, and the newcomer is served", async () => {
    const raws: Array<Raw> = []
    for (let count = 0; count < MOST; count++) raws.push(await served())
    const [first, second, third] = raws
    if (first === undefined || second === undefined || third === undefined) throw new Error("no room at all")
    expect(await isServed(first)).toBe(true)
    const newcomer = await served()
    await second.closed()
    expect([first, third, newcomer].map((raw) => raw.isClosed())).toEqual([false, false, false])
    for (const raw of [...raws, newcomer]) raw.hangUp()
  })

  it("are closed first where their requests never come to an end, and tills are served", async () => {
    const halves: Array<Raw> = []
    for (let count = 0; count < 2 * MOST; count++) {
      const raw = await open(shop.url)
      raw.send(`${request(POST, { headers: ["Host: 127.0.0.1", "Content-Length: 100"] })}{`)
      halves.push(raw)
    }
    for (let count = 0; count < 3; count++) (await served()).hangUp()
    for (const raw of halves) raw.hangUp()
  })

  it("never close one whose request is under way, however it was sent", async () => {
    await shop.strike("client", { kind: "delay", before: 600 }, 2)
    const plain = await open(shop.url)
    plain.send(request(POST, { headers: ["Host: 127.0.0.1"], body: BODY }))
    const asking = await open(shop.url)
    asking.send(request(POST, { headers: ["Host: 127.0.0.1", "Expect: 100-continue"], body: BODY }))
    const crowd: Array<Raw> = []
    for (let count = 0; count < 3 * MOST; count++) crowd.push(await served())
    for (const raw of [plain, asking]) expect((await raw.replies(1))[0]?.body.client?.id).toBe(anna.id)
    for (const raw of [plain, asking, ...crowd]) raw.hangUp()
  })
})
