/**
 * A receipt of the shop at one moment, with everything that is known of it.
 */
import type { Case } from "@loyalkit/core/Cases"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { ReceiptView } from "@loyalkit/core/ReceiptView"
import type { Place } from "../format/Step.ts"
import type * as Conclusion from "./Conclusion.ts"

/** A receipt: where it stands, since what the engine concluded so, and what of it a person has to look at. */
export interface ReceiptNow {
  readonly key: CheckoutKey
  readonly place: Place
  readonly view: ReceiptView
  readonly conclusion: Conclusion.Conclusion
  readonly cases: ReadonlyArray<Case>
  /** The engine's own state, for a state chart. */
  readonly state: CheckoutState
  /** Its events, in their order. */
  readonly events: ReadonlyArray<JournalEvent>
}
