/** What the Promise face's types promise. Each line below an `@ts-expect-error` is an error today, or the type check fails. */
import type { PolicyConfig } from "../../src/Policy.ts"
import type { Loyalty, LoyaltyFailureCode, LoyaltyPolicy, LoyaltyResult } from "../../src/promise.ts"

declare const loyalty: Loyalty
declare const result: LoyaltyResult<{ readonly name: string }>

/** `ok` tells the value from the error. */
export const narrowed: string = result.ok ? result.value.name : result.error.code

// @ts-expect-error no value before `ok` is asked
export const unasked = result.value

/** A switch over the codes that forgets one does not compile. */
export const forgetful = (code: Exclude<LoyaltyFailureCode, "INTERNAL">): string => {
  switch (code) {
    case "CLIENT_NOT_FOUND":
    case "POINT_NOT_FOUND":
    case "NOT_ENOUGH_POINTS":
    case "FIELDS_REJECTED":
    case "HOLD_EXPIRED":
    case "STALE_QUOTE":
    case "OUT_OF_ORDER":
    case "RECEIPT_CONFLICT":
    case "ALREADY_COMMITTED":
    case "COMMIT_PENDING":
    case "QUEUE_FULL":
    case "LOYALTY_UNAVAILABLE":
    case "RATE_LIMITED":
    case "SERVICE_KEY_REFUSED":
    case "JOURNAL_UNAVAILABLE":
    case "BAD_REQUEST":
      return code
    default: {
      // @ts-expect-error ABORTED is left
      const left: never = code
      return left
    }
  }
}

/** Units are in the names, so that rubles find no field. */
export const units = [
  // @ts-expect-error `amount` is not a field
  loyalty.quote({ point: "p", receipt: "r", amount: 100 }),
  // @ts-expect-error a text is no amount
  loyalty.quote({ point: "p", receipt: "r", amountKopecks: "100" }),
]

const sale = { point: "p", receipt: "r", amountKopecks: 1, pointsHundredths: 0 }
// @ts-expect-error a commit takes no retry
export const retried = loyalty.commit(sale, { retry: 3 })

const judged = { point: "p", receipt: "r", kind: "doubt", by: "Olga" } as const

/** A verdict of "not committed" says what comes then, a return says which, and a damaged receipt is nobody's to judge. */
export const resolved = [
  loyalty.resolveCase({ ...judged, verdict: "committed" }),
  loyalty.resolveCase({ ...judged, verdict: "notCommitted", then: "send" }),
  loyalty.resolveCase({ ...judged, kind: "return", returnId: "back-1" }),
  loyalty.resolveCase({ ...judged, kind: "rejected", note: "told the customer" }),
  // @ts-expect-error `then` is missing
  loyalty.resolveCase({ ...judged, verdict: "notCommitted" }),
  // @ts-expect-error which return?
  loyalty.resolveCase({ ...judged, kind: "return" }),
  // @ts-expect-error `damaged` is no verdict's
  loyalty.resolveCase({ ...judged, kind: "damaged" }),
  // @ts-expect-error who says so?
  loyalty.resolveCase({ point: "p", receipt: "r", kind: "doubt", verdict: "committed" }),
]

/** Every field of the policy can be set, and no other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
export const wholePolicy: Same<keyof LoyaltyPolicy, keyof PolicyConfig> = true
