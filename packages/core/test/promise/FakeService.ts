/** A `fetch` that answers each method from a script, and remembers what it was asked. */
import { createLoyalty, type Loyalty, type LoyaltyPolicy } from "../../src/promise.ts"

type Answer = unknown | (() => Promise<Response> | Response)

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })

const happy = {
  client: {
    success: true,
    client: {
      id: "c1",
      name: "Анна",
      phone: 79201234567,
      balance: 500,
      level: { type: "cashback", percent: 5, maxSpendPercent: 50 },
    },
  },
  recalc: { success: true, recalc: { amount: 1000, percent: 5, type: "cashback", spend: 500, earn: 50 } },
  "bonuses/hold": { success: true, held: { id: "h1", until: 0, amount: 100 } },
  "bonuses/release": { success: true },
  retail: { success: true, retail: { amount: 1000, total: 900, percent: 5, type: "cashback", spend: 100 } },
}
export type Method = keyof typeof happy

const isMethod = (name: string): name is Method => name in happy

/** A service that says yes to everything, except where a script says otherwise. */
export const fakeService = (script: Partial<Record<Method, Answer>> = {}) => {
  const calls: Array<{ readonly method: Method; readonly body: unknown; readonly signal: unknown }> = []
  const answers: Record<Method, Answer> = { ...happy, ...script }
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const method = url.replace("https://loyal.test/integration/general/", "")
    if (!isMethod(method)) throw new TypeError(`no such method: ${method}`)
    calls.push({ method, body: JSON.parse(String(init.body)), signal: init.signal })
    const answer = answers[method]
    return typeof answer === "function" ? answer() : json(answer)
  }
  return { fetch, calls, answers, methods: () => calls.map(({ method }) => method) }
}

/** Starts the face over a fake service, and closes it after the test's body. */
export const withLoyalty = async (
  service: ReturnType<typeof fakeService>,
  body: (loyalty: Loyalty) => Promise<void>,
  policy: LoyaltyPolicy = {},
) => {
  const loyalty = await createLoyalty({
    url: "https://loyal.test",
    apiKey: "key",
    fetch: service.fetch,
    policy: { maxAttempts: 1, ...policy },
  })
  try {
    await body(loyalty)
  } finally {
    await loyalty.close()
  }
}

export const key = { point: "p1", receipt: "r1" }
export const anna = { ...key, search: "79201234567" }
export const purchase = { ...key, amountKopecks: 100_000 }
export const spend = { ...purchase, pointsHundredths: 10_000 }
