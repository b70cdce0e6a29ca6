/** Told to stop, a gateway finishes what has begun, answers it, and is gone within 10 seconds, whoever is still connected. */
import type { Fault } from "@loyalkit/sandbox/Fault"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, it } from "vitest"
import { caller, type Caller } from "./Caller.ts"
import { over, start, type GatewayProcess } from "./Process.ts"
import { open, request, type Raw } from "./Raw.ts"
import {
  anna,
  boris,
  cafe,
  darya,
  makeFolder,
  openService,
  phoneOf,
  removeFolder,
  type Service,
  vera,
} from "./Shop.ts"
import { until } from "./Until.ts"

/** Within these it has to be gone, in milliseconds (gateway's API). */
const STOP = 10_000
const HOST = "Host: 127.0.0.1"

/** The tests wait for one another's gateways as little as shops do: each has its own, and customers of its own at the one service. */
describe.concurrent("a gateway that is told to stop", { timeout: 60_000 }, () => {
  let service: Service
  beforeAll(async () => {
    service = await openService()
  })
  afterAll(() => service.close())

  const begin = (data: string) =>
    start({ ...over(service.url, data), LOYALCLIENT_POINT: cafe.id, LOYALKIT_COMMIT_BUDGET: "2000" })

  /** Does something with a gateway over a journal of its own. */
  const withGateway = async (use: (gateway: GatewayProcess, data: string) => Promise<void>) => {
    const data = await makeFolder()
    const gateway = await begin(data)
    try {
      await use(gateway, data)
    } finally {
      gateway.kill()
      await gateway.ended
      await removeFolder(data)
    }
  }

  /** Stops it; gives how it ended, and how long that took. */
  const stopped = async (gateway: GatewayProcess) => {
    const begun = performance.now()
    gateway.stop()
    const ended = await gateway.ended
    return { ...ended, millis: performance.now() - begun }
  }
  const strike = (client: string, fault: Fault) =>
    Effect.runPromise(service.sandbox.addFault({ match: { method: "retail", client }, times: 1, fault }))
  const hold = async (till: Caller, at: string, customer: { readonly phone: number }) => {
    await till.post(`${at}/identify`, { search: phoneOf(customer) })
    await till.post(`${at}/quote`, { amount: 100 })
    await till.post(`${at}/hold`, { points: 20 })
  }
  const stands = (till: Caller, at: string, state: string) =>
    until(`${at} to be ${state}`, async () => {
      const { body } = await till.get(at)
      return body.state === state ? body : undefined
    })

  it("with nothing to do is gone at once, also where tills keep their connections", ({ expect }) =>
    withGateway(async (gateway) => {
      const till = caller(gateway.url)
      await till.get("/v1/ping")
      const silent = await open(gateway.url)
      const { code, millis } = await stopped(gateway)
      expect(code).toBe(0)
      expect(millis).toBeLessThan(STOP / 2)
      till.hangUp()
      silent.hangUp()
    }))

  it("answers the commit that is under way, and takes no new one", ({ expect }) =>
    withGateway(async (gateway) => {
      await strike(vera.id, { kind: "delay", before: 1_200 })
      const till = caller(gateway.url)
      const at = "/v1/receipts/stop-1"
      await till.post(`${at}/identify`, { search: phoneOf(vera) })
      const commit = till.post(`${at}/commit`, { amount: 500, points: 0 })
      await stands(till, at, "committing")
      const stopping = stopped(gateway)
      expect((await commit).body).toMatchObject({ status: "committed", sale: { amount: 500 } })
      await expect(caller(gateway.url).get("/v1/ping")).rejects.toThrow("ECONNREFUSED")
      const { code, millis } = await stopping
      expect(code).toBe(0)
      expect(millis).toBeLessThan(STOP / 2)
      till.hangUp()
    }))

  it("waits for no client that never reads, never finishes, or only listens", ({ expect }) =>
    withGateway(async (gateway) => {
      const never = [
        request("POST /v1/clients/find HTTP/1.1", { headers: [HOST, "Content-Length: 100"] }),
        request("POST /v1/clients/find HTTP/1.1", {
          headers: [HOST, "Content-Length: 100", "Connection: Upgrade", "Upgrade: h2c"],
        }),
        "GET /v1/pi",
        "",
      ]
      const raws: Array<Raw> = []
      for (const bytes of never) {
        const raw = await open(gateway.url)
        raw.send(bytes)
        raws.push(raw)
      }
      const deaf = await open(gateway.url)
      deaf.socket.pause()
      deaf.send(request("GET /openapi.json HTTP/1.1", { headers: [HOST] }).repeat(1_000))
      expect((await caller(gateway.url).get("/v1/ping")).body.ok).toBe(true)
      const { code, millis } = await stopped(gateway)
      expect(code).toBe(0)
      expect(millis).toBeLessThan(STOP)
      for (const raw of [...raws, deaf]) raw.hangUp()
    }))

  it("with a commit whose service never answers is gone in time, and the next start settles the doubt", ({
    expect,
  }) =>
    withGateway(async (gateway, data) => {
      const till = caller(gateway.url)
      // By the first doubt of its life it learns how this service shows a hold.
      await strike(anna.id, { kind: "cut" })
      await hold(till, "/v1/receipts/stop-2", anna)
      await till.post("/v1/receipts/stop-2/commit", { amount: 100, points: 20 })
      await stands(till, "/v1/receipts/stop-2", "committed")

      const at = "/v1/receipts/stop-3"
      await hold(till, at, boris)
      await strike(boris.id, { kind: "silence", executed: true })
      const commit = till.post(`${at}/commit`, { amount: 100, points: 20 })
      await stands(till, at, "committing")
      const stopping = stopped(gateway)
      expect((await commit).body.status).toBe("pending")
      const { code, millis } = await stopping
      expect(code).toBe(0)
      expect(millis).toBeLessThan(STOP)
      till.hangUp()

      const nextGateway = await begin(data)
      const next = caller(nextGateway.url)
      expect(await stands(next, at, "committed")).toMatchObject({ sale: { amount: 100, spend: 20 } })
      next.hangUp()
      nextGateway.kill()
      await nextGateway.ended
    }))

  it("told so twice stops as well, and writes nothing but its log", ({ expect }) =>
    withGateway(async (gateway) => {
      const { body } = await caller(gateway.url).post("/v1/clients/find", { search: phoneOf(darya) })
      expect(body.ok).toBe(true)
      gateway.stop()
      const { code, millis } = await stopped(gateway)
      expect(code).toBe(0)
      expect(millis).toBeLessThan(STOP)
      expect(gateway.written()).not.toMatch(/Error|\bat .*\.js:\d+/)
    }))
})
