/**
 * What iikoFront offers a plugin, as far as this one asks: the order, the few edits that it may make, and the screen.
 */
import type { PointId } from "@loyalkit/core/Domain"
import type { Kopecks } from "@loyalkit/core/Money"
import type * as Effect from "effect/Effect"
import type { Order } from "../front/Order.ts"

export interface Host {
  /** Nothing where iiko does not have the order any more. */
  readonly order: (id: string) => Order | undefined
  /** `ChangePaymentItemSum` */
  readonly changePaymentSum: (payment: string, sum: Kopecks) => void
  /** `DeleteExternalPaymentItem` */
  readonly deletePayment: (payment: string) => void
  /** `AddFlexibleSumDiscount` in the place of the one before; nothing takes it away. */
  readonly setDiscount: (sum: Kopecks) => void
  /** `ShowOkPopup`: waits until it is read. */
  readonly showOk: (text: string) => Effect.Effect<void>
  /** `ShowErrorPopup` */
  readonly showError: (text: string) => Effect.Effect<void>
  /** `ShowExtendedInputDialog`: what was typed; nothing where the cashier pressed «Cancel». */
  readonly ask: (text: string) => Effect.Effect<string | undefined>
  /** `AddWarningMessage`: in the corner of the screen. */
  readonly warn: (text: string) => void
  readonly terminal: string
  /** Where the terminal stands. */
  readonly point: () => PointId
}
