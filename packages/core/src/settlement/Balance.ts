/**
 * Asks for a client's balance, naming holds of ours or not.
 *
 * By the phone that identify returned, since a code from the client's app may work once; without one, by the most
 * that a huge purchase would let the client spend, which is the balance again.
 */
import * as Effect from "effect/Effect"
import type { ClientId, HoldId, PointId } from "../Domain.ts"
import type { LoyalClient } from "../LoyalClient.ts"
import { ClientNotFound, type FindClientError } from "../LoyaltyError.ts"
import { Kopecks, type Points } from "../Money.ts"
import type { PolicyConfig } from "../Policy.ts"
import type { Looks } from "./Verdict.ts"

/** A purchase so large that the balance is what limits its points: ten million rubles. Our judgment. */
const HUGE = Kopecks.make(1_000_000_000)

/** Whose balance is asked for, and where. */
export interface Subject {
  readonly client: ClientId
  readonly point: PointId
  readonly phone: string | undefined
}

/** The balance with a hold, without it, and with it again. */
export type Shown = Pick<Looks, "withHold" | "without" | "withHoldAgain">

export const make = (client: LoyalClient["Service"], policy: PolicyConfig) => {
  /** The balance that is shown to who names these holds. */
  const ask = (
    { client: id, phone, point }: Subject,
    holds: ReadonlyArray<HoldId>,
  ): Effect.Effect<Points, FindClientError> => {
    if (phone === undefined) {
      const asked = client.recalc({ client: id, point, amount: HUGE, holds }, { budget: policy.quoteBudget })
      return Effect.map(asked, ({ spend }) => spend)
    }
    return client.findClient({ search: phone, point, holds }, { budget: policy.identifyBudget }).pipe(
      // A phone may have gone to somebody else meanwhile.
      Effect.filterOrFail(
        (found) => found.id === id,
        () => new ClientNotFound({ fields: [] }),
      ),
      Effect.map((found) => found.balance),
    )
  }

  /** Three looks at one hold, each begun after the one before was answered. `besides` are named in all of them. */
  const lookAt = Effect.fnUntraced(function* (
    subject: Subject,
    hold: HoldId,
    besides: ReadonlyArray<HoldId> = [],
  ): Effect.fn.Return<Shown, FindClientError> {
    const withHold = yield* ask(subject, [hold, ...besides])
    const without = yield* ask(subject, besides)
    const withHoldAgain = yield* ask(subject, [hold, ...besides])
    return { withHold, without, withHoldAgain }
  })

  return { ask, lookAt }
}
