/**
 * Asks what a purchase is worth now, and sees to it that what is held still fits.
 */
import * as Effect from "effect/Effect"
import type { Purchase } from "../Domain.ts"
import type { BeforeCommit } from "../journal/CheckoutState.ts"
import type { CheckoutStore, Snapshot } from "../journal/CheckoutStore.ts"
import type { LoyalClient, Recalc } from "../LoyalClient.ts"
import type { RecalcError } from "../LoyaltyError.ts"
import type { Kopecks } from "../Money.ts"
import type { PolicyConfig } from "../Policy.ts"
import * as Deadline from "../settlement/Deadline.ts"
import type { Holds } from "./Holds.ts"
import * as Quotes from "./Quotes.ts"

export const make = (
  client: LoyalClient["Service"],
  store: CheckoutStore["Service"],
  holds: Holds,
  policy: PolicyConfig,
) => {
  /**
   * A hold that is named shows its points as the client's own; where a service reads it the other way round, the
   * answer without the hold is the larger one. It is asked for only before a hold would be dropped.
   */
  const recalc = Effect.fnUntraced(function* (
    state: BeforeCommit,
    amount: Kopecks,
    deadline: Deadline.Deadline,
  ): Effect.fn.Return<Recalc, RecalcError> {
    const request = { client: state.account.id, point: state.key.point, amount }
    const budget = yield* Deadline.budget(deadline, policy.quoteBudget)
    if (state._tag !== "Held") return yield* client.recalc(request, { budget })
    const named = yield* client.recalc({ ...request, holds: [state.hold.id] }, { budget })
    if (named.spend >= state.hold.points) return named
    const left = yield* Deadline.budget(deadline, policy.quoteBudget)
    const unnamed = yield* client.recalc(request, { budget: left })
    return unnamed.spend > named.spend ? unnamed : named
  })

  return Effect.fnUntraced(function* (
    snapshot: Snapshot<BeforeCommit>,
    asked: Purchase,
    deadline: Deadline.Deadline,
  ) {
    const { state } = snapshot
    // A copy, taken now: the caller's basket goes on changing, and the journal must not.
    const purchase = structuredClone(asked)
    const quote = Quotes.make(purchase, yield* recalc(state, purchase.amount, deadline), policy.minLine)
    const tooMuchHeld = state._tag === "Held" && state.hold.points > quote.maxSpend
    if (!tooMuchHeld) yield* store.append(snapshot, [{ _tag: "Quoted", purchase, quote }])
    else {
      const { hold } = state
      yield* store.append(snapshot, [
        { _tag: "Quoted", purchase, quote },
        { _tag: "HoldEnded", hold: hold.id, why: "abandoned" },
      ])
      yield* holds.giveUp(hold.id)
    }
    return quote
  })
}
