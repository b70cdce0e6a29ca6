/**
 * A closed receipt of Evotor's cloud, in core's words: what both versions of a document, and the receipts webhook, come down to.
 *
 * Whole kopecks, never negative, whatever a version writes. Nothing personal: a document has the customer's phone, and it is not read.
 */
import { ReceiptLines } from "@loyalkit/core/Domain"
import * as Schema from "effect/Schema"
import { Amount, OurExtra } from "./OurExtra.ts"

const Id = Schema.NonEmptyString.check(Schema.isMaxLength(100))

export const ClosedReceipt = Schema.Struct({
  kind: Schema.Literals(["SELL", "PAYBACK"]),
  /** `receipt`: of the receipts webhook, which does not tell a receipt's own discount from its positions'. */
  source: Schema.Literals(["document", "receipt"]),
  store: Id,
  device: Schema.optionalKey(Id),
  /** The document's, unique in its store. */
  id: Id,
  number: Schema.optionalKey(Schema.String),
  /** Milliseconds since 1970. */
  closedAt: Schema.Int,
  /** What was paid, or given back. */
  paid: Amount,
  /** The receipt's discount, everybody's part of it; positions' own are in their prices. */
  discount: Amount,
  /** Of a refund: the document of its sale, where it names one. */
  base: Schema.optionalKey(Id),
  /** Of a refund: which goods came back. Their sum is `paid`. */
  lines: Schema.optionalKey(ReceiptLines),
  extra: Schema.optionalKey(OurExtra),
})
export interface ClosedReceipt extends Schema.Schema.Type<typeof ClosedReceipt> {}
