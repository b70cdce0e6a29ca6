/**
 * The last look at a world, when everything has had its time: how each receipt ended, and whether that is so.
 */
import type { Journal } from "@loyalkit/core/Journal"
import type { CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import { readFrom } from "@loyalkit/core/journal/CheckoutStore"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import * as Effect from "effect/Effect"
import type { Judge, Record } from "./Judge.ts"

export interface EndingOptions {
  readonly judge: Judge
  /** The journal as it is, with no trouble in between. */
  readonly journal: Journal["Service"]
  readonly service: Snapshot
  /** The receipts that the engine lists as cases. */
  readonly cases: ReadonlySet<string>
}

/** How a receipt ended, in one word for the table. */
export type End = CheckoutState["_tag"] | "none" | "unreadable"

const ENDS: ReadonlyArray<End> = ["Committed", "Rejected", "Cancelled"]

const promised = ({ receipt }: Record): boolean =>
  receipt.told === "committed" || receipt.told === "in doubt" || receipt.told === "queued"

/**
 * A sale that the till was told to count on, that was never made, and of which nobody was told: no case is open, and no person closed
 * one.
 */
export const isLost = (name: string, record: Record, cases: ReadonlySet<string>): boolean =>
  promised(record) &&
  record.sales.length === 0 &&
  !cases.has(name) &&
  record.decided !== "person" &&
  !record.dealtWith

/** How each receipt ended. Violations are told to the judge. */
export const judge = ({ cases, journal, judge, service }: EndingOptions): ReadonlyMap<string, End> => {
  const ends = new Map<string, End>()

  const check = (name: string, record: Record, state: CheckoutState): void => {
    const sold = record.sales.length > 0
    const says = state._tag
    if (says === "Open" && state.version === 0) {
      if (promised(record))
        judge.violated("lost", name, `the till was told ${record.receipt.told}, the journal has nothing`)
    } else if (!ENDS.includes(says) && !cases.has(name)) {
      judge.violated("stuck", name, `ended as ${says}, and is no case`)
    }
    if (says === "Committed" && !sold)
      judge.violated("wrongly-committed", name, "ended Committed, the ledger has no sale")
    if (says !== "Committed" && says !== "InDoubt" && says !== "Committing" && sold) {
      judge.violated("wrongly-not", name, `ended ${says}, the ledger has a sale`)
    }
    if (record.receipt.told === "committed" && says !== "Committed" && !cases.has(name)) {
      judge.violated("lost", name, `the till was told committed, the journal ended ${says}`)
    }
    if (record.receipt.told === "in doubt" && !sold && says === "Cancelled") {
      judge.violated("lost", name, "the till was told that it is being settled, and it was cancelled")
    }
  }

  for (const [name, record] of judge.records) {
    const read = Effect.runSync(Effect.result(readFrom(journal, record.receipt.key)))
    if (read._tag === "Failure") {
      ends.set(name, "unreadable")
      judge.violated("lost", name, read.failure.message)
      continue
    }
    const { state } = read.success
    ends.set(name, state.version === 0 ? "none" : state._tag)
    check(name, record, state)
  }
  for (const client of service.clients) {
    for (const hold of client.holds)
      judge.violated("hold-left", "", `hold ${hold.id} of ${client.id} lives on`)
  }
  return ends
}
