/**
 * Anything that a command of the checkout, or a person's verdict, can fail with, and the word that each failure has on every face.
 *
 * One table for the gateway and the Promise face. A failure that has no word here does not compile.
 */
import type { JudgeError } from "./Cases.ts"
import type {
  CancelError,
  CommitCommandError,
  HoldCommandError,
  IdentifyError,
  QuoteError,
  ReleaseCommandError,
} from "./Checkout.ts"
import type { ErrorCode } from "./ErrorCode.ts"
import type { JournalError } from "./Journal.ts"
import type { CommitState, RejectedField } from "./LoyaltyError.ts"
import type { Points } from "./Money.ts"

/** Anything that a command of the checkout, or a person's verdict on a case, can fail with. */
export type CheckoutError =
  | IdentifyError
  | QuoteError
  | HoldCommandError
  | ReleaseCommandError
  | CommitCommandError
  | CancelError
  | JudgeError
  | JournalError

const codes: Readonly<Record<CheckoutError["_tag"], ErrorCode>> = {
  ClientNotFound: "CLIENT_NOT_FOUND",
  PointNotFound: "POINT_NOT_FOUND",
  SpendTooLarge: "NOT_ENOUGH_POINTS",
  PointsExceedLines: "NOT_ENOUGH_POINTS",
  FieldsRejected: "FIELDS_REJECTED",
  HoldExpired: "HOLD_EXPIRED",
  StaleQuote: "STALE_QUOTE",
  OutOfOrder: "OUT_OF_ORDER",
  ReceiptConflict: "RECEIPT_CONFLICT",
  NoSuchCase: "RECEIPT_CONFLICT",
  AlreadyCommitted: "ALREADY_COMMITTED",
  CommitInDoubt: "COMMIT_PENDING",
  CommitQueued: "COMMIT_PENDING",
  QueueFull: "QUEUE_FULL",
  Unavailable: "LOYALTY_UNAVAILABLE",
  Malformed: "LOYALTY_UNAVAILABLE",
  RateLimited: "RATE_LIMITED",
  Unauthorized: "SERVICE_KEY_REFUSED",
  JournalUnavailable: "JOURNAL_UNAVAILABLE",
  JournalCorrupt: "JOURNAL_UNAVAILABLE",
  LinesDiffer: "BAD_REQUEST",
  DuplicateLine: "BAD_REQUEST",
  InvalidRequest: "BAD_REQUEST",
}

/**
 * The word for a failure.
 *
 * @example
 * ```ts
 * import { codeOf } from "@loyalkit/core/CheckoutError"
 * import { HoldExpired } from "@loyalkit/core/LoyaltyError"
 *
 * codeOf(new HoldExpired()) // => "HOLD_EXPIRED"
 * ```
 */
export const codeOf = (error: CheckoutError): ErrorCode => codes[error._tag]

/** What a failure knows besides its word and its message. */
export interface ErrorDetails {
  /** What is known about the request to the service: it never arrived, it was refused, or nobody knows. */
  readonly commitState: CommitState
  /** What the service said of each field, as it came: mask it before it is logged. */
  readonly fields?: ReadonlyArray<RejectedField>
  /** The most points that can be spent. */
  readonly limit?: Points
  /** How long to wait, where the service said so, in milliseconds. */
  readonly retryAfter?: number
}

/** What a failure knows besides its word and its message. */
export const detailsOf = (error: CheckoutError): ErrorDetails => {
  const { commitState } = error
  switch (error._tag) {
    case "ClientNotFound":
    case "PointNotFound":
    case "FieldsRejected":
      return { commitState, fields: error.fields }
    case "SpendTooLarge":
      return {
        commitState,
        fields: error.fields,
        ...(error.limit === undefined ? {} : { limit: error.limit }),
      }
    case "PointsExceedLines":
      return { commitState, limit: error.capacity }
    case "RateLimited":
      return { commitState, ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }) }
    default:
      return { commitState }
  }
}
