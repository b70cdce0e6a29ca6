/**
 * One word for each failure, for tills that cannot match on classes: JSON over HTTP, plain promises.
 *
 * The words are those of the gateway's API. Every face uses them, so that a till's program reads the same
 * whether it embeds loyalkit or calls it. `CheckoutError` says which failure has which word.
 */

/** The codes of the checkout's failures. */
export type ErrorCode =
  | "CLIENT_NOT_FOUND"
  | "POINT_NOT_FOUND"
  | "NOT_ENOUGH_POINTS"
  | "FIELDS_REJECTED"
  | "HOLD_EXPIRED"
  | "STALE_QUOTE"
  | "OUT_OF_ORDER"
  | "RECEIPT_CONFLICT"
  | "ALREADY_COMMITTED"
  | "COMMIT_PENDING"
  | "QUEUE_FULL"
  | "LOYALTY_UNAVAILABLE"
  | "RATE_LIMITED"
  | "SERVICE_KEY_REFUSED"
  | "JOURNAL_UNAVAILABLE"
  | "BAD_REQUEST"

/** May the same call simply be made again in a moment? A commit in doubt may not: it is for a person to settle. */
export const isRetryable = (code: ErrorCode): boolean =>
  code === "LOYALTY_UNAVAILABLE" || code === "RATE_LIMITED"
