/** May the receipt on the till still change? What the views ask of a checkout's state. */
import { isUndecided, type CheckoutState, type Held, type Quoted } from "@loyalkit/core/journal/CheckoutState"

/** The cashier can still build, quote, hold, pay or cancel. */
export const isOpen = isUndecided

/** There is a quote, and nothing was sent yet. */
export const quoted = (state: CheckoutState): Quoted | Held | undefined =>
  state._tag === "Quoted" || state._tag === "Held" ? state : undefined
