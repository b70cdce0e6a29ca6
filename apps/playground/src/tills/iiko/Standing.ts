/**
 * What became of an order at loyalkit: as the plugin has heard, and where it heard that this is not known yet, what the journal says since.
 *
 * The plugin is told no more of it: its call has come to its end, and the engine goes on by itself.
 */
import type { CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import type { Call } from "../../shop/Calls.ts"
import type { Words } from "../../text/iiko/en.ts"
import type { Order } from "./front/Order.ts"
import { readReply } from "./plugin/Answer.ts"

export type Standing = Exclude<keyof Words["closed"], "title">

/** What a receipt's state says that was not known when loyalkit answered. */
const sinceOf = (state: CheckoutState): Standing | undefined => {
  switch (state._tag) {
    case "Committed":
      return "settled"
    case "Rejected":
      return "ended"
    case "InDoubt":
      return state.left === undefined ? undefined : "left"
    default:
      return undefined
  }
}

/** `states`: of the order's receipts, in the journal. */
export const standingOf = (
  { number, status, stornoId }: Order,
  calls: ReadonlyArray<Call>,
  states: ReadonlyArray<CheckoutState>,
): Standing => {
  if (status === "Deleted") return "deleted"
  if (stornoId !== undefined) return "storned"
  const told = calls.findLast(
    ({ purchase, request }) => purchase === number && request.path.endsWith("/closed"),
  )
  const answer = told?.answer
  if (answer === undefined) return "waiting"
  if (answer.isLost) return "unheard"
  const { data, outcome, retry } = readReply(answer)
  if (retry === true) return "again"
  if (outcome !== "proceed" || data?.status === undefined) return "refused"
  if (data.status !== "pending" && data.status !== "queued") return data.status
  return states.flatMap((state) => sinceOf(state) ?? []).at(-1) ?? data.status
}
