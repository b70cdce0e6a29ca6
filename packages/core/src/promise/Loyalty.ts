/**
 * The Promise face as a till's program sees it: plain objects in, plain results out.
 *
 * Money is whole kopecks and bonus points are whole hundredths of a point, and each name says so: a program
 * that passes rubles by mistake does not find a field to put them into. One point pays one ruble, so one
 * hundredth pays one kopeck. Nothing here knows of Effect, and nothing is ever thrown for a wrong input or a
 * service that is away: both are results.
 */
import type { ErrorCode } from "../ErrorCode.ts"
import type { LoyaltyCase, LoyaltyCaseKind, ResolveCaseRequest } from "./LoyaltyCase.ts"
import type {
  LoyaltyClient,
  LoyaltyHeld,
  LoyaltyLine,
  LoyaltyQuote,
  LoyaltyReceipt,
  LoyaltySettled,
  ReceiptKey,
} from "./LoyaltyData.ts"

export type * from "./LoyaltyCase.ts"
export type * from "./LoyaltyData.ts"

/** What every call takes besides. */
export interface CallOptions {
  /**
   * Stops the waiting. A signal that is aborted already sends nothing. A command that has begun goes on to its
   * end, and `get` tells how it ended; a commit is never cut short.
   */
  readonly signal?: AbortSignal
}

/** Why a call failed, in one word. `ABORTED`: the caller stopped waiting, or closed. `INTERNAL`: an error of loyalkit's own. */
export type LoyaltyFailureCode = ErrorCode | "ABORTED" | "INTERNAL"

/** A call that did not do what was asked. */
export interface LoyaltyFailure {
  readonly code: LoyaltyFailureCode
  /** English, with what to do next. Long numbers and e-mails in it are masked. */
  readonly message: string
  /** May the same call simply be made again in a moment? */
  readonly retryable: boolean
  /** What is known about the request to the service: it never arrived, it was refused, or nobody knows. */
  readonly commitState?: "not-sent" | "rejected" | "unknown"
  /** The service's own words for each field, as they came, or for `BAD_REQUEST` what is wrong with yours. Mask them before you log them. */
  readonly fields?: ReadonlyArray<{ readonly field: string; readonly message: string }>
  /** `NOT_ENOUGH_POINTS`: the most that can be spent, where it is known. */
  readonly limitHundredths?: number
  /** `RATE_LIMITED`: how long to wait, where the service said so. */
  readonly retryAfterMillis?: number
  /** `INTERNAL`: what was thrown, for a debugger. It may hold anything. */
  readonly cause?: unknown
}

export type LoyaltyResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: LoyaltyFailure }

export interface IdentifyRequest extends ReceiptKey {
  /** A phone, a card, or the code in the client's app. */
  readonly search: string
}

export interface QuoteRequest extends ReceiptKey {
  /** What the customer owes after all other discounts. With lines, their sum. */
  readonly amountKopecks: number
  readonly lines?: ReadonlyArray<LoyaltyLine>
}

export interface HoldRequest extends ReceiptKey {
  readonly pointsHundredths: number
  /** 1–30. */
  readonly minutes?: number
}

export interface CommitRequest extends ReceiptKey {
  readonly amountKopecks: number
  /** 0 earns. */
  readonly pointsHundredths: number
  /** Finds the client first, where nobody did yet. */
  readonly search?: string
  /** When the till sold, in milliseconds since 1970, where it has a queue of its own. */
  readonly soldAt?: number
}

export interface ReturnRequest extends ReceiptKey {
  readonly returnId: string
  /** With lines, their sum. */
  readonly amountKopecks: number
  readonly lines?: ReadonlyArray<LoyaltyLine>
}

type Call<Request, Value> = (request: Request, options?: CallOptions) => Promise<LoyaltyResult<Value>>

/** The loyalty programme at the till. Every call may be repeated: the same again gives the same answer and does nothing twice. */
export interface Loyalty {
  /** Who is the customer? Another search than before drops quote and hold. */
  readonly identify: Call<IdentifyRequest, LoyaltyClient>
  /** What is the purchase worth? */
  readonly quote: Call<QuoteRequest, LoyaltyQuote>
  /** Reserves points while the customer pays. */
  readonly hold: Call<HoldRequest, LoyaltyHeld>
  /** Gives held points back. No failure where nothing is held. */
  readonly release: Call<ReceiptKey, undefined>
  /**
   * Creates the sale, once. `COMMIT_PENDING`: sent with an unknown fate, or an earning that waits for the service
   * (`commitState` is `not-sent`). Print the receipt and go on: never sell again under another receipt ID.
   */
  readonly commit: Call<CommitRequest, LoyaltySettled>
  /** Closes the receipt without a sale, and gives held points back. */
  readonly cancel: Call<ReceiptKey, undefined>
  /** Notes that goods came back, once for each `returnId`. The service has no refund: it becomes a case. */
  readonly noteReturn: Call<ReturnRequest, undefined>
  /** Everything that is known of a receipt. */
  readonly get: Call<ReceiptKey, LoyaltyReceipt>
  /** What needs a person now, doubts first. */
  readonly cases: (
    request?: { readonly kind?: LoyaltyCaseKind },
    options?: CallOptions,
  ) => Promise<LoyaltyResult<ReadonlyArray<LoyaltyCase>>>
  /** The same as CSV for a spreadsheet, with all the evidence; in Russian unless told otherwise. */
  readonly exportCases: (
    request?: { readonly kind?: LoyaltyCaseKind; readonly language?: "ru" | "en" },
    options?: CallOptions,
  ) => Promise<LoyaltyResult<string>>
  /**
   * Records what a person says of a case, for good and by name. `RECEIPT_CONFLICT` where there is no such open case: it was
   * dealt with already, or its doubt is still being settled.
   */
  readonly resolveCase: Call<ResolveCaseRequest, undefined>
  /** Waits for commands that have begun, each of which ends within its budgets, then frees everything. Later calls give `ABORTED`. */
  readonly close: () => Promise<void>
}
