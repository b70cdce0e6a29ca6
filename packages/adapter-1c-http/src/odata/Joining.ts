/**
 * What to do with a printed sale that shows points, where the native protocol may have written them off already.
 *
 * The native protocol carries no receipt's ID, so only somebody who knows both its write-offs and the document can say whether they are one
 * sale. The reader asks here before it settles anything with points, and for the receipt of a return's sale.
 */
import { ReceiptId, type CheckoutKey, type PointId } from "@loyalkit/core/Domain"
import type { JournalError } from "@loyalkit/core/Journal"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import type { SeenSale } from "../SeenReceipt.ts"
import type { Searches } from "./Owners.ts"

/** What is known of the sale besides its document. */
export interface Whose {
  /** Where it was sold. */
  readonly point: PointId
  /** What finds the client, the better first. Empty: nobody knows the card. */
  readonly searches: Searches
  /** Since when this sale is waited for, in milliseconds since 1970: of the first look at it. */
  readonly since: number
}

/** What to do with a sale. */
export type Joined =
  /** Its points were written off under this receipt: nothing is left to do. */
  | { readonly _tag: "Claimed"; readonly key: CheckoutKey }
  /** The write-off may still come: ask again at the next reading. */
  | { readonly _tag: "Wait" }
  /** Nobody wrote them off: commit the document's sale, with its points, under this receipt. */
  | { readonly _tag: "Commit"; readonly key: CheckoutKey }
  /** The rule has settled it by itself, or the engine sees to the rest. */
  | { readonly _tag: "Settled" }
  /** Nobody can say: the reader opens a case under the document's reference. */
  | { readonly _tag: "Person"; readonly why: string }
  /** It is a person's, and the case is open already. */
  | { readonly _tag: "Case" }

/** The rule that joins documents with what the till said before. */
export class Joining extends Context.Service<
  Joining,
  {
    /** What to do with a sale that shows points. Asked again after a crash: the same sale must get the same claim. */
    readonly decide: (sale: SeenSale, whose: Whose) => Effect.Effect<Joined, JournalError>
    /** The receipt that a sale's document was joined to; nothing where it was settled under its own reference, or not at all. */
    readonly receiptOf: (saleRef: string) => Effect.Effect<Option.Option<CheckoutKey>, JournalError>
  }
>()("@loyalkit/adapter-1c-http/odata/Joining") {
  /** Where no native protocol is in use: nobody else writes points off, so the document does. */
  static readonly fromDocument: Layer.Layer<Joining> = Layer.succeed(
    Joining,
    Joining.of({
      decide: (sale, { point }) =>
        Effect.succeed({ _tag: "Commit", key: { point, receipt: ReceiptId.make(sale.ref) } }),
      receiptOf: () => Effect.succeedNone,
    }),
  )
}
