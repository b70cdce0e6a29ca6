/**
 * A sale that was printed already, brought through the checkout as far as it has not come yet: found, quoted, committed.
 *
 * Adapters use it that hear of a sale when it is over: a write-off of 1C, an order that iiko has closed, a document that a vendor's cloud
 * tells of. The engine holds the points itself. Whatever fails before the commit, the commit is still asked for, unless the sale can wait: its
 * refusal is what becomes a case for a person, since the customer's receipt shows the points already.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Checkout } from "./Checkout.ts"
import type { CheckoutError } from "./CheckoutError.ts"
import type { CheckoutKey, ClientAccount, Purchase } from "./Domain.ts"
import { isUndecided, type CheckoutState } from "./journal/CheckoutState.ts"
import { isServiceAway } from "./LoyaltyError.ts"
import { Kopecks, type Points } from "./Money.ts"

/** A sale that was printed. */
export interface Printed {
  readonly key: CheckoutKey
  /** `amount` 0 with points: not known; then the smallest purchase that takes so many points. */
  readonly purchase: Purchase
  readonly points: Points
  /** What finds the client, first to last. */
  readonly searches: ReadonlyArray<string>
  readonly soldAt?: number
  /**
   * May it be asked for again later? Then nothing is committed while the service is away, as far as that shows before the commit; where it shows
   * in the commit itself, core has opened a case, which a later success closes.
   */
  readonly mayWait: boolean
}

/** What became of it. `Pending`: sent or queued, the engine sees to the rest. `Away`: nothing was done, try later. */
export type Spent =
  | { readonly _tag: "Done" }
  | { readonly _tag: "Pending" }
  | { readonly _tag: "Away"; readonly error: CheckoutError }
  | { readonly _tag: "Refused"; readonly error: CheckoutError }

const FULL_PERCENT = 100

/** The smallest purchase of which the level lets so many points pay. */
const leastAmount = (points: Points, { level }: ClientAccount): Kopecks => {
  const percent = level.maxSpendPercent ?? FULL_PERCENT
  return percent <= 0 ? Kopecks.make(points) : Kopecks.make(Math.ceil((points * FULL_PERCENT) / percent))
}

/** What was asked to commit before: the same again must be the same to the kopeck. */
export const recordedAmount = (state: CheckoutState): Kopecks | undefined => {
  if ("intent" in state) return state.intent.request.amount
  if ("request" in state) return state.request.amount
  return state.refused?.request.amount
}

const identified = Effect.fnUntraced(function* (
  checkout: Checkout["Service"],
  key: CheckoutKey,
  searches: ReadonlyArray<string>,
) {
  let failure: CheckoutError | undefined
  for (const search of searches) {
    const found = yield* Effect.result(checkout.identify(key, search))
    if (Result.isSuccess(found)) return undefined
    failure = found.failure
    if (failure._tag !== "ClientNotFound" && failure._tag !== "FieldsRejected") return failure
  }
  return failure
})

/** Brings the checkout to where it may be committed; gives the purchase's amount, and what stood in the way. */
const prepared = Effect.fnUntraced(function* (
  checkout: Checkout["Service"],
  { key, points, purchase, searches }: Printed,
): Effect.fn.Return<{ readonly amount: Kopecks; readonly failure?: CheckoutError }, CheckoutError> {
  const first = (yield* checkout.get(key)).state
  const failure = first._tag === "Open" ? yield* identified(checkout, key, searches) : undefined
  const { state } = yield* checkout.get(key)
  const known = purchase.amount > 0 || points === 0
  if (!isUndecided(state) || state._tag === "Open")
    return {
      amount: recordedAmount(state) ?? (known ? purchase.amount : Kopecks.make(points)),
      ...(failure === undefined ? {} : { failure }),
    }
  const amount = known ? purchase.amount : leastAmount(points, state.account)
  const isDiscount = state._tag !== "Identified" && state.quote.type === "discount"
  // Points are earned on whatever was sold; a spending, and the discount of a programme, go by the quote.
  if (points === 0 && !isDiscount) return { amount }
  const quoted =
    state._tag !== "Identified" && state.outdated === undefined && state.purchase.amount === amount
  if (quoted) return { amount }
  const quote = yield* Effect.result(checkout.quote(key, known ? purchase : { amount }))
  return { amount, ...(Result.isFailure(quote) ? { failure: quote.failure } : {}) }
})

/** Settles a printed sale, once: the same again gives what is recorded. */
export const settle = Effect.fnUntraced(
  function* (printed: Printed): Effect.fn.Return<Spent, CheckoutError, Checkout> {
    const checkout = yield* Checkout
    const { key, mayWait, points, searches, soldAt } = printed
    const { amount, failure } = yield* prepared(checkout, printed)
    if (mayWait && failure !== undefined && isServiceAway(failure)) return { _tag: "Away", error: failure }
    const [search] = searches
    const committed = yield* Effect.result(
      checkout.commit(key, {
        amount,
        points,
        ...(search === undefined ? {} : { search }),
        ...(soldAt === undefined ? {} : { soldAt }),
      }),
    )
    if (Result.isSuccess(committed)) return { _tag: "Done" }
    const { failure: error } = committed
    if (error._tag === "CommitInDoubt" || error._tag === "CommitQueued") return { _tag: "Pending" }
    if (mayWait && isServiceAway(error)) return { _tag: "Away", error }
    return { _tag: "Refused", error: failure ?? error }
  },
  Effect.catch((error): Effect.Effect<Spent> => Effect.succeed({ _tag: "Refused", error })),
)
