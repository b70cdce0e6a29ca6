/**
 * A vendor's own till, as it is often written first: it calls the API itself, sends again what got no answer, and keeps
 * everything in memory. The suite must find it out.
 */
import type { Answer, Driver, Receipt, Setting } from "@loyalkit/sandbox/conformance"

/** What is read of the service's answers; the naive do not check what they get. */
type Fields = Readonly<Record<string, unknown>>

interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, Fields>>
}

const refused = (code: string, message = ""): { ok: false; error: { code: string; message: string } } => ({
  ok: false,
  error: { code, message },
})
const hundredths = (value: unknown): number => Math.round(Number(value) * 100)
const part = (reply: Reply, name: string): Fields => reply.body[name] ?? {}

/** Sends again what got no answer: twice, at once. */
const post = async ({ apiKey, url }: Setting, method: string, body: object): Promise<Reply | undefined> => {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const response = await fetch(`${url}/integration/general/${method}`, {
        method: "POST",
        headers: { apikey: apiKey, "content-type": "application/json" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(1_000),
      })
      return { status: response.status, body: (await response.json()) as Reply["body"] }
    } catch {
      continue
    }
  }
  return undefined
}

interface Memory {
  client?: string
  hold?: string
  sale?: { totalKopecks: number; spentHundredths: number; earnedHundredths: number }
  isCancelled?: boolean
}

const receiptOf = (setting: Setting, point: string, memory: Memory): Receipt => {
  const ask = async <A>(method: string, body: object, read: (reply: Reply) => A): Promise<Answer<A>> => {
    const reply = await post(setting, method, body)
    if (reply === undefined) return refused("LOYALTY_UNAVAILABLE")
    return reply.status === 200
      ? { ok: true, value: read(reply) }
      : refused("REFUSED", JSON.stringify(reply.body))
  }
  const named = () => (memory.hold === undefined ? {} : { hold: [memory.hold] })
  return {
    identify: (search) =>
      ask("client", { search, point }, (reply) => {
        const { balance, id } = part(reply, "client")
        memory.client = String(id)
        return { balanceHundredths: hundredths(balance) }
      }),
    quote: ({ amountKopecks }) =>
      ask("recalc", { client: memory.client, point, amount: amountKopecks / 100, ...named() }, (reply) => {
        const { earn, spend } = part(reply, "recalc")
        return { maxSpendHundredths: hundredths(spend), earnHundredths: hundredths(earn) }
      }),
    hold: (pointsHundredths) =>
      ask("bonuses/hold", { client: memory.client, point, amount: pointsHundredths / 100 }, (reply) => {
        memory.hold = String(part(reply, "held")["id"])
        return { pointsHundredths, payableKopecks: 0 }
      }),
    commit: ({ amountKopecks, pointsHundredths }) => {
      const body = {
        client: memory.client,
        point,
        amount: amountKopecks / 100,
        spend: pointsHundredths / 100,
      }
      return ask("retail", { ...body, ...named() }, (reply) => {
        const { earn = 0, spend = 0, total } = part(reply, "retail")
        const sale = {
          totalKopecks: hundredths(total),
          spentHundredths: hundredths(spend),
          earnedHundredths: hundredths(earn),
        }
        memory.sale = sale
        return { sale }
      })
    },
    cancel: async () => {
      memory.isCancelled = true
      return ask("bonuses/release", { id: memory.hold }, () => undefined)
    },
    outcome: async () => ({
      ok: true,
      value: {
        state: memory.isCancelled === true ? "cancelled" : memory.sale === undefined ? "open" : "committed",
        ...(memory.sale === undefined ? {} : { sale: memory.sale }),
      },
    }),
  }
}

const IN_MEMORY = "it keeps everything in memory"

export const naiveDriver: Driver = {
  name: "a till that calls the API itself",
  cannot: {
    crash: IN_MEMORY,
    noteReturn: "it has no returns",
    cases: "it has no list for a person",
    lines: "it sends sums",
  },
  start: async (setting) => {
    const receipts = new Map<string, Memory>()
    let logs = ""
    return {
      open: async (receipt, at) => {
        const point = at === "elsewhere" ? setting.points.elsewhere : setting.points.here
        const memory = receipts.get(`${point} ${receipt}`) ?? {}
        receipts.set(`${point} ${receipt}`, memory)
        const { identify, ...rest } = receiptOf(setting, point, memory)
        return {
          ...rest,
          identify: (search) => {
            logs += `looking for ${search}\n`
            return identify(search)
          },
        }
      },
      logs: async () => logs,
      stop: async () => undefined,
    }
  },
}
