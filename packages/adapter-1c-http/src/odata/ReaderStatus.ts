/**
 * What an operator sees of the reader: when it read last, what waits, what failed, and what somebody should look at.
 *
 * References, fields and reasons only: a document's `Ref_Key` leads to it in 1C, and nothing here names a person.
 */
import type { How } from "./Outcome.ts"

/** A document that is left out, and why. */
export interface LeftOut {
  readonly ref: string
  readonly field: string
  readonly expected: string
}

/** A receipt that somebody should look at: under its reference something else is settled. */
export interface Differing {
  readonly ref: string
  readonly why: string
}

/** A receipt that waits. */
export interface WaitingReceipt {
  readonly ref: string
  readonly kind: "sale" | "return"
  readonly since: number
  readonly why: string
}

export interface ReaderStatus {
  /** The last reading that came to its end, and how many documents it listed. */
  readonly lastRead?: { readonly at: number; readonly documents: number; readonly isWhole: boolean }
  /** Since when no reading comes to its end, why, and how many tries that makes. */
  readonly failing?: {
    readonly since: number
    readonly error: string
    readonly detail: string
    readonly tries: number
  }
  /** How many receipts were dealt with since the start, by how. */
  readonly done: Readonly<Record<How, number>>
  readonly waiting: ReadonlyArray<WaitingReceipt>
  readonly leftOut: ReadonlyArray<LeftOut>
  readonly differing: ReadonlyArray<Differing>
  /** Tills and shops in documents for which the settings have no point. */
  readonly unknownTills: ReadonlyArray<string>
  /** Documents older than this were not read in time, and are not read any more. */
  readonly missedBefore?: number
}

/** The most of each list that is kept; more than a person looks through. */
export const MAX_LISTED = 100

const nothing: Readonly<Record<How, number>> = {
  settled: 0,
  queued: 0,
  claimed: 0,
  case: 0,
  noted: 0,
  left: 0,
  nobody: 0,
  differs: 0,
}

/** What the reader notes down as it goes; of this process only. */
export class Notes {
  readonly done: Record<How, number> = { ...nothing }
  readonly leftOut = new Map<string, LeftOut>()
  readonly differing = new Map<string, Differing>()
  readonly unknownTills = new Set<string>()
  lastRead: ReaderStatus["lastRead"]
  failing: ReaderStatus["failing"]
  missedBefore: number | undefined

  /** `true` where it was not left out for the same reason before. */
  leaveOut(one: LeftOut): boolean {
    const before = this.leftOut.get(one.ref)
    keep(this.leftOut, one.ref, one)
    return before?.field !== one.field || before.expected !== one.expected
  }

  /** `true` the first time. */
  meetTill(till: string): boolean {
    if (this.unknownTills.has(till) || this.unknownTills.size >= MAX_LISTED) return false
    this.unknownTills.add(till)
    return true
  }

  differ(ref: string, why: string): void {
    keep(this.differing, ref, { ref, why })
  }

  status(waiting: ReadonlyArray<WaitingReceipt>): ReaderStatus {
    const { failing, lastRead, missedBefore } = this
    return {
      ...(lastRead === undefined ? {} : { lastRead }),
      ...(failing === undefined ? {} : { failing }),
      ...(missedBefore === undefined ? {} : { missedBefore }),
      done: { ...this.done },
      waiting,
      leftOut: [...this.leftOut.values()],
      differing: [...this.differing.values()],
      unknownTills: [...this.unknownTills],
    }
  }
}

/** The newest are kept. */
const keep = <A>(into: Map<string, A>, ref: string, one: A): void => {
  into.delete(ref)
  into.set(ref, one)
  const oldest = into.keys().next()
  if (into.size > MAX_LISTED && oldest.done !== true) into.delete(oldest.value)
}
