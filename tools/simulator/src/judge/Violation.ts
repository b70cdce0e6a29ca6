/**
 * What must never happen, each with a code: the seven invariants, and what no invariant has to name.
 */

/** The invariants. Their numbers are those of `docs/reliability.md`. */
export const INVARIANTS = {
  twice: "1: at most one sale per receipt",
  unproven:
    "1: a sale is sent again only after a proof that nothing was created; the refusal of a second request is none",
  beyond: "2: no points spent beyond the hold, the balance or what was asked",
  unwritten: "2: nothing is sold that was not written down before",
  lost: "3: no receipt is lost: what a till was told stays so",
  stuck: "3: every checkout ends committed, rejected, cancelled, or as a case for a person",
  "wrongly-committed": "4: what the journal says was committed is in the ledger",
  "wrongly-not": "4: what the journal says was not committed is not in the ledger",
  "hold-left": "5: every hold ends",
  repeated: "6: repeating a command changes nothing",
  late: "7: no step keeps the till longer than its budget",
  defect: "an error of our own never reaches a till",
} as const

export type Code = keyof typeof INVARIANTS

export interface Violation {
  readonly code: Code
  /** The receipt, where it is about one. */
  readonly receipt: string
  readonly detail: string
  /** Milliseconds from the world's beginning. */
  readonly at: number
}
