/**
 * Whose card a reference is that 1C's catalogue does not have.
 *
 * The native protocol invents a card for each client, and 1C writes that reference into its receipts. Whoever reads the receipts
 * back has nothing but the reference, so the native protocol writes down what finds the client, and here it is asked for.
 */
import type { JournalError } from "@loyalkit/core/Journal"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"

/** The cards that the native protocol gave away. */
export class CardBook extends Context.Service<
  CardBook,
  {
    /**
     * What finds the card's client at LoyalClient (a phone, a card number): what `Checkout.identify` and `commit` take as `search`. Nothing
     * where the card is none of ours. `card` is a GUID in lower case.
     */
    readonly clientOf: (card: string) => Effect.Effect<Option.Option<string>, JournalError>
  }
>()("@loyalkit/adapter-1c-http/CardBook") {
  /** Where the native protocol is not in use: no card is ours. */
  static readonly none: Layer.Layer<CardBook> = Layer.succeed(
    CardBook,
    CardBook.of({ clientOf: () => Effect.succeedNone }),
  )
}
