/**
 * The Promise face as a till's program sees it: plain objects in, plain results out.
 *
 * Money is whole kopecks and bonus points are whole hundredths of a point, and each name says so: a program
 * that passes rubles by mistake does not find a field to put them into. One point pays one ruble, so one
 * hundredth pays one kopeck. Nothing here knows of Effect, and nothing is ever thrown for a wrong input or a
 * service that is away: both are results.
 */
import type { ErrorCode } from "../ErrorCode.ts"

/** What names a checkout in every call: the point of sale, and the till's own ID of the receipt (1–128 characters of `A-Z a-z 0-9 . _ -`). */
export interface ReceiptKey {
  readonly point: string
  readonly receipt: string
}

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

export interface LoyaltyLevel {
  readonly id?: string
  readonly title?: string
  readonly type: "cashback" | "discount"
  readonly percent: number
  /** The most of a receipt that points may pay, in percent. */
  readonly maxSpendPercent?: number
}

/** The customer. `phone` is digits only and not masked. */
export interface LoyaltyClient {
  readonly id: string
  readonly level: LoyaltyLevel
  readonly balanceHundredths: number
  readonly name?: string
  readonly phone?: string
  readonly email?: string
  readonly birthday?: string
  readonly photo?: string
}

/** A line of the receipt. `amountKopecks` is what counts; an `excluded` line takes no points. */
export interface LoyaltyLine {
  readonly id: string
  readonly name?: string
  /** `1500` is 1.5 kg. */
  readonly quantityThousandths: number
  readonly priceKopecks: number
  readonly amountKopecks: number
  readonly excluded?: boolean
}

/** What the purchase is worth. For a `discount` programme nothing is spent or earned. */
export interface LoyaltyQuote {
  readonly type: "cashback" | "discount"
  readonly percent: number
  readonly amountKopecks: number
  readonly maxSpendHundredths: number
  readonly earnHundredths: number
  readonly discountKopecks?: number
  readonly totalKopecks?: number
  /** With lines: the most that each can take. */
  readonly lines?: ReadonlyArray<{ readonly id: string; readonly maxSpendHundredths: number }>
}

export interface LoyaltyHold {
  readonly pointsHundredths: number
  /** How long the till may count on it; 0 where that is not certain. */
  readonly secondsLeft: number
}

export interface LoyaltyHeld extends LoyaltyHold {
  /** What is left to pay by other means. */
  readonly payableKopecks: number
  /** With lines: the points that each takes, and what is left to pay of it. */
  readonly lines?: ReadonlyArray<{
    readonly id: string
    readonly pointsHundredths: number
    readonly payableKopecks: number
  }>
}

/** The sale that the service created. Points were spent, or earned, or a discount was given. */
export interface LoyaltySale {
  readonly type: "cashback" | "discount"
  readonly percent: number
  readonly amountKopecks: number
  /** What was left to pay by other means. */
  readonly totalKopecks: number
  readonly spentHundredths?: number
  readonly earnedHundredths?: number
}

/** The sale is not the one that was shown and asked for: another total, or another number of points. */
export interface LoyaltyDifference {
  readonly shownKopecks: number
  readonly chargedKopecks: number
  /** Both are there where the points differ. */
  readonly askedHundredths?: number
  readonly spentHundredths?: number
}

export interface LoyaltySettled {
  readonly sale: LoyaltySale
  readonly difference?: LoyaltyDifference
}

export type LoyaltyState =
  | "open"
  | "identified"
  | "quoted"
  | "held"
  | "queued"
  | "committing"
  | "doubt"
  | "committed"
  | "rejected"
  | "cancelled"

/** Everything that is known of a receipt. Who the customer is, is forgotten once it is settled. */
export interface LoyaltyReceipt extends ReceiptKey {
  readonly state: LoyaltyState
  readonly client?: LoyaltyClient
  readonly quote?: Omit<LoyaltyQuote, "lines">
  readonly hold?: LoyaltyHold
  readonly sale?: LoyaltySale
  readonly difference?: LoyaltyDifference
  readonly returns: ReadonlyArray<{ readonly returnId: string; readonly amountKopecks: number }>
}

export type LoyaltyCaseKind =
  | "doubt"
  | "rejected"
  | "difference"
  | "printedNotWrittenOff"
  | "return"
  | "damaged"

interface CaseOf extends ReceiptKey {
  /** Since when, in milliseconds since 1970. */
  readonly since: number
}

/** What needs a person, with its evidence. Told apart by `kind`. */
export type LoyaltyCase =
  | (CaseOf & {
      /** What the journal has of this receipt cannot be read. */
      readonly kind: "damaged"
      readonly detail: string
    })
  | (CaseOf & {
      readonly kind: "doubt"
      readonly clientId: string
      readonly amountKopecks: number
      readonly pointsHundredths: number
      /** The balance that was seen before. */
      readonly balanceHundredths: number
      readonly detail: string
      /** Why only a person can decide it now. Left out while it is still being settled in the background. */
      readonly left?: string
    })
  | (CaseOf & {
      /** It ended without a sale, and the receipt may say otherwise. */
      readonly kind: "rejected"
      readonly clientId?: string
      readonly amountKopecks: number
      readonly pointsHundredths: number
      readonly detail: string
    })
  | (CaseOf & {
      readonly kind: "difference"
      readonly difference: LoyaltyDifference
      readonly sale: LoyaltySale
    })
  | (CaseOf & {
      readonly kind: "printedNotWrittenOff"
      readonly amountKopecks: number
      readonly pointsHundredths: number
      readonly detail: string
    })
  | (CaseOf & {
      readonly kind: "return"
      readonly returnId: string
      readonly amountKopecks: number
      readonly sale?: LoyaltySale
    })

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
  readonly amountKopecks: number
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
  /** Creates the sale, once. After `COMMIT_PENDING` print the receipt and go on: never sell again under another receipt ID. */
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
  /** Waits for commands that have begun, each of which ends within its budgets, then frees everything. Later calls give `ABORTED`. */
  readonly close: () => Promise<void>
}
