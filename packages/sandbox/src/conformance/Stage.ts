/**
 * Where a scenario plays: a LoyalClient service of its own that a subject reaches by its URL, and the hands on it.
 *
 * Who opens the stage decides what lies between: a port (`node/Conformance`), or nothing at all, as in a page.
 */
import * as Effect from "effect/Effect"
import type { Switches } from "../Behaviour.ts"
import type { Method } from "../Call.ts"
import type { Fault } from "../Fault.ts"
import { paths } from "../internal/Wire.ts"
import type { Entry } from "../Ledger.ts"
import type { Options } from "../Options.ts"
import type { Sandbox } from "../Sandbox.ts"

/** A sale in the service's ledger. */
export type LedgerSale = Extract<Entry, { readonly kind: "sold" }>

/** The hands on the service, and the truth about it. */
export interface Service {
  /** The next calls of a method meet this fault; one call unless told otherwise. */
  readonly breakNext: (method: Method, fault: Fault, times?: number) => Promise<void>
  readonly advance: (minutes: number) => Promise<void>
  readonly turn: (switches: Switches) => Promise<void>
  /** Every sale, in order. */
  readonly sales: () => Promise<ReadonlyArray<LedgerSale>>
  /** The client's points in living holds, the smallest hold first. */
  readonly held: (client: string) => Promise<ReadonlyArray<number>>
  /** How many calls of a method have come in. */
  readonly calls: (method: Method) => Promise<number>
  /** Somebody else's till sells to a client, and spends points for the whole of it. */
  readonly strangerSpends: (sale: {
    readonly client: string
    readonly point: string
    readonly pointsHundredths: number
  }) => Promise<void>
}

/** A service that a subject can reach. */
export interface Stage {
  readonly url: string
  readonly service: Service
  /** Nobody listens any more: connections are refused. */
  readonly away: () => Promise<void>
  readonly back: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens a stage with a sandbox of its own. */
export type OpenStage = (options: Options) => Promise<Stage>

/** The hands on a sandbox. */
export const serviceOf = (sandbox: Sandbox["Service"]): Service => {
  const state = () => Effect.runPromise(sandbox.state)
  return {
    breakNext: async (method, fault, times = 1) => {
      await Effect.runPromise(sandbox.addFault({ match: { method }, times, fault }))
    },
    advance: async (minutes) => {
      await Effect.runPromise(sandbox.advance(`${minutes} minutes`))
    },
    turn: async (switches) => {
      await Effect.runPromise(sandbox.setBehaviour(switches))
    },
    sales: async () => {
      const ledger = await Effect.runPromise(sandbox.ledger())
      return ledger.flatMap((entry) => (entry.kind === "sold" ? [entry] : []))
    },
    held: async (client) => {
      const found = (await state()).clients.find(({ id }) => id === client)
      return (found?.holds ?? []).map(({ points }): number => points).toSorted((a, b) => a - b)
    },
    calls: async (method) => {
      const calls = await Effect.runPromise(sandbox.calls)
      return calls.filter((call) => call.method === method).length
    },
    strangerSpends: async ({ client, point, pointsHundredths }) => {
      const { apikey } = await state()
      const amount = pointsHundredths / 100
      const body = JSON.stringify({ client, point, amount, spend: amount })
      await Effect.runPromise(sandbox.handle({ verb: "POST", path: paths.retail, apikey, body }))
    },
  }
}
