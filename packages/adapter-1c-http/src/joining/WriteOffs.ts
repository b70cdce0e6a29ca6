/**
 * The write-offs of a client at a point, as the journal has them: checkouts whose receipt was made up here.
 */
import type { CheckoutKey, ClientId, PointId } from "@loyalkit/core/Domain"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal, type JournalError, type ListEntry, type ListQuery } from "@loyalkit/core/Journal"
import { caseName, hasOpenCase, type CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import * as Effect from "effect/Effect"
import { PREFIX } from "../native/Visit.ts"
import type { WriteOff } from "./JoiningRule.ts"

/** Checkouts that are listed at a time. */
const PAGE = 500

/** All of a client's checkouts: a cashier's own card may have thousands, and the newest stand last. */
const listAll = Effect.fnUntraced(function* (query: ListQuery) {
  const journal = yield* Journal
  const all: Array<ListEntry> = []
  for (let after = 0; ;) {
    const page = yield* journal.list({ ...query, after, limit: PAGE })
    all.push(...page)
    after = page.at(-1)?.cursor ?? after
    if (page.length < PAGE) return all
  }
})

const writeOffOf = (key: CheckoutKey, state: CheckoutState): WriteOff | undefined => {
  const { receipt } = key
  if ("intent" in state) {
    const { at, request } = state.intent
    return request.points === 0 ? undefined : { receipt, at, points: request.points, state: "settled" }
  }
  if (state._tag === "Rejected") {
    const { points } = state.request
    return points === 0 ? undefined : { receipt, at: state.at, points, state: "closed" }
  }
  if (state.refused !== undefined)
    return {
      receipt,
      at: state.refused.at,
      points: state.refused.request.points,
      state:
        state._tag !== "Cancelled" && hasOpenCase(state, caseName("printedNotWrittenOff"))
          ? "refused"
          : "closed",
    }
  return undefined
}

/** All of them, and the keys of those checkouts that wrote nothing off yet. */
export const ofClient = Effect.fnUntraced(function* (
  client: ClientId,
  point: PointId,
): Effect.fn.Return<
  { readonly writeOffs: ReadonlyArray<WriteOff>; readonly open: ReadonlyArray<CheckoutKey> },
  JournalError,
  Journal | Checkout
> {
  const checkout = yield* Checkout
  const listed = [...(yield* listAll({ client })), ...(yield* listAll({ client, status: "settled" }))]
  const writeOffs: Array<WriteOff> = []
  const open: Array<CheckoutKey> = []
  for (const { key, status } of listed) {
    if (key.point !== point || !key.receipt.startsWith(PREFIX)) continue
    const { state } = yield* checkout.get(key)
    const found = writeOffOf(key, state)
    if (found !== undefined) writeOffs.push(found)
    else if (status === "open") open.push(key)
  }
  return { writeOffs, open }
})
