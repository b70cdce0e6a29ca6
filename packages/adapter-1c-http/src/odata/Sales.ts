/**
 * Settles a printed sale from its document, once, under its `Ref_Key`.
 *
 * A sale that earns is committed, or queued by core while the service is away. A sale that shows points is joined first with what the native
 * protocol wrote off; what nobody did is committed from the document. Points are printed already, so a refusal becomes a case of core, and from then
 * on it is a person's: it is not tried again behind their back.
 */
import type { Checkout, CommitCommandError } from "@loyalkit/core/Checkout"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { JournalError } from "@loyalkit/core/Journal"
import { isServiceAway } from "@loyalkit/core/LoyaltyError"
import { zeroPoints } from "@loyalkit/core/Money"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SeenSale } from "../SeenReceipt.ts"
import type { Joining } from "./Joining.ts"
import { done, wait, type Outcome } from "./Outcome.ts"
import type { Owners, Searches } from "./Owners.ts"
import { allPoints, pointOf, type OdataSettings } from "./Settings.ts"
import { keyOf, look, type Standing } from "@loyalkit/core/printed-sale/Standing"

/** So long a till that has begun with a receipt may commit it itself; our judgment: longer than a queue of the BSL module. */
const TILL_MILLIS = 10 * 60_000

/** So long printed points wait for a service that is away, before they are a person's case; our judgment: a night and a morning. */
const PATIENCE_MILLIS = 24 * 3_600_000

/** What a sale is settled with. */
export interface SalesServices {
  readonly checkout: Checkout["Service"]
  readonly joining: Joining["Service"]
  readonly owners: Owners
  readonly settings: OdataSettings
}

/** How a sale was waited for so far. */
export interface Waited {
  /** Since when, in milliseconds since 1970. */
  readonly since: number
  /** Did we begin with its receipt ourselves? */
  readonly isOurs: boolean
}

/** The journal failed: nothing can be settled now. */
const isJournal = (error: { readonly _tag: string }): error is JournalError =>
  error._tag === "JournalUnavailable" || error._tag === "JournalCorrupt"

const isNobody = ({ _tag }: { readonly _tag: string }): boolean =>
  _tag === "ClientNotFound" || _tag === "FieldsRejected"

const AWAY = "the loyalty service is away"

/** Of a receipt that something was settled under already. */
const asRecorded = (standing: Standing, { amount, points }: SeenSale): Outcome | undefined => {
  switch (standing._tag) {
    case "Sold":
      return standing.request.amount === amount && standing.request.points === points
        ? done("settled")
        : done("differs", "it was committed with another amount or other points")
    case "Ended":
      return done("differs", `it was printed, and its receipt is ${standing.how}`)
    case "Refused":
      return points > 0 ? done("case", "a spending was refused") : undefined
    default:
      return undefined
  }
}

/** What a commit's failure means; `Nobody`: another search may find the client. */
const ofFailure = (
  error: Exclude<CommitCommandError, JournalError>,
  isSpending: boolean,
): Outcome | "Nobody" => {
  switch (error._tag) {
    case "CommitQueued":
      return done("queued")
    case "CommitInDoubt":
      return done("settled", "in doubt")
    case "QueueFull":
      return wait("the queue of its point is full")
    case "ReceiptConflict":
    case "StaleQuote":
      return done("differs", error._tag)
    case "ClientNotFound":
    case "FieldsRejected":
      return isSpending ? done("case", error._tag) : "Nobody"
    default:
      if (isSpending) return done("case", error._tag)
      return isServiceAway(error) ? wait(AWAY) : done("differs", error._tag)
  }
}

export const make = ({ checkout, joining, owners, settings }: SalesServices) => {
  const points = allPoints(settings)

  const commit = (
    key: CheckoutKey,
    { amount, at, points }: SeenSale,
    search?: string,
  ): Effect.Effect<Outcome | "Nobody", JournalError> =>
    checkout
      .commit(key, { amount, points, soldAt: Math.max(0, at), ...(search === undefined ? {} : { search }) })
      .pipe(
        Effect.as(done("settled")),
        Effect.catchIf(
          (error) => !isJournal(error),
          (error) => Effect.succeed(ofFailure(error, points > 0)),
        ),
      )

  const earn = Effect.fnUntraced(function* (
    key: CheckoutKey,
    sale: SeenSale,
    searches: Searches,
  ): Effect.fn.Return<Outcome, JournalError> {
    for (const search of searches) {
      const outcome = yield* commit(key, sale, search)
      if (outcome !== "Nobody") return outcome
    }
    return done("nobody", searches.length === 0 ? "nobody knows this card" : "no client has this card")
  })

  /** Opens core's case. Without a client a spending is refused before anything is sent. */
  const openCase = Effect.fnUntraced(function* (
    key: CheckoutKey,
    sale: SeenSale,
    why: string,
  ): Effect.fn.Return<Outcome, JournalError> {
    const { personal, state } = yield* checkout.get(key)
    // With a client at hand it would not be refused.
    if (state._tag !== "Open" || personal.search !== undefined) return done("differs", why)
    const outcome = yield* commit(key, sale)
    return outcome === "Nobody" ? done("case", why) : outcome
  })

  /** A step before a spending's commit: the service may be away for a while, and what else is wrong the commit will meet too. */
  const mayGoOn = <A, E extends { readonly _tag: string }>(
    step: Effect.Effect<A, E>,
  ): Effect.Effect<"Yes" | "Nobody" | "Away", JournalError> =>
    Effect.matchEffect(step, {
      onSuccess: () => Effect.succeed("Yes" as const),
      onFailure: (error) => {
        if (isJournal(error)) return Effect.fail(error)
        if (isServiceAway(error)) return Effect.succeed("Away" as const)
        return Effect.succeed(isNobody(error) ? ("Nobody" as const) : ("Yes" as const))
      },
    })

  const spend = Effect.fnUntraced(function* (
    key: CheckoutKey,
    sale: SeenSale,
    searches: Searches,
    isPatient: boolean,
  ): Effect.fn.Return<Outcome, JournalError> {
    for (const search of searches) {
      const identified = yield* mayGoOn(checkout.identify(key, search))
      if (identified === "Nobody") continue
      const quoted =
        identified === "Yes" ? yield* mayGoOn(checkout.quote(key, { amount: sale.amount })) : identified
      if (quoted === "Away" && isPatient) return wait(AWAY)
      const outcome = yield* commit(key, sale, search)
      return outcome === "Nobody" ? done("case") : outcome
    }
    return yield* openCase(key, sale, "nobody knows this card")
  })

  const decided = Effect.fnUntraced(function* (
    sale: SeenSale,
    key: CheckoutKey,
    searches: Searches,
    { since }: Waited,
  ): Effect.fn.Return<Outcome, JournalError> {
    if (sale.points === zeroPoints) return yield* earn(key, sale, searches)
    const joined = yield* joining.decide(sale, { point: key.point, searches, since })
    switch (joined._tag) {
      case "Claimed":
        return done("claimed")
      case "Settled":
        return done("settled")
      case "Case":
        return done("case")
      case "Wait":
        return wait("its write-off may still come")
      case "Person":
        return yield* openCase(key, sale, joined.why)
      case "Commit": {
        const isPatient = (yield* Clock.currentTimeMillis) - since < PATIENCE_MILLIS
        return yield* spend(joined.key, sale, searches, isPatient)
      }
    }
  })

  /** Deals with a sale; safe to repeat. */
  return Effect.fnUntraced(function* (
    sale: SeenSale,
    waited: Waited,
  ): Effect.fn.Return<Outcome, JournalError> {
    if (sale.card === undefined) return done("left", "no card")
    const point = pointOf(settings, sale.till)
    if (point === undefined) return { _tag: "NoPoint" }
    const standing = yield* look(checkout, [point, ...points], sale.ref)
    const recorded = asRecorded(standing, sale)
    if (recorded !== undefined) return recorded
    const now = yield* Clock.currentTimeMillis
    if (standing._tag === "Begun" && !waited.isOurs && now - waited.since < TILL_MILLIS) {
      return { ...wait("a till has begun with it"), isTills: true }
    }
    return yield* owners(sale.card).pipe(
      Effect.matchEffect({
        onSuccess: (searches) => decided(sale, keyOf(point, sale.ref), searches, waited),
        // The document may be gone at the next reading: it is kept, and its card read later.
        onFailure: (error) =>
          isJournal(error) ? Effect.fail(error) : Effect.succeed(wait("its card could not be read")),
      }),
    )
  })
}
