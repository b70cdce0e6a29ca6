/**
 * Looks at an outcome for what must never be, whatever the scenario: the promise of the house.
 */
import type { Outcome } from "../format/Outcome.ts"

/** What is wrong, in words; empty where all is well. */
export const complaints = ({ cases, receipts, sales }: Outcome): ReadonlyArray<string> => {
  const sold = new Map<string, number>()
  const wrong: Array<string> = []
  for (const { amount, client, elsewhere, point, receipt } of sales) {
    if (elsewhere === true) continue
    if (receipt === undefined) {
      wrong.push(
        `a sale of ${amount / 100} to ${client} at the ${point} is one too many: no receipt is without its own`,
      )
      continue
    }
    const name = `${receipt} at the ${point}`
    sold.set(name, (sold.get(name) ?? 0) + 1)
  }
  for (const [name, times] of sold) if (times > 1) wrong.push(`receipt ${name} was sold ${times} times`)
  for (const { judge, point, receipt, state } of receipts) {
    const isSold = sold.has(`${receipt} at the ${point}`)
    // A person may be wrong; the witness and the answer may not.
    if (judge === "person") continue
    if (state === "committed" && !isSold)
      wrong.push(`receipt ${receipt} is committed, and the ledger has no sale of it`)
    if ((state === "rejected" || state === "cancelled") && isSold)
      wrong.push(`receipt ${receipt} is ${state}, and the ledger has a sale of it`)
    const isCase = cases.some((one) => one.receipt === receipt)
    if (state === "doubt" && !isCase) wrong.push(`receipt ${receipt} is in doubt, and no case says so`)
  }
  return wrong
}
