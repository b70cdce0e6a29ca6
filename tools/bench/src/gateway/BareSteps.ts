/**
 * The four steps of a sale as one would write them without the engine: a call to the service each, and one synced insert
 * before the sale.
 *
 * What a careful handler cannot do without: who the client is and what is held, kept by receipt until the sale; the intent on
 * the disk before it is sent. No schema, budget, retry, breaker, metric or log, and after a crash nobody who looks into what was written.
 */
import { join } from "node:path"
import { Agent } from "undici"
import { bareTable } from "../Disk.ts"
import { bareCalls } from "../Service.ts"

/** What the till sends; a step reads what is its own. */
export interface Sent {
  readonly search?: string
  readonly amount?: number
  readonly points?: number
}

type Step = (receipt: string, sent: Sent) => Promise<object>

interface Known {
  readonly client: string
  readonly hold?: string
}

/** Each step by its name, for the service and the folder that the environment names. */
export const makeSteps = (): Readonly<Record<string, Step>> => {
  const { LOYALCLIENT_POINT: point, LOYALCLIENT_URL: url = "", LOYALKIT_DATA: data = "" } = process.env
  const call = bareCalls(url, new Agent())
  const table = bareTable(join(data, "bare.sqlite"))
  const open = new Map<string, Known>()
  const knownOf = (receipt: string): Known => {
    const known = open.get(receipt)
    if (known === undefined) throw new Error(`${receipt} was not identified`)
    return known
  }
  return {
    identify: async (receipt, { search }) => {
      const { client } = (await call("client", { search, point })) as { client: { id: string } } // the stub's answer
      open.set(receipt, { client: client.id })
      return { client }
    },
    quote: async (receipt, { amount }) => {
      const { client } = knownOf(receipt)
      const { recalc } = (await call("recalc", { client, point, amount })) as { recalc: object } // the stub's answer
      return { quote: recalc }
    },
    hold: async (receipt, { points }) => {
      const { client } = knownOf(receipt)
      const asked = { client, point, amount: points, duration: 12 }
      const { held } = (await call("bonuses/hold", asked)) as { held: { id: string } } // the stub's answer
      open.set(receipt, { client, hold: held.id })
      return { hold: held }
    },
    commit: async (receipt, { amount, points }) => {
      const { client, hold } = knownOf(receipt)
      const sale = { client, point, amount, spend: points, hold: [hold] }
      table.insert({ receipt, ...sale })
      const { retail } = (await call("retail", sale)) as { retail: object } // the stub's answer
      open.delete(receipt)
      return { status: "committed", sale: retail }
    },
  }
}
