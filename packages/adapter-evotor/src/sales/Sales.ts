/**
 * Settles a sale from its document, once, where the terminal never closed it.
 *
 * The terminal goes first, and what it committed is compared and left. What it only began is committed as the receipt shows it, under the terminal's own
 * receipt: whoever is late, the terminal or the cloud, meets the recorded answer. Points that a receipt shows and that belong to nobody are a case for a person.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { Worked } from "@loyalkit/core/Inbox"
import type { JournalError } from "@loyalkit/core/Journal"
import { isUndecided } from "@loyalkit/core/journal/CheckoutState"
import { isServiceAway } from "@loyalkit/core/LoyaltyError"
import { sum } from "@loyalkit/core/Money"
import { Policy } from "@loyalkit/core/Policy"
import * as PrintedSale from "@loyalkit/core/PrintedSale"
import { keyOf, look, type Standing } from "@loyalkit/core/printed-sale/Standing"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { ClosedReceipt } from "../documents/ClosedReceipt.ts"
import type { OurExtra } from "../documents/OurExtra.ts"
import { appliedOf, borneOut, type Applied } from "./Applied.ts"
import type { KnownSales } from "./KnownSales.ts"
import { allPoints, pointOf, type PointSettings } from "./Points.ts"

/** So long it is tried again while the service is away; our judgment: a night and a morning. Meanwhile core may list a case, which a success closes. */
const PATIENCE_MILLIS = 24 * 3_600_000
const MILLIS_PER_DAY = 86_400_000

/** A sale of ours. */
export interface OurSale extends ClosedReceipt {
  readonly extra: OurExtra
}

export const isOurSale = (receipt: ClosedReceipt): receipt is OurSale =>
  receipt.kind === "SELL" && receipt.extra !== undefined

type Log = (message: string) => Effect.Effect<void>

/** Failures that say nothing of the sale: another time it may be settled. */
const mayPass = ({ _tag }: CheckoutError): boolean => _tag === "JournalUnavailable" || _tag === "QueueFull"

export const make = Effect.fnUntraced(function* (settings: PointSettings, known: KnownSales) {
  const checkout = yield* Checkout
  const { keepSettledDays } = yield* Policy
  const points = allPoints(settings)

  const told = ({ extra, id, store }: OurSale, more: Readonly<Record<string, unknown>> = {}) =>
    Effect.annotateLogs({ store, document: id, receipt: extra.receiptId, ...more })

  /** Another fate than the receipt's: nothing is sold again, and somebody should look. */
  const differs = (sale: OurSale, why: string, more: Readonly<Record<string, unknown>> = {}) =>
    Effect.logError("A receipt in Evotor's cloud is not what was settled: somebody should look at it.").pipe(
      told(sale, { why, ...more }),
    )

  const compared = (
    sale: OurSale,
    { amount, points }: Applied,
    { request }: Extract<Standing, { _tag: "Sold" }>,
  ) =>
    request.amount === amount && request.points === points
      ? Effect.void
      : differs(sale, "it was committed with another amount or other points", {
          committed: `${request.amount} − ${request.points}`,
          shown: `${amount} − ${points}`,
        })

  /** Is a till busy with it just now? Then it is not refused, only late. */
  const isBusy = (key: CheckoutKey, { _tag }: CheckoutError) =>
    _tag === "ReceiptConflict"
      ? Effect.map(checkout.get(key), ({ state }) => isUndecided(state))
      : Effect.succeed(false)

  const commit = Effect.fnUntraced(function* (
    sale: OurSale,
    key: CheckoutKey,
    { amount, isAsAnswered, points }: Applied,
    seen: number,
  ): Effect.fn.Return<Worked, JournalError> {
    const now = yield* Clock.currentTimeMillis
    const { personal, state } = yield* checkout.get(key)
    const spent = yield* PrintedSale.settle({
      key,
      purchase: { amount },
      points,
      searches: state._tag === "Open" && personal.search !== undefined ? [personal.search] : [],
      // The terminal's clock may go before ours.
      soldAt: Math.min(sale.closedAt, now),
      mayWait: now - seen < PATIENCE_MILLIS,
    }).pipe(Effect.provideService(Checkout, checkout))
    switch (spent._tag) {
      case "Done":
      case "Pending":
        // A commit that takes long is gone on with; where it was refused in the end, it is asked for again.
        if (isUndecided((yield* checkout.get(key)).state)) return "again"
        yield* Effect.logInfo("A sale that the terminal did not close is settled from its document.").pipe(
          told(sale, { status: spent._tag, isAsAnswered }),
        )
        return "done"
      case "Away":
        return "again"
      case "Refused": {
        if (mayPass(spent.error) || (yield* isBusy(key, spent.error))) return "again"
        yield* Effect.logError("A closed sale cannot be settled from its document.").pipe(
          told(sale, { error: spent.error._tag, isCase: points > 0 }),
        )
        return "done"
      }
    }
  })

  /** Nobody began with its receipt, as far as the journal goes back. */
  const unclaimed = Effect.fnUntraced(function* (
    sale: OurSale,
    applied: Applied,
    seen: number,
  ): Effect.fn.Return<Worked, JournalError> {
    const point = pointOf(settings, sale)
    const say: Log = (message) => Effect.logError(message).pipe(told(sale))
    if (point === undefined) {
      yield* say(
        "Neither the store nor the terminal of a sale has a point of sale: see adapters.evotor.webhooks.points.",
      )
      return "done"
    }
    const key = keyOf(point, sale.extra.receiptId)
    const { personal } = yield* checkout.get(key)
    if (personal.search !== undefined) return yield* commit(sale, key, applied, seen)
    const age = (yield* Clock.currentTimeMillis) - sale.closedAt
    const mayBeForgotten = age > (keepSettledDays / 2) * MILLIS_PER_DAY
    yield* say(
      mayBeForgotten
        ? "A sale came too late: its receipt may have been settled and forgotten."
        : "A sale has our mark, and nobody knows its client: the receipt was begun with another gateway or journal, or at a point that the settings do not have.",
    )
    return applied.points > 0 && !mayBeForgotten ? yield* commit(sale, key, applied, seen) : "done"
  })

  /** Is it a person's from now on, whom nothing may be done behind the back of? Not where the service was away alone, and an earning harms nobody. */
  const isPersons = Effect.fnUntraced(function* (
    { key, open }: Extract<Standing, { readonly _tag: "Refused" }>,
    { points }: Applied,
  ): Effect.fn.Return<boolean, JournalError> {
    const { refused } = (yield* checkout.get(key)).state
    return !open || (points > 0 && refused !== undefined && !isServiceAway({ _tag: refused.error }))
  })

  const settle = Effect.fnUntraced(function* (
    sale: OurSale,
    applied: Applied,
    seen: number,
  ): Effect.fn.Return<Worked, JournalError> {
    const point = pointOf(settings, sale)
    const standing = yield* look(
      checkout,
      point === undefined ? points : [point, ...points],
      sale.extra.receiptId,
    )
    switch (standing._tag) {
      case "Sold":
        return yield* Effect.as(compared(sale, applied, standing), "done" as const)
      case "Ended":
        return yield* Effect.as(differs(sale, `its receipt is ${standing.how}`), "done" as const)
      case "Refused":
        return (yield* isPersons(standing, applied))
          ? "done"
          : yield* commit(sale, standing.key, applied, seen)
      case "Begun":
        return yield* commit(sale, standing.key, applied, seen)
      case "Untouched":
        return yield* unclaimed(sale, applied, seen)
    }
  })

  /** Deals with a closed sale that was first heard of at `seen`; safe to repeat. */
  return Effect.fn("EvotorSales.settle")(function* (
    sale: OurSale,
    seen: number,
  ): Effect.fn.Return<Worked, JournalError> {
    const { closedAt, discount, extra, id, source } = sale
    const applied = source === "document" ? appliedOf(sale, extra) : borneOut(sale, extra)
    if (applied === undefined) {
      yield* Effect.logInfo("A receipt does not show what was answered: it is left to its document.").pipe(
        told(sale),
      )
      return "done"
    }
    const { ours } = applied
    // The receipts webhook counts positions' own discounts in.
    const shared = source === "document" ? discount : sum([ours, extra.otherKopecks])
    yield* known.put({ document: id, receipt: extra.receiptId, ours, discount: shared, at: closedAt })
    // What cost nothing is no sale.
    return applied.amount === 0 ? "done" : yield* settle(sale, applied, seen)
  })
})

/** Settles sales. */
export type Sales = Effect.Success<ReturnType<typeof make>>
