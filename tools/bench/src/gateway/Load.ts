/**
 * Tills that sell over `/v1`: whole checkouts of four requests, over 32 kept connections.
 *
 * Everybody sells to another client, since sales of one client wait for each other. An answer that is no success ends the
 * benchmark: what fails fast would look fast.
 */
import { Pool } from "undici"
import { searchOf } from "../StubClients.ts"

/** Connections, and checkouts under way at a time where all are busy. */
export const CONNECTIONS = 32

const headers = { "content-type": "application/json" }

const steps = (index: number): ReadonlyArray<readonly [step: string, body: string]> => [
  ["identify", `{"search":"${searchOf(index)}"}`],
  ["quote", '{"amount":1000}'],
  ["hold", '{"points":100}'],
  ["commit", '{"amount":1000,"points":100}'],
]

const pause = (millis: number) => new Promise<void>((resolve) => setTimeout(resolve, millis))

/** The same at each run and for both sides: gaps between arrivals of many tills that know nothing of each other. */
const gaps = (seed: number, perSecond: number) => {
  let state = seed
  return (): number => {
    // Numerical Recipes' generator: good enough to scatter arrivals.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (-Math.log((state + 1) / 2 ** 32) / perSecond) * 1_000
  }
}

export interface Tills {
  /** So many checkouts, each till the next one as soon as its last is done. */
  readonly sell: (checkouts: number) => Promise<void>
  /** Checkouts for so many milliseconds that come whether or not earlier ones are done. Gives each request's milliseconds. */
  readonly arrive: (perSecond: number, millis: number) => Promise<ReadonlyArray<number>>
}

/** Runs `use` with tills that sell at a server; their receipts begin with `prefix`. */
export const withTills = async <A>(
  url: string,
  prefix: string,
  use: (tills: Tills) => Promise<A>,
): Promise<A> => {
  const pool = new Pool(url, { connections: CONNECTIONS })
  let sold = 0
  let seed = 0

  const checkout = async (note?: (millis: number) => void): Promise<void> => {
    const index = sold++
    for (const [step, body] of steps(index)) {
      const from = performance.now()
      const path = `/v1/receipts/${prefix}-${index}/${step}`
      const reply = await pool.request({ path, method: "POST", headers, body })
      const text = await reply.body.text()
      note?.(performance.now() - from)
      if (reply.statusCode !== 200 || !text.startsWith('{"ok":true')) throw new Error(`${path}: ${text}`)
    }
  }

  const sell: Tills["sell"] = async (checkouts) => {
    let left = checkouts
    const till = async () => {
      while (left-- > 0) await checkout()
    }
    await Promise.all(Array.from({ length: Math.min(CONNECTIONS, checkouts) }, till))
  }

  const arrive: Tills["arrive"] = async (perSecond, millis) => {
    const next = gaps(++seed, perSecond)
    const took: Array<number> = []
    const underWay: Array<Promise<void>> = []
    const from = performance.now()
    for (let due = 0; due < millis; due += next()) {
      const early = due - (performance.now() - from)
      if (early > 0) await pause(early)
      underWay.push(checkout((one) => took.push(one)))
    }
    await Promise.all(underWay)
    return took
  }

  try {
    return await use({ sell, arrive })
  } finally {
    await pool.destroy()
  }
}
