/**
 * What the Promise face tells: who the customer is, what a purchase is worth, what was sold, and where a receipt stands.
 */

/** What names a checkout in every call: the point of sale, and the till's own ID of the receipt (1–128 characters of `A-Z a-z 0-9 . _ -`). */
export interface ReceiptKey {
  readonly point: string
  readonly receipt: string
}

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

/** A sale was sent and its fate is not known. Print the receipt and go on. */
export interface LoyaltyDoubt {
  /** Since when, in milliseconds since 1970. */
  readonly since: number
  readonly amountKopecks: number
  readonly pointsHundredths: number
  readonly detail: string
  /** Why only a person can decide it now. Left out while it is still being settled in the background. */
  readonly left?: string
}

/** Goods that came back, as the till noted it. */
export interface LoyaltyReturn {
  readonly returnId: string
  readonly amountKopecks: number
  readonly lines?: ReadonlyArray<LoyaltyLine>
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

/**
 * Everything that is known of a receipt. `queued`: an earning waits for the service. `doubt`: sent, fate unknown.
 * `rejected`: it ended without a sale. Who the customer is, is forgotten once it is settled.
 */
export interface LoyaltyReceipt extends ReceiptKey {
  readonly state: LoyaltyState
  readonly client?: LoyaltyClient
  readonly quote?: Omit<LoyaltyQuote, "lines">
  readonly hold?: LoyaltyHold
  readonly sale?: LoyaltySale
  readonly difference?: LoyaltyDifference
  readonly doubt?: LoyaltyDoubt
  readonly returns: ReadonlyArray<LoyaltyReturn>
}
