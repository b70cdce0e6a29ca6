/**
 * What every call of the plugin brings, and what its answer may need.
 */
import type { Caller } from "@loyalkit/core/Callers"
import type { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { PointId } from "@loyalkit/core/Domain"
import type { Language } from "@loyalkit/core/Money"
import type * as Effect from "effect/Effect"
import type { Orders } from "../orders/Orders.ts"
import type { Answer } from "./Answers.ts"
import type { FrontSettings } from "./Settings.ts"
import type { Transactions } from "./Transactions.ts"
import type { OrderSent } from "./Wire.ts"

export interface Call<Path, Body> {
  readonly settings: FrontSettings
  readonly caller: Caller
  readonly language: Language
  readonly path: Path
  readonly body: Body
}

export type Services = Checkout | Orders | Transactions

/** What a call comes to. A failure of the engine is an answer too: the cashier's text for it. */
export type Handled = Effect.Effect<Answer, CheckoutError, Services>

/** At which point an order is, before anybody is checked in. */
export const pointOf = (
  { caller, settings: { points } }: Pick<Call<unknown, unknown>, "caller" | "settings">,
  order: OrderSent | undefined,
): PointId | undefined => {
  const place = points === undefined ? undefined : order?.[points.by]
  const mapped = place !== undefined && points !== undefined && Object.hasOwn(points.map, place)
  return mapped ? points.map[place] : caller.point
}
