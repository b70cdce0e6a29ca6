/** How something that the page asked of the engine failed. */
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"

/** `stopped`: the engine's process died over it. An `error` that is not there is a defect. */
export type Failure =
  | { readonly _tag: "Refused"; readonly error: CheckoutError | undefined }
  | { readonly _tag: "Stopped" }

/** Of what was asked; nothing where it went well. */
export const failureOf = <A, E extends CheckoutError>(
  exit: Exit.Exit<A, E> | undefined,
): Failure | undefined => {
  if (exit === undefined) return { _tag: "Stopped" }
  if (Exit.isSuccess(exit)) return undefined
  return { _tag: "Refused", error: Option.getOrUndefined(Cause.findErrorOption(exit.cause)) }
}
