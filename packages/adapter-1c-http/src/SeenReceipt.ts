/**
 * A receipt document of 1C as it was read back, in core's words: what the reader of OData finds, and what settling goes by.
 *
 * The dialects (`unf`, `retail2`, `ut11`) differ in every name and in much of the meaning; here they are one.
 */
import type { ReceiptLine } from "@loyalkit/core/Domain"
import type { Kopecks, Points } from "@loyalkit/core/Money"

/** Which configuration's documents are read. */
export type Dialect = "unf" | "retail2" | "ut11"

/** The loyalty card in the document, as far as it says. A dangling reference is the `CardGUID` that the native protocol gave. */
export interface SeenCard {
  /** `Ref_Key` of the card, lower case; never the zero GUID. */
  readonly ref: string
  /** The owner, where the document names one. */
  readonly owner?: string
}

interface Seen {
  /** `Ref_Key` of the document, lower case: its identity for ever. */
  readonly ref: string
  /** Changes with the document; opaque. */
  readonly version: string
  readonly dialect: Dialect
  /** The till's or shop's own key in the document, by which the settings name its point (`КассаККМ_Key`, `Магазин_Key`, …), lower case. */
  readonly till: string
  /** Fiscalised: the number that the cash register gave. */
  readonly number?: number
  /** The document's local time as milliseconds since 1970, by the time zone of the settings. */
  readonly at: number
  readonly card?: SeenCard
  /** What the customer owed before points: gross, since 1C's sums are net of them. */
  readonly amount: Kopecks
  readonly lines: ReadonlyArray<ReceiptLine>
}

/** A printed sale. `points` were shown to the customer as spent; 0: it only earns. */
export interface SeenSale extends Seen {
  readonly kind: "sale"
  readonly points: Points
}

/** A printed return. `sale`: the document it returns from, where it names one. */
export interface SeenReturn extends Seen {
  readonly kind: "return"
  readonly sale?: string
  readonly points: Points
}

export type SeenReceipt = SeenSale | SeenReturn
