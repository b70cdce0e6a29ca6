/** How something that the page asked of the engine failed. */
import type { CheckoutError } from "@loyalkit/core/CheckoutError"

/** An `error` that is not there is a defect. */
export interface Failure {
  readonly error: CheckoutError | undefined
}
