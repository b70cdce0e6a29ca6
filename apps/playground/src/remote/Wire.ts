/**
 * The sandbox's admin API as a page calls it: JSON over `fetch`, read by the sandbox's own schemas.
 */
import { Call } from "@loyalkit/sandbox/Call"
import type { FaultRule } from "@loyalkit/sandbox/Fault"
import { Entry } from "@loyalkit/sandbox/Ledger"
import { Snapshot } from "@loyalkit/sandbox/Snapshot"
import * as Schema from "effect/Schema"

/** How long the sandbox may take to say how things stand, in milliseconds: it is near. Our judgment. */
const PATIENCE_MILLIS = 5_000

const LedgerPage = Schema.Struct({
  entries: Schema.Array(Entry),
  next: Schema.optionalKey(Schema.Int),
})

const state = Schema.decodeUnknownPromise(Snapshot)
const page = Schema.decodeUnknownPromise(LedgerPage)
const calls = Schema.decodeUnknownPromise(Schema.Struct({ calls: Schema.Array(Call) }))
const rule = Schema.decodeUnknownPromise(Schema.Struct({ id: Schema.String }))

export interface Admin {
  readonly state: () => Promise<Snapshot>
  /** The entries after that number. */
  readonly ledger: (after: number) => Promise<ReadonlyArray<Entry>>
  /** The calls after that number, of as many as it keeps. */
  readonly calls: (after: number) => Promise<ReadonlyArray<Call>>
  /** Gives the rule's ID. */
  readonly addFault: (rule: FaultRule) => Promise<string>
  readonly removeFault: (id: string) => Promise<void>
  readonly turnClock: (turn: { readonly advance: number } | { readonly running: boolean }) => Promise<void>
  readonly credit: (client: string, points: number) => Promise<void>
}

export const adminOf = (url: string): Admin => {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/sandbox/${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
      // A plain text needs no question first, and the sandbox reads it all the same.
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${method} /sandbox/${path} was answered ${response.status}`)
    return answer
  }
  return {
    state: async () => state(await ask("GET", "state")),
    ledger: async (after) => {
      const found: Array<Entry> = []
      let next: number | undefined = after
      while (next !== undefined) {
        const read: typeof LedgerPage.Type = await page(await ask("GET", `ledger?after=${next}`))
        found.push(...read.entries)
        next = read.next
      }
      return found
    },
    calls: async (after) => (await calls(await ask("GET", `calls?after=${after}`))).calls,
    addFault: async (fault) => (await rule(await ask("POST", "faults", fault))).id,
    // One that has struck may be gone by itself.
    removeFault: async (id) => void (await ask("DELETE", `faults/${encodeURIComponent(id)}`)),
    turnClock: async (turn) => void (await ask("POST", "clock", turn)),
    credit: async (client, points) => void (await ask("POST", "credit", { client, points })),
  }
}
