/**
 * Turns whatever a call ended with into one plain failure.
 */
import * as Cause from "effect/Cause"
import * as Result from "effect/Result"
import { codeOf, detailsOf, type CheckoutError } from "../CheckoutError.ts"
import { isRetryable } from "../ErrorCode.ts"
import type { LoyaltyFailure } from "./Loyalty.ts"
import type { Wrong } from "./Requests.ts"

/** The caller stopped waiting, or sent nothing because it had stopped before. */
export const aborted = (begun: "begun" | "not-begun"): LoyaltyFailure => ({
  code: "ABORTED",
  message:
    begun === "begun"
      ? "The call was not waited for. It goes on to its end: ask for the receipt to see how it ended."
      : "The call was aborted before it began; nothing was sent.",
  retryable: false,
})

export const closed: LoyaltyFailure = {
  code: "ABORTED",
  message: "This loyalty object is closed; nothing was sent. Create another one.",
  retryable: false,
}

/** A request that does not decode. */
export const badRequest = (fields: Wrong): LoyaltyFailure => ({
  code: "BAD_REQUEST",
  message: `The request cannot be taken (${fields.map(({ field, message }) => (field === "" ? message : `${field}: ${message}`)).join("; ")}). Correct it and call again.`,
  retryable: false,
  fields,
})

const refused = (error: CheckoutError): LoyaltyFailure => {
  const code = codeOf(error)
  const { limit, retryAfter, ...details } = detailsOf(error)
  return {
    code,
    message: error.message,
    retryable: isRetryable(code),
    ...details,
    ...(limit === undefined ? {} : { limitHundredths: limit }),
    ...(retryAfter === undefined ? {} : { retryAfterMillis: retryAfter }),
  }
}

/** A call that ended without a value. */
export const failure = (cause: Cause.Cause<CheckoutError>): LoyaltyFailure => {
  const expected = Cause.findError(cause)
  if (Result.isSuccess(expected)) return refused(expected.success)
  if (Cause.hasInterruptsOnly(cause)) return aborted("begun")
  return {
    code: "INTERNAL",
    message: "An error of loyalkit's own. Go on with the sale, and report what `cause` says.",
    retryable: false,
    cause: Cause.squash(cause),
  }
}
