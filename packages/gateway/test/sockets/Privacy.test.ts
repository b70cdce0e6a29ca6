/** What the gateway writes while it works, its log and what it sends to a collector: every request by its ID, and nothing of any customer. */
import * as Effect from "effect/Effect"
import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, assert, beforeAll, describe, expect, it } from "vitest"
import { caller, type Caller } from "./Caller.ts"
import type { Reply } from "./Form.ts"
import { over, start, type GatewayProcess } from "./Process.ts"
import { answerTo, request } from "./Raw.ts"
import {
  anna,
  boris,
  cafe,
  makeFolder,
  openService,
  phoneOf,
  removeFolder,
  tokenOf,
  type Service,
} from "./Shop.ts"
import { until } from "./Until.ts"

/** Collects whatever is sent to it. */
const openCollector = async () => {
  const chunks: Array<Buffer> = []
  const server: Server = createServer((incoming, response) => {
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
    incoming.on("end", () => response.end("{}"))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    text: () => Buffer.concat(chunks).toString(),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

describe("what the gateway writes", { timeout: 60_000 }, () => {
  let service: Service
  let collector: Awaited<ReturnType<typeof openCollector>>
  let data: string
  let gateway: GatewayProcess
  let till: Caller
  const replies: Array<Reply> = []
  const codes: Array<string> = []

  beforeAll(async () => {
    service = await openService()
    collector = await openCollector()
    data = await makeFolder()
    gateway = await start({
      ...over(service.url, data),
      LOYALCLIENT_POINT: cafe.id,
      LOYALKIT_TILLS: JSON.stringify([{ name: "till-1", token: tokenOf("till-1"), role: "operator" }]),
      LOYALKIT_LOG_LEVEL: "debug",
      LOYALKIT_LOG_FORMAT: "json",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    })
    till = caller(gateway.url, { "x-loyalkit-token": tokenOf("till-1") })
  })
  afterAll(async () => {
    till.hangUp()
    gateway.kill()
    await gateway.ended
    await service.close()
    collector.close()
    await removeFolder(data)
  })

  const post = async (path: string, body?: unknown) => {
    const reply = await till.post(path, body)
    replies.push(reply)
    codes.push(reply.body.error?.code ?? "OK")
    return reply
  }
  const strike = (method: "client" | "recalc" | "hold" | "retail", fault: object, times = 3) =>
    Effect.runPromise(
      service.sandbox.addFault({ match: { method }, times, fault: fault as { kind: "refuse" } }), // any fault
    )
  const mend = () => Effect.runPromise(service.sandbox.removeFaults())
  const about = (customer: { readonly phone: number }, name: string) =>
    JSON.stringify({
      search: `${name} ${customer.phone} is odd`,
      client: `anna@example.com ${customer.phone}`,
    })

  it("in a day with every kind of failure names no phone, name, card, code, e-mail or token, and every request", async () => {
    const code = await Effect.runPromise(service.sandbox.issueCode(anna.id))
    let receipt = 0
    const sell = async (search: string, points: number) => {
      const at = `/v1/receipts/day-${++receipt}`
      await post(`${at}/identify`, { search })
      await post(`${at}/quote`, { amount: 200 })
      if (points > 0) await post(`${at}/hold`, { points })
      await post(`${at}/commit`, { amount: 200, points, search })
      return at
    }
    // Whatever finds her, and whatever goes wrong with it.
    for (const search of [
      phoneOf(anna),
      anna.card ?? "",
      code,
      "+7 (900) 000-00-01",
      "Анна Соколова",
      "anna@example.com",
    ])
      await sell(search, 10)
    for (const [method, fault] of [
      ["client", { kind: "status", status: 422, executed: false, body: about(anna, "client") }],
      ["client", { kind: "status", status: 500, executed: false, body: about(anna, "Анна Соколова") }],
      ["client", { kind: "wrong-shape", executed: true }],
      ["client", { kind: "refuse" }],
      ["recalc", { kind: "status", status: 422, executed: false, body: about(anna, "client") }],
      ["hold", { kind: "status", status: 422, executed: false, body: about(anna, "client") }],
      ["retail", { kind: "status", status: 422, executed: false, body: about(anna, "client") }],
      ["retail", { kind: "cut" }],
      ["retail", { kind: "html", executed: false }],
    ] as const) {
      await strike(method, fault)
      await sell(phoneOf(anna), 10)
      await mend()
    }
    // The service quotes the name of one whom it has told of before.
    await strike("retail", { kind: "status", status: 422, executed: false, body: about(boris, boris.name) })
    await sell(phoneOf(boris), 10)
    await mend()
    // The service is away: an earning waits, with what the cashier typed.
    await strike("client", { kind: "refuse" }, 1_000)
    const waiting = await sell(phoneOf(boris), 0)
    const lost = await sell("79995557317", 0)
    await mend()
    await until("the queue to be delivered", async () => {
      const states = [await till.get(waiting), await till.get(lost)].map(({ body }) => body.state)
      return states.includes("queued") ? undefined : true
    })
    // A till's program with mistakes.
    for (const body of [`{"search":"${phoneOf(anna)}"`, { search: { phone: phoneOf(anna) } }, phoneOf(anna)])
      await post("/v1/clients/find", body)
    await post(`/v1/clients/${phoneOf(anna)}`, {})
    await post(`/v1/clients/${code}`, {})
    await post(`/v1/clients/${encodeURIComponent("Анна Соколова")}`, {})
    await post(`/v1/clients/find?phone=${phoneOf(anna)}`, { search: phoneOf(anna) })
    await post(`/v1/receipts/${encodeURIComponent("Анна Соколова")}/cancel`)
    await post(`/v1/receipts/day-1/return`, { returnId: `${"x".repeat(200)}${phoneOf(anna)}`, amount: 1 })
    await post("/v1/cases/nonsense/resolve", { verdict: "done", by: "Ольга", note: phoneOf(anna) })
    replies.push(await till.get("/v1/ping"), await till.get("/v1/cases"), await till.get("/v1/cases/export"))
    replies.push(await answerTo(gateway.url, `${phoneOf(anna)} garbage\r\n\r\n`))
    const wrong = ["Host: 127.0.0.1", `X-Loyalkit-Token: ${tokenOf("till-1")}-wrong`]
    replies.push(
      await answerTo(gateway.url, request(`GET /v1/ping?${phoneOf(anna)} HTTP/1.1`, { headers: wrong })),
    )
    // It must have been such a day, or else all of this proves nothing.
    for (const code of [
      "OK",
      "CLIENT_NOT_FOUND",
      "FIELDS_REJECTED",
      "LOYALTY_UNAVAILABLE",
      "BAD_REQUEST",
      "NOT_FOUND",
    ])
      expect(codes).toContain(code)

    gateway.stop()
    expect((await gateway.ended).code).toBe(0)
    const log = gateway.written()
    const written = { log, telemetry: collector.text() }
    expect(written.telemetry.length).toBeGreaterThan(1_000)
    for (const secret of [
      "9000000001",
      "900) 000",
      "9000000002",
      "9995557317",
      "Анна",
      "Соколова",
      anna.card ?? "",
      code,
      "anna@example.com",
      encodeURIComponent("Анна"),
      "\\u0410\\u043d\\u043d\\u0430",
      tokenOf("till-1"),
      "sandbox-key",
      "1990-04-12",
    ] /* prettier-ignore */)
      for (const [where, text] of Object.entries(written)) {
        const at = text.indexOf(secret)
        assert.isBelow(at, 0, `${secret} in the ${where}: ${text.slice(Math.max(0, at - 300), at + 100)}`)
      }
    for (const name of boris.name.split(" ")) expect(log).not.toContain(name)
    const lines = log.split("\n").filter((line) => line.startsWith("{"))
    const logged = new Set(lines.flatMap((line) => /"requestId":"([^"]+)"/.exec(line)?.[1] ?? []))
    expect(replies.filter(({ body }) => !logged.has(body.requestId)).map(({ text }) => text)).toEqual([])
  })
})
