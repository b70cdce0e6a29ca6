/**
 * Looks at an outcome for what must never be, whatever the scenario: the promise of the house.
 */
import type { Kopecks } from "@loyalkit/core/Money"
import type { Outcome } from "../format/Outcome.ts"
import type { Place } from "../format/Step.ts"

interface At {
  readonly receipt: string
  readonly point: Place
}

/** What must never be. */
export type Complaint =
  /** A sale of ours that no receipt explains. */
  | { readonly _tag: "OneTooMany"; readonly amount: Kopecks; readonly client: string; readonly point: Place }
  | ({ readonly _tag: "SoldAgain"; readonly times: number } & At)
  /** The engine says sold, and the ledger has no sale. */
  | ({ readonly _tag: "NoSale" } & At)
  /** The engine says there is no sale, and the ledger has one. */
  | ({ readonly _tag: "Sale"; readonly state: "rejected" | "cancelled" } & At)
  | ({ readonly _tag: "NoCase" } & At)

/** What is wrong; nothing where all is well. */
export const complaintsOf = ({ cases, receipts, sales }: Outcome): ReadonlyArray<Complaint> => {
  const sold = new Map<string, At & { times: number }>()
  const nameOf = ({ point, receipt }: At) => `${receipt} at the ${point}`
  const wrong: Array<Complaint> = []
  for (const { amount, client, elsewhere, point, receipt } of sales) {
    if (elsewhere === true) continue
    if (receipt === undefined) {
      wrong.push({ _tag: "OneTooMany", amount, client, point })
      continue
    }
    const at = { receipt, point }
    sold.set(nameOf(at), { ...at, times: (sold.get(nameOf(at))?.times ?? 0) + 1 })
  }
  for (const one of sold.values()) if (one.times > 1) wrong.push({ _tag: "SoldAgain", ...one })
  for (const { judge, point, receipt, state } of receipts) {
    const at = { receipt, point }
    const isSold = sold.has(nameOf(at))
    // A person may be wrong; the witness and the answer may not.
    if (judge === "person") continue
    if (state === "committed" && !isSold) wrong.push({ _tag: "NoSale", ...at })
    if ((state === "rejected" || state === "cancelled") && isSold) wrong.push({ _tag: "Sale", state, ...at })
    const isCase = cases.some((one) => one.receipt === receipt)
    if (state === "doubt" && !isCase) wrong.push({ _tag: "NoCase", ...at })
  }
  return wrong
}

const inWords = (complaint: Complaint): string => {
  if (complaint._tag === "OneTooMany") {
    const { amount, client, point } = complaint
    return `a sale of ${amount / 100} to ${client} at the ${point} is one too many: no receipt is without its own`
  }
  const { point, receipt } = complaint
  switch (complaint._tag) {
    case "SoldAgain":
      return `receipt ${receipt} at the ${point} was sold ${complaint.times} times`
    case "NoSale":
      return `receipt ${receipt} is committed, and the ledger has no sale of it`
    case "Sale":
      return `receipt ${receipt} is ${complaint.state}, and the ledger has a sale of it`
    case "NoCase":
      return `receipt ${receipt} is in doubt, and no case says so`
  }
}

/** The same in words; empty where all is well. */
export const complaints = (outcome: Outcome): ReadonlyArray<string> => complaintsOf(outcome).map(inWords)
