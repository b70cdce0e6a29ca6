/**
 * Holds what the journal is told against what the service's ledger says, at the moment it is told.
 *
 * The ledger is the truth that the engine cannot see. Each receipt has amounts of its own, so a sale in the ledger
 * says by its amount whose it is.
 */
import type { Append } from "@loyalkit/core/Journal"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import { amountsOf } from "../script/Script.ts"
import type { Receipt } from "../world/Till.ts"
import type { Code, Violation } from "./Violation.ts"

type Sold = Extract<Entry, { kind: "sold" }>

/** What is known of a receipt's sale. */
export interface Record {
  readonly receipt: Receipt
  readonly sales: Array<Sold>
  /** What the last commit that was written down asks for. */
  intent: { readonly amount: number; readonly points: number; readonly hold: number | undefined } | undefined
  /** The journal says that nothing was created, and nothing was sent since. */
  deniedBy: string | undefined
  /** May it be sent? Not while a request may have been executed, and after a refused second one only with a new proof. */
  maySend: boolean
  /** Was the last request sent again, after a proof? */
  again: boolean
  /** When its doubt began, in the world's milliseconds. */
  doubtSince: number | undefined
  doubted: boolean
  decided: "witness" | "person" | undefined
  /** Its earning was queued. */
  queued: boolean
  /** A person has closed a case of it. */
  dealtWith: boolean
  /** The faults that its own calls met. */
  readonly faults: Set<string>
}

/** Refusals that say nothing of the sale itself: nobody there, our key, our point. */
const WAITS: ReadonlyArray<string> = ["Unavailable", "Unauthorized", "PointNotFound"]

export interface Judge {
  readonly records: ReadonlyMap<string, Record>
  readonly violations: ReadonlyArray<Violation>
  readonly violated: (code: Code, receipt: string, detail: string) => void
  /** An append that the journal took. */
  readonly appended: (append: Append) => void
  /** New entries of the ledger. */
  readonly sold: (entries: ReadonlyArray<Entry>) => void
}

export interface JudgeOptions {
  readonly receipts: ReadonlyArray<Receipt>
  readonly now: () => number
  /** Fetches what is new in the ledger. */
  readonly look: () => ReadonlyArray<Entry>
  /** Told how long a doubt took to be settled. */
  readonly settledAfter: (millis: number) => void
}

export const make = ({ look, now, receipts, settledAfter }: JudgeOptions): Judge => {
  const records = new Map<string, Record>()
  const byAmount = new Map<number, Record>()
  const violations: Array<Violation> = []
  for (const receipt of receipts) {
    const record: Record = {
      receipt,
      sales: [],
      intent: undefined,
      deniedBy: undefined,
      maySend: true,
      again: false,
      doubtSince: undefined,
      doubted: false,
      decided: undefined,
      queued: false,
      dealtWith: false,
      faults: new Set(),
    }
    records.set(receipt.visit.receipt, record)
    for (const amount of amountsOf(receipt.visit)) byAmount.set(amount, record)
  }

  const violated = (code: Code, receipt: string, detail: string): void =>
    void violations.push({ code, receipt, detail, at: now() })

  const sale = (entry: Sold): void => {
    const record = byAmount.get(entry.amount)
    if (record === undefined) return
    const name = record.receipt.visit.receipt
    record.sales.push(entry)
    if (record.sales.length > 1)
      violated("twice", name, `sale ${record.sales.length} of it, ${entry.spend} points spent`)
    const { intent } = record
    if (intent === undefined) return violated("unwritten", name, "a sale without a commit in the journal")
    if (entry.amount !== intent.amount || entry.spend !== intent.points) {
      violated(
        "beyond",
        name,
        `asked for ${intent.amount} and ${intent.points} points, sold ${entry.amount} and ${entry.spend}`,
      )
    }
    if (intent.hold !== undefined && entry.spend > 0 && entry.spend !== intent.hold)
      violated("beyond", name, `${entry.spend} points spent, ${intent.hold} held`)
    if (entry.after < 0 || entry.held > entry.after)
      violated("beyond", name, `balance ${entry.after}, held ${entry.held}`)
    if (record.deniedBy !== undefined)
      violated("wrongly-not", name, `sold after the journal said ${record.deniedBy}`)
  }

  const sold: Judge["sold"] = (entries) => {
    for (const entry of entries) if (entry.kind === "sold") sale(entry)
  }

  const decide = (record: Record, by: "witness" | "person"): void => {
    record.decided = by
    if (record.doubtSince !== undefined && by === "witness") settledAfter(now() - record.doubtSince)
    record.doubtSince = undefined
  }

  const deny = (record: Record, what: string): void => {
    record.deniedBy = what
    const found = record.sales.at(-1)
    if (found !== undefined) {
      violated("wrongly-not", record.receipt.visit.receipt, `the journal says ${what}, the ledger has a sale`)
    }
  }

  const told = (record: Record, event: JournalEvent): void => {
    switch (event._tag) {
      case "CommitIntended": {
        const { amount, points } = event.request
        record.intent = { amount, points, hold: event.witness.hold?.points }
        if (!record.maySend) {
          violated(
            "unproven",
            record.receipt.visit.receipt,
            `request ${event.attempt} without a proof that the last one failed`,
          )
        }
        record.maySend = false
        record.again = event.again === true
        record.deniedBy = undefined
        record.doubtSince ??= now()
        return
      }
      case "Committed":
        if (record.sales.length === 0) {
          violated(
            "wrongly-committed",
            record.receipt.visit.receipt,
            "the journal says Committed, the ledger has no sale",
          )
        }
        if (event.judge !== undefined) return decide(record, event.judge.by)
        record.doubtSince = undefined
        // Its answer came after all, after another process had declared a doubt.
        record.doubted = record.decided !== undefined
        return
      case "CommitRefused":
        record.doubtSince = undefined
        record.maySend = !record.again || WAITS.includes(event.error)
        return deny(record, `CommitRefused (${event.error})`)
      case "NotCreated":
        record.maySend = true
        decide(record, event.judge.by)
        return deny(record, "NotCreated")
      case "Rejected":
        if (event.judge !== undefined) decide(record, event.judge.by)
        return deny(record, `Rejected (${event.error})`)
      case "Cancelled":
        return deny(record, "Cancelled")
      case "EarningQueued":
        record.queued = true
        return
      case "CommitUnknown":
        record.doubted = true
        return
      case "CaseClosed":
        record.dealtWith = true
        return
      default:
        return
    }
  }

  return {
    records,
    violations,
    violated,
    sold,
    appended: ({ events, key }) => {
      sold(look())
      const record = records.get(key.receipt)
      if (record !== undefined) for (const event of events) told(record, event)
    },
  }
}
