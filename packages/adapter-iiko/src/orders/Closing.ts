/**
 * Settles an order that iiko has closed: once, however often and from wherever it is told.
 *
 * What was asked to commit first is what counts. An order that is told again with another sum is the same order, seen by other eyes; with other
 * points it is a contradiction that only a person can resolve.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import { ReceiptId, type CheckoutKey, type PointId } from "@loyalkit/core/Domain"
import type { JournalError } from "@loyalkit/core/Journal"
import { isUndecided } from "@loyalkit/core/journal/CheckoutState"
import type { Snapshot } from "@loyalkit/core/journal/CheckoutStore"
import { isServiceAway, ReceiptConflict } from "@loyalkit/core/LoyaltyError"
import { subtract, type Kopecks, type Points } from "@loyalkit/core/Money"
import * as PrintedSale from "@loyalkit/core/PrintedSale"
import { standingOf } from "@loyalkit/core/printed-sale/Standing"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { purchaseOf } from "./Purchases.ts"

/** An order that is closed. */
export interface ClosedOrder {
  /** What the guest owed before points and before the loyalty discount. */
  readonly amount: Kopecks
  /** What all processed payments of our type have paid. */
  readonly points: Points
  /** How much of the amount takes no points. */
  readonly excluded?: Kopecks
  /** Milliseconds since 1970. */
  readonly closedAt?: number
  /** Where a case is opened for points that nobody was checked in for. */
  readonly point?: PointId
}

export type Closed =
  /** Nobody was checked in: there is nothing to settle. */
  | { readonly _tag: "Nothing" }
  /** `queued`: an earning waits for the service. `pending`: sent, and not known what became of it. The engine sees to both. */
  | {
      readonly _tag: "Settled"
      readonly status: "committed" | "queued" | "pending"
      readonly key: CheckoutKey
    }
  /** Not now: it has to be told again. */
  | { readonly _tag: "Again"; readonly error: CheckoutError }
  /** Not so, nor later: where points were paid, a case for a person. */
  | { readonly _tag: "Refused"; readonly error: CheckoutError }

const HANDLED = "a person has dealt with its points"

/** Failures that say nothing of the order: another time it may be settled. */
const mayPass = ({ _tag }: CheckoutError): boolean =>
  isServiceAway({ _tag }) || _tag === "JournalUnavailable" || _tag === "QueueFull"

export const make = (checkout: Checkout["Service"]) => {
  /**
   * Is the quote the one of this order? A spending goes by it, and so does the discount of a programme. An earning of points is computed anew
   * by the service.
   */
  const quoted = Effect.fnUntraced(function* (
    { state }: Snapshot,
    { amount, excluded, points }: ClosedOrder,
  ) {
    if (!isUndecided(state) || state._tag === "Open") return undefined
    const isDiscount = "quote" in state && state.quote.type === "discount"
    if (points === 0 && !isDiscount) return undefined
    const quote = yield* Effect.result(checkout.quote(state.key, purchaseOf(amount, excluded)))
    return Result.isFailure(quote) ? quote.failure : undefined
  })

  const statusOf = (key: CheckoutKey) =>
    Effect.map(checkout.get(key), ({ state }) => {
      if (state._tag === "Committed") return "committed" as const
      return state._tag === "Queued" ? ("queued" as const) : ("pending" as const)
    })

  /** Is somebody else busy with it? Then it is not refused, only late. */
  const isBusy = (key: CheckoutKey, { _tag }: CheckoutError) =>
    _tag === "ReceiptConflict"
      ? Effect.map(checkout.get(key), ({ state }) => isUndecided(state))
      : Effect.succeed(false)

  /**
   * The guest's cheque shows more points than were written off, and the settled receipt can take no case: one beside it does, which is a
   * receipt of nobody's, with the points beyond. Once, also where a person has dealt with it since.
   */
  const shownInVain = Effect.fnUntraced(function* (
    { point, receipt }: CheckoutKey,
    { amount, points }: Pick<ClosedOrder, "amount" | "points">,
  ) {
    const beside = { point, receipt: ReceiptId.make(`${receipt}.points`) }
    const { state } = yield* checkout.get(beside)
    if (state.refused === undefined) yield* Effect.ignore(checkout.commit(beside, { amount, points }))
  })

  const told = Effect.fnUntraced(function* (
    key: CheckoutKey,
    closed: ClosedOrder,
    recorded: { readonly amount: Kopecks; readonly points: Points },
  ) {
    const { amount, points } = closed
    if (recorded.points !== points) {
      if (points > recorded.points)
        yield* shownInVain(key, { amount, points: subtract(points, recorded.points) })
      yield* Effect.logError("An order of iiko was told with other points than it is settled with.", {
        receipt: key.receipt,
        told: points,
        settled: recorded.points,
      })
      return new ReceiptConflict({ detail: "it is settled with another number of points" })
    }
    if (recorded.amount !== amount)
      yield* Effect.logWarning("An order of iiko was told with another sum than it is settled with.", {
        receipt: key.receipt,
        told: amount,
        settled: recorded.amount,
      })
    return undefined
  })

  return Effect.fnUntraced(function* (
    snapshot: Snapshot,
    closed: ClosedOrder,
  ): Effect.fn.Return<Closed, JournalError> {
    const { personal, state } = snapshot
    const { key } = state
    const standing = standingOf(state)
    if (standing._tag === "Refused" && !standing.open)
      return { _tag: "Refused", error: new ReceiptConflict({ detail: HANDLED }) }
    const contradiction = standing._tag === "Sold" ? yield* told(key, closed, standing.request) : undefined
    if (contradiction !== undefined) return { _tag: "Refused", error: contradiction }
    const unquoted = yield* quoted(snapshot, closed)
    const { amount, closedAt, excluded, points } = closed
    const spent = yield* PrintedSale.settle({
      key,
      purchase: purchaseOf(amount, excluded),
      points,
      searches: state._tag === "Open" && personal.search !== undefined ? [personal.search] : [],
      mayWait: false,
      ...(closedAt === undefined ? {} : { soldAt: closedAt }),
    }).pipe(Effect.provideService(Checkout, checkout))
    if (spent._tag === "Done" || spent._tag === "Pending")
      return { _tag: "Settled", status: yield* statusOf(key), key }
    const error = unquoted ?? spent.error
    const isLate = mayPass(error) || (yield* isBusy(key, error))
    return { _tag: isLate ? "Again" : "Refused", error }
  })
}
