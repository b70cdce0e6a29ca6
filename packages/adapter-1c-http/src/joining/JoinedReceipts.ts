/**
 * The reader of receipts asks here before it settles a sale that shows points: a write-off of the native protocol may be that very sale.
 */
import { ReceiptId, type ClientId } from "@loyalkit/core/Domain"
import type { JournalError } from "@loyalkit/core/Journal"
import type { LoyalClient } from "@loyalkit/core/LoyalClient"
import { isServiceAway } from "@loyalkit/core/LoyaltyError"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { Cards } from "../native/Cards.ts"
import { findFirst } from "../native/Finding.ts"
import { Joining, type Joined, type Whose } from "../odata/Joining.ts"
import type { SeenSale } from "../SeenReceipt.ts"
import { WriteOffBook } from "./WriteOffBook.ts"

type Services = Cards | WriteOffBook | LoyalClient

/** By the card, where it is one of ours; else by what finds the client. `away`: nobody can be asked now. */
const clientOf = Effect.fnUntraced(function* (
  { card }: SeenSale,
  { point, searches }: Whose,
): Effect.fn.Return<ClientId | "away" | undefined, JournalError, Services> {
  const known = card === undefined ? undefined : yield* (yield* Cards).clientOf(card.ref)
  if (known !== undefined) return known
  return yield* findFirst(
    searches.map((text) => ({ text, type: "" })),
    point,
  ).pipe(
    Effect.map((found) => found?.client.id),
    // A refusal that is nobody's fault is met again, and written down, by whoever commits.
    Effect.catch((error) => Effect.succeed(isServiceAway(error) ? ("away" as const) : undefined)),
  )
})

const decide = Effect.fnUntraced(function* (
  sale: SeenSale,
  whose: Whose,
): Effect.fn.Return<Joined, JournalError, Services> {
  const { point, since } = whose
  const client = yield* clientOf(sale, whose)
  if (client === "away") return { _tag: "Wait" }
  const own = { point, receipt: ReceiptId.make(sale.ref) }
  // Without a client there is no write-off either: the commit becomes a case.
  if (client === undefined) return { _tag: "Commit", key: own }
  const decided = yield* (yield* WriteOffBook).decide(sale, { client, point, since })
  return decided._tag === "Commit" ? { _tag: "Commit", key: own } : decided
})

/** Over the write-offs of the native protocol. */
export const layer: Layer.Layer<Joining, never, Services> = Layer.effect(
  Joining,
  Effect.gen(function* () {
    const context = yield* Effect.context<Services>()
    const book = yield* WriteOffBook
    return Joining.of({
      decide: (sale, whose) => Effect.provideContext(decide(sale, whose), context),
      receiptOf: (ref) => Effect.map(book.receiptOf(ref), Option.fromUndefinedOr),
    })
  }),
)
