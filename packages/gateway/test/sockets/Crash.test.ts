/** A gateway that is killed again and again while tills commit, and starts from its journal: each receipt is sold exactly once. */
import { ClientId, PointId } from "@loyalkit/core/Domain"
import { Percent, Points } from "@loyalkit/core/Money"
import { DEFAULT_KEY, type World } from "@loyalkit/sandbox/World"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { caller, type Caller } from "./Caller.ts"
import type { Body } from "./Form.ts"
import { over, start, type GatewayProcess } from "./Process.ts"
import { makeFolder, openService, removeFolder, type Service } from "./Shop.ts"
import { until } from "./Until.ts"

const KILLS = 5
const TILLS = 6
const SEED = 20_261_125
/** So many receipts are sold at least, and so many at most begun. */
const ENOUGH = 25
const MOST = 400

/** A small generator, so that a seed decides when a process dies (mulberry32). */
const chance = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

const point = PointId.make("cafe")
const town: World = {
  apikey: DEFAULT_KEY,
  points: [{ id: point, title: "Кофейня" }],
  levels: [
    {
      id: "gold",
      title: "Золото",
      type: "cashback",
      percent: Percent.make(5),
      maxSpendPercent: Percent.make(50),
    },
  ],
  clients: Array.from({ length: MOST + 1 }, (_, index) => ({
    id: ClientId.make(`client-${index}`),
    name: `Покупатель ${index}`,
    phone: 79_000_100_000 + index,
    level: "gold",
    balance: Points.make(500_00),
  })),
}

/** What a receipt is about: its number decides, and no two cost the same. */
const planOf = (number: number) => ({
  receipt: `r-${number}`,
  search: String(79_000_100_000 + number),
  amount: 1_000 + number,
  points: number % 3 === 2 ? 0 : 10 + (number % 7),
})
type Plan = ReturnType<typeof planOf>

const isDone = ({ status }: Body): boolean => status === "committed"

describe("a gateway killed in the middle of commits", { timeout: 120_000 }, () => {
  let service: Service
  let data: string
  let gateway: GatewayProcess
  /** Those that a till found in doubt when it came back to them. */
  const doubted = new Set<string>()
  const begin = () =>
    start({ ...over(service.url, data), LOYALCLIENT_POINT: point, LOYALKIT_LOG_LEVEL: "error" })

  beforeAll(async () => {
    service = await openService({
      seed: String(SEED),
      world: town,
      faults: [
        // By the first doubt of its life it learns how this service shows a hold.
        { match: { method: "retail", client: "client-0" }, times: 1, fault: { kind: "cut" } },
        { match: { method: "retail", probability: 0.6 }, fault: { kind: "delay", before: 8, after: 8 } },
        { match: { method: "hold", probability: 0.2 }, fault: { kind: "delay", before: 3, after: 3 } },
      ],
    })
    data = await makeFolder()
    gateway = await begin()
  })
  afterAll(async () => {
    gateway.kill()
    await gateway.ended
    await service.close()
    await removeFolder(data)
  })

  /** A till's way with a receipt, from wherever that stands; as far as the gateway lives. */
  const sell = async (till: Caller, { amount, points, receipt, search }: Plan): Promise<Body> => {
    const at = `/v1/receipts/${receipt}`
    const { state } = (await till.get(at)).body
    if (state === "doubt") doubted.add(receipt)
    if (state === "open" || state === "identified" || state === "quoted" || state === "held") {
      await till.post(`${at}/identify`, { search })
      await till.post(`${at}/quote`, { amount })
      if (points > 0) await till.post(`${at}/hold`, { points })
    }
    return (await till.post(`${at}/commit`, { amount, points })).body
  }

  const settled = (till: Caller, plan: Plan) =>
    until(
      `${plan.receipt} to be settled`,
      async () => {
        const { body } = await till.get(`/v1/receipts/${plan.receipt}`)
        return body.state === "committed" || body.doubt?.left !== undefined ? body : undefined
      },
      60_000,
    )

  const sold = async () =>
    (await Effect.runPromise(service.sandbox.ledger())).flatMap((entry) =>
      entry.kind === "sold" ? [entry] : [],
    )

  it(`${KILLS} times has sold each receipt exactly once in the end, written its points off once, and lost none`, async () => {
    const random = chance(SEED)
    let next = 0
    const promised = new Set<string>()
    const begun: Array<Plan> = []
    /** Sells until the gateway dies; what was under way is taken up by the next life. */
    const work = async (till: Caller, left: Array<Plan>, alive: () => boolean): Promise<Plan | undefined> => {
      while (alive() && next < MOST) {
        const plan = left.pop() ?? planOf(++next)
        if (!begun.includes(plan)) begun.push(plan)
        try {
          if (isDone(await sell(till, plan))) promised.add(plan.receipt)
        } catch {
          return plan
        }
      }
      return undefined
    }

    // A quiet beginning.
    const first = caller(gateway.url)
    await sell(first, planOf(0))
    begun.push(planOf(0))
    expect((await settled(first, planOf(0))).state).toBe("committed")
    first.hangUp()

    let left: Array<Plan> = []
    let interruptions = 0
    for (let kill = 0; kill < KILLS; kill++) {
      let isAlive = true
      const tills = Array.from({ length: TILLS }, () => caller(gateway.url))
      const target = promised.size + Math.floor(random() * 12)
      const working = Promise.all(tills.map((till) => work(till, left, () => isAlive)))
      const moment = setInterval(
        () => {
          if (promised.size < target) return
          clearInterval(moment)
          gateway.kill()
        },
        1 + Math.floor(random() * 5),
      )
      expect(await gateway.ended).toEqual({ code: null, signal: "SIGKILL" })
      isAlive = false
      const interrupted = (await working).flatMap((plan) => (plan === undefined ? [] : [plan]))
      interruptions += interrupted.length
      left = [...left, ...interrupted]
      for (const till of tills) till.hangUp()
      gateway = await begin()
    }

    // A quiet end: every till repeats what it does not know the end of, and a person looks into the ledger where only they can say.
    const till = caller(gateway.url)
    for (const plan of left) await sell(till, plan)
    let byPerson = 0
    for (const plan of begun) {
      const { state } = await settled(till, plan)
      if (state === "committed") continue
      byPerson++
      const { cases = [] } = (await till.get("/v1/cases?kind=doubt")).body
      const id = cases.find(({ receiptId }) => receiptId === plan.receipt)?.id
      const exists = (await sold()).some(({ amount }) => amount / 100 === plan.amount)
      const said = exists ? { verdict: "committed" } : { verdict: "notCommitted", then: "send" }
      expect((await till.post(`/v1/cases/${id}/resolve`, { ...said, by: "Ольга" })).body.status).toBe(
        "resolved",
      )
      await until("what a person said to be done", async () =>
        (await till.get(`/v1/receipts/${plan.receipt}`)).body.state === "committed" ? true : undefined,
      )
    }

    const sales = (await sold()).map(({ amount, spend }) => ({ amount: amount / 100, spend: spend / 100 }))
    const asked = begun.map(({ amount, points }) => ({ amount, spend: points }))
    const byAmount = (a: { readonly amount: number }, b: { readonly amount: number }) => a.amount - b.amount
    expect(sales.toSorted(byAmount)).toEqual(asked.toSorted(byAmount))
    for (const receipt of promised)
      expect((await till.get(`/v1/receipts/${receipt}`)).body.state).toBe("committed")
    expect((await till.get("/v1/ping")).body).toMatchObject({ open: 0, doubts: 0, queued: 0 })
    expect((await till.get("/v1/cases?kind=doubt")).body.cases).toEqual([])
    till.hangUp()

    // It must have been a hard life, or else all of this proves nothing.
    expect(begun.length).toBeGreaterThan(ENOUGH)
    expect(interruptions).toBeGreaterThan(2 * KILLS)
    expect(doubted.size).toBeGreaterThan(0)
    expect(byPerson).toBeLessThan(begun.length / 4)
  })
})
