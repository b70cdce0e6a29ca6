/**
 * What needs a person, as the Promise face lists it, and what a person says of it.
 */
import type {
  LoyaltyDifference,
  LoyaltyDoubt,
  LoyaltyReturn,
  LoyaltySale,
  ReceiptKey,
} from "./LoyaltyData.ts"

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

/** The balance as the service showed it to a request that names a hold of ours, to one that does not, and to the first again. */
export interface LoyaltyLook {
  /** When, in milliseconds since 1970. */
  readonly at: number
  /** The points of that hold. */
  readonly heldHundredths: number
  readonly withHoldHundredths: number
  readonly withoutHundredths: number
  readonly withHoldAgainHundredths: number
  /** Was it begun when the sale's request could no longer be executed? */
  readonly afterWindow: boolean
  /** Had the hold certainly not ended by itself? */
  readonly unexpired: boolean
  /** What it proved, or why nothing, in one word. */
  readonly verdict: string
}

/** What needs a person, with its evidence. Told apart by `kind`. */
export type LoyaltyCase =
  | (CaseOf & {
      /** What the journal has of this receipt cannot be read. */
      readonly kind: "damaged"
      readonly detail: string
    })
  | (CaseOf &
      LoyaltyDoubt & {
        readonly kind: "doubt"
        readonly clientId: string
        /** The balance that was seen before. */
        readonly balanceHundredths: number
        /** What was seen last, where anything was. */
        readonly looked?: LoyaltyLook
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
  | (CaseOf &
      LoyaltyReturn & {
        readonly kind: "return"
        readonly sale?: LoyaltySale
      })

interface ResolutionOf extends ReceiptKey {
  /** Who says so: 1–200 characters. Kept for good, so no phone. */
  readonly by: string
  /** At most 2000 characters. Kept for good; long numbers and e-mails in it are masked. */
  readonly note?: string
}

/**
 * What a person says of a case. A doubt that was left to one is `committed`, or `notCommitted` and then sent again or closed
 * without a sale; every other case is dealt with.
 */
export type ResolveCaseRequest =
  | (ResolutionOf & { readonly kind: "doubt"; readonly verdict: "committed" })
  | (ResolutionOf & {
      readonly kind: "doubt"
      readonly verdict: "notCommitted"
      readonly then: "send" | "close"
    })
  | (ResolutionOf & { readonly kind: "difference" | "printedNotWrittenOff" | "rejected" })
  | (ResolutionOf & { readonly kind: "return"; readonly returnId: string })
