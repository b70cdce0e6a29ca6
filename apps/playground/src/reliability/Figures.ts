/**
 * The few numbers that the page shows of all that the simulator counts, and their sums.
 */
import type { Played } from "@loyalkit/simulator/OneWorld"

/** The clients that play the same worlds, by the simulator's names: ours first. */
export const clients = ["loyalkit", "retry three times", "log and forget"] as const
export type Client = (typeof clients)[number]

/** What must not happen to a sale. */
export const harms = ["double", "lost"] as const
export type Harm = (typeof harms)[number]

/** In the order in which they are shown. */
export const counters = [
  "receipts",
  "faults",
  "crashes",
  "doubts",
  "witness",
  "person",
  "queued",
  "delivered",
] as const
export type Counter = (typeof counters)[number]

export interface Figures {
  readonly counted: Readonly<Record<Counter, number>>
  readonly harm: Readonly<Record<Client, Readonly<Record<Harm, number>>>>
}

const NO_HARM = { double: 0, lost: 0 }

export const none: Figures = {
  counted: {
    receipts: 0,
    faults: 0,
    crashes: 0,
    doubts: 0,
    witness: 0,
    person: 0,
    queued: 0,
    delivered: 0,
  },
  harm: { loyalkit: NO_HARM, "retry three times": NO_HARM, "log and forget": NO_HARM },
}

/** The figures of one world. */
export const figuresOf = ({ tally: { counts, doubts, harm, receipts } }: Played): Figures => {
  const sum = (prefix: string): number =>
    Object.entries(counts).reduce((all, [what, by]) => (what.startsWith(prefix) ? all + by : all), 0)
  const harmOf = (client: Client) => {
    const { double, lost } = harm[client] ?? NO_HARM
    return { double, lost }
  }
  const { earning, spending } = doubts
  return {
    counted: {
      receipts,
      faults: sum("fault: "),
      crashes: sum("crash: "),
      doubts: spending.total + earning.total,
      witness: spending.witness + earning.witness,
      person: spending.person + earning.person,
      queued: counts["queued"] ?? 0,
      delivered: counts["delivered"] ?? 0,
    },
    harm: {
      loyalkit: harmOf("loyalkit"),
      "retry three times": harmOf("retry three times"),
      "log and forget": harmOf("log and forget"),
    },
  }
}

const added = <K extends string>(a: Readonly<Record<K, number>>, b: Readonly<Record<K, number>>) => {
  const sum: Record<K, number> = { ...a }
  for (const key in b) sum[key] = a[key] + b[key]
  return sum
}

export const add = (a: Figures, b: Figures): Figures => ({
  counted: added(a.counted, b.counted),
  harm: {
    loyalkit: added(a.harm.loyalkit, b.harm.loyalkit),
    "retry three times": added(a.harm["retry three times"], b.harm["retry three times"]),
    "log and forget": added(a.harm["log and forget"], b.harm["log and forget"]),
  },
})
