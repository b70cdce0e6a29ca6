/**
 * What became of a sale, in the words that the journal keeps: as answered, as inferred, and as refused.
 */
import * as Cause from "effect/Cause"
import * as Option from "effect/Option"
import type { Sale } from "../Domain.ts"
import type { BeforeCommit, Committed, Intent, Origin } from "../journal/CheckoutState.ts"
import type { NewEvent } from "../journal/CheckoutStore.ts"
import type { CommitRequest, Difference, Personal } from "../journal/JournalEvent.ts"
import { evidenceOf, type RetailError } from "../LoyaltyError.ts"
import { pointsAsMoney, subtract, zeroPoints, type Kopecks } from "../Money.ts"

/** A settled sale. `difference`: its total is not the one that the customer was shown. */
export interface Settled {
  readonly sale: Sale
  readonly difference?: Difference
}

/** What the customer was told to pay. */
const shownTotal = (state: Origin, request: CommitRequest): Kopecks => {
  const quote = "quote" in state ? state.quote : undefined
  return quote?.total !== undefined && quote.amount === request.amount
    ? quote.total
    : subtract(request.amount, pointsAsMoney(request.points))
}

/** A sale as the service answered it. */
export const answered = (state: Origin, request: CommitRequest, sale: Sale): Settled => {
  const shown = shownTotal(state, request)
  const spent = sale.spend ?? zeroPoints
  const otherPoints = spent !== request.points ? { asked: request.points, spent } : {}
  const asAsked = shown === sale.total && sale.amount === request.amount && spent === request.points
  return asAsked ? { sale } : { sale, difference: { shown, charged: sale.total, ...otherPoints } }
}

/** A sale whose answer was never seen: what was asked for, and what the service had promised. */
export const inferred = (state: Origin, { account, request, witness }: Intent): Sale => {
  const quote = "quote" in state ? state.quote : undefined
  const type = quote?.type ?? account.level.type
  const earned = type === "discount" || witness.earn === undefined ? {} : { earn: witness.earn }
  return {
    amount: request.amount,
    total: shownTotal(state, request),
    percent: quote?.percent ?? account.level.percent,
    type,
    ...(request.points > 0 ? { spend: request.points } : earned),
  }
}

/** The recorded outcome of a checkout that is settled already. */
export const recorded = ({ difference, sale }: Committed): Settled => ({
  sale,
  ...(difference === undefined ? {} : { difference }),
})

/** In as few words as say it, for a person who has to decide. */
export const reason = (error: RetailError, { person, search }: Personal): string =>
  evidenceOf(error, { name: person?.name, search })

/** What else a refusal proves: that the quote promised too much, or that our hold is gone. */
export const lessons = (before: BeforeCommit, error: RetailError): ReadonlyArray<NewEvent> => {
  if (error._tag === "SpendTooLarge" && before._tag !== "Identified") return [{ _tag: "QuoteOutdated" }]
  const onHold = error._tag === "FieldsRejected" && error.fields.some(({ field }) => field === "hold")
  return onHold && before._tag === "Held" ? [{ _tag: "HoldEnded", hold: before.hold.id, why: "expired" }] : []
}

/** What left a sale's fate open. */
export const evidence = (
  cause: Cause.Cause<RetailError>,
  personal: Personal,
): { readonly error: string; readonly detail: string } => {
  const failure = Cause.findErrorOption(cause)
  if (Option.isSome(failure)) return { error: failure.value._tag, detail: reason(failure.value, personal) }
  return Cause.hasInterrupts(cause)
    ? { error: "Interrupted", detail: "the engine stopped while the request was under way" }
    : { error: "Defect", detail: "an error of our own while the request was under way" }
}

/** A failure that proves that its request created nothing. */
export type Refusal = RetailError & { readonly commitState: "not-sent" | "rejected" }
export const isRefusal = (error: RetailError): error is Refusal => error.commitState !== "unknown"

/** Is the service away, or is it our key or our point that it refuses? Then a sale may be tried again later, as it is. */
export const mayWait = (error: Refusal): boolean =>
  error.commitState === "not-sent" || error._tag === "Unauthorized" || error._tag === "PointNotFound"
